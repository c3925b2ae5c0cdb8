import type { ChangedRow, ParkedRow } from './fold.ts';
import { insertRows, type Rows, writeRows } from './rows.ts';

/** Rows written at once: few enough that a commit on its way to the log does not wait long behind them. */
const ROWS_AT_ONCE = 200;

/** Rows that have changed and are not in the database yet, each as it stands now however often it has changed since. */
export class UnwrittenRows {
  readonly #rows = new Map<string, ChangedRow>();
  /** Those that were never in the database, as far as is known: inserting is ten times as fast as looking first. */
  readonly #fresh = new Set<string>();

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): ChangedRow | undefined {
    return this.#rows.get(id);
  }

  /** As they are now; later changes are not in it. */
  all(): readonly ChangedRow[] {
    return [...this.#rows.values()];
  }

  add(changed: ChangedRow, isNew: boolean): void {
    if (isNew) this.#fresh.add(changed.id);
    this.#rows.set(changed.id, changed);
  }

  /**
   * Writes all that are there when it begins, and gives those that the database will never take. A row stays here until
   * it is written: until then it is read from here. Throws when the database is away; what was not written waits on.
   */
  async write(rows: Rows): Promise<readonly ParkedRow[]> {
    const refused: ParkedRow[] = [];
    const ids = [...this.#rows.keys()];
    for (let start = 0; start < ids.length; start += ROWS_AT_ONCE) {
      const some = ids.slice(start, start + ROWS_AT_ONCE).flatMap((id) => this.#rows.get(id) ?? []);
      const fresh: ChangedRow[] = [];
      const again: ChangedRow[] = [];
      for (const one of some) (this.#fresh.delete(one.id) ? fresh : again).push(one);
      refused.push(...(await insertRows(rows, fresh)), ...(await writeRows(rows, again)));
      // One that has changed again meanwhile is written the next time.
      for (const one of some) if (this.#rows.get(one.id) === one) this.#rows.delete(one.id);
    }
    for (const { id } of refused) this.#rows.delete(id);
    return refused;
  }
}
