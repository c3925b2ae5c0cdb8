import type { Commit } from './commit.ts';

/** The newest commits, kept in memory so that what was just written need not be read again. Bounded. */
export class Tail {
  readonly #sizeMax: number;
  #commits: Commit[] = [];

  constructor(sizeMax: number) {
    this.#sizeMax = sizeMax;
  }

  /** Adds commits that follow the last one. */
  push(commits: readonly Commit[]): void {
    this.#commits.push(...commits);
    // Cut rarely: cutting at each push would copy the whole tail each time.
    if (this.#commits.length > 2 * this.#sizeMax) this.#commits = this.#commits.slice(-this.#sizeMax);
  }

  /** The commits after a position, at most `window`; undefined where the tail does not reach back that far. */
  after(position: number, window: number): readonly Commit[] | undefined {
    const first = this.#commits[0]?.position;
    if (first === undefined || position < first - 1) return undefined;
    const start = position - first + 1;
    return this.#commits.slice(start, start + window);
  }
}
