import { BSON } from 'mongodb';
import type { Commit } from './commit.ts';
import {
  type ContextOf,
  decide,
  type Head,
  isCommit,
  NotLoaded,
  type Planned,
  type PlannedCommit,
  type Wish,
} from './decide.ts';
import type { Kinds, Standing, Standings } from './warm.ts';

/** At most so many commands go out in one insert. */
export const BATCH_MAX = 128;
/**
 * At most so many bytes go out in one insert. A server takes 16 MiB in a message, and one commit may be half of that.
 */
const BATCH_BYTES_MAX = 8 * 1024 * 1024;

/**
 * Commands that go out in one insert. Each is decided on the state that the ones before it leave. Nothing is written
 * yet: the commits follow `head`.
 */
export class Batch<W extends Wish> implements Standings {
  readonly items: Planned<W>[] = [];
  /** Wishes for the next batch: they need an aggregate that is not loaded, or more room. */
  readonly later: W[] = [];
  readonly #kinds: Kinds;
  readonly #staged = new Map<string, Standing>();
  #before: Standings;
  #head: Head;
  #bytes = 0;

  /** `before`: the aggregates as they stand at `head`. */
  constructor(head: Head, before: Standings, kinds: Kinds) {
    this.#head = head;
    this.#before = before;
    this.#kinds = kinds;
  }

  /** Where the log stands once all of it is in. */
  get head(): Head {
    return this.#head;
  }

  get wishes(): W[] {
    return [...this.items.map(({ wish }) => wish), ...this.later];
  }

  get planned(): PlannedCommit<W>[] {
    return this.items.filter(isCommit);
  }

  /** How many more it takes. */
  get room(): number {
    return this.later.length > 0 ? 0 : Math.max(0, BATCH_MAX - this.items.length);
  }

  get(aggregateId: string): Standing | undefined {
    return this.#staged.get(aggregateId) ?? this.#before.get(aggregateId);
  }

  /** The batch ahead of this one is in the log, and `before` is how it left the aggregates. */
  follows(before: Standings): void {
    this.#before = before;
  }

  /** Decides these as well. */
  add(wishes: readonly W[], context: ContextOf): void {
    for (const [index, wish] of wishes.entries()) {
      const item = this.#decide(wish, context);
      if (item === undefined) return void this.later.push(...wishes.slice(index));
      this.items.push(item);
    }
  }

  /** Undefined where it has to wait for the next batch. */
  #decide(wish: W, context: ContextOf): Planned<W> | undefined {
    try {
      const item = decide(wish, { head: this.#head, standings: this, kinds: this.#kinds, context });
      if (item.kind === 'commit') {
        this.#bytes += BSON.calculateObjectSize(item.commit);
        if (this.#bytes > BATCH_BYTES_MAX && this.#staged.size > 0) return undefined;
        this.#stage(item.commit, item.after);
      }
      return item;
    } catch (error) {
      // Once the wishes ahead of it are in, its `reads` can name what it needs. With none ahead, it would ask for the
      // same for ever.
      if (error instanceof NotLoaded && this.#staged.size > 0) return undefined;
      return { wish, kind: 'broken', error };
    }
  }

  #stage(commit: Commit, after: ReadonlyMap<string, Standing>): void {
    for (const [id, standing] of after) this.#staged.set(id, standing);
    this.#head = commit;
  }
}
