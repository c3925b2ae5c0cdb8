import { BSON, type Db, type Document } from 'mongodb';
import type { Commit } from '../event-store/commit.ts';
import { readLast } from '../event-store/read.ts';
import { type MovedInDocument, movedInDocuments, type SealedDocument } from '../private-details/documents.ts';
import { counts, hasErased, readKnown } from '../private-details/on-file.ts';
import { keptCollections, type SealedCollection } from './kept.ts';

/** What lies outside the log, as it was when the log ended with `last`. */
export interface OutsideLog {
  readonly last: Commit | undefined;
  readonly accounts: readonly { readonly collection: string; readonly document: Document }[];
  readonly sealed: readonly SealedEntry[];
}

/** A sealed document, and where it lies. */
export interface SealedEntry {
  readonly collection: SealedCollection;
  readonly document: SealedDocument | MovedInDocument;
}

const TRIES = 20;

/** Reads it between two looks at the log that show the same end: then the one fits the other. */
export async function readOutsideLog(log: Db, views: Db): Promise<OutsideLog> {
  for (let attempt = 1; ; attempt += 1) {
    const last = await readLast(log);
    const outside = { last, accounts: await readAccounts(views), sealed: await readSealed(log, views) };
    // A company that never rests is backed up all the same: what is read is newer than the log's end, never older.
    if (attempt === TRIES || (await readLast(log))?.position === last?.position) return outside;
  }
}

/** A document as a line: types that JSON has no word for are kept. */
export function documentLine(value: object): string {
  return `${BSON.EJSON.stringify(value, { relaxed: false })}\n`;
}

export function documentOf<T>(line: string): T {
  return BSON.EJSON.parse(line, { relaxed: true }) as T;
}

async function readAccounts(views: Db): Promise<OutsideLog['accounts']> {
  const accounts: { collection: string; document: Document }[] = [];
  for (const collection of keptCollections) {
    const documents = await views.collection(collection).find({}).toArray();
    documents.sort((a, b) => (String(a._id) < String(b._id) ? -1 : 1));
    accounts.push(...documents.map((document) => ({ collection, document })));
  }
  return accounts;
}

/** Those that count. What a dead process left behind is not kept. */
async function readSealed(log: Db, views: Db): Promise<SealedEntry[]> {
  const [documents, movedIn] = await Promise.all([
    // As the database has them: what is handed out to be opened has lost its type of bytes.
    views.collection<SealedDocument>('private-details').find({}).toArray(),
    movedInDocuments(views).find({}).toArray(),
  ]);
  const known = await readKnown(log, [...new Set([...documents, ...movedIn].map(({ employeeId }) => employeeId))]);
  return [
    ...documents
      .filter(({ _id, employeeId }) => counts(known.get(employeeId), _id))
      .map((document) => ({ collection: 'private-details' as const, document })),
    ...movedIn
      .filter(({ employeeId }) => !hasErased(known.get(employeeId)))
      .map((document) => ({ collection: 'moved-in-sealed' as const, document })),
  ];
}
