import { setImmediate as turn } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { Observable } from 'rxjs';
import { Answers } from './answers.ts';
import { Batch } from './batch.ts';
import { type Commit, GENESIS } from './commit.ts';
import { type ContextOf, contextAt, type Head, missingAggregates, type Wish } from './decide.ts';
import { type Entry, entryOf, stillWanted, waitingOf } from './entry.ts';
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
/** Most rounds of loading for one batch. What is loaded may name more aggregates. */
const LOADING_ROUNDS_MAX = 5;

export interface LaneOptions {
  readonly log: Db;
  readonly kinds: Kinds;
  readonly timeZone: string;
  readonly clock: () => Date;
}

/**
 * The one way into the log. Commands wait in the queue, are decided one after another as a batch, and go out together.
 * While one batch is under way, the next is prepared on the state that it will leave; two are never under way. Nobody
 * is answered before the insert is durable. Where the indexes reject a commit, recovery catches up with the log, what
 * was prepared is thrown away, and the rest is decided again.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #known: KnownLog;
  readonly #queue = new Queue();
  readonly #recovery: Recovery;
  readonly #answers: Answers;
  /** Commands that were taken from the queue and have no outcome yet, without those of the prepared batch. */
  #taken: readonly Entry[] = [];
  /** The batch behind the one that is under way. */
  #prepared: Batch<Entry> | undefined;
  #preparing = false;
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

  /** Set while another log lies in the database. Nothing is recorded then. */
  get replaced(): LogReplaced | undefined {
    return this.#recovery.replaced;
  }

  /** Inserts that came second so far, and were decided again. */
  get conflicts(): number {
    return this.#recovery.conflicts;
  }

  /** Emits the last position each time the log has moved on. */
  get moved$(): Observable<number> {
    return this.#known.moved$;
  }

  /** Emits each time somebody else has written. */
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
      if (this.#prepared !== undefined) void this.#prepareSoon();
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
    while (this.#hasWork) {
      const stopWatching = this.#recovery.watch(() => this.#giveUp());
      try {
        await allIsHeard();
        const batch = await this.#next();
        if (batch !== undefined) this.#queue.putBack(await this.#record(batch));
      } catch (error) {
        await this.#endure(error);
      } finally {
        stopWatching();
      }
      this.#taken = [];
      this.#known.warm.trim();
    }
  }

  get #hasWork(): boolean {
    const isLooking = !this.#closed && this.#recovery.mustLook;
    return isLooking || this.#queue.size > 0 || (this.#prepared?.items.length ?? 0) > 0;
  }

  /** The batch that goes out next: the one that was prepared, with those that have come in since, or a new one. */
  async #next(): Promise<Batch<Entry> | undefined> {
    this.#prepare();
    const prepared = this.#prepared;
    this.#prepared = undefined;
    if (prepared !== undefined && prepared.items.length > 0) {
      this.#taken = prepared.wishes;
      return prepared;
    }
    this.#taken = this.#queue.take();
    // With commands at hand the insert itself tells whether somebody else has written.
    if (this.#taken.length === 0 || this.#recovery.trouble !== undefined) await this.#recovery.catchUp();
    const { head, warm } = this.#known;
    const context = this.#context(head);
    if (await this.#load(stillWanted(this.#taken, this.#recovery.trouble), context)) await allIsHeard();
    const entries = stillWanted(this.#taken, this.#recovery.trouble);
    if (entries.length === 0) return undefined;
    const batch = new Batch<Entry>(head, warm, this.#options.kinds);
    batch.add(entries, context);
    return batch;
  }

  /** Inserts one batch and answers. Returns what has to be decided again. Throws when the database is away. */
  async #record(batch: Batch<Entry>): Promise<readonly Entry[]> {
    const { items, later, planned } = batch;
    if (planned.length === 0) {
      // No insert will prove that the state was current, so look before saying no.
      if ((await this.#recovery.catchUp()).length > 0) return batch.wishes;
      await this.#answers.tell(items);
      return later;
    }
    const commits = planned.map(({ commit }) => commit);
    // The indexes reject a place that is taken, but not one behind a gap: an older log may have been put here meanwhile.
    await this.#recovery.requireHeadAfterPause();
    const sending = this.#recovery.until(insertCommits(this.#options.log, commits, INSERT_TIMEOUT_MS));
    // Those that have to wait for this batch come before all others.
    if (later.length === 0) this.#prepared = new Batch<Entry>(batch.head, batch, this.#options.kinds);
    void this.#prepareSoon();
    const inserted = await sending;
    if (inserted.kind === 'all') {
      this.#recovery.succeeded();
      this.#known.recorded(planned);
      this.#prepared?.follows(this.#known.warm);
      await this.#answers.tell(items);
      return later;
    }
    this.#throwAwayPrepared();
    if (inserted.kind === 'unknown') {
      this.#recovery.afterLostAnswer(commits, inserted.cause);
      return batch.wishes;
    }
    const taken = planned.slice(0, inserted.inserted);
    const failed = planned[taken.length];
    if (failed === undefined) throw new LogBroken('More commits were rejected than were sent.');
    if (taken.length > 0) this.#recovery.succeeded();
    this.#known.recorded(taken);
    // A "no" ahead of the first commit counts only once that commit is in. Until then nothing proves that the state was
    // current.
    const proven = taken.length === 0 ? 0 : items.indexOf(failed);
    await this.#answers.tell(items.slice(0, proven));
    const again = [...items.slice(proven).map(({ wish }) => wish), ...later];
    return await this.#recovery.afterRejection(failed.wish, again);
  }

  /** Prepares those that come in within the same moment together. */
  async #prepareSoon(): Promise<void> {
    if (this.#preparing) return;
    this.#preparing = true;
    await allIsHeard();
    this.#preparing = false;
    this.#prepare();
  }

  /** Decides those that have come in behind the batch under way. One that needs what is not loaded waits in the queue. */
  #prepare(): void {
    const prepared = this.#prepared;
    if (prepared === undefined || prepared.room === 0 || this.#queue.size === 0) return;
    const context = this.#context(prepared.head);
    const isReady = (entry: Entry) => {
      try {
        return missingAggregates([entry], prepared, context).size === 0;
      } catch {
        // It breaks. Its sender is told when its turn comes.
        return false;
      }
    };
    const entries = this.#queue.takeReady(prepared.room, isReady);
    prepared.add(stillWanted(entries, this.#recovery.trouble), context);
  }

  /** What it was prepared on never came to be. */
  #throwAwayPrepared(): void {
    const prepared = this.#prepared;
    this.#prepared = undefined;
    if (prepared !== undefined) this.#queue.putBack(prepared.wishes);
  }

  /** Loads the aggregates that these read and that are not warm. Returns whether it had to wait for some. */
  async #load(batch: readonly Entry[], context: ContextOf): Promise<boolean> {
    const { log, kinds } = this.#options;
    const { warm, head } = this.#known;
    for (let round = 0; ; round++) {
      const missing = missingAggregates(batch, warm, context);
      if (missing.size === 0) return round > 0;
      if (round === LOADING_ROUNDS_MAX) throw new LogBroken('A command never stops asking for more aggregates.');
      await this.#recovery.until(warmUp(log, kinds, warm, missing, head.position));
    }
  }

  /**
   * After a batch that broke. With the database away, all wait; otherwise the command to blame is found, and its sender
   * is told.
   */
  async #endure(error: unknown): Promise<void> {
    const batch = this.#taken;
    this.#throwAwayPrepared();
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

  /** The database has been silent for long. Nobody waits for it any more, though the last question still stands. */
  #giveUp(): void {
    this.#throwAwayPrepared();
    const silence = new Error('The database is silent.');
    this.#recovery.isAway(silence);
    for (const entry of [...this.#taken, ...this.#queue.empty()]) entry.reject(new LogUnavailable(silence));
  }

  /** Time comes in with the command, and never goes back behind the commit before. */
  #context({ at }: Head): ContextOf {
    const now = this.#options.clock();
    return contextAt(now < at ? at : now, this.#options.timeZone);
  }
}

/**
 * Lets all be heard that has come in by now: commands of senders who were just answered, and that a sender hung up
 * while this process was held up. Two turns, because the first may end before the lines are looked at.
 */
async function allIsHeard(): Promise<void> {
  await turn();
  await turn();
}
