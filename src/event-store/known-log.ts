import { type Observable, Subject } from 'rxjs';
import type { Commit } from './commit.ts';
import type { Head, PlannedCommit } from './decide.ts';
import { WINDOW } from './read.ts';
import { Tail } from './tail.ts';
import { type Kinds, WarmAggregates } from './warm.ts';

const WARM_MAX = 20_000;
const TAIL_MAX = 1_000;
const TAIL_EVENTS_MAX = 2_000;

/** The log as this process knows it: its last commit, the newest ones, and the aggregates in use as they stand after them. */
export class KnownLog {
  readonly warm: WarmAggregates;
  readonly #tail = new Tail(TAIL_MAX, TAIL_EVENTS_MAX);
  readonly #moved = new Subject<number>();
  readonly #foreign = new Subject<void>();
  #head: Head;

  constructor(kinds: Kinds, head: Head) {
    this.warm = new WarmAggregates(kinds, WARM_MAX);
    this.#head = head;
  }

  /** The last commit that is known here. */
  get head(): Head {
    return this.#head;
  }

  /** Emits the last position each time the log has moved on. */
  get moved$(): Observable<number> {
    return this.#moved.asObservable();
  }

  /** Emits each time somebody else has written. */
  get foreign$(): Observable<void> {
    return this.#foreign.asObservable();
  }

  /** Commits after a position from memory; undefined where they must be read. */
  recent(after: number): readonly Commit[] | undefined {
    return this.#tail.after(after, WINDOW);
  }

  /** The log took these commits of our own. */
  recorded(planned: readonly PlannedCommit[]): void {
    for (const { after } of planned) for (const [id, standing] of after) this.warm.set(id, standing);
    this.#moveOn(planned.map(({ commit }) => commit));
  }

  /** Somebody else wrote these commits, which follow the head. */
  takeOver(commits: readonly Commit[]): void {
    for (const commit of commits) this.warm.apply(commit);
    this.#moveOn(commits);
    this.#foreign.next();
  }

  close(): void {
    this.#moved.complete();
    this.#foreign.complete();
  }

  #moveOn(commits: readonly Commit[]): void {
    const last = commits.at(-1);
    if (last === undefined) return;
    this.#head = last;
    this.#tail.push(commits);
    this.#moved.next(last.position);
  }
}
