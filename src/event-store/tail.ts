import type { Commit } from './commit.ts';

/**
 * The newest commits, kept in memory so that what was just written need not be read again. Bounded by their events as
 * well: a move records a hundred documents in one commit.
 */
export class Tail {
  readonly #sizeMax: number;
  readonly #eventsMax: number;
  #commits: Commit[] = [];
  #events = 0;

  constructor(sizeMax: number, eventsMax: number) {
    this.#sizeMax = sizeMax;
    this.#eventsMax = eventsMax;
  }

  /** Adds commits that follow the last one. */
  push(commits: readonly Commit[]): void {
    this.#commits.push(...commits);
    this.#events += eventsOf(commits);
    // Cut rarely: cutting at each push would copy the whole tail each time.
    if (this.#commits.length > 2 * this.#sizeMax || this.#events > 2 * this.#eventsMax) this.#cut();
  }

  /** The commits after a position, at most `window`; undefined where the tail does not reach back that far. */
  after(position: number, window: number): readonly Commit[] | undefined {
    const first = this.#commits[0]?.position;
    if (first === undefined || position < first - 1) return undefined;
    const start = position - first + 1;
    return this.#commits.slice(start, start + window);
  }

  #cut(): void {
    let from = Math.max(0, this.#commits.length - this.#sizeMax);
    let events = eventsOf(this.#commits.slice(from));
    for (; events > this.#eventsMax; from++) events -= this.#commits[from]?.events.length ?? 0;
    this.#commits = this.#commits.slice(from);
    this.#events = events;
  }
}

function eventsOf(commits: readonly Commit[]): number {
  return commits.reduce((sum, { events }) => sum + events.length, 0);
}
