import { comparePlaces } from '#contracts/in-order.ts';
import {
  type FiltersOf,
  type ListName,
  type ListRules,
  type ReadModelName,
  type RowOf,
  readModels,
} from '#contracts/read-models.ts';
import type { LiveChange } from './live.ts';
import { isOlder } from './missed-changes.ts';

// What a tablet makes of a list and of the changes that come in over the live feed: the list that the server would
// tell.

/** Filters of a list; left out is what the list leaves out. */
export type Filters<Name extends ListName> = Partial<FiltersOf<Name>>;

export interface ListRow {
  readonly id: string;
}

/** The rows of a list after changes, in no order. */
export function rowsAfter<Row extends ListRow>(
  name: ListName,
  filters: object,
  before: ReadonlyMap<string, Row>,
  changes: readonly LiveChange[],
): ReadonlyMap<string, Row> {
  const mine = changes.filter(({ model }) => model === name);
  if (mine.length === 0) return before;
  const after = new Map(before);
  const wanted = Object.entries(rulesOf(name).where(filters)).filter(([, value]) => value !== undefined);
  for (const { id, row } of mine) {
    if (row === null || !wanted.every(([field, value]) => (row as Record<string, unknown>)[field] === value)) {
      after.delete(id);
    } else if (!isOlder(row, after.get(id))) after.set(id, row as Row);
  }
  return after;
}

/** One row after changes; null when it is gone, and undefined when nothing is said of it. */
export function rowAfter<Row extends object>(
  name: ReadModelName,
  id: string,
  before: Row,
  changes: readonly LiveChange[],
): Row | null | undefined {
  const mine = changes.findLast((change) => change.model === name && change.id === id);
  const row = mine?.row;
  if (!row) return row;
  return isOlder(row, before) ? before : (row as Row);
}

/** The rows in the order of the list on the server. */
export function inOrder<Row extends ListRow>(name: ListName, rows: Iterable<Row>): readonly Row[] {
  const { order } = rulesOf(name);
  if (order === undefined) return [...rows];
  const places = [...rows].map((row) => ({ id: row.id, keys: order(row), row }));
  return places.sort(comparePlaces).map(({ row }) => row);
}

/** Rows of several lists of one read model, such as of two months, in one order. */
export function merged<Name extends ListName>(
  name: Name,
  lists: readonly (readonly RowOf<Name>[])[],
): readonly RowOf<Name>[] {
  return inOrder(name, lists.flat()) as readonly RowOf<Name>[];
}

/** The list's description, for rows of any kind. */
export function rulesOf(name: ListName): ListRules<object, object> {
  return readModels[name].list as unknown as ListRules<object, object>;
}
