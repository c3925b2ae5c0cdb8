import { setTimeout as pause } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { Commit } from './commit.ts';
import { Doubts } from './doubts.ts';
import { answerSecondTries, type Entry, OUTAGE_PATIENCE_MS } from './entry.ts';
import { LogReplaced } from './errors.ts';
import type { KnownLog } from './known-log.ts';
import { readCommitsOf, readWindow, requireCommit } from './read.ts';
import { Silence } from './silence.ts';
import { within } from './within.ts';

/** Longest pause between two tries, for losers of a position and for a database that does not answer. */
const PAUSE_MAX_MS = 250;
const BEAT_MS = 250;
/**
 * After a pause this long, the log must prove that it still holds the head before the next commit. Only writers that
 * never rest are spared that.
 */
const PAUSE_MS = 2;
/** However busy it is, it proves it once in so long. */
const PROOF_MS = 250;
/** A read that still gets an answer takes less than this. */
const ANSWER_TIMEOUT_MS = 12_000;

/**
 * Brings what is known here back in line with the log: after others have written, after an insert was rejected or got
 * no answer, and after the database was away.
 */
export class Recovery {
  /** Commits that may or may not be in the log. */
  readonly doubts = new Doubts();
  readonly #log: Db;
  readonly #known: KnownLog;
  readonly #silence = new Silence({ beatMs: BEAT_MS, beatsMax: OUTAGE_PATIENCE_MS / BEAT_MS });
  /** The highest position that somebody says is in the log. Beyond the head it is worth a look. */
  #heardOf = 0;
  /** Tries lost in a row, to other writers or to a database that is away: the pause grows with it. */
  #losses = 0;
  #conflicts = 0;
  #trouble: unknown;
  #replaced: LogReplaced | undefined;
  /** When the log last took a commit of ours, and when it last proved to hold the head. */
  #tookAt = Number.NEGATIVE_INFINITY;
  #provedAt = Number.NEGATIVE_INFINITY;

  constructor(log: Db, known: KnownLog) {
    this.#log = log;
    this.#known = known;
  }

  /** Why the database does not answer, as long as it does not. */
  get trouble(): unknown {
    return this.#trouble;
  }

  /** Set while another log lies in the database. Nothing is recorded then. */
  get replaced(): LogReplaced | undefined {
    return this.#replaced;
  }

  /** Inserts that came second so far. */
  get conflicts(): number {
    return this.#conflicts;
  }

  /** Whether there may be commits in the log that are not known here. */
  get mustLook(): boolean {
    return this.#heardOf > this.#known.head.position;
  }

  /** Somebody says that this position is in the log. */
  heardOf(position: number): void {
    this.#heardOf = position;
  }

  /**
   * Calls back when the database has been silent for too long. Returns how to stop. Only answers that `until` awaits
   * count.
   */
  watch(onSilence: () => void): () => void {
    return this.#silence.watch(onSilence);
  }

  /** Waits for an answer of the database, which is a sign of life. */
  until<Answer>(answer: Promise<Answer>): Promise<Answer> {
    return this.#silence.until(within(answer, ANSWER_TIMEOUT_MS));
  }

  /** Takes over what others wrote since the last look. Returns the new commits, the last window of them. */
  async catchUp(): Promise<readonly Commit[]> {
    this.#heardOf = 0;
    let news: readonly Commit[] = [];
    for (;;) {
      await this.requireHead();
      const { position, hash } = this.#known.head;
      const commits = await this.until(readWindow(this.#log, position));
      this.#trouble = undefined;
      const [first] = commits;
      if (first === undefined) return news;
      // Replaced between the two looks.
      if (first.prev !== hash) throw this.#replacedBy(new LogReplaced(position, 'another'));
      this.#known.takeOver(commits);
      news = commits;
    }
  }

  /** Proves that the log still ends, or goes on, behind what is known here. Throws LogReplaced. */
  async requireHead(): Promise<void> {
    const { head } = this.#known;
    try {
      if (head.position > 0) await this.until(requireCommit(this.#log, head));
      this.#replaced = undefined;
      this.#provedAt = performance.now();
    } catch (error) {
      throw error instanceof LogReplaced ? this.#replacedBy(error) : error;
    }
  }

  /** The same before a write, unless the log has just answered as ours. Nobody exchanges it in so short a time. */
  async requireHeadAfterPause(): Promise<void> {
    const now = performance.now();
    if (now - this.#tookAt < PAUSE_MS && now - this.#provedAt < PROOF_MS) return;
    await this.requireHead();
  }

  /** The log took what was sent to it. */
  succeeded(): void {
    this.#losses = 0;
    this.#tookAt = performance.now();
  }

  /**
   * Finds out why a commit was rejected: it was recorded by an earlier try, or the log has moved on. Of those that
   * still have no outcome, returns who has to be decided again.
   */
  async afterRejection(failed: Entry, again: readonly Entry[]): Promise<readonly Entry[]> {
    const recorded = (await this.until(readCommitsOf(this.#log, [failed.id]))).size > 0;
    if (!recorded) {
      this.#conflicts += 1;
      await this.#pause();
    }
    const news = await this.catchUp();
    // Nothing new explains the rejection. What is warm about it may be wrong, so it is read afresh.
    if (!recorded && news.length === 0) this.#known.warm.clear();
    // Where one is a second try, after a lost answer, most of the others are too. All are looked up at once.
    return recorded ? await this.until(answerSecondTries(this.#log, again)) : again;
  }

  /** An insert got no answer: its commits may be in the log, or may yet arrive. */
  afterLostAnswer(commits: readonly Commit[], cause: unknown): void {
    this.#trouble = cause;
    this.doubts.note(commits);
  }

  /** The database is away. There is something to look for as soon as it is back. */
  isAway(cause: unknown): void {
    this.#trouble = cause;
    this.#heardOf = Number.POSITIVE_INFINITY;
  }

  /** Waits before the next try, to spare other writers and a database that is coming back. */
  pauseAfterOutage(): Promise<void> {
    return this.#pause();
  }

  #replacedBy(error: LogReplaced): LogReplaced {
    this.#replaced = error;
    this.#trouble = undefined;
    return error;
  }

  async #pause(): Promise<void> {
    await pause(Math.random() * Math.min(PAUSE_MAX_MS, 2 ** Math.min(this.#losses++, 10)));
  }
}
