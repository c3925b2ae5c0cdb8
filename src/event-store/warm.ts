import type { AnyAggregate } from '../domain/kernel.ts';
import { type Commit, recordedEvents } from './commit.ts';
import { LogBroken } from './errors.ts';

/** An aggregate as it stands after its last event. */
export interface Standing {
  readonly state: unknown;
  /** Sequence of its last event; 0 for an aggregate without events. */
  readonly sequence: number;
}

/** Aggregates as they stand at one position of the log; undefined for one that is not loaded. */
export interface Standings {
  get(aggregateId: string): Standing | undefined;
}

/** How each kind of aggregate grows: the only thing the store knows about the domain's state. */
export class Kinds {
  readonly #kinds: ReadonlyMap<string, AnyAggregate>;

  constructor(aggregates: readonly AnyAggregate[]) {
    this.#kinds = new Map(aggregates.map((aggregate) => [aggregate.kind, aggregate]));
  }

  of(aggregateId: string): AnyAggregate {
    const kind = aggregateId.slice(0, aggregateId.indexOf('/'));
    const aggregate = this.#kinds.get(kind);
    if (aggregate === undefined) throw new LogBroken(`No aggregate of kind ${kind} is known.`);
    return aggregate;
  }

  initial(aggregateId: string): Standing {
    return { state: this.of(aggregateId).initial, sequence: 0 };
  }
}

/**
 * The aggregates that were used last, each as it stands at one position of the log. Bounded: what was not used for
 * longest goes first and is read again when it is needed.
 */
export class WarmAggregates implements Standings {
  readonly #kinds: Kinds;
  readonly #entries = new Map<string, Standing>();
  readonly #sizeMax: number;

  constructor(kinds: Kinds, sizeMax: number) {
    this.#kinds = kinds;
    this.#sizeMax = sizeMax;
  }

  get(aggregateId: string): Standing | undefined {
    return this.#entries.get(aggregateId);
  }

  /** Puts the standing in as the one used last. */
  set(aggregateId: string, standing: Standing): void {
    this.#entries.delete(aggregateId);
    this.#entries.set(aggregateId, standing);
  }

  /** Brings those that are warm up to date with a commit that somebody else wrote. */
  apply(commit: Commit): void {
    for (const event of recordedEvents(commit)) {
      const standing = this.#entries.get(event.aggregate);
      if (standing === undefined || standing.sequence >= event.sequence) continue;
      this.#entries.set(event.aggregate, evolved(this.#kinds, standing, event));
    }
  }

  /** Lets go of everything: it is read again when it is needed. */
  clear(): void {
    this.#entries.clear();
  }

  /** Lets go of what was not used for longest. Called between batches, so that a batch keeps what it needs. */
  trim(): void {
    for (const aggregateId of this.#entries.keys()) {
      if (this.#entries.size <= this.#sizeMax) return;
      this.#entries.delete(aggregateId);
    }
  }
}

/** The standing after one more event of that aggregate. */
export function evolved(kinds: Kinds, standing: Standing, event: ReturnType<typeof recordedEvents>[number]): Standing {
  if (event.sequence !== standing.sequence + 1) {
    throw new LogBroken(`${event.aggregate} goes from sequence ${standing.sequence} to ${event.sequence}.`);
  }
  return { state: kinds.of(event.aggregate).evolve(standing.state, event), sequence: event.sequence };
}
