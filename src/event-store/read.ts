import type { Db } from 'mongodb';
import type { Commit } from './commit.ts';
import { LogBroken, LogReplaced } from './errors.ts';
import { commitsOf } from './log.ts';

/** Commits read at once. */
export const WINDOW = 500;
const AGGREGATES_AT_ONCE = 200;
/** A read that takes longer counts as an outage, so that nobody waits on a connection that died silently. */
const timeoutMS = 10_000;

/** Names of fields, in the database's own form. */
type Only = { readonly [field: string]: 1 };

/**
 * The commits after a position, at most a window of them, in order and without a gap. With `only` they have no other
 * fields than it names; the position must be one of them.
 */
export async function readWindow(
  log: Db,
  after: number,
  window = WINDOW,
  to = Infinity,
  only?: Only,
): Promise<Commit[]> {
  const upTo = Math.min(after + window, to);
  // A window, not a limit: the embedded server walks an open range to the end of the index first.
  const commits = await commitsOf(log)
    .find(
      { position: { $gt: after, $lte: upTo } },
      { sort: { position: 1 }, timeoutMS, ...(only && { projection: only }) },
    )
    .toArray();
  commits.forEach((commit, index) => {
    if (commit.position !== after + 1 + index) {
      throw new LogBroken(`Position ${after + 1 + index} is missing from the log; ${commit.position} follows.`);
    }
  });
  return commits;
}

/** The log in order, window by window, up to `to` or to the end as it stands when the last window is read. */
export async function* readCommits(
  log: Db,
  {
    after = 0,
    to = Infinity,
    window = WINDOW,
    only,
  }: { after?: number; to?: number; window?: number; only?: Only } = {},
): AsyncGenerator<readonly Commit[], void, undefined> {
  let position = after;
  while (position < to) {
    const commits = await readWindow(log, position, window, to, only);
    const last = commits.at(-1);
    if (last === undefined) return;
    yield commits;
    position = last.position;
  }
}

/** Every commit that touches one of these aggregates, in order. */
export async function readAggregates(log: Db, aggregates: readonly string[]): Promise<Commit[]> {
  const found = new Map<string, Commit>();
  for (let start = 0; start < aggregates.length; start += AGGREGATES_AT_ONCE) {
    const some = aggregates.slice(start, start + AGGREGATES_AT_ONCE);
    // Found by the aggregate alone: events.stream guards uniqueness but is not used to find.
    const cursor = commitsOf(log).find({ 'events.stream.aggregate': { $in: some } }, { timeoutMS });
    for await (const commit of cursor) found.set(commit._id, commit);
  }
  return [...found.values()].sort((a, b) => a.position - b.position);
}

/** The commits that these commands wrote, by command id; those that wrote nothing are not there. */
export async function readCommitsOf(log: Db, commandIds: readonly string[]): Promise<ReadonlyMap<string, Commit>> {
  const found = await commitsOf(log)
    .find({ _id: { $in: [...commandIds] } }, { timeoutMS })
    .toArray();
  return new Map(found.map((commit) => [commit._id, commit]));
}

/**
 * Proves that the log still holds a commit and the one before it. The commit alone could stand behind a gap. @throws
 * LogReplaced
 */
export async function requireCommit(log: Db, { position, hash, prev }: Pick<Commit, 'position' | 'hash' | 'prev'>) {
  const found = await commitsOf(log)
    .find({ position: { $gte: position - 1, $lte: position } }, { projection: { position: 1, hash: 1 }, timeoutMS })
    .toArray();
  const expected = new Map([
    [position, hash],
    [position - 1, prev],
  ]);
  expected.delete(0);
  for (const [at, wanted] of expected) {
    const there = found.find((commit) => commit.position === at);
    if (there?.hash !== wanted) throw new LogReplaced(at, there === undefined ? 'gone' : 'another');
  }
}

/**
 * The first position at or after a moment, up to `head`; the one behind it where there is none. Time never goes back in
 * the log, so it is found by halving. `head` is looked up where nobody knows it.
 */
export async function firstSince(log: Db, at: Date, head?: number): Promise<number> {
  let low = 1;
  let high = (head ?? (await readLast(log))?.position ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const commit = await commitsOf(log).findOne({ position: middle }, { projection: { at: 1 }, timeoutMS });
    if (commit !== null && commit.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last commit, if there is one. Walks the index on the embedded server: once at start. */
export async function readLast(log: Db): Promise<Commit | undefined> {
  const [last] = await commitsOf(log)
    .find({}, { sort: { position: -1 }, limit: 1 })
    .toArray();
  return last;
}

/** The hashes from one position to another, both included, as far as the log goes. */
export async function readHashes(log: Db, from: number, to: number): Promise<string[]> {
  const found = await commitsOf(log)
    .find({ position: { $gte: from, $lte: to } }, { projection: { hash: 1 }, sort: { position: 1 }, timeoutMS })
    .toArray();
  return found.map(({ hash }) => hash);
}
