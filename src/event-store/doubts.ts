import type { Commit } from './commit.ts';

/** A server gives up an insert whose sender has gone in less time than this. */
const FORGET_AFTER_MS = 15_000;

/**
 * Commits whose insert got no answer. Such a commit may still arrive until another one stands at its position. Before
 * that, nobody is told that nothing was recorded.
 */
export class Doubts {
  readonly #commits = new Map<string, { readonly position: number; readonly until: number }>();

  note(commits: readonly Commit[]): void {
    const until = performance.now() + FORGET_AFTER_MS;
    for (const { _id, position } of commits) this.#commits.set(_id, { position, until });
  }

  /** Whether an earlier try of this command may still be recorded. `head` is the last known position. */
  mayArrive(commandId: string, head: number): boolean {
    const now = performance.now();
    for (const [id, { position, until }] of this.#commits) {
      if (position <= head || until <= now) this.#commits.delete(id);
    }
    return this.#commits.has(commandId);
  }
}
