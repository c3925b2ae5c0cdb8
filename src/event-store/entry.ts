import type { Db } from 'mongodb';
import type { Commit } from './commit.ts';
import type { Wish } from './decide.ts';
import { CommandIdReused, LogBusy, LogUnavailable } from './errors.ts';
import { acceptedBy, type Outcome } from './outcome.ts';
import { readCommitsOf } from './read.ts';

/** How long a command may wait for its outcome, all tries together. */
const PATIENCE_MS = 10_000;
/** The same while the database does not answer. A restart fits into it, and nobody is kept standing for long. */
export const OUTAGE_PATIENCE_MS = 3_000;

/** A wish in the lane, with somebody who waits for its outcome. */
export interface Entry extends Wish {
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
  /** When it was submitted, in milliseconds of the process's own clock. */
  readonly since: number;
  /**
   * Whether the sender still waits. What a sender was told must stay true, so the command is not decided after that.
   */
  readonly waits: () => boolean;
}

export function entryOf(wish: Wish, resolve: Entry['resolve'], reject: Entry['reject']): Entry {
  let waits = true;
  const telling =
    <Told>(tell: (told: Told) => void) =>
    (told: Told) => {
      waits = false;
      tell(told);
    };
  return {
    ...wish,
    resolve: telling(resolve),
    reject: telling(reject),
    since: performance.now(),
    waits: () => waits,
  };
}

/** Those whose senders have not been told anything. */
export function waitingOf(entries: readonly Entry[]): Entry[] {
  return entries.filter(({ waits }) => waits());
}

/** Gives an entry the outcome of its first try, or says that the id is another command's. */
export function replay(entry: Entry, commit: Commit): void {
  if (commit.command.digest !== entry.digest) entry.reject(new CommandIdReused());
  else entry.resolve(acceptedBy(commit, entry.decider, true));
}

/** Answers those that were recorded by an earlier try. Returns the others. */
export async function answerSecondTries(log: Db, entries: readonly Entry[]): Promise<Entry[]> {
  const earlier = await readCommitsOf(
    log,
    entries.map(({ id }) => id),
  );
  return entries.filter((entry) => {
    const commit = earlier.get(entry.id);
    if (commit !== undefined) replay(entry, commit);
    return commit === undefined;
  });
}

/**
 * Those that are still to be decided. The others have waited too long, or their sender has gone. Such a sender may have
 * asked elsewhere since: they must not be told "no" there and be recorded here. `trouble` is why the database does not
 * answer, if it does not.
 */
export function stillWanted(entries: readonly Entry[], trouble: unknown): Entry[] {
  const oldest = performance.now() - (trouble === undefined ? PATIENCE_MS : OUTAGE_PATIENCE_MS);
  return waitingOf(entries).filter((entry) => {
    if (entry.since > oldest && entry.gone?.() !== true) return true;
    entry.reject(trouble === undefined ? new LogBusy() : new LogUnavailable(trouble));
    return false;
  });
}
