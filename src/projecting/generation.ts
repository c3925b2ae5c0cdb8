import type { Db, Filter } from 'mongodb';
import type { Commit } from '../event-store/commit.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Projection } from './definition.ts';
import { type ChangedRow, fold, type ParkedRow, type RowState, type Touch, touchedIds, touches } from './fold.ts';
import { type Parked, parkRows, readParked } from './parked.ts';
import type { Generation, Mark } from './pointers.ts';
import { type Rows, readRows, rowsOf, type StoredRow } from './rows.ts';
import { UnwrittenRows } from './unwritten.ts';

const ROWS_IN_MEMORY = 4_000;
const ABSENT: RowState = { position: 0 };

/**
 * One generation of a read model, kept up to date by applying commits. Rows are folded in memory, where they are read
 * from, and written behind. They are a pure function of the log, so a row that was folded here is right without being
 * read again, also when others write the same rows.
 */
export class LiveGeneration {
  readonly projection: Projection;
  readonly generation: number;
  /** Whether a program with other rules made it. Then it is shown as it is, and no event is applied. */
  readonly outdated: boolean;
  readonly parked: Map<string, Parked>;
  readonly #views: Db;
  readonly #rows: Rows;
  readonly #cache = new BoundedMap<RowState>(ROWS_IN_MEMORY);
  readonly #unwritten = new UnwrittenRows();
  #position: number;
  #written: number;
  /** The last commit that was applied here, and the last one of which all is written. */
  #applied: Mark | undefined;
  #mark: Mark | undefined;

  private constructor(views: Db, projection: Projection, at: Generation, parked: Map<string, Parked>) {
    this.#views = views;
    this.projection = projection;
    this.generation = at.generation;
    this.outdated = at.version !== projection.version;
    this.#rows = rowsOf(views, projection.name, at.generation);
    this.parked = parked;
    this.#position = at.position;
    this.#written = at.position;
  }

  static async open(views: Db, projection: Projection, at: Generation): Promise<LiveGeneration> {
    const parked = await readParked(views, projection.name, at.generation);
    return new LiveGeneration(views, projection, at, parked);
  }

  /** Every commit up to here is in the rows as they are read from here. */
  get position(): number {
    return this.#position;
  }

  /** Every commit up to here is in the rows as they are in the database. */
  get written(): number {
    return this.#written;
  }

  /** The last commit that was written here; undefined before the first. */
  get mark(): Mark | undefined {
    return this.#mark;
  }

  /** Rows that wait to be written. */
  get unwritten(): number {
    return this.#unwritten.size;
  }

  /** Applies commits that follow the position; those before it are left out. Gives the rows that changed. */
  async apply(commits: readonly Commit[]): Promise<readonly ChangedRow[]> {
    const fresh = commits.filter(({ position }) => position > this.#position);
    const last = fresh.at(-1);
    if (last === undefined) return [];
    const touched = touches(this.projection, fresh);
    let changed: readonly ChangedRow[] = [];
    if (touched.length > 0) {
      const known = await this.#fetch(touched);
      const folded = fold(
        this.projection,
        touched,
        (id) => known.get(id) ?? ABSENT,
        (id) => this.parked.has(id),
      );
      // Parked rows are written down at once: what such a row had seen before is not applied to it again.
      await this.#park(folded.parked);
      for (const one of folded.changed) {
        this.#unwritten.add(one, (known.get(one.id) ?? ABSENT).position === 0);
        this.#cache.set(one.id, { position: one.position, row: one.row });
      }
      changed = [...folded.ahead, ...folded.changed];
    }
    this.#position = last.position;
    this.#applied = { position: last.position, hash: last.hash };
    return changed;
  }

  /**
   * Writes the rows that have changed until now. True when some were taken back, which the database will never hold.
   */
  async write(): Promise<boolean> {
    const position = this.#position;
    const applied = this.#applied;
    if (this.#unwritten.size === 0) {
      this.#written = position;
      this.#mark = applied;
      return false;
    }
    const refused = await this.#unwritten.write(this.#rows);
    for (const { id } of refused) this.#cache.delete(id);
    await this.#park(refused);
    this.#written = position;
    this.#mark = applied;
    return refused.length > 0;
  }

  /** The row as it is now, if there is one. */
  async one(id: string): Promise<object | undefined> {
    const known = this.#unwritten.get(id) ?? this.#cache.get(id);
    if (known !== undefined) return known.row;
    return (await this.#rows.findOne({ _id: id }))?.row;
  }

  /**
   * Rows as the database finds them, and those of this generation that were not written when it was asked. Where a row
   * is in both, the later one counts.
   */
  find(filter: Filter<StoredRow>): {
    readonly unwritten: readonly ChangedRow[];
    readonly stored: AsyncIterable<StoredRow>;
  } {
    return { unwritten: this.#unwritten.all(), stored: this.#rows.find(filter) };
  }

  async #fetch(touched: readonly Touch[]): Promise<Map<string, RowState>> {
    const known = new Map<string, RowState>();
    const unknown: string[] = [];
    const certainlyNew = newRows(touched);
    for (const id of touchedIds(touched)) {
      if (certainlyNew.has(id)) continue;
      const cached = this.#unwritten.get(id) ?? this.#cache.get(id);
      if (cached === undefined) unknown.push(id);
      else known.set(id, cached);
    }
    if (unknown.length === 0) return known;
    const found = await readRows(this.#rows, unknown);
    for (const id of unknown) {
      const state = found.get(id) ?? ABSENT;
      known.set(id, state);
      // Another process may have written it from further on than this one has read. Then it is not this one's state
      // yet.
      if (state.position <= this.#position) this.#cache.set(id, state);
    }
    return known;
  }

  async #park(parked: readonly ParkedRow[]): Promise<void> {
    if (parked.length === 0) return;
    const saved = await parkRows(this.#views, this.projection.name, this.generation, parked);
    for (const one of saved) this.parked.set(one.row, one);
  }
}

/**
 * Rows that go on from another one. One event makes each of them, and nothing changes it. Nobody has to look for them:
 * one that is there after all is the same.
 */
function newRows(touched: readonly Touch[]): Set<string> {
  return new Set(touched.flatMap(({ ids, followed }) => ids.filter((_, index) => followed[index] !== undefined)));
}
