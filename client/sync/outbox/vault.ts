import { hex } from '../hex.ts';
import type { Sealed } from './database.ts';
import { withDatabase } from './database.ts';

// A PIN alone protects nothing at rest, and neither does a device alone. The key to what is kept of a person is made of
// both: the device's own key, which no script can read, and the share that the server gives to the person who signs in.

/** The key of what is kept of one person on this device. */
export interface Partition {
  /** Names it in the database, and tells nobody whose it is. */
  readonly id: string;
  readonly key: CryptoKey;
  /** Makes names of things that tell nobody what they are of. */
  readonly naming: CryptoKey;
}

const IV_BYTES = 12;
const text = new TextEncoder();

export async function partitionOf(userId: string, share: string): Promise<Partition> {
  const secret = await mixed(`key ${userId}`, text.encode(share));
  const key = await sealing(secret);
  const naming = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return { id: await partitionIdOf(userId), key, naming };
}

/** 32 bytes that need this device and the secret. `what` keeps keys for different things apart. */
export async function mixed(what: string, secret: BufferSource): Promise<ArrayBuffer> {
  const device = await deviceKey();
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = text.encode(`misty ${what}`);
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info };
  return await crypto.subtle.sign('HMAC', device, await crypto.subtle.deriveBits(how, base, 256));
}

export function sealing(secret: ArrayBuffer): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** The name of a thing of this person in the database. */
export async function nameIn({ naming }: Partition, what: string): Promise<string> {
  return hex(await crypto.subtle.sign('HMAC', naming, text.encode(what))).slice(0, 32);
}

/** The name of somebody's partition, for which nothing need be unlocked. */
export async function partitionIdOf(userId: string): Promise<string> {
  const name = await crypto.subtle.sign('HMAC', await deviceKey(), text.encode(`whose ${userId}`));
  return hex(name).slice(0, 32);
}

/** What seals and unseals. */
type Sealing = Pick<Partition, 'id' | 'key'>;

export function seal(sealing: Sealing, value: unknown): Promise<Sealed> {
  return sealBytes(sealing, text.encode(JSON.stringify(value)));
}

export async function sealBytes({ id, key }: Sealing, bytes: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const how = { name: 'AES-GCM', iv, additionalData: text.encode(id) };
  return { iv, data: await crypto.subtle.encrypt(how, key, bytes) };
}

/** Undefined when it was sealed by another key, or is damaged. */
export async function unseal<Value>(sealing: Sealing, sealed: Sealed): Promise<Value | undefined> {
  try {
    return JSON.parse(new TextDecoder().decode(await unsealBytes(sealing, sealed))) as Value;
  } catch {
    return undefined;
  }
}

/** @throws DOMException when it was sealed by another key, or is damaged. */
export async function unsealBytes({ id, key }: Sealing, { iv, data }: Sealed): Promise<ArrayBuffer> {
  return await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: text.encode(id) }, key, data);
}

/** The same as text, for where the browser keeps only that. */
export async function sealText(sealing: Sealing, value: unknown): Promise<string> {
  const { iv, data } = await seal(sealing, value);
  return `${base64(iv)} ${base64(new Uint8Array(data))}`;
}

/** Undefined when it was sealed by another key, or is damaged. */
export async function unsealText(sealing: Sealing, sealed: string): Promise<unknown> {
  try {
    const [iv = '', data = ''] = sealed.split(' ');
    return await unseal(sealing, { iv: bytesOf(iv), data: bytesOf(data).buffer });
  } catch {
    return undefined;
  }
}

function base64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function bytesOf(base64Text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64Text), (letter) => letter.charCodeAt(0));
}

const DEVICE = 'device';

/** As this page has read it. */
let used: CryptoKey | undefined;

/** Made on first use. Two windows that make one at the same time use the one that was written first. */
async function deviceKey(): Promise<CryptoKey> {
  const known = await withDatabase((database) => database.get('keys', DEVICE));
  if (isKey(known)) {
    used = known;
    return known;
  }
  // Where the browser has cleared everything under a running page, what the page has sealed must still open later.
  const made = used ?? (await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']));
  used = await withDatabase(async (database) => {
    const writing = database.transaction('keys', 'readwrite');
    const first = await writing.store.get(DEVICE);
    if (!isKey(first)) await writing.store.put(made, DEVICE);
    await writing.done;
    return isKey(first) ? first : made;
  });
  return used;
}

/** Sees to it that what is sealed now opens after a reload. */
export async function keepDeviceKey(): Promise<void> {
  await deviceKey();
}

function isKey(value: unknown): value is CryptoKey {
  return value instanceof CryptoKey;
}
