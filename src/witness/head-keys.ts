import path from 'node:path';
import type { Db } from 'mongodb';
import { addKeyFile, openKeyFiles } from '../key-files.ts';
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
  const files = await openKeyFiles(path.join(dataFolder, FOLDER), REMEDY);
  const known = new Set((await readKeyStatements(log)).map(({ key }) => key.id));
  let before: HeadKey | undefined;
  for (const { secret } of files.toReversed()) {
    const key = headKeyOf(secret);
    if (!known.has(key.id)) await keepKey(log, key, now, before);
    before = key;
  }
  return headKeyOf(files[0].secret);
}

/** Makes a new key. It signs from the next start on, and the one before vouches for it then. Returns its id. */
export async function rotateHeadKey(dataFolder: string): Promise<string> {
  const folder = path.join(dataFolder, FOLDER);
  const [before] = await openKeyFiles(folder, REMEDY);
  return headKeyOf(await addKeyFile(folder, REMEDY, before)).id;
}
