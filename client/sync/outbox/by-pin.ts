import type { Session } from '#contracts/sign-in.ts';
import { withDatabase } from './database.ts';
import { sessionIn } from './opened.ts';
import { mixed, type Partition, partitionIdOf, partitionOf, seal, sealing, unseal } from './vault.ts';

// On a shared tablet the server's part of a person's key is kept for hours only, wrapped by their PIN and the device's
// key together, and thrown away after a few wrong PINs.

export const PIN_TRIES_MAX = 5;
/** What makes guessing slow also for who has read the disk. */
const ROUNDS = 310_000;
const SALT_BYTES = 16;

interface Wrapped {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
  readonly since: number;
  readonly until: number;
  readonly tries: number;
}

/** After a PIN has opened the tablet with the server's word. */
export async function keepByPin({ user, offline }: Session, pin: string): Promise<void> {
  if (offline === undefined) return;
  const id = await partitionIdOf(user.id);
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const since = Date.now();
  const sealed = await seal({ id, key: await keyOf(pin, salt) }, offline.share);
  const wrapped: Wrapped = { ...sealed, salt, since, until: since + offline.seconds * 1_000, tries: 0 };
  await withDatabase((database) => database.put('keys', wrapped, nameOf(id)));
}

export async function forgetPin(partitionId: string): Promise<void> {
  await withDatabase((database) => database.delete('keys', nameOf(partitionId)));
}

export type ByPin =
  | { readonly session: Session; readonly partition: Partition }
  /** `left`: how many tries there are; 0: it is gone, or never was. */
  | { readonly left: number };

/** Opens without the server what a PIN has opened with it before. A try counts before it is looked at. */
export async function openByPin(userId: string, pin: string): Promise<ByPin> {
  const id = await partitionIdOf(userId);
  const wrapped = await withDatabase(async (database) => {
    const writing = database.transaction('keys', 'readwrite');
    const kept = (await writing.store.get(nameOf(id))) as Wrapped | undefined;
    const now = Date.now();
    const counts =
      kept !== undefined && now > kept.since - CLOCKS_APART_MS && now < kept.until && kept.tries < PIN_TRIES_MAX;
    if (counts) await writing.store.put({ ...kept, tries: kept.tries + 1 }, nameOf(id));
    else await writing.store.delete(nameOf(id));
    await writing.done;
    return counts ? kept : undefined;
  });
  if (wrapped === undefined) return { left: 0 };
  const share = await unseal<string>({ id, key: await keyOf(pin, wrapped.salt) }, wrapped);
  if (share === undefined) {
    const left = PIN_TRIES_MAX - wrapped.tries - 1;
    if (left === 0) await forgetPin(id);
    return { left };
  }
  await withDatabase((database) => database.put('keys', { ...wrapped, tries: 0 }, nameOf(id)));
  const partition = await partitionOf(userId, share);
  const known = await sessionIn(partition);
  if (known === undefined) return { left: 0 };
  const seconds = Math.floor((wrapped.until - wrapped.since) / 1_000);
  return { session: { ...known, offline: { share, seconds } }, partition };
}

const CLOCKS_APART_MS = 300_000;

function nameOf(partitionId: string): string {
  return `pin ${partitionId}`;
}

async function keyOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const typed = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  return await sealing(await mixed('pin', await crypto.subtle.deriveBits(how, typed, 256)));
}
