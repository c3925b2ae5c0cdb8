import { comparePlaces, type Place } from '../contracts/in-order.ts';
import type { ListQuery } from './definition.ts';
import type { ChangedRow } from './fold.ts';
import type { LiveGeneration } from './generation.ts';
import { cursorOf, indexAfter, indexAfterCursor } from './order.ts';

/** Fields of the row, each with the value that it equals, or with several of which it equals one. */
export type Where = Readonly<Record<string, string | number | boolean | readonly string[]>>;

interface Entry extends Place {
  readonly position: number;
  readonly row: object;
}

export interface Slice {
  readonly rows: readonly { readonly id: string; readonly row: object }[];
  readonly nextCursor?: string;
}

const PAGES_MAX = 100;

/**
 * The rows that one filter matches, in order, in memory. It is read once and then kept up to date by the changes that
 * the runner writes, so that thirty tablets asking for the same list cost no query at all.
 */
export class ListAnswer {
  readonly loaded: Promise<void>;
  readonly #query: ListQuery<object>;
  readonly #where: Where;
  #entries: Entry[] = [];
  #byId = new Map<string, Entry>();
  #whileLoading: ChangedRow[] | undefined = [];
  #truncated = false;
  readonly #pages = new Map<string, unknown>();

  constructor(generation: LiveGeneration, query: ListQuery<object>, where: Where) {
    this.#query = query;
    this.#where = where;
    this.loaded = this.#load(generation);
  }

  get total(): number {
    return this.#entries.length;
  }

  /** Whether rows beyond the bound are left out. */
  get truncated(): boolean {
    return this.#truncated;
  }

  /** Whether so many rows have gone that some that were left out belong in again. */
  get isStale(): boolean {
    return this.#truncated && this.#entries.length < this.#query.rowsMax / 2;
  }

  apply(change: ChangedRow): void {
    if (this.#whileLoading !== undefined) {
      this.#whileLoading.push(change);
      return;
    }
    const before = this.#byId.get(change.id);
    if (before !== undefined && before.position >= change.position) return;
    const belongs = change.row !== undefined && matches(change.row, this.#where);
    if (before === undefined && !belongs) return;
    if (before !== undefined) this.#remove(before);
    if (change.row !== undefined && belongs) this.#insert(this.#entry(change.id, change.position, change.row));
    this.#pages.clear();
  }

  /** The rows after a cursor. Throws BadCursor. */
  slice(cursor: string | undefined, limit: number): Slice {
    const start = cursor === undefined ? 0 : indexAfterCursor(this.#entries, cursor);
    const rows = this.#entries.slice(start, start + limit);
    const last = rows.at(-1);
    const more = last !== undefined && start + limit < this.#entries.length;
    return { rows, ...(more && { nextCursor: cursorOf(last) }) };
  }

  /** A page worked out once for each change. */
  page<Page>(key: string, make: () => Page): Page {
    const known = this.#pages.get(key);
    if (known !== undefined) return known as Page;
    if (this.#pages.size >= PAGES_MAX) this.#pages.clear();
    const made = make();
    this.#pages.set(key, made);
    return made;
  }

  /** Names have changed: the pages hold the old ones. */
  forgetPages(): void {
    this.#pages.clear();
  }

  async #load(generation: LiveGeneration): Promise<void> {
    const filter = Object.fromEntries(
      Object.entries(this.#where).map(([field, value]) => [`row.${field}`, condition(value)]),
    );
    let entries: Entry[] = [];
    // Without a filter only what is there counts; marks of rows that are gone have no row.
    const { stored, unwritten } = generation.find(filter);
    for await (const { _id, position, row } of stored) {
      if (row === undefined) continue;
      entries.push(this.#entry(_id, position, row));
      if (entries.length >= 2 * this.#query.rowsMax) entries = this.#cut(entries);
    }
    this.#entries = this.#cut(entries);
    this.#byId = new Map(this.#entries.map((entry) => [entry.id, entry]));
    const meanwhile = this.#whileLoading ?? [];
    this.#whileLoading = undefined;
    for (const change of unwritten) this.apply(change);
    for (const change of meanwhile) this.apply(change);
  }

  #cut(entries: Entry[]): Entry[] {
    entries.sort(comparePlaces);
    if (entries.length <= this.#query.rowsMax) return entries;
    this.#truncated = true;
    return entries.slice(0, this.#query.rowsMax);
  }

  #entry(id: string, position: number, row: object): Entry {
    return { id, position, row, keys: this.#query.order(row) };
  }

  #remove(entry: Entry): void {
    this.#byId.delete(entry.id);
    this.#entries.splice(indexAfter(this.#entries, entry) - 1, 1);
  }

  #insert(entry: Entry): void {
    this.#entries.splice(indexAfter(this.#entries, entry), 0, entry);
    this.#byId.set(entry.id, entry);
    const surplus = this.#entries.length > this.#query.rowsMax ? this.#entries.pop() : undefined;
    if (surplus === undefined) return;
    this.#byId.delete(surplus.id);
    this.#truncated = true;
  }
}

/** One text for one filter, in any order of its fields. */
export function keyOf(where: Where): string {
  return JSON.stringify(Object.entries(where).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function condition(value: Where[string]): unknown {
  return typeof value === 'object' ? { $in: value } : value;
}

function matches(row: object, where: Where): boolean {
  return Object.entries(where).every(([field, value]) => {
    const found = (row as Record<string, unknown>)[field];
    return typeof value === 'object' ? typeof found === 'string' && value.includes(found) : found === value;
  });
}
