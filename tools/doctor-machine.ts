import { randomBytes } from 'node:crypto';
import { access, constants, mkdtemp, open, readdir, rm, stat, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import path from 'node:path';
import type { Config } from '../src/config.ts';

/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly detail: string;
}

const NODE_MIN = [20, 20, 2];
const MEMORY_FREE_MIN = 256 * 2 ** 20;
const DISK_FREE_MIN = 2 ** 30;
const DISK_FREE_LEAST = 100 * 2 ** 20;
const SYNCS = 20;
const SYNC_SLOW_MS = 20;

/** What can be known without the database. Leaves nothing behind. */
export async function machineChecks(config: Config): Promise<Check[]> {
  const folder = await nearestFolder(config.dataFolder);
  return [nodeCheck(), memoryCheck(), ...(await folderChecks(config, folder)), ...(await diskChecks(folder))];
}

function nodeCheck(): Check {
  const parts = process.versions.node.split('.').map(Number);
  const differing = NODE_MIN.findIndex((part, index) => part !== parts[index]);
  const fits = differing === -1 || (parts[differing] ?? 0) > (NODE_MIN[differing] ?? 0);
  const detail = `${process.version} on ${process.platform} ${process.arch}`;
  return {
    name: 'Node',
    state: fits ? 'ok' : 'fail',
    detail: fits ? detail : `${detail}; ${NODE_MIN.join('.')} is needed`,
  };
}

function memoryCheck(): Check {
  const detail = `${size(freemem())} free of ${size(totalmem())}`;
  return { name: 'Memory', state: freemem() < MEMORY_FREE_MIN ? 'warn' : 'ok', detail };
}

async function folderChecks({ dataFolder }: Config, folder: string): Promise<Check[]> {
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) return [{ name: 'Data folder', state: 'fail', detail: `${folder} cannot be written` }];
  if (folder !== dataFolder) return [{ name: 'Data folder', state: 'ok', detail: `${dataFolder} will be made` }];
  const { mode } = await stat(dataFolder);
  const open = process.platform !== 'win32' && (mode & 0o077) !== 0;
  const detail = open ? `${dataFolder} can be read by others: chmod 700 it` : dataFolder;
  return [{ name: 'Data folder', state: open ? 'warn' : 'ok', detail }, await secretsCheck(dataFolder)];
}

async function secretsCheck(dataFolder: string): Promise<Check> {
  const names = (await readdir(dataFolder)).filter((name) =>
    /^(jwt-secret|vault-key|database-\w+-password)$/.test(name),
  );
  const open: string[] = [];
  for (const name of names) {
    const { mode } = await stat(path.join(dataFolder, name));
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) open.push(name);
  }
  if (open.length > 0) {
    return { name: 'Secrets', state: 'fail', detail: `${open.join(', ')} can be read by others: chmod 600 them` };
  }
  return { name: 'Secrets', state: 'ok', detail: `${names.length} kept, for this user only` };
}

async function diskChecks(folder: string): Promise<Check[]> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const room: Check = {
    name: 'Disk',
    state: free < DISK_FREE_LEAST ? 'fail' : free < DISK_FREE_MIN ? 'warn' : 'ok',
    detail: `${size(free)} free`,
  };
  const syncMs = await syncTimeMs(folder).catch(() => undefined);
  if (syncMs === undefined) return [room];
  const detail = `${syncMs.toFixed(1)} ms to make a write durable${syncMs > SYNC_SLOW_MS ? ': each change waits so long' : ''}`;
  return [room, { name: 'Disk sync', state: syncMs > SYNC_SLOW_MS ? 'warn' : 'ok', detail }];
}

/** The median of some small writes, each synced to the disk. */
async function syncTimeMs(folder: string): Promise<number> {
  const own = await mkdtemp(path.join(folder, 'doctor-'));
  try {
    const file = await open(path.join(own, 'sync'), 'w');
    const times: number[] = [];
    for (let count = 0; count < SYNCS; count += 1) {
      const startedAt = performance.now();
      await file.write(randomBytes(4096));
      await file.datasync();
      times.push(performance.now() - startedAt);
    }
    await file.close();
    return times.sort((a, b) => a - b)[SYNCS / 2] ?? 0;
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

/** The folder itself, or the nearest one above that exists. */
async function nearestFolder(folder: string): Promise<string> {
  const exists = await access(folder).then(
    () => true,
    () => false,
  );
  return exists || path.dirname(folder) === folder ? folder : await nearestFolder(path.dirname(folder));
}

function size(bytes: number): string {
  return bytes >= 2 ** 30 ? `${(bytes / 2 ** 30).toFixed(1)} GB` : `${Math.round(bytes / 2 ** 20)} MB`;
}
