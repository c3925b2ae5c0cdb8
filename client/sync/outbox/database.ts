import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

/** What stands in the browser's own database. All that tells of a person or of the shop is sealed: see ./vault.ts. */
export interface Kept extends DBSchema {
  /** Keys that no script can read, and the server's parts of keys, wrapped. */
  keys: { key: string; value: unknown };
  /** Entries by their place in line, and what goes along with one by `bytes <place>`. */
  outbox: { key: number | string; value: SealedEntry; indexes: { partition: string } };
  /** By partition and name. */
  snapshots: { key: [string, string]; value: Sealed };
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** `seq` is given by the database: the order in which entries were made, in all windows. */
export interface SealedEntry extends Sealed {
  seq?: number | string;
  readonly partition: string;
}

export type Database = IDBPDatabase<Kept>;

const NAME = 'misty';
const VERSION = 1;
const TIMEOUT_MS = 3_000;

let open: Promise<Database> | undefined;

/**
 * Does something with the database. A connection dies when a tablet wakes up, or when the browser clears what it keeps:
 * then it is opened once more.
 *
 * @throws DOMException where nothing can be kept: QuotaExceededError when there is no room left.
 */
export async function withDatabase<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const first = await inTime(opened());
  try {
    return await inTime(work(first));
  } catch (error) {
    if (isFull(error)) throw error;
    first.close();
    open = undefined;
    return await inTime(work(await inTime(opened())));
  }
}

/** Whether something could not be kept because there is no room left. */
export function isFull(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

/** Whether it was written by a later version of Misty, as after a step back. What stands in it stays as it is. */
export function isNewer(error: unknown): boolean {
  return error instanceof Error && error.name === 'VersionError';
}

/** Whether it did not answer in time, as on a device that is busy or was asleep. */
export function isLate(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}

function opened(): Promise<Database> {
  open ??= connect();
  return open;
}

/** A connection that died without a word answers never. */
function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DOMException('The database does not answer.', 'TimeoutError')), TIMEOUT_MS);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function connect(): Promise<Database> {
  const forget = () => {
    open = undefined;
  };
  try {
    const database = await openDB<Kept>(NAME, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore('keys');
        fresh
          .createObjectStore('outbox', { keyPath: 'seq', autoIncrement: true })
          .createIndex('partition', 'partition');
        fresh.createObjectStore('snapshots');
      },
      // A newer version in another window must not wait for this one.
      blocking(_now, _next, event) {
        (event.target as IDBDatabase).close();
        forget();
      },
      terminated: forget,
    });
    database.addEventListener('close', forget);
    return database;
  } catch (error) {
    forget();
    throw error;
  }
}
