import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isAlive } from '../alive.ts';
import { BackupError, inWords } from './backup-error.ts';

/** A file of a backup: its name below the target, and what it must hold. */
export interface Piece {
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export const FOLDERS = ['sets', 'log', 'accounts', 'sealed', 'files', 'keys'] as const;
type Folder = (typeof FOLDERS)[number];

const MARKER = 'misty-backup.json';
const LOCK = 'backup.lock';
const PART = '.part';
const LOCK_LAPSES_MS = 6 * 3_600_000;
const UNCHANGED = 'The backup from before is as it was.';

/**
 * A folder that backups are kept in. Nothing in it is ever changed: files are written under another name, made durable,
 * and then renamed. So whatever happens in the middle, the backups from before are whole.
 */
export class Target {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = path.resolve(folder);
  }

  /** Whether it holds backups already. @throws BackupError when the folder itself is not there. */
  async isUsed(): Promise<boolean> {
    return await this.#said(async () => {
      const names = await readdir(this.folder);
      return names.includes(MARKER);
    });
  }

  /** Makes it ready for the first backup. What else lies in the folder is left alone. */
  async prepare(): Promise<void> {
    await this.#said(async () => {
      for (const folder of FOLDERS) await mkdir(path.join(this.folder, folder), { recursive: true, mode: 0o700 });
      if (!(await this.isUsed())) await this.put(MARKER, ['{"misty_backup":1}\n']);
    });
  }

  /** Does something while no other backup writes here. */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    const lock = path.join(this.folder, LOCK);
    await this.#said(() => this.#lock(lock));
    try {
      await this.#said(() => this.#removeParts());
      return await work();
    } finally {
      await rm(lock, { force: true }).catch(() => undefined);
    }
  }

  /** Writes a file whose name is given, or made from what it holds. */
  async put(
    name: string | ((sha256: string) => string),
    text: AsyncIterable<string | Uint8Array> | Iterable<string>,
  ): Promise<Piece> {
    const part = path.join(this.folder, `${randomBytes(6).toString('hex')}${PART}`);
    const digest = createHash('sha256');
    let bytes = 0;
    async function* counted() {
      for await (const line of text) {
        digest.update(line);
        bytes += typeof line === 'string' ? Buffer.byteLength(line) : line.length;
        yield line;
      }
    }
    return await this.#said(async () => {
      try {
        await pipeline(counted(), createWriteStream(part, { mode: 0o600, flush: true }));
        const sha256 = digest.digest('hex');
        const file = typeof name === 'string' ? name : name(sha256);
        const final = path.join(this.folder, file);
        await rename(part, final);
        await syncFolder(path.dirname(final));
        return { file, sha256, bytes };
      } catch (error) {
        await rm(part, { force: true }).catch(() => undefined);
        throw error;
      }
    });
  }

  /** @throws BackupError when it is not what the piece says. */
  async check({ file, sha256, bytes }: Piece): Promise<void> {
    const found = await stat(this.#pathOf(file)).catch(() => undefined);
    if (found === undefined) throw new BackupError(`${file} is missing from the backup in ${this.folder}.`);
    if (found.size !== bytes) {
      throw new BackupError(
        `${file} in ${this.folder} has ${found.size} bytes and should have ${bytes}: it was ${found.size < bytes ? 'cut off' : 'changed'}.`,
      );
    }
    const digest = createHash('sha256');
    await this.#said(() => pipeline(createReadStream(this.#pathOf(file)), digest));
    if (digest.digest('hex') !== sha256) {
      throw new BackupError(
        `${file} in ${this.folder} was changed since it was written: its content does not fit its digest.`,
      );
    }
  }

  /** Whether the piece is there with the right size. */
  async has({ file, bytes }: Piece): Promise<boolean> {
    return await stat(this.#pathOf(file)).then(
      ({ size }) => size === bytes,
      () => false,
    );
  }

  async read(file: string): Promise<string> {
    return await this.#said(() => readFile(this.#pathOf(file), 'utf8'));
  }

  stream(file: string): AsyncIterable<Uint8Array> {
    return createReadStream(this.#pathOf(file));
  }

  async *lines(file: string): AsyncGenerator<string> {
    let rest = '';
    for await (const chunk of createReadStream(this.#pathOf(file), { encoding: 'utf8', highWaterMark: 1 << 20 })) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    if (rest !== '') throw new BackupError(`${file} in ${this.folder} ends in the middle of a line: it was cut off.`);
  }

  async list(folder: Folder): Promise<string[]> {
    const names = await this.#said(() => readdir(path.join(this.folder, folder)));
    return names.sort().map((name) => `${folder}/${name}`);
  }

  async remove(file: string): Promise<void> {
    await this.#said(() => rm(this.#pathOf(file), { force: true }));
  }

  /** Names come from manifests, so none may lead elsewhere. */
  #pathOf(file: string): string {
    if (!/^([a-z]+\/)?[\w.-]+$/.test(file)) throw new BackupError(`${file} is no name of a file in a backup.`);
    return path.join(this.folder, file);
  }

  async #lock(lock: string): Promise<void> {
    const own = JSON.stringify({ host: hostname(), pid: process.pid, at: Date.now() });
    for (let attempt = 0; ; attempt += 1) {
      try {
        const handle = await open(lock, 'wx', 0o600);
        await handle.writeFile(own);
        await handle.close();
        return;
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || attempt > 0) throw error;
      }
      const text = await readFile(lock, 'utf8').catch(() => '');
      if (isHeld(text)) {
        throw new BackupError(
          `Another backup to ${this.folder} is under way. If none is, delete ${LOCK} in that folder.`,
        );
      }
      await rm(lock, { force: true });
    }
  }

  /** What a backup that was killed has left. */
  async #removeParts(): Promise<void> {
    for (const name of await readdir(this.folder)) {
      if (name.endsWith(PART)) await rm(path.join(this.folder, name), { force: true });
    }
  }

  async #said<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      return inWords(error, this.folder, UNCHANGED);
    }
  }
}

/** Whether the process that holds the lock may still be at it. */
function isHeld(text: string): boolean {
  try {
    const { host, pid, at } = JSON.parse(text) as { host: string; pid: number; at: number };
    return host === hostname() ? isAlive(pid) : Date.now() - at < LOCK_LAPSES_MS;
  } catch {
    return false;
  }
}

/** A renamed file lasts when its folder is durable. Not every mount can do that, and then it does it by itself. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => undefined);
  await handle.close();
}
