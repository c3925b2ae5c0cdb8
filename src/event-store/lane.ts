import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { Subject } from 'rxjs';
import { type Commit, GENESIS } from './commit.ts';
import { type ContextOf, contextAt, type Head, missingAggregates, type Planned, plan, type Wish } from './decide.ts';
import { Doubts } from './doubts.ts';
import { answerSecondTries, type Entry, entryOf, OUTAGE_PATIENCE_MS, replay, stillInTime, waitingOf } from './entry.ts';
import { LogBroken, LogBusy, LogUnavailable } from './errors.ts';
import { insertCommits, isOutage } from './insert.ts';
import { acceptedBy, type Outcome } from './outcome.ts';
import { readCommitsOf, readLast, readWindow, WINDOW } from './read.ts';
import { Silence } from './silence.ts';
import { Tail } from './tail.ts';
import type { Kinds } from './warm.ts';
import { WarmAggregates } from './warm.ts';
import { warmUp } from './warm-up.ts';

/** Commands that go out in one insert at the most. */
const BATCH_MAX = 128;
/** Commands that may wait; one more is sent away at once. */
const QUEUE_MAX = 5_000;
const INSERT_TIMEOUT_MS = 5_000;
/** Longest pause between two tries, for losers of a position and for a database that does not answer. */
const PAUSE_MAX_MS = 250;
const BEAT_MS = 250;
/** Rounds in which the aggregates of one batch are found: each may name more. */
const LOADING_ROUNDS_MAX = 5;
const WARM_MAX = 20_000;
const TAIL_MAX = 1_000;

export interface LaneOptions {
  readonly log: Db;
  readonly kinds: Kinds;
  readonly timeZone: string;
  readonly clock: () => Date;
}

/**
 * The one way into the log. Commands that arrive while an insert is under way wait, are then decided one after another
 * and go out together. Nobody is answered before the insert is durable; whoever the indexes reject is brought up to
 * date and decided again.
 */
export class Lane {
  readonly #options: LaneOptions;
  readonly #warm: WarmAggregates;
  readonly #tail = new Tail(TAIL_MAX);
  readonly #moved = new Subject<number>();
  readonly #foreign = new Subject<void>();
  #head: Head;
  #queue: Entry[] = [];
  #running: Promise<void> | undefined;
  /** A position that somebody says is in the log; beyond the head it is worth a look. */
  #heardOf = 0;
  #closed = false;
  /** Inserts lost to other writers in a row: the pause grows with it. */
  #losses = 0;
  /** Why the database did not answer, as long as it does not. */
  #trouble: unknown;
  readonly #silence = new Silence({ beatMs: BEAT_MS, beatsMax: OUTAGE_PATIENCE_MS / BEAT_MS });
  readonly #doubts = new Doubts();
  /** So many at the front of the queue are taken one by one: together they broke, and one of them is why. */
  #alone = 0;

  private constructor(options: LaneOptions, head: Head) {
    this.#options = options;
    this.#warm = new WarmAggregates(options.kinds, WARM_MAX);
    this.#head = head;
  }

  static async open(options: LaneOptions): Promise<Lane> {
    const last = await readLast(options.log);
    const start: Head = { position: 0, hash: GENESIS, at: new Date(0) };
    return new Lane(options, last ?? start);
  }

  /** The last position that is known here. */
  get position(): number {
    return this.#head.position;
  }

  /** Says the last position each time the log is seen to have moved on. */
  get moved$() {
    return this.#moved.asObservable();
  }

  /** Says so each time somebody else is seen to have written. */
  get foreign$() {
    return this.#foreign.asObservable();
  }

  /** Commits after a position from memory; undefined where they must be read. */
  recent(after: number): readonly Commit[] | undefined {
    return this.#tail.after(after, WINDOW);
  }

  submit(wish: Wish): Promise<Outcome> {
    if (this.#closed || this.#queue.length >= QUEUE_MAX) return Promise.reject(new LogBusy());
    if (this.#trouble !== undefined) return Promise.reject(new LogUnavailable(this.#trouble));
    return new Promise((resolve, reject) => {
      this.#queue.push(entryOf(wish, resolve, reject));
      this.#wake();
    });
  }

  /** Looks whether somebody else has written, unless that position is known already. */
  look(position = Number.POSITIVE_INFINITY): void {
    if (this.#closed || position <= this.position) return;
    this.#heardOf = position;
    this.#wake();
  }

  /** Takes no more commands, and is done when those that wait have their outcome. */
  async close(): Promise<void> {
    this.#closed = true;
    // Whoever came in while the last round was ending has one of their own.
    while (this.#running !== undefined) await this.#running;
    this.#moved.complete();
    this.#foreign.complete();
  }

  #wake(): void {
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
      if (this.#queue.length > 0) this.#wake();
    });
  }

  async #run(): Promise<void> {
    while (this.#queue.length > 0 || (!this.#closed && this.#heardOf > this.position)) {
      const batch = this.#queue.splice(0, this.#alone > 0 ? 1 : BATCH_MAX);
      this.#alone = Math.max(0, this.#alone - 1);
      const stopWatching = this.#silence.watch(() => this.#giveUp(batch));
      try {
        // With commands at hand the insert itself tells whether somebody else has written.
        if (batch.length === 0 || this.#trouble !== undefined) await this.#catchUp();
        this.#putBack(await this.#attempt(stillInTime(batch, this.#trouble)));
      } catch (error) {
        await this.#endure(error, batch);
      } finally {
        stopWatching();
      }
      this.#warm.trim();
    }
  }

  /** One batch: load, decide, insert, answer. Returns who has to be decided again. Throws when the database is away. */
  async #attempt(batch: readonly Entry[]): Promise<readonly Entry[]> {
    if (batch.length === 0) return [];
    const context = this.#context();
    for (let round = 0; ; round++) {
      const missing = missingAggregates(batch, this.#warm, context);
      if (missing.size === 0) break;
      if (round === LOADING_ROUNDS_MAX) throw new LogBroken('A command never stops asking for more aggregates.');
      await this.#silence.until(
        warmUp(this.#options.log, this.#options.kinds, this.#warm, missing, this.#head.position),
      );
    }
    const { items, later } = plan(waitingOf(batch), this.#head, this.#warm, this.#options.kinds, context);
    const commits = items.filter((item) => item.kind === 'commit');
    if (commits.length === 0) {
      // No insert will prove that the state was current, so look before saying no.
      if ((await this.#catchUp()).length > 0) return batch;
      await this.#answer(items);
      return later;
    }
    const inserted = await this.#silence.until(
      insertCommits(
        this.#options.log,
        commits.map(({ commit }) => commit),
        INSERT_TIMEOUT_MS,
      ),
    );
    if (inserted.kind === 'all') {
      this.#losses = 0;
      this.#advance(commits);
      await this.#answer(items);
      return later;
    }
    if (inserted.kind === 'unknown') {
      this.#trouble = inserted.cause;
      this.#doubts.note(commits.map(({ commit }) => commit));
      return batch;
    }
    const failed = commits[inserted.inserted];
    if (failed === undefined) throw new LogBroken('More commits were rejected than were sent.');
    // A "no" ahead of the first commit counts only once that one is in: before, nothing proves that it was up to date.
    const proven = inserted.inserted === 0 ? 0 : items.indexOf(failed);
    this.#advance(commits.slice(0, inserted.inserted));
    if (inserted.inserted > 0) this.#losses = 0;
    await this.#answer(items.slice(0, proven));
    return this.#settleRejected(failed.wish, [...items.slice(proven).map(({ wish }) => wish), ...later]);
  }

  /** Finds out why a commit was rejected: it was recorded by an earlier try, or the log has moved on. */
  async #settleRejected(failed: Entry, again: readonly Entry[]): Promise<readonly Entry[]> {
    const { log } = this.#options;
    const recorded = (await this.#silence.until(readCommitsOf(log, [failed.id]))).size > 0;
    if (!recorded) await pause(this.#pauseMs(this.#losses++));
    const news = await this.#catchUp();
    // Rejected without anything new to see: whatever is warm about it may be wrong, so it is read afresh.
    if (!recorded && news.length === 0) this.#warm.clear();
    // Where one comes a second time so do most of the others, after an answer that was lost: all are looked up at once.
    return recorded ? await this.#silence.until(answerSecondTries(log, again)) : again;
  }

  /** Takes over what others wrote since the last look. Returns the new commits, the last window of them. */
  async #catchUp(): Promise<readonly Commit[]> {
    this.#heardOf = 0;
    let news: readonly Commit[] = [];
    for (;;) {
      const commits = await this.#silence.until(readWindow(this.#options.log, this.#head.position));
      this.#trouble = undefined;
      const last = commits.at(-1);
      if (last === undefined) return news;
      if (commits[0]?.prev !== this.#head.hash)
        throw new LogBroken(`The chain breaks at position ${commits[0]?.position}.`);
      for (const commit of commits) this.#warm.apply(commit);
      this.#moveTo(last, commits);
      this.#foreign.next();
      news = commits;
    }
  }

  #advance(items: readonly (Planned<Entry> & { kind: 'commit' })[]): void {
    const last = items.at(-1)?.commit;
    if (last === undefined) return;
    for (const { after } of items) for (const [id, standing] of after) this.#warm.set(id, standing);
    this.#moveTo(
      last,
      items.map(({ commit }) => commit),
    );
  }

  #moveTo(last: Commit, commits: readonly Commit[]): void {
    this.#head = last;
    this.#tail.push(commits);
    this.#moved.next(last.position);
  }

  /** Tells everyone whose outcome is certain. A "no" is looked up first: an earlier try may have been a "yes". */
  async #answer(items: readonly Planned<Entry>[]): Promise<void> {
    const doubtful: Planned<Entry>[] = [];
    for (const item of items) {
      if (item.kind === 'commit') item.wish.resolve(acceptedBy(item.commit, item.wish.decider, false));
      else doubtful.push(item);
    }
    if (doubtful.length === 0) return;
    const ids = doubtful.map(({ wish }) => wish.id);
    const earlier = await this.#silence.until(readCommitsOf(this.#options.log, ids));
    for (const item of doubtful) {
      const { wish } = item;
      const commit = earlier.get(wish.id);
      if (commit !== undefined) replay(wish, commit);
      else if (this.#doubts.mayArrive(wish.id, this.position)) wish.reject(new LogUnavailable());
      else if (item.kind === 'refusal')
        wish.resolve({ accepted: false, refusal: item.refusal, position: this.position });
      else if (item.kind === 'broken') wish.reject(item.error);
      else wish.resolve(this.#nothing(wish));
    }
  }

  /** The outcome of a command that had nothing to change. */
  #nothing(wish: Wish): Outcome {
    const [aggregate = ''] = wish.decider.reads(
      wish.payload,
      (kind, id) => this.#warm.get(kind.at(id))?.state as never,
      this.#context()(wish),
    );
    const { position, at } = this.#head;
    const sequence = this.#warm.get(aggregate)?.sequence ?? 0;
    return { accepted: true, commandId: wish.id, position, at, aggregate, sequence, replayed: false };
  }

  /** A batch that broke: all wait until the database answers; or the one who cannot be helped is found and told. */
  async #endure(error: unknown, batch: readonly Entry[]): Promise<void> {
    if (!isOutage(error)) {
      if (batch.length === 1) batch[0]?.reject(error);
      this.#alone += waitingOf(batch).length;
      this.#putBack(batch);
      return;
    }
    this.#trouble = error;
    this.#putBack(batch);
    this.#queue = stillInTime(this.#queue, this.#trouble);
    this.#heardOf = Number.POSITIVE_INFINITY;
    await pause(this.#pauseMs(this.#losses++));
  }

  /** Whoever still waits comes first in the next round. */
  #putBack(batch: readonly Entry[]): void {
    this.#queue.unshift(...waitingOf(batch));
  }

  /** The database has not said a word for long: nobody waits for it any more, though the last question still stands. */
  #giveUp(batch: readonly Entry[]): void {
    this.#trouble = new Error('The database is silent.');
    for (const entry of [...batch, ...this.#queue.splice(0)]) entry.reject(new LogUnavailable(this.#trouble));
    this.#heardOf = Number.POSITIVE_INFINITY;
  }

  #pauseMs(losses: number): number {
    return Math.random() * Math.min(PAUSE_MAX_MS, 2 ** Math.min(losses, 10));
  }

  /** Time comes in with the command: one moment for a batch, never before the last commit. */
  #context(): ContextOf {
    const now = this.#options.clock();
    const at = now < this.#head.at ? this.#head.at : now;
    return contextAt(at, this.#options.timeZone);
  }
}
