import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder } from './folders.ts';

/** A secret cannot be kept, or not kept secret. The message is one plain sentence. */
export class SecretError extends Error {
  override name: string = 'SecretError';
}

/** The file holds something else than a secret. Only its owner knows what is lost with it, and what to do. */
export class SecretDamaged extends SecretError {
  override name = 'SecretDamaged';
  readonly file: string;

  constructor(file: string, remedy: string) {
    super(`The secret ${file} is damaged (it does not hold 64 hex digits). ${remedy}`);
    this.file = file;
  }
}

/**
 * The secret of that name: 32 random bytes in hex (64 characters), made on first use and kept in a file that only this
 * user can read. A folder that does not exist yet is made for this user alone; one that exists is left as it is.
 *
 * Processes that ask at the same time get the same secret: each writes a file of its own, and linking it under the final
 * name succeeds for one of them. The file is complete before it has that name, so none can read half of it.
 *
 * @param remedy what is lost with this secret and what to do, in sentences: told when its file is damaged
 * @throws SecretError when others can read the file, when it holds something else, or when it cannot be written.
 */
export async function loadOrMakeSecret(folder: string, name: string, remedy: string): Promise<string> {
  const file = path.join(folder, name);
  return await inWords(file, async () => {
    await makeFolder(folder, 0o700);
    return (await load(file, remedy)) ?? (await make(file)) ?? (await load(file, remedy)) ?? gone(file);
  });
}

/** The secret of that name, if it was made already. @throws SecretError as above. */
export async function loadSecret(folder: string, name: string, remedy: string): Promise<string | undefined> {
  const file = path.join(folder, name);
  return await inWords(file, () => load(file, remedy));
}

/** The 32 bytes of a key that is written in base64, or in hex as those that are made here. Undefined for anything else. */
export function keyBytes(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  return /^[\w+/-]{43}=?$/.test(text) ? Buffer.from(text, 'base64') : undefined;
}

/** What makes a secret easy to guess, as the end of a sentence that begins with its name. Undefined when nothing does. */
export function weakness(secret: string): string | undefined {
  const bytes = Buffer.byteLength(secret);
  if (bytes < 32) return `is too short (${bytes} bytes, and at least 32 are needed)`;
  if (/^(.{1,16}?)\1+.{0,15}$/su.test(secret)) return 'repeats itself';
  const letters = [...secret.toLowerCase()];
  const steps = letters.filter((letter, at) => Math.abs(codePoint(letters[at + 1]) - codePoint(letter)) === 1);
  if (steps.length > letters.length / 2) return 'is a row of neighbouring characters';
  const rest = secret.toLowerCase().replace(knownWords, '');
  if (rest.length < 16 || new Set(rest).size < 8) return 'is made of words or of few characters, which can be guessed';
  return undefined;
}

const knownWords =
  /secret|passwor[dt]|passphrase|password|change|replace|please|default|example|sample|insert|enter|super|very|long|random|string|admin|root|user|test|demo|dummy|value|token|signing|sign|jwt|key|misty|production|develop(ment)?|local|host|server|qwerty|letmein|welcome|this|that|should|must|with|your|own|the|and|for|not|here|safe|secure|keep|safety|characters?|bytes?|at|least|me|my|is|it|of|in|to|be|a\b|[\s_.,:;!?\-/]/g;

function codePoint(letter: string | undefined): number {
  return letter?.codePointAt(0) ?? 0;
}

async function inWords<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SecretError) throw error;
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new SecretError(`The secret ${file} cannot be read or written (${String(code)}).`);
  }
}

async function load(file: string, remedy: string): Promise<string | undefined> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return undefined;
  // Windows has no such bits: there the folder of the user protects it.
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new SecretError(`The secret ${file} can be read by others: "chmod 600" it.`);
  }
  const secret = (await readFile(file, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(secret)) throw new SecretDamaged(file, remedy);
  return secret;
}

/** Undefined when another process was first. */
async function make(file: string): Promise<string | undefined> {
  const secret = randomBytes(32).toString('hex');
  const own = `${file}.${process.pid}-${randomBytes(4).toString('hex')}`;
  const handle = await open(own, 'wx', 0o600);
  try {
    await handle.writeFile(`${secret}\n`);
    await handle.sync();
    await handle.close();
    await link(own, file);
    return secret;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return undefined;
    throw error;
  } finally {
    await rm(own, { force: true });
  }
}

function gone(file: string): never {
  throw new SecretError(`The secret ${file} was deleted while it was being read.`);
}
