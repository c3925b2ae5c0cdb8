import type { Session } from '#contracts/sign-in.ts';
import { withDatabase } from './database.ts';
import { type Partition, partitionIdOf, seal, unseal } from './vault.ts';

// Who may open what is kept without asking the server: on a device of one's own whoever is signed in on it, for hours
// after the server was heard last. On a shared tablet nobody, but by PIN: see ./by-pin.ts.

const OPEN = 'open';
const SESSION = 'session';

interface Opened extends Partition {
  /** By this device's clock, in milliseconds. */
  readonly since: number;
  readonly until: number;
}

/** Called whenever the server has said that this person is signed in. */
export async function keepOpen(partition: Partition, session: Session): Promise<void> {
  const { offline, notices: _, ...known } = session;
  if (offline === undefined) return;
  const since = Date.now();
  const opened: Opened = { ...partition, since, until: since + offline.seconds * 1_000 };
  const sealed = await seal(partition, known);
  await withDatabase(async (database) => {
    const writing = database.transaction(['keys', 'snapshots'], 'readwrite');
    await writing.objectStore('snapshots').put(sealed, [partition.id, SESSION]);
    // A shared tablet that is stolen while somebody is signed in has no key on it.
    if (session.idleSeconds === undefined) await writing.objectStore('keys').put(opened, OPEN);
    await writing.done;
  });
}

/** The key from here on is nowhere but in the head of who has signed in. */
export async function close(): Promise<void> {
  await withDatabase((database) => database.delete('keys', OPEN));
}

/** Who was signed in here, as long as they may go on without the server. */
export async function recall(userId: string): Promise<Session | undefined> {
  const partition = await openedPartition(userId);
  return partition && (await sessionIn(partition));
}

export async function sessionIn(partition: Partition): Promise<Session | undefined> {
  const sealed = await withDatabase((database) => database.get('snapshots', [partition.id, SESSION]));
  return sealed && (await unseal<Session>(partition, sealed));
}

export async function openedPartition(userId: string): Promise<Partition | undefined> {
  const opened = (await withDatabase((database) => database.get('keys', OPEN))) as Opened | undefined;
  if (opened === undefined || opened.id !== (await partitionIdOf(userId))) return undefined;
  const now = Date.now();
  // A clock that was set back does not give more time.
  if (now > opened.since - CLOCKS_APART_MS && now < opened.until) return opened;
  await close();
  return undefined;
}

const CLOCKS_APART_MS = 300_000;
