import type { NewEvent } from '../domain/kernel.ts';
import type { Unit } from './planner.ts';
import type { Part } from './unit-parts.ts';

/** Documents in one commit at the most, and characters of them. */
export const UNITS_MAX = 100;
const CHARACTERS_MAX = 1_000_000;

/** Units that go into the log as one commit. */
export class Group {
  readonly #unitsMax: number;
  #events: NewEvent[] = [];
  #fresh: string[] = [];
  #units: Unit[] = [];
  #characters = 0;

  constructor(unitsMax = UNITS_MAX) {
    this.#unitsMax = unitsMax;
  }

  isFull(part: Part): boolean {
    return (
      this.#units.length > 0 &&
      (this.#units.length >= this.#unitsMax || this.#characters + sizeOf(part) > CHARACTERS_MAX)
    );
  }

  add(part: Part, unit: Unit): void {
    this.#events.push(...part.events);
    this.#fresh.push(...part.fresh);
    this.#units.push(unit);
    this.#characters += sizeOf(part);
  }

  take(): { readonly events: readonly NewEvent[]; readonly fresh: readonly string[]; readonly units: readonly Unit[] } {
    const taken = { events: this.#events, fresh: this.#fresh, units: this.#units };
    this.#events = [];
    this.#fresh = [];
    this.#units = [];
    this.#characters = 0;
    return taken;
  }
}

function sizeOf({ events }: Part): number {
  return events.reduce((sum, { imported }) => {
    const also = imported?.with?.reduce((total, one) => total + one.document.length, 0) ?? 0;
    return sum + 600 + (imported?.document.length ?? 0) + also;
  }, 0);
}
