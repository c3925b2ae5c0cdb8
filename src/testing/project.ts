import type { Recorded } from '../domain/kernel.ts';
import { canonical } from '../event-store/canonical.ts';
import { type Commit, GENESIS } from '../event-store/commit.ts';
import type { NameOf, Projection } from '../projecting/definition.ts';
import { fold, type ParkedRow, type RowState, touches } from '../projecting/fold.ts';
import { CommitMaker, type Given } from './commits.ts';

/** Events of one commit, and whose it was. */
export interface GivenCommit {
  readonly user: string;
  /** The shared tablet that it came from. */
  readonly device?: string | undefined;
  /** One minute after the one before, unless it is told. */
  readonly at?: Date;
  readonly events: readonly Given[];
}

/** What a projection makes of a history. */
export interface Projected<View> {
  /**
   * Rows by id, as people see them. Names are the ids of people and tablets in capitals. `about` is the row that an absent row is about.
   */
  view(id: string, about?: object): View | undefined;
  row(id: string): object | undefined;
  readonly ids: readonly string[];
  readonly parked: readonly ParkedRow[];
}

/** Each given event is a commit of its own by "kylie", unless it says otherwise. */
export function project<Row extends object, View>(
  projection: Projection<Row, View>,
  history: readonly (Given | GivenCommit)[],
): Projected<View> {
  const maker = new CommitMaker();
  const commits = history.map((one) => ('events' in one ? maker.make(one.events, one) : maker.make([one])));
  return projectCommits(projection, commits);
}

/** Folds commits one by one and all at once, and insists that both give the same rows. */
export function projectCommits<Row extends object, View>(
  projection: Projection<Row, View>,
  commits: readonly Commit[],
): Projected<View> {
  const anyProjection: Projection = projection;
  const atOnce = folded(anyProjection, [commits]);
  const oneByOne = folded(
    anyProjection,
    commits.map((commit) => [commit]),
  );
  const text = ({ rows }: Folded) =>
    canonical([...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, one]) => [id, one.row ?? null]));
  if (text(atOnce) !== text(oneByOne)) throw new Error(`${projection.name} depends on how commits are read.`);
  const row = (id: string) => atOnce.rows.get(id)?.row;
  return {
    row,
    view: (id, about) => {
      const found = row(id) ?? projection.absent?.(id, about);
      return found && projection.present(found as Row, inCapitals, id);
    },
    ids: [...atOnce.rows].flatMap(([id, one]) => (one.row === undefined ? [] : [id])),
    parked: atOnce.parked,
  };
}

/** Clients are unknown, so what they were called in the event stands. */
const inCapitals: NameOf = Object.assign((user: string) => user.toUpperCase(), {
  device: (id: string) => id.toUpperCase(),
  client: () => undefined,
});

/** Commits of events that were recorded in a world in memory. */
export function commitsOfWorld(log: readonly Recorded[]): Commit[] {
  const commits: Commit[] = [];
  for (const { aggregate, sequence, type, v, data, position, at, user } of log) {
    const event = { stream: { aggregate, sequence }, type, v, data };
    const last = commits.at(-1);
    if (last?.position === position) commits[commits.length - 1] = { ...last, events: [...last.events, event] };
    else {
      const command = { type: 'Test', digest: '' };
      const place = { _id: `command-${position}`, position, at, actor: { user } };
      commits.push({ ...place, command, events: [event], prev: GENESIS, hash: GENESIS });
    }
  }
  return commits;
}

interface Folded {
  readonly rows: Map<string, RowState>;
  readonly parked: readonly ParkedRow[];
}

function folded(projection: Projection, windows: readonly (readonly Commit[])[]): Folded {
  const rows = new Map<string, RowState>();
  const parked: ParkedRow[] = [];
  for (const commits of windows) {
    const result = fold(
      projection,
      touches(projection, commits),
      (id) => rows.get(id) ?? { position: 0 },
      (id) => parked.some((one) => one.id === id),
    );
    for (const { id, position, row } of result.changed) rows.set(id, { position, row });
    parked.push(...result.parked);
  }
  return { rows, parked };
}
