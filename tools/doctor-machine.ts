import { randomBytes } from 'node:crypto';
import { access, chmod, constants, mkdtemp, open, readdir, readFile, rm, stat, statfs } from 'node:fs/promises';
import { freemem, totalmem } from 'node:os';
import path from 'node:path';
import { size } from '../src/backup/judge.ts';
import type { Config } from '../src/config.ts';
import type { Light } from '../src/contracts/health.ts';

/** One thing that was looked at. `fix` puts it right where that is safe: nothing is lost, and it can be done twice. */
export interface Check extends Light {
  readonly fix?: () => Promise<void>;
}

const NODE_MIN = [20, 20, 2];
/** So little that MongoDB and Misty push each other out. */
const MEMORY_MIN = 1.5 * 2 ** 30;
const MEMORY_FREE_MIN = 256 * 2 ** 20;
const DISK_FREE_MIN = 2 ** 30;
const DISK_FREE_LEAST = 100 * 2 ** 20;
const SYNCS = 20;
const SYNC_SLOW_MS = 20;

/** What can be known without the database. Leaves nothing behind. */
export async function machineChecks(config: Config): Promise<Check[]> {
  const folder = await nearestFolder(config.dataFolder);
  return [
    nodeCheck(process.versions.node),
    ...(await cpuCheck(config)),
    memoryCheck(totalmem(), freemem()),
    ...(await folderChecks(config, folder)),
    ...(await diskChecks(folder)),
  ];
}

/** Releases of Node that get no more mends, and since when. */
const OUT_OF_SUPPORT: Readonly<Record<number, string>> = { 20: 'April 2026', 21: 'June 2024', 23: 'June 2025' };
const NEWER_NODE = 'install Node 24';

export function nodeCheck(version: string): Check {
  const parts = version.split('.').map(Number);
  const differing = NODE_MIN.findIndex((part, index) => part !== parts[index]);
  const fits = differing === -1 || (parts[differing] ?? 0) > (NODE_MIN[differing] ?? 0);
  const name = 'Node';
  const detail = `v${version} on ${process.platform} ${process.arch}`;
  if (!fits) return { name, state: 'fail', detail: `${detail}; ${NODE_MIN.join('.')} is needed`, remedy: NEWER_NODE };
  const since = OUT_OF_SUPPORT[parts[0] ?? 0];
  if (since === undefined) return { name, state: 'ok', detail };
  return { name, state: 'warn', detail: `${detail}; it has been out of support since ${since}`, remedy: NEWER_NODE };
}

/** MongoDB 5 and later do not start on an x86-64 processor without AVX. Said where it would run on this machine. */
async function cpuCheck({ mongodbUri }: Config): Promise<Check[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return [];
  if (mongodbUri !== undefined && !/@?(localhost|127\.|\[::1\])/.test(mongodbUri)) return [];
  const info = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const fits = /^flags\s*:.*\bavx\b/m.test(info);
  if (fits) return [{ name: 'Processor', state: 'ok', detail: 'has AVX, which MongoDB needs' }];
  const detail = 'has no AVX: MongoDB 5 and later do not run on it';
  return [{ name: 'Processor', state: 'warn', detail, remedy: 'another machine' }];
}

function memoryCheck(total: number, free: number): Check {
  const detail = `${size(free)} free of ${size(total)}`;
  const name = 'Memory';
  if (total < MEMORY_MIN) {
    return {
      name,
      state: 'warn',
      detail: `${detail}; ${size(MEMORY_MIN)} are too few for MongoDB and Misty`,
      remedy: 'another machine',
    };
  }
  if (free < MEMORY_FREE_MIN) return { name, state: 'warn', detail, remedy: 'ps aux --sort=-rss | head' };
  return { name, state: 'ok', detail };
}

async function folderChecks({ dataFolder }: Config, folder: string): Promise<Check[]> {
  const name = 'Data folder';
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!writable) {
    return [{ name, state: 'fail', detail: `${folder} cannot be written`, remedy: `chown -R "$USER" ${folder}` }];
  }
  if (folder !== dataFolder) return [{ name, state: 'ok', detail: `${dataFolder} will be made` }];
  const { mode } = await stat(dataFolder);
  const open = process.platform !== 'win32' && (mode & 0o077) !== 0;
  const check: Check = open
    ? {
        ...{ name, state: 'warn', detail: `${dataFolder} can be read by others`, remedy: `chmod 700 ${dataFolder}` },
        fix: () => chmod(dataFolder, 0o700),
      }
    : { name, state: 'ok', detail: dataFolder };
  return [check, await secretsCheck(dataFolder)];
}

const SECRET = /^(jwt-secret|vault-key|recovery-key|database-\w+-password|(keys|head-keys)\/.+)$/;

async function secretsCheck(dataFolder: string): Promise<Check> {
  const below = async (folder: string) => await readdir(path.join(dataFolder, folder)).catch(() => []);
  const nested = await Promise.all(
    ['keys', 'head-keys'].map(async (folder) => (await below(folder)).map((name) => `${folder}/${name}`)),
  );
  const names = [...(await below('.')), ...nested.flat()].filter((name) => SECRET.test(name));
  const open: string[] = [];
  for (const name of names) {
    const { mode } = await stat(path.join(dataFolder, name));
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) open.push(path.join(dataFolder, name));
  }
  if (open.length === 0) return { name: 'Secrets', state: 'ok', detail: `${names.length} kept, for this user only` };
  return {
    ...{
      name: 'Secrets',
      state: 'fail',
      detail: `${open.map((file) => path.relative(dataFolder, file)).join(', ')} can be read by others`,
    },
    remedy: `chmod 600 ${open.join(' ')}`,
    fix: async () => {
      for (const file of open) await chmod(file, 0o600);
    },
  };
}

async function diskChecks(folder: string): Promise<Check[]> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const room: Check = {
    name: 'Disk',
    state: free < DISK_FREE_LEAST ? 'fail' : free < DISK_FREE_MIN ? 'warn' : 'ok',
    detail: `${size(free)} free`,
    ...(free < DISK_FREE_MIN && { remedy: `du -xh --max-depth=2 ${folder} | sort -h | tail` }),
  };
  const syncMs = await syncTimeMs(folder).catch(() => undefined);
  if (syncMs === undefined) return [room];
  const detail = `${syncMs.toFixed(1)} ms to make a write durable${syncMs > SYNC_SLOW_MS ? ': each change waits so long' : ''}`;
  const slow = syncMs > SYNC_SLOW_MS;
  return [
    room,
    { name: 'Disk sync', state: slow ? 'warn' : 'ok', detail, ...(slow && { remedy: 'an SSD for the data' }) },
  ];
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
