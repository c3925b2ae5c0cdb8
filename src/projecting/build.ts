import type { Commit } from '../event-store/commit.ts';
import type { Projection } from './definition.ts';
import { type ChangedRow, fold, type ParkedRow, type RowState, type Touch, touchedIds, touches } from './fold.ts';
import { insertRows, type Rows, readRows, writeRows } from './rows.ts';

/** About how many rows wait in memory to be written, and how many are in memory at all, at most. */
const UNWRITTEN_MAX = 5_000;
const IN_MEMORY_MAX = 12_000;
const ROWS_AT_ONCE = 2_500;
const ABSENT: RowState = { position: 0 };

export interface BuildOptions {
  readonly projection: Projection;
  /** Where the rows go. Empty, unless an earlier build into it is taken up again. */
  readonly rows: Rows;
  /** Whether the rows hold something already. */
  readonly resumed: boolean;
  readonly parked: ReadonlySet<string>;
}

/** Folds the log into a new collection: in memory as long as it fits, written in bulk. */
export class Build {
  readonly #options: BuildOptions;
  readonly #known = new Map<string, RowState>();
  readonly #unwritten = new Map<string, ChangedRow>();
  /** Changed rows that are not in the collection yet, so that they can be inserted. */
  readonly #fresh = new Set<string>();
  readonly #parked: Set<string>;
  #somethingStored: boolean;
  #writing: Promise<void> = Promise.resolve();
  #newlyParked: ParkedRow[] = [];

  constructor(options: BuildOptions) {
    this.#options = options;
    this.#somethingStored = options.resumed;
    this.#parked = new Set(options.parked);
  }

  get parked(): number {
    return this.#parked.size;
  }

  /** Whether enough waits in memory for a `flush`. */
  get isFull(): boolean {
    return this.#unwritten.size >= UNWRITTEN_MAX;
  }

  async apply(commits: readonly Commit[]): Promise<void> {
    const touched = touches(this.#options.projection, commits);
    if (touched.length === 0) return;
    await this.#fetch(touched);
    const { changed, parked } = fold(
      this.#options.projection,
      touched,
      (id) => this.#known.get(id) ?? ABSENT,
      (id) => this.#parked.has(id),
    );
    for (const one of changed) {
      if ((this.#known.get(one.id) ?? ABSENT) === ABSENT) this.#fresh.add(one.id);
      // At the end of the map, where what is in use stays longest.
      this.#known.delete(one.id);
      this.#known.set(one.id, { position: one.position, row: one.row });
      this.#unwritten.delete(one.id);
      this.#unwritten.set(one.id, one);
    }
    this.#park(parked);
  }

  /** The row as it stands after what was applied. */
  async one(id: string): Promise<RowState | undefined> {
    return this.#known.get(id) ?? (await readRows(this.#options.rows, [id])).get(id);
  }

  /**
   * Begins to write the half that has not changed for longest, and goes on meanwhile. What changes all the time stays
   * in memory, because writing a row again costs ten times as much as writing it once.
   */
  async spill(): Promise<void> {
    await this.#begin(UNWRITTEN_MAX / 2);
  }

  /** Writes all that waits. Gives the rows that were parked since the last time. */
  async flush(): Promise<readonly ParkedRow[]> {
    await this.#begin(Number.POSITIVE_INFINITY);
    await this.#writing;
    const parked = this.#newlyParked;
    this.#newlyParked = [];
    return parked;
  }

  /** Only one writing is under way at a time. */
  async #begin(rowsMax: number): Promise<void> {
    await this.#writing;
    const fresh: ChangedRow[] = [];
    const again: ChangedRow[] = [];
    for (const one of this.#unwritten.values()) {
      if (fresh.length + again.length >= rowsMax) break;
      this.#unwritten.delete(one.id);
      (this.#fresh.delete(one.id) ? fresh : again).push(one);
    }
    if (fresh.length + again.length === 0) return;
    this.#somethingStored = true;
    this.#writing = this.#write(fresh, again).then(() => this.#forget());
    // A caller that waits for the writing hears of its failure.
    this.#writing.catch(() => undefined);
  }

  async #write(fresh: readonly ChangedRow[], again: readonly ChangedRow[]): Promise<void> {
    for (const some of chunks(fresh)) this.#park(await insertRows(this.#options.rows, some));
    for (const some of chunks(again)) this.#park(await writeRows(this.#options.rows, some));
  }

  #park(parked: readonly ParkedRow[]): void {
    for (const one of parked) {
      this.#parked.add(one.id);
      this.#newlyParked.push(one);
    }
  }

  /** Looks up the rows that are not in memory. While nothing is stored there is nothing to look up. */
  async #fetch(touched: readonly Touch[]): Promise<void> {
    if (!this.#somethingStored) return;
    const certainlyNew = new Set<string>();
    if (!this.#options.resumed) {
      // A row that goes on from another one is made by one event alone, and this is the first time it is seen.
      for (const { ids, followed } of touched) {
        ids.forEach((id, index) => {
          if (followed[index] !== undefined) certainlyNew.add(id);
        });
      }
    }
    const unknown = [...touchedIds(touched)].filter((id) => !this.#known.has(id) && !certainlyNew.has(id));
    if (unknown.length === 0) return;
    const found = await readRows(this.#options.rows, unknown);
    for (const [id, state] of found) this.#known.set(id, state);
  }

  /** Lets go of what has not changed for longest, save for what is not written yet. */
  #forget(): void {
    let surplus = this.#known.size - IN_MEMORY_MAX;
    for (const id of this.#known.keys()) {
      if (surplus <= 0) return;
      if (this.#unwritten.has(id)) continue;
      this.#known.delete(id);
      surplus -= 1;
    }
  }
}

function* chunks(rows: readonly ChangedRow[]): Generator<readonly ChangedRow[]> {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) yield rows.slice(start, start + ROWS_AT_ONCE);
}
