import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { addKeyFile, loadKeyFiles, openKeyFiles } from '../key-files.ts';

/** A key that signs access tokens. Its name stands in their header and tells nothing about the key. */
export interface SigningKey {
  readonly kid: string;
  readonly secret: string;
}

/** The keys of this company: one signs, the others only verify what they signed before. */
export interface Keys {
  readonly signing: SigningKey;
  /** Finds a key, also one that another process has just made. Undefined for an unknown name. */
  find(kid: string): Promise<SigningKey | undefined>;
}

const FOLDER = 'keys';
/** Access tokens are signed anew whenever an app asks for one, and what it asks with is no work of these keys. */
const REMEDY =
  'It signs access tokens, and nothing is lost with it: delete it. Apps that are signed in get new tokens by themselves.';
/** Strangers who send made-up key names must not keep the disk busy. */
const LOOK_EVERY_MS = 1_000;
/** A running process signs with a new key after so long at the latest. */
const TAKE_OVER_MS = 60_000;

/** Keys from the environment. The first one signs. */
export function fixedKeys(secrets: readonly [string, ...string[]]): Keys {
  const [signing, ...others] = secrets.map(keyOf) as [SigningKey, ...SigningKey[]];
  return { signing, find: async (kid) => [signing, ...others].find((key) => key.kid === kid) };
}

/**
 * Keys in files that only this user can read; the first one is made on first use. The newest signs.
 *
 * @throws SecretError
 */
export async function openKeys(dataFolder: string): Promise<Keys> {
  const folder = path.join(dataFolder, FOLDER);
  const load = async () => (await openKeyFiles(folder, REMEDY)).map(({ secret }) => keyOf(secret));
  let keys = await load();
  let lookedAt = performance.now();
  const look = async (afterMs: number): Promise<void> => {
    if (performance.now() - lookedAt < afterMs) return;
    lookedAt = performance.now();
    keys = await load();
  };
  return {
    get signing() {
      void look(TAKE_OVER_MS).catch(() => undefined);
      const [newest] = keys;
      if (newest === undefined) throw new Error('There is no key to sign with.');
      return newest;
    },
    async find(kid) {
      const known = keys.find((key) => key.kid === kid);
      if (known !== undefined) return known;
      await look(LOOK_EVERY_MS);
      return keys.find((key) => key.kid === kid);
    },
  };
}

/**
 * Makes a new key that signs from now on. Deletes each key whose tokens have all lapsed: a newer key replaced it longer
 * ago than a token lasts.
 *
 * @returns the name of the new key and how many are kept and deleted
 * @throws SecretError
 */
export async function rotateKeys(
  dataFolder: string,
  tokenSeconds: number,
): Promise<{ readonly kid: string; readonly kept: number; readonly deleted: number }> {
  const folder = path.join(dataFolder, FOLDER);
  const before = await loadKeyFiles(folder, REMEDY);
  const secret = await addKeyFile(folder, REMEDY, before[0]);
  const lapsedBefore = Date.now() - (tokenSeconds * 1_000 + TAKE_OVER_MS);
  // The newest stands first, so the key that replaced this one stands before it.
  const lapsed = before.filter((_, index) => (before[index - 1]?.madeAt ?? Date.now()) < lapsedBefore);
  for (const { file } of lapsed) await rm(file, { force: true });
  return { kid: keyOf(secret).kid, kept: before.length - lapsed.length, deleted: lapsed.length };
}

function keyOf(secret: string): SigningKey {
  return { secret, kid: createHash('sha256').update(`misty key ${secret}`).digest('hex').slice(0, 16) };
}
