import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Db } from 'mongodb';
import { loadOrMakeSecret } from '../secrets.ts';
import { keepKey, readKeyStatements } from './heads.ts';
import { type HeadKey, headKeyOf } from './signing-key.ts';

/** In the data folder. The first file is made on first use; each rotation adds one, and the newest signs. */
const FOLDER = 'head-keys';
const REMEDY =
  'It signs the head of the log. What it has signed stays proven, but no key can vouch for the next one: put a copy of it back. If there is none, move the file away and tell your auditors that a new key begins.';

/**
 * The key that signs heads from now on, made known in the log. A new key is vouched for by the one before it.
 *
 * @throws SecretError when a key cannot be kept or read.
 */
export async function openHeadKey(dataFolder: string, log: Db, now: Date): Promise<HeadKey> {
  await loadOrMakeSecret(path.join(dataFolder, FOLDER), FIRST, REMEDY);
  const keys = await loadKeys(dataFolder);
  const known = new Set((await readKeyStatements(log)).map(({ key }) => key.id));
  for (const [index, key] of keys.entries()) {
    if (!known.has(key.id)) await keepKey(log, key, now, keys[index - 1]);
  }
  const newest = keys.at(-1);
  if (newest === undefined) throw new Error('There is no key that signs heads.');
  return newest;
}

/** Makes a new key. It signs from the next start on, and the one before vouches for it then. Returns its id. */
export async function rotateHeadKey(dataFolder: string): Promise<string> {
  const name = `${Date.now()}-${randomBytes(4).toString('hex')}`;
  await loadOrMakeSecret(path.join(dataFolder, FOLDER), FIRST, REMEDY);
  return headKeyOf(await loadOrMakeSecret(path.join(dataFolder, FOLDER), name, REMEDY)).id;
}

const FIRST = 'first';

/** The oldest first. */
async function loadKeys(dataFolder: string): Promise<HeadKey[]> {
  const folder = path.join(dataFolder, FOLDER);
  const names = (await readdir(folder)).filter((name) => name === FIRST || /^\d+-[0-9a-f]{8}$/.test(name));
  const madeAt = (name: string) => (name === FIRST ? 0 : Number(name.split('-')[0]));
  names.sort((a, b) => madeAt(a) - madeAt(b));
  return await Promise.all(names.map(async (name) => headKeyOf(await loadOrMakeSecret(folder, name, REMEDY))));
}
