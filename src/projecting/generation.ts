import type { Db } from 'mongodb';
import type { Commit } from '../event-store/commit.ts';
import { BoundedMap } from './bounded-map.ts';
import type { Projection } from './definition.ts';
import { type ChangedRow, fold, type ParkedRow, type RowState, touchedIds, touches } from './fold.ts';
import { type Parked, parkRows, readParked } from './parked.ts';
import type { Generation } from './pointers.ts';
import { type Rows, readRows, rowsOf, writeRows } from './rows.ts';

const ROWS_IN_MEMORY = 4_000;
const ABSENT: RowState = { position: 0 };

/**
 * One generation of a read model, kept up to date by applying commits. Rows are a pure function of the log, so a row
 * that was folded here is right without being read again, whoever else writes the same rows.
 */
export class LiveGeneration {
  readonly projection: Projection;
  readonly generation: number;
  /** Whether other rules than this program's made it. Then it is shown as it is, and no event is applied. */
  readonly outdated: boolean;
  readonly rows: Rows;
  readonly parked: Map<string, Parked>;
  readonly #views: Db;
  readonly #cache = new BoundedMap<RowState>(ROWS_IN_MEMORY);
  #position: number;

  private constructor(views: Db, projection: Projection, at: Generation, parked: Map<string, Parked>) {
    this.#views = views;
    this.projection = projection;
    this.generation = at.generation;
    this.outdated = at.version !== projection.version;
    this.rows = rowsOf(views, projection.name, at.generation);
    this.parked = parked;
    this.#position = at.position;
  }

  static async open(views: Db, projection: Projection, at: Generation): Promise<LiveGeneration> {
    const parked = await readParked(views, projection.name, at.generation);
    return new LiveGeneration(views, projection, at, parked);
  }

  /** Every commit up to here is in the rows. */
  get position(): number {
    return this.#position;
  }

  /** Applies commits that follow the position; those before it are left out. Gives the rows that changed, once written. */
  async apply(commits: readonly Commit[]): Promise<readonly ChangedRow[]> {
    const fresh = commits.filter(({ position }) => position > this.#position);
    const last = fresh.at(-1);
    if (last === undefined) return [];
    const touched = touches(this.projection, fresh);
    let changed: readonly ChangedRow[] = [];
    if (touched.length > 0) {
      const known = await this.#fetch(touchedIds(touched));
      const folded = fold(
        this.projection,
        touched,
        (id) => known.get(id) ?? ABSENT,
        (id) => this.parked.has(id),
      );
      const refused = await writeRows(this.rows, folded.changed);
      // Only after the rows: what a parked row had seen before is not applied to it again.
      await this.#park([...folded.parked, ...refused]);
      const left = new Set(refused.map(({ id }) => id));
      const written = folded.changed.filter(({ id }) => !left.has(id));
      changed = [...folded.ahead, ...written];
      for (const { id, position, row } of written) this.#cache.set(id, { position, row });
    }
    this.#position = last.position;
    return changed;
  }

  /** The row as it is now, if there is one. */
  async one(id: string): Promise<object | undefined> {
    const known = this.#cache.get(id);
    if (known !== undefined) return known.row;
    return (await this.rows.findOne({ _id: id }))?.row;
  }

  async #fetch(ids: Set<string>): Promise<Map<string, RowState>> {
    const known = new Map<string, RowState>();
    const unknown: string[] = [];
    for (const id of ids) {
      const cached = this.#cache.get(id);
      if (cached === undefined) unknown.push(id);
      else known.set(id, cached);
    }
    if (unknown.length === 0) return known;
    const found = await readRows(this.rows, unknown);
    for (const id of unknown) {
      const state = found.get(id) ?? ABSENT;
      known.set(id, state);
      // What another process has written may be further than this one has read: it is not this one's state yet.
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
