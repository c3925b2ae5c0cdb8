import { createHash, hash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, link, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { SNIFFED_BYTES } from '../contracts/file-types.ts';
import { makeFolder } from '../folders.ts';

/** What names bytes. */
export interface Named {
  readonly sha256: string;
  readonly bytes: number;
}

type Fault = 'missing' | 'altered';

/** Bytes that have come and are not kept yet. One of the three is called for each. */
export interface Received extends Named {
  /** The first of them. */
  readonly start: Uint8Array;
  /** Makes them durable under their digest. What names them may be recorded from then on. */
  keep(): Promise<void>;
  /** Nothing names them after all. What others have kept meanwhile stays. */
  takeBack(): Promise<void>;
  /** Throws away what was not kept. */
  drop(): Promise<void>;
}

const FOLDER = 'files';
const INCOMING = 'incoming';
/** No command is under way for this long. */
const JUST_NOW_MS = 10 * 60_000;
const LEFT_BEHIND_MS = 24 * 3_600_000;

/**
 * The bytes of attached files, each under its SHA-256 in `<data>/files/ab/abcd…`. Nothing there is ever changed: bytes are
 * written under another name, made durable, and then get their own name. Several processes may share the folder.
 */
export class FileStore {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, FOLDER);
  }

  /** Clears away what a process left that died while it received. */
  async sweep(now = Date.now()): Promise<void> {
    const incoming = path.join(this.#folder, INCOMING);
    for (const name of await readdir(incoming).catch(() => [])) {
      const file = path.join(incoming, name);
      const found = await stat(file).catch(() => undefined);
      if (found && now - found.mtimeMs > LEFT_BEHIND_MS) await rm(file, { force: true });
    }
  }

  /** Writes them down as they come. Undefined where there are more than `bytesMax`; all are read all the same. */
  async receive(source: AsyncIterable<Uint8Array>, bytesMax: number): Promise<Received | undefined> {
    const incoming = path.join(this.#folder, INCOMING);
    await makeFolder(incoming, 0o700);
    const part = path.join(incoming, randomUUID());
    const drop = () => rm(part, { force: true });
    const digest = createHash('sha256');
    let start: Uint8Array = new Uint8Array();
    let bytes = 0;
    try {
      const file = await open(part, 'wx', 0o600);
      try {
        for await (const chunk of source) {
          bytes += chunk.length;
          if (bytes > bytesMax) continue;
          if (start.length < SNIFFED_BYTES) start = Buffer.concat([start, chunk]).subarray(0, SNIFFED_BYTES);
          digest.update(chunk);
          await writeAll(file, chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
    } catch (error) {
      await drop();
      throw error;
    }
    if (bytes > bytesMax) {
      await drop();
      return undefined;
    }
    const named = { sha256: digest.digest('hex'), bytes };
    let mine: bigint | undefined;
    return {
      ...named,
      start: Uint8Array.from(start),
      keep: async () => {
        mine = await this.#keep(part, named);
        await drop();
      },
      takeBack: async () => {
        if (mine !== undefined) await this.#takeBack(named, mine);
      },
      drop,
    };
  }

  /** The bytes, if they are there and nobody has changed them. */
  async read(named: Named): Promise<Buffer | undefined> {
    const found = await readFile(this.#pathOf(named)).catch(() => undefined);
    return found !== undefined && hash('sha256', found, 'hex') === named.sha256 ? found : undefined;
  }

  /** What is wrong with them; undefined where they are as they came. */
  async faultOf(named: Named): Promise<Fault | undefined> {
    const misfit = await this.misfitOf(named);
    if (misfit !== undefined) return misfit;
    const digest = createHash('sha256');
    await pipeline(createReadStream(this.#pathOf(named)), digest);
    return digest.digest('hex') === named.sha256 ? undefined : 'altered';
  }

  /** The same by their size alone, which is quick. */
  async misfitOf(named: Named): Promise<Fault | undefined> {
    const found = await stat(this.#pathOf(named)).catch(() => undefined);
    return found === undefined ? 'missing' : found.size === named.bytes ? undefined : 'altered';
  }

  /** Puts bytes of a backup in their place. False where they are others. */
  async putBack(source: AsyncIterable<Uint8Array>, named: Named): Promise<boolean> {
    const received = await this.receive(source, named.bytes);
    try {
      if (received?.sha256 !== named.sha256) return false;
      await received.keep();
      return true;
    } finally {
      await received?.drop();
    }
  }

  /** Deletes what nothing names any more; not what came just now, because an event may be about to name it. */
  async forget(named: Named, now = Date.now()): Promise<void> {
    const found = await stat(this.#pathOf(named), { bigint: true }).catch(() => undefined);
    if (found !== undefined && now - Number(found.mtimeMs) > JUST_NOW_MS) await this.#takeBack(named, found.mtimeNs);
  }

  /** The bytes of a file, one piece after another. */
  stream(named: Named): AsyncIterable<Uint8Array> {
    return createReadStream(this.#pathOf(named));
  }

  /** Gives when they were written, where they were not there before. */
  async #keep(part: string, named: Named): Promise<bigint | undefined> {
    const final = this.#pathOf(named);
    const folder = path.dirname(final);
    await makeFolder(folder, 0o700);
    for (;;) {
      try {
        const { mtimeNs } = await stat(part, { bigint: true });
        await link(part, final);
        await syncFolder(folder);
        return mtimeNs;
      } catch (error) {
        if (!isCode(error, 'EEXIST')) throw error;
      }
      if ((await this.faultOf(named)) === 'altered') {
        await rename(part, final);
        await syncFolder(folder);
        return undefined;
      }
      try {
        // A touch tells whoever is about to take them back that they are wanted here too.
        await utimes(final, new Date(), new Date());
        return undefined;
      } catch (error) {
        // They were taken back in this very moment.
        if (!isCode(error, 'ENOENT')) throw error;
      }
    }
  }

  async #takeBack(named: Named, mine: bigint): Promise<void> {
    const final = this.#pathOf(named);
    const aside = path.join(this.#folder, INCOMING, randomUUID());
    await makeFolder(path.dirname(aside), 0o700);
    await rename(final, aside);
    const { mtimeNs } = await stat(aside, { bigint: true });
    // Somebody else has come with the same bytes meanwhile, and their command may be accepted.
    if (mtimeNs !== mine) await link(aside, final).catch(() => undefined);
    await rm(aside, { force: true });
  }

  #pathOf({ sha256 }: Named): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error(`${sha256} is no SHA-256.`);
    return path.join(this.#folder, sha256.slice(0, 2), sha256);
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
}

/** A new name lasts when its folder is durable. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
