import { type AnyBulkWriteOperation, type Collection, type Db, MongoBulkWriteError } from 'mongodb';
import type { IndexSpec } from './definition.ts';
import type { ChangedRow, RowState } from './fold.ts';

/** A row as it is stored. A row that was taken away leaves its position behind, so that a replay cannot bring it back. */
export interface StoredRow {
  readonly _id: string;
  /** Position of the last commit that changed the row. */
  readonly position: number;
  readonly row?: object;
  readonly gone?: true;
}

export type Rows = Collection<StoredRow>;

const IDS_AT_ONCE = 1_000;
const DUPLICATE_KEY = 11_000;

export function rowsOf(views: Db, name: string, generation: number): Rows {
  return views.collection<StoredRow>(`${name}.g${generation}`, { ignoreUndefined: true });
}

export async function createIndexes(rows: Rows, indexes: readonly IndexSpec[]): Promise<void> {
  for (const { fields } of indexes) {
    await rows.createIndex(Object.fromEntries(fields.map((field) => [`row.${field}`, 1])));
  }
}

export async function readRows(rows: Rows, ids: readonly string[]): Promise<Map<string, RowState>> {
  const found = new Map<string, RowState>();
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const cursor = rows.find({ _id: { $in: ids.slice(start, start + IDS_AT_ONCE) } });
    for await (const { _id, position, row } of cursor) found.set(_id, { position, row });
  }
  return found;
}

/** Writes rows in one go. A row that has seen a later commit meanwhile stays as it is. */
export async function writeRows(rows: Rows, changed: readonly ChangedRow[]): Promise<void> {
  if (changed.length === 0) return;
  const operations = changed.map(guarded);
  try {
    await rows.bulkWrite(operations, { ordered: false });
  } catch (error) {
    // Two writers made the same new row at once. The second try finds it there and looks at its position.
    const again = duplicates(error);
    if (again === undefined) throw error;
    await rows.bulkWrite(
      again.flatMap((index) => operations[index] ?? []),
      { ordered: false },
    );
  }
}

/** Writes rows that are not there yet; ten times as fast. Those that turn out to be there are written the other way. */
export async function insertRows(rows: Rows, fresh: readonly ChangedRow[]): Promise<void> {
  if (fresh.length === 0) return;
  try {
    await rows.insertMany(fresh.map(stored), { ordered: false });
  } catch (error) {
    const again = duplicates(error);
    if (again === undefined) throw error;
    await writeRows(
      rows,
      again.flatMap((index) => fresh[index] ?? []),
    );
  }
}

function stored({ id, position, row }: ChangedRow): StoredRow {
  return row === undefined ? { _id: id, position, gone: true } : { _id: id, position, row };
}

function guarded(changed: ChangedRow): AnyBulkWriteOperation<StoredRow> {
  // By _id alone: any other field in the filter makes the embedded server look at every row.
  return {
    updateOne: {
      filter: { _id: changed.id },
      update: [
        {
          $replaceWith: {
            $cond: [
              { $lt: [{ $ifNull: ['$position', 0] }, changed.position] },
              { $literal: stored(changed) },
              '$$ROOT',
            ],
          },
        },
      ],
      upsert: true,
    },
  };
}

/** Which of the operations hit an existing row; undefined when anything else went wrong too. */
function duplicates(error: unknown): number[] | undefined {
  if (!(error instanceof MongoBulkWriteError)) return undefined;
  const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  if (failures.some(({ code }) => code !== DUPLICATE_KEY)) return undefined;
  return failures.map(({ index }) => index);
}
