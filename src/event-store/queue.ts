import { BATCH_MAX } from './batch.ts';
import { type Entry, stillWanted, waitingOf } from './entry.ts';

/** At most so many commands wait. One more is sent away at once. */
const QUEUE_MAX = 5_000;

/** The commands that wait to be decided, in the order in which they came. */
export class Queue {
  #entries: Entry[] = [];
  /** So many at the front are taken one by one: they broke together, because of one of them. */
  #alone = 0;

  get size(): number {
    return this.#entries.length;
  }

  get isFull(): boolean {
    return this.#entries.length >= QUEUE_MAX;
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
  }

  /** Takes those that are decided together next. */
  take(): Entry[] {
    const taken = this.#entries.splice(0, this.#alone > 0 ? 1 : BATCH_MAX);
    this.#alone = Math.max(0, this.#alone - 1);
    return taken;
  }

  /** Takes those from the front that are ready, so many at most; none while each is taken alone. */
  takeReady(countMax: number, isReady: (entry: Entry) => boolean): Entry[] {
    if (this.#alone > 0) return [];
    const first = this.#entries.slice(0, countMax).findIndex((entry) => !isReady(entry));
    return this.#entries.splice(0, first === -1 ? countMax : first);
  }

  /** Those of a batch that still wait come first in the next one. */
  putBack(batch: readonly Entry[]): void {
    this.#entries.unshift(...waitingOf(batch));
  }

  /** They broke together. From now on each is taken alone, so that the one to blame is found. */
  putBackAlone(batch: readonly Entry[]): void {
    this.#alone += waitingOf(batch).length;
    this.putBack(batch);
  }

  /** Sends away what nobody waits for any more. `trouble` is why the database does not answer, if it does not. */
  sendAwayLate(trouble: unknown): void {
    this.#entries = stillWanted(this.#entries, trouble);
  }

  /** Takes all of them. */
  empty(): Entry[] {
    return this.#entries.splice(0);
  }
}
