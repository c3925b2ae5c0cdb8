import type { Db } from 'mongodb';
import { readCommits } from '../event-store/read.ts';
import { Build } from './build.ts';
import type { Projection } from './definition.ts';
import { type ClientsModel, Names, type PeopleModel } from './names.ts';
import type { Rows, StoredRow } from './rows.ts';
import { withScratch } from './scratch.ts';

export interface ReplayOptions {
  readonly log: Db;
  readonly views: Db;
  readonly projections: readonly Projection[];
  /** The last commit that counts. */
  readonly to: number;
  /** Where names come from. Rows are told with the names of that moment. */
  readonly naming: {
    readonly projections: readonly Projection[];
    readonly people: PeopleModel;
    readonly clients: ClientsModel;
  };
  readonly onProgress?: (position: number) => void;
}

/** A row of a read model as it was shown at a moment. */
export interface ReplayedRow {
  readonly model: string;
  readonly id: string;
  readonly row: unknown;
}

/**
 * Read models as they stood after a commit, row by row in the order of their ids. The log is read once, into
 * collections that are thrown away once `take` has had the rows.
 */
export async function replay<Result>(
  options: ReplayOptions,
  take: (rows: AsyncIterable<ReplayedRow>) => Promise<Result>,
): Promise<Result> {
  const { views, projections, naming } = options;
  const all = [...new Set([...projections, ...naming.projections])];
  return await withScratch(views, all, async (replayed) => {
    await foldAll(options, replayed);
    const names = new Names(naming.people, naming.clients);
    for (const projection of naming.projections) {
      for await (const { _id: id, row } of inOrder(replayed, projection)) {
        if (row !== undefined) names.apply([{ model: projection.name, id, row }]);
      }
    }
    return await take(shownRows(replayed, projections, names));
  });
}

type Replayed = ReadonlyMap<Projection, Rows>;

async function foldAll({ log, to, onProgress }: ReplayOptions, replayed: Replayed): Promise<void> {
  const builds = [...replayed].map(
    ([projection, rows]) => new Build({ projection, rows, resumed: false, parked: new Set() }),
  );
  for await (const commits of readCommits(log, { to })) {
    for (const build of builds) {
      await build.apply(commits);
      if (build.isFull) await build.flush();
    }
    onProgress?.(commits.at(-1)?.position ?? to);
  }
  for (const build of builds) await build.flush();
}

async function* shownRows(
  replayed: Replayed,
  projections: readonly Projection[],
  names: Names,
): AsyncGenerator<ReplayedRow> {
  for (const projection of projections) {
    for await (const { _id: id, row } of inOrder(replayed, projection)) {
      const shown = row && projection.present(row, names.of, id);
      if (shown !== undefined) yield { model: projection.name, id, row: shown };
    }
  }
}

async function* inOrder(replayed: Replayed, projection: Projection): AsyncGenerator<StoredRow> {
  const rows = replayed.get(projection);
  if (rows !== undefined) yield* rows.find({}, { sort: { _id: 1 } });
}
