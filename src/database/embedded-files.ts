import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { MongoServerError } from 'mongodb';
import { EmbeddedError, otherWay } from './embedded-error.ts';

/** Where the embedded server keeps its files. */
export function storageFolder(dataFolder: string): string {
  return path.join(dataFolder, 'db');
}

/** The files of the embedded database are damaged. What was recorded is in a backup, or not any more. */
export class DamagedError extends EmbeddedError {
  constructor(folder: string, damage: string) {
    super(
      `The database files in ${folder} are damaged (${damage}). Keep that folder as it is, and put a backup of the whole data folder in its place; without one, set MISTY_DATA to another folder to begin anew. ${otherWay}`,
    );
  }
}

/**
 * Looks whether files are gone that were there before. The server would make empty ones in their place without a word:
 * a log that looks as if nothing had ever been recorded.
 *
 * @throws DamagedError
 */
export async function requireFiles(dataFolder: string): Promise<void> {
  const known = await readFile(listIn(dataFolder), 'utf8').catch(() => '');
  const present = new Set(await storageFiles(dataFolder));
  const gone = known.split('\n').filter((name) => isLasting(name) && !present.has(name));
  if (gone.length > 0) throw new DamagedError(storageFolder(dataFolder), `${gone.join(', ')} missing`);
}

/** Notes which files there are, for the next start. */
export async function noteFiles(dataFolder: string): Promise<void> {
  const names = (await storageFiles(dataFolder)).filter(isLasting);
  await writeFile(listIn(dataFolder), `${names.sort().join('\n')}\n`, { mode: 0o600 });
}

/** What the server says when its files are not what it wrote. */
export function damageIn(words: string): string | undefined {
  if (!/WT_TRY_SALVAGE|WT_PANIC|corrupt/i.test(words) || /No space left/i.test(words)) return undefined;
  const [file] = /\b\w+\.(wt|turtle)\b|\bWiredTigerLog\.\d+/.exec(words) ?? [];
  return file === undefined ? 'they cannot be read' : `${file} cannot be read`;
}

/** The same error, or that the files are damaged where the server says so of what it was asked while starting. */
export function orDamaged(error: unknown, dataFolder: string): unknown {
  if (!isStorageError(error)) return error;
  return new DamagedError(storageFolder(dataFolder), 'the database cannot read what it wrote');
}

/** What the embedded server answers when its storage engine has failed. */
export function isStorageError(error: unknown): boolean {
  return error instanceof MongoServerError && error.message.startsWith('WiredTiger error');
}

function listIn(dataFolder: string): string {
  return path.join(dataFolder, 'database-files');
}

async function storageFiles(dataFolder: string): Promise<string[]> {
  return await readdir(storageFolder(dataFolder)).catch(() => []);
}

/** Tables and what leads to them. The journal comes and goes. */
function isLasting(name: string): boolean {
  return /^WiredTiger(\.turtle)?$|\.wt$/.test(name);
}
