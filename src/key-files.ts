import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { loadOrMakeSecret } from './secrets.ts';

/** A key in a file of its own. The newest key of a folder is the one that signs. */
export interface KeyFile {
  readonly file: string;
  readonly secret: string;
  /** By the clock of then; 0 for the first one. */
  readonly madeAt: number;
}

const FIRST = 'first';

/** The keys of a folder, the newest first. `remedy` is what a damaged one needs. @throws SecretError */
export async function loadKeyFiles(folder: string, remedy: string): Promise<readonly KeyFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const keys: KeyFile[] = [];
  for (const name of names.filter((one) => one === FIRST || /^\d+-[0-9a-f]{8}$/.test(one))) {
    // Every other one was made after it, whatever the clock said then.
    const madeAt = name === FIRST ? 0 : Number(name.split('-')[0]);
    keys.push({ file: path.join(folder, name), secret: await loadOrMakeSecret(folder, name, remedy), madeAt });
  }
  return keys.sort((a, b) => b.madeAt - a.madeAt);
}

/** The same, with the first key made where there is none yet. @throws SecretError */
export async function openKeyFiles(folder: string, remedy: string): Promise<readonly [KeyFile, ...KeyFile[]]> {
  const [newest, ...others] = await loadKeyFiles(folder, remedy);
  if (newest !== undefined) return [newest, ...others];
  // Another process may make it at the same moment: both get the same one.
  const secret = await loadOrMakeSecret(folder, FIRST, remedy);
  return [{ file: path.join(folder, FIRST), secret, madeAt: 0 }];
}

/** Makes a new key, and returns its secret. `before` is the newest until now. @throws SecretError */
export async function addKeyFile(folder: string, remedy: string, before: KeyFile | undefined): Promise<string> {
  // Newer than the one before it, also where the clock was ahead when that one was made.
  const at = Math.max(Date.now(), (before?.madeAt ?? 0) + 1);
  return await loadOrMakeSecret(folder, `${at}-${randomBytes(4).toString('hex')}`, remedy);
}
