/** Rows that changed together, as they go out on the live feed. */
export interface LiveMessage {
  /** Position of the last commit in it. A tablet that has it goes on from here. */
  readonly position: number;
  readonly changes: readonly LiveChange[];
}

export interface LiveChange {
  readonly model: string;
  readonly id: string;
  /** The row as people see it now; null when it is gone. */
  readonly row: unknown;
  /** The employee whose row it is, where rows are people's own. */
  readonly owner?: string;
}

/** The last changes, so that a tablet that was away for a moment misses none. At most so many changes are kept. */
export class LiveRing {
  readonly #messages: LiveMessage[] = [];
  readonly #changesMax: number;
  #changes = 0;
  /** Changes up to this position are no longer known here. */
  #floor: number;

  constructor(position: number, changesMax = 5_000) {
    this.#floor = position;
    this.#changesMax = changesMax;
  }

  push(message: LiveMessage): void {
    this.#messages.push(message);
    this.#changes += message.changes.length;
    while (this.#changes > this.#changesMax) {
      const dropped = this.#messages.shift();
      if (dropped === undefined) return;
      this.#changes -= dropped.changes.length;
      this.#floor = dropped.position;
    }
  }

  /** Forgets everything. Readers have to read everything before this position anew. */
  clear(position: number): void {
    this.#messages.length = 0;
    this.#changes = 0;
    this.#floor = position;
  }

  /** The changes after a position. Undefined when some are no longer known. */
  after(position: number): readonly LiveMessage[] | undefined {
    if (position < this.#floor) return undefined;
    return this.#messages.filter((message) => message.position > position);
  }
}
