import type { Db } from 'mongodb';
import type { KeyStatement, SignedHead } from '../contracts/heads.ts';
import { canonical } from '../event-store/canonical.ts';
import { DURABLE } from '../event-store/log.ts';
import type { HeadKey } from './signing-key.ts';

// Signed heads lie beside the commits, in the database that the service can only add to. docs/log-format.md says what
// they prove.

type StoredHead = SignedHead & { readonly _id: string; readonly position: number };
type StoredKey = KeyStatement & { readonly _id: string; readonly order: number };

const HEADS = 'heads';
const KEYS = 'head_keys';
const timeoutMS = 10_000;

/** Puts back what a backup holds, as it was. */
export async function putBackHeads(log: Db, heads: readonly SignedHead[]): Promise<void> {
  for (const signed of heads) await keepHead(log, signed);
}

/** Puts back the keys that a backup holds, the oldest first. */
export async function putBackKeys(log: Db, statements: readonly KeyStatement[]): Promise<void> {
  for (const [index, statement] of statements.entries()) {
    const stored: StoredKey = { _id: statement.key.id, order: index + 1, ...statement };
    await unlessThere(log.collection<StoredKey>(KEYS).insertOne(stored, durably));
  }
}

/** Makes the collections and their indexes where they are missing. As the operator: the service may not. */
export async function prepareHeads(log: Db): Promise<void> {
  const present = new Set((await log.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  if (!present.has(HEADS)) await log.collection(HEADS).createIndex({ position: 1 }, { name: 'position', unique: true });
  if (!present.has(KEYS)) await log.collection(KEYS).createIndex({ order: 1 }, { name: 'order', unique: true });
}

export function signHead(
  commit: { readonly position: number; readonly hash: string },
  at: Date,
  key: HeadKey,
): SignedHead {
  const head = { at: at.toISOString(), hash: commit.hash, key: key.id, position: commit.position };
  return { head, signature: key.sign(canonical(head)) };
}

/** Keeps a signed head. Another process may have signed the same place first: then that one stands. */
export async function keepHead(log: Db, signed: SignedHead): Promise<void> {
  const { position } = signed.head;
  const stored: StoredHead = { _id: String(position), position, ...signed };
  await unlessThere(log.collection<StoredHead>(HEADS).insertOne(stored, durably));
}

/** The heads of a range of positions, both ends included, in order. */
export async function readHeads(log: Db, from: number, to: number): Promise<SignedHead[]> {
  const stored = await log
    .collection<StoredHead>(HEADS)
    .find({ position: { $gte: from, $lte: to } }, { sort: { position: 1 }, timeoutMS })
    .toArray();
  return stored.map(({ head, signature }) => ({ head, signature }));
}

/** The newest head that was signed. */
export async function readLatestHead(log: Db): Promise<SignedHead | undefined> {
  const [stored] = await log
    .collection<StoredHead>(HEADS)
    .find({}, { sort: { position: -1 }, limit: 1, timeoutMS })
    .toArray();
  return stored && { head: stored.head, signature: stored.signature };
}

/** The keys that may have signed heads, the oldest first. */
export async function readKeyStatements(log: Db): Promise<KeyStatement[]> {
  const stored = await log
    .collection<StoredKey>(KEYS)
    .find({}, { sort: { order: 1 }, timeoutMS })
    .toArray();
  return stored.map(({ _id, order, ...statement }) => statement);
}

/** Makes a key known. `by` is a key that is known already; the first key needs none. */
export async function keepKey(log: Db, key: HeadKey, at: Date, by?: HeadKey): Promise<void> {
  const entry = { id: key.id, public: key.public, since: at.toISOString() };
  const vouched = by && { by: by.id, signature: by.sign(canonical(entry)) };
  // Another process may take the next place with another key at the same moment: then this one takes the one behind it.
  for (;;) {
    const known = await readKeyStatements(log);
    if (known.some((one) => one.key.id === key.id)) return;
    const stored: StoredKey = { _id: key.id, order: known.length + 1, key: entry, ...vouched };
    await unlessThere(log.collection<StoredKey>(KEYS).insertOne(stored, durably));
  }
}

const DUPLICATE_KEY = 11_000;
const durably = { writeConcern: DURABLE, timeoutMS };

async function unlessThere(insert: Promise<unknown>): Promise<void> {
  await insert.catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY)) throw error;
  });
}
