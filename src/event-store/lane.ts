import type { Db } from 'mongodb';
import type { Observable } from 'rxjs';
import { Answers } from './answers.ts';
import { type Commit, GENESIS } from './commit.ts';
import { type ContextOf, contextAt, type Head, isCommit, missingAggregates, plan, type Wish } from './decide.ts';
import { type Entry, entryOf, stillInTime, waitingOf } from './entry.ts';
import { LogBroken, LogBusy, LogReplaced, LogUnavailable } from './errors.ts';
import { insertCommits, isOutage } from './insert.ts';
import { KnownLog } from './known-log.ts';
import type { Outcome } from './outcome.ts';
import { Queue } from './queue.ts';
import { readLast } from './read.ts';
import { Recovery } from './recovery.ts';
import type { Kinds } from './warm.ts';
import { warmUp } from './warm-up.ts';

const INSERT_TIMEOUT_MS = 5_000;
/** Rounds in which the aggregates of one batch are found: each may name more. */
const LOADING_ROUNDS_MAX = 5;

export interface LaneOptions {
  readonly log: Db;
  readonly kinds: Kinds;
  readonly timeZone: string;
  readonly clock: () => Date;
}

/**
 * The one way into the log. Commands wait in the queue while an insert is under way, are then decided one after another
 * as a batch, and go out together. Nobody is answered before the insert is durable. Where the indexes reject a commit,
 * recovery catches up with the log, and what is left of the batch is decided again.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #known: KnownLog;
  readonly #queue = new Queue();
  readonly #recovery: Recovery;
  readonly #answers: Answers;
  #running: Promise<void> | undefined;
  #closed = false;

  private constructor(options: LaneOptions, head: Head) {
    this.#options = options;
    this.#known = new KnownLog(options.kinds, head);
    this.#recovery = new Recovery(options.log, this.#known);
    this.#answers = new Answers(options.log, this.#known, this.#recovery);
  }

  static async open(options: LaneOptions): Promise<Lane> {
    const last = await readLast(options.log);
    const start: Head = { position: 0, hash: GENESIS, prev: GENESIS, at: new Date(0) };
    return new Lane(options, last ?? start);
  }

  /** The last position that is known here. */
  get position(): number {
    return this.#known.head.position;
  }

  /** Set as long as the log is not the one that is known here: then nothing is recorded. */
  get replaced(): LogReplaced | undefined {
    return this.#recovery.replaced;
  }

  /** Says the last position each time the log is seen to have moved on. */
  get moved$(): Observable<number> {
    return this.#known.moved$;
  }

  /** Says so each time somebody else is seen to have written. */
  get foreign$(): Observable<void> {
    return this.#known.foreign$;
  }

  /** Commits after a position from memory; undefined where they must be read. */
  recent(after: number): readonly Commit[] | undefined {
    return this.#known.recent(after);
  }

  submit(wish: Wish): Promise<Outcome> {
    const { trouble, replaced } = this.#recovery;
    if (replaced !== undefined) return Promise.reject(replaced);
    if (this.#closed || this.#queue.isFull) return Promise.reject(new LogBusy());
    if (trouble !== undefined) return Promise.reject(new LogUnavailable(trouble));
    return new Promise((resolve, reject) => {
      this.#queue.add(entryOf(wish, resolve, reject));
      this.#wake();
    });
  }

  /** Looks whether somebody else has written, unless that position is known already. */
  look(position = Number.POSITIVE_INFINITY): void {
    if (this.#closed || position <= this.position) return;
    this.#recovery.heardOf(position);
    this.#wake();
  }

  /** Takes no more commands, and is done when those that wait have their outcome. */
  async close(): Promise<void> {
    this.#closed = true;
    // A command that came in while the last round was ending has a round of its own.
    while (this.#running !== undefined) await this.#running;
    this.#known.close();
  }

  #wake(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#queue.size > 0) this.#wake();
    });
  }

  /** One round for each batch, and one without commands where there is only something to look for. */
  async #run(): Promise<void> {
    while (this.#queue.size > 0 || (!this.#closed && this.#recovery.mustLook)) {
      const batch = this.#queue.take();
      const stopWatching = this.#recovery.watch(() => this.#giveUp(batch));
      try {
        // With commands at hand the insert itself tells whether somebody else has written.
        if (batch.length === 0 || this.#recovery.trouble !== undefined) await this.#recovery.catchUp();
        this.#queue.putBack(await this.#record(stillInTime(batch, this.#recovery.trouble)));
      } catch (error) {
        await this.#endure(error, batch);
      } finally {
        stopWatching();
      }
      this.#known.warm.trim();
    }
  }

  /** One batch: load, decide, insert, answer. Returns who has to be decided again. Throws when the database is away. */
  async #record(batch: readonly Entry[]): Promise<readonly Entry[]> {
    if (batch.length === 0) return [];
    const { log, kinds } = this.#options;
    const context = this.#context();
    await this.#load(batch, context);
    const { items, later } = plan(waitingOf(batch), this.#known.head, this.#known.warm, kinds, context);
    const planned = items.filter(isCommit);
    if (planned.length === 0) {
      // No insert will prove that the state was current, so look before saying no.
      if ((await this.#recovery.catchUp()).length > 0) return batch;
      await this.#answers.tell(items, context);
      return later;
    }
    const commits = planned.map(({ commit }) => commit);
    // The indexes reject a place that is taken, but not one behind a gap: an older log may have been put here just now.
    await this.#recovery.requireHead();
    const inserted = await this.#recovery.until(insertCommits(log, commits, INSERT_TIMEOUT_MS));
    if (inserted.kind === 'unknown') {
      this.#recovery.afterLostAnswer(commits, inserted.cause);
      return batch;
    }
    const taken = inserted.kind === 'all' ? planned : planned.slice(0, inserted.inserted);
    const failed = planned[taken.length];
    if (taken.length > 0) this.#recovery.succeeded();
    this.#known.recorded(taken);
    if (inserted.kind === 'all') {
      await this.#answers.tell(items, context);
      return later;
    }
    if (failed === undefined) throw new LogBroken('More commits were rejected than were sent.');
    // A "no" ahead of the first commit counts only once that one is in: before, nothing proves that it was up to date.
    const proven = taken.length === 0 ? 0 : items.indexOf(failed);
    await this.#answers.tell(items.slice(0, proven), context);
    const again = [...items.slice(proven).map(({ wish }) => wish), ...later];
    return await this.#recovery.afterRejection(failed.wish, again);
  }

  /** Loads the aggregates that the batch reads and that are not warm. */
  async #load(batch: readonly Entry[], context: ContextOf): Promise<void> {
    const { log, kinds } = this.#options;
    const { warm, head } = this.#known;
    for (let round = 0; ; round++) {
      const missing = missingAggregates(batch, warm, context);
      if (missing.size === 0) return;
      if (round === LOADING_ROUNDS_MAX) throw new LogBroken('A command never stops asking for more aggregates.');
      await this.#recovery.until(warmUp(log, kinds, warm, missing, head.position));
    }
  }

  /** A batch that broke: all wait until the database answers; or the one that cannot be helped is found and told. */
  async #endure(error: unknown, batch: readonly Entry[]): Promise<void> {
    if (error instanceof LogReplaced) {
      for (const entry of [...waitingOf(batch), ...this.#queue.empty()]) entry.reject(error);
      return;
    }
    if (!isOutage(error)) {
      if (batch.length === 1) batch[0]?.reject(error);
      this.#queue.putBackAlone(batch);
      return;
    }
    this.#recovery.isAway(error);
    this.#queue.putBack(batch);
    this.#queue.sendAwayLate(error);
    await this.#recovery.pauseAfterOutage();
  }

  /** The database has not said a word for long: nobody waits for it any more, though the last question still stands. */
  #giveUp(batch: readonly Entry[]): void {
    const silence = new Error('The database is silent.');
    this.#recovery.isAway(silence);
    for (const entry of [...batch, ...this.#queue.empty()]) entry.reject(new LogUnavailable(silence));
  }

  /** Time comes in with the command: one moment for a batch, never before the last commit. */
  #context(): ContextOf {
    const { at } = this.#known.head;
    const now = this.#options.clock();
    return contextAt(now < at ? at : now, this.#options.timeZone);
  }
}
