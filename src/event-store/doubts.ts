import type { Commit } from './commit.ts';

/** Longer than any server still works on an insert whose sender has gone. */
const FORGET_AFTER_MS = 15_000;

/**
 * Commits of inserts that got no answer. Such a commit may still arrive, though nothing of it is to be seen yet, until
 * another one stands at its position: nobody is to be told before that nothing was recorded.
 */
export class Doubts {
  readonly #commits = new Map<string, { readonly position: number; readonly until: number }>();

  note(commits: readonly Commit[]): void {
    const until = performance.now() + FORGET_AFTER_MS;
    for (const { _id, position } of commits) this.#commits.set(_id, { position, until });
  }

  /** Whether this command may yet be recorded by a try before this one. `head` is the last position that is known. */
  mayArrive(commandId: string, head: number): boolean {
    const now = performance.now();
    for (const [id, { position, until }] of this.#commits) {
      if (position <= head || until <= now) this.#commits.delete(id);
    }
    return this.#commits.has(commandId);
  }
}
