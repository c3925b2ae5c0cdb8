import type { Db } from 'mongodb';
import type { Commit } from '../event-store/commit.ts';
import { readLast } from '../event-store/read.ts';

export interface RebuildProgress {
  readonly position: number;
  /** The end of the log when the build began, or further where it has come further. */
  readonly head: number;
  readonly eventsPerSecond: number;
  /** Undefined before there is anything to judge by. */
  readonly secondsLeft?: number;
}

const TELL_EVERY_MS = 250;

/** Counts what has passed, and tells about it four times a second at most. */
export class Progress {
  readonly #log: Db;
  readonly #tell: ((progress: RebuildProgress) => void) | undefined;
  readonly #start: number;
  readonly #since = performance.now();
  #position: number;
  #head = 0;
  #events = 0;
  #told = 0;

  constructor(log: Db, start: number, tell?: (progress: RebuildProgress) => void) {
    this.#log = log;
    this.#start = start;
    this.#position = start;
    this.#tell = tell;
  }

  /** Finds the end of the log, if anybody wants to know: it costs the embedded server a walk over an index. */
  async lookAhead(): Promise<void> {
    if (this.#tell !== undefined) this.#head = (await readLast(this.#log))?.position ?? 0;
  }

  get eventsPerSecond(): number {
    return Math.round(this.#events / this.#seconds);
  }

  passed(commits: readonly Commit[]): void {
    for (const { events, position } of commits) {
      this.#events += events.length;
      this.#position = position;
    }
    this.#head = Math.max(this.#head, this.#position);
    const now = performance.now();
    if (this.#tell === undefined || (now - this.#told < TELL_EVERY_MS && this.#position < this.#head)) return;
    this.#told = now;
    const perSecond = (this.#position - this.#start) / this.#seconds;
    this.#tell({
      position: this.#position,
      head: this.#head,
      eventsPerSecond: this.eventsPerSecond,
      ...(perSecond > 0 && { secondsLeft: Math.ceil((this.#head - this.#position) / perSecond) }),
    });
  }

  get #seconds(): number {
    return Math.max(0.001, (performance.now() - this.#since) / 1_000);
  }
}
