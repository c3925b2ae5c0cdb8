import {
  type AnyBulkWriteOperation,
  BSON,
  type Collection,
  type Db,
  MongoBulkWriteError,
  MongoInvalidArgumentError,
} from 'mongodb';
import type { IndexSpec } from './definition.ts';
import type { ChangedRow, ParkedRow, RowState } from './fold.ts';

/**
 * A row as it is stored. A row that was taken away leaves its position behind, so that a replay cannot bring it back.
 */
export interface StoredRow {
  readonly _id: string;
  /** Position of the last commit that changed the row. */
  readonly position: number;
  readonly row?: object;
  readonly gone?: true;
}

export type Rows = Collection<StoredRow>;

const IDS_AT_ONCE = 1_000;
const BATCH = 500;
const DUPLICATE_KEY = 11_000;

export function rowsOf(views: Db, name: string, generation: number): Rows {
  return views.collection<StoredRow>(`${name}.g${generation}`, { ignoreUndefined: true });
}

export async function createIndexes(rows: Rows, indexes: readonly IndexSpec[]): Promise<void> {
  for (const { fields } of indexes) {
    await rows.createIndex(Object.fromEntries(fields.map((field) => [`row.${field}`, 1])));
  }
}

/** All rows, a few hundred at a time. */
export async function* rowBatches(rows: Rows): AsyncGenerator<readonly StoredRow[]> {
  let batch: StoredRow[] = [];
  for await (const row of rows.find({})) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

export async function readRows(rows: Rows, ids: readonly string[]): Promise<Map<string, RowState>> {
  const found = new Map<string, RowState>();
  for (let start = 0; start < ids.length; start += IDS_AT_ONCE) {
    const cursor = rows.find({ _id: { $in: ids.slice(start, start + IDS_AT_ONCE) } });
    for await (const { _id, position, row } of cursor) found.set(_id, { position, row });
  }
  return found;
}

/**
 * Writes rows in one go. A row that has seen a later commit meanwhile stays as it is. Gives those that the database
 * will never take, such as one that has grown beyond 16 MB. Throws when the database is away.
 */
export async function writeRows(rows: Rows, changed: readonly ChangedRow[]): Promise<readonly ParkedRow[]> {
  const write = (some: readonly ChangedRow[]) => rows.bulkWrite(some.map(guarded), { ordered: false });
  const { there, refused } = await attempt(changed, write);
  // Two writers made the same new row at once. The second try finds it there and looks at its position.
  const again = await attempt(there, write);
  return [...refused, ...again.refused];
}

/** Writes rows that are not there yet; ten times as fast. Those that turn out to be there are written the other way. */
export async function insertRows(rows: Rows, fresh: readonly ChangedRow[]): Promise<readonly ParkedRow[]> {
  const write = (some: readonly ChangedRow[]) => rows.insertMany(some.map(stored), { ordered: false });
  const { there, refused } = await attempt(fresh, write);
  return [...refused, ...(await writeRows(rows, there))];
}

interface Attempt {
  /** Rows that could not be new, because they are there already. */
  readonly there: readonly ChangedRow[];
  readonly refused: readonly ParkedRow[];
}

async function attempt(
  rows: readonly ChangedRow[],
  write: (rows: readonly ChangedRow[]) => Promise<unknown>,
): Promise<Attempt> {
  if (rows.length === 0) return { there: [], refused: [] };
  try {
    await write(rows);
    return { there: [], refused: [] };
  } catch (error) {
    if (error instanceof MongoBulkWriteError) return judged(rows, error);
    if (!isOwnFault(error)) throw error;
    const [first, ...rest] = rows;
    if (first !== undefined && rest.length === 0) return { there: [], refused: [refusedRow(first, error)] };
    // The driver refuses all of them for the sake of one: find it.
    const half = Math.ceil(rows.length / 2);
    const parts = [await attempt(rows.slice(0, half), write), await attempt(rows.slice(half), write)];
    return { there: parts.flatMap(({ there }) => there), refused: parts.flatMap(({ refused }) => refused) };
  }
}

function judged(rows: readonly ChangedRow[], error: MongoBulkWriteError): Attempt {
  const there: ChangedRow[] = [];
  const refused: ParkedRow[] = [];
  for (const { index, code, errmsg } of [error.writeErrors].flat()) {
    const row = rows[index];
    if (row === undefined) continue;
    if (code === DUPLICATE_KEY) there.push(row);
    else refused.push(refusedRow(row, new Error(errmsg ?? `the database answered ${code}`)));
  }
  // Nothing said about single rows: it is about all of them, and may pass.
  if (there.length + refused.length === 0) throw error;
  return { there, refused };
}

/** Whether the row itself cannot be written, also by a healthy database. */
function isOwnFault(error: unknown): error is Error {
  return error instanceof BSON.BSONError || error instanceof MongoInvalidArgumentError || error instanceof RangeError;
}

function refusedRow({ id, event }: ChangedRow, error: Error): ParkedRow {
  return { id, event, error: `It cannot be stored: ${error.message}` };
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
