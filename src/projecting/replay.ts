import type { Db } from 'mongodb';
import { readCommits } from '../event-store/read.ts';
import { Build } from './build.ts';
import type { Projection } from './definition.ts';
import { type NameModels, Names } from './names.ts';
import type { Rows } from './rows.ts';
import { withScratch } from './scratch.ts';

export interface ReplayOptions {
  readonly log: Db;
  readonly views: Db;
  /** All that there are: rows are told with the names of that moment. */
  readonly projections: readonly Projection[];
  readonly names: NameModels;
  /** Those whose rows are wanted. */
  readonly wanted: ReadonlySet<string>;
  /** The last commit that counts. */
  readonly to: number;
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
  const { views, projections, names: models, wanted } = options;
  const named = new Set<string>(Object.values(models).map(({ model }) => model));
  const replayed = projections.filter(({ name }) => wanted.has(name) || named.has(name));
  return await withScratch(views, replayed, async (scratch) => {
    await foldAll(options, scratch);
    const names = new Names(models);
    for (const [{ name: model }, rows] of scratch) {
      if (!named.has(model)) continue;
      for await (const { _id: id, row } of rows.find({})) if (row !== undefined) names.apply([{ model, id, row }]);
    }
    return await take(shownRows(scratch, wanted, names));
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

async function* shownRows(replayed: Replayed, wanted: ReadonlySet<string>, names: Names): AsyncGenerator<ReplayedRow> {
  for (const [projection, rows] of replayed) {
    if (!wanted.has(projection.name)) continue;
    for await (const { _id: id, row } of rows.find({}, { sort: { _id: 1 } })) {
      const shown = row && projection.present(row, names.of, id);
      if (shown !== undefined) yield { model: projection.name, id, row: shown };
    }
  }
}
