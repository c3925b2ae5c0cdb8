import { BSON, type Db } from 'mongodb';
import { type Commit, GENESIS, isIntact } from './commit.ts';
import { COMMITS, commitsOf } from './log.ts';
import { WINDOW } from './read.ts';

/** What was found out about a whole log. `fault` is the first thing that is wrong, in words; without it all is well. */
export interface LogReport {
  readonly commits: number;
  readonly events: number;
  readonly aggregates: number;
  /** Hash of the last commit that is in order: the same log gives the same hash. */
  readonly hash: string;
  readonly fault?: { readonly position: number; readonly detail: string };
}

/**
 * Reads the whole log and proves it: positions without a gap, each aggregate's sequence without a gap, time that never
 * goes back, and an unbroken chain. Stops at the first fault.
 */
export async function verifyLog(log: Db, onProgress: (position: number) => void = () => undefined): Promise<LogReport> {
  const sequences = new Map<string, number>();
  let last: Pick<Commit, 'position' | 'hash' | 'at'> = { position: 0, hash: GENESIS, at: new Date(0) };
  let events = 0;
  const report = () => ({ commits: last.position, events, aggregates: sequences.size, hash: last.hash });
  let ahead = windowAfter(log, last.position);
  for (;;) {
    const commits = await ahead;
    // The database reads the next window while this one is hashed. A short one was the last, as far as is known.
    if (commits.length === WINDOW) ahead = windowAfter(log, last.position + WINDOW);
    for (const bytes of commits) {
      const commit = BSON.deserialize(bytes) as Commit;
      const detail = linkFault(commit, last) ?? sequenceFault(commit, sequences);
      if (detail !== undefined) return { ...report(), fault: { position: last.position + 1, detail } };
      last = commit;
      events += commit.events.length;
    }
    onProgress(last.position);
    if (commits.length < WINDOW) ahead = windowAfter(log, last.position);
    if (commits.length > 0) continue;
    const strays = (await log.collection(COMMITS).countDocuments()) - last.position;
    if (strays <= 0) return report();
    // What somebody has written since the last look is no stray: it is read next.
    const next = await commitsOf(log).findOne({ position: last.position + 1 }, { projection: { _id: 1 } });
    if (next !== null) continue;
    const detail = `${strays} commits stand outside the sequence of positions: position ${last.position + 1} is missing`;
    return { ...report(), fault: { position: last.position + 1, detail } };
  }
}

/**
 * The commits of one window as bytes, read at once: taken apart here they cost half of what the driver takes for it. Nobody
 * waits for it yet, so a failure is told to who asks for it in the end.
 */
function windowAfter(log: Db, after: number): Promise<Uint8Array[]> {
  const commits = commitsOf(log)
    .find({ position: { $gt: after, $lte: after + WINDOW } }, { sort: { position: 1 }, raw: true })
    .toArray() as unknown as Promise<Uint8Array[]>;
  commits.catch(() => undefined);
  return commits;
}

function linkFault(commit: Commit, last: Pick<Commit, 'position' | 'hash' | 'at'>): string | undefined {
  if (commit.position !== last.position + 1) return `position ${last.position + 1} is missing`;
  if (commit.prev !== last.hash) return 'the chain is broken: it does not name the commit before it';
  if (!isIntact(commit)) return 'the content does not fit its hash: it was changed after it was recorded';
  if (commit.at < last.at) return 'the time goes back';
  return undefined;
}

function sequenceFault(commit: Commit, sequences: Map<string, number>): string | undefined {
  for (const { stream } of commit.events) {
    const expected = (sequences.get(stream.aggregate) ?? 0) + 1;
    if (stream.sequence !== expected) {
      return `${stream.aggregate} has sequence ${stream.sequence} where ${expected} belongs`;
    }
    sequences.set(stream.aggregate, stream.sequence);
  }
  return undefined;
}
