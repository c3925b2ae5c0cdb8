import type { Db } from 'mongodb';
import type { Planned, PlannedCommit } from './decide.ts';
import { type Entry, replay } from './entry.ts';
import { LogUnavailable } from './errors.ts';
import type { KnownLog } from './known-log.ts';
import { acceptedBy } from './outcome.ts';
import { readCommitsOf } from './read.ts';
import type { Recovery } from './recovery.ts';

/** Tells people what became of their commands. Nobody is told anything that is not certain. */
export class Answers {
  readonly #log: Db;
  readonly #known: KnownLog;
  readonly #recovery: Recovery;

  constructor(log: Db, known: KnownLog, recovery: Recovery) {
    this.#log = log;
    this.#known = known;
    this.#recovery = recovery;
  }

  /** Tells all of these, whose commits are in the log. A "no" is looked up first: an earlier try may have been a "yes". */
  async tell(items: readonly Planned<Entry>[]): Promise<void> {
    const doubtful: Exclude<Planned<Entry>, PlannedCommit>[] = [];
    for (const item of items) {
      if (item.kind === 'commit') item.wish.resolve(acceptedBy(item.commit, item.wish.decider, false));
      else doubtful.push(item);
    }
    if (doubtful.length === 0) return;
    const ids = doubtful.map(({ wish }) => wish.id);
    const earlier = await this.#recovery.until(readCommitsOf(this.#log, ids));
    const { position, at } = this.#known.head;
    for (const item of doubtful) {
      const { wish } = item;
      const commit = earlier.get(wish.id);
      if (commit !== undefined) replay(wish, commit);
      else if (this.#recovery.doubts.mayArrive(wish.id, position)) wish.reject(new LogUnavailable());
      else if (item.kind === 'refusal') wish.resolve({ accepted: false, refusal: item.refusal, position });
      else if (item.kind === 'broken') wish.reject(item.error);
      else {
        const { aggregate, sequence } = item;
        wish.resolve({ accepted: true, commandId: wish.id, position, at, aggregate, sequence, replayed: false });
      }
    }
  }
}
