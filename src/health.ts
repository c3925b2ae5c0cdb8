import type { Db } from 'mongodb';
import { backupLights, size } from './backup/judge.ts';
import { type BackupNotes, readBackupNotes } from './backup/notes.ts';
import type { Config } from './config.ts';
import type { Light } from './contracts/health.ts';
import { freeBytes } from './folders.ts';
import { parkedOf } from './projecting/parked.ts';
import { type Pointer, readPointers } from './projecting/pointers.ts';

/** What is looked up for the health page beside what the server knows by itself. */
export interface Findings {
  /** Disks and backups. */
  readonly lights: readonly Light[];
  readonly notes: BackupNotes;
  readonly pointers: ReadonlyMap<string, Pointer>;
  /** How many rows are parked, by read model: those of the generation that is served. */
  readonly parked: ReadonlyMap<string, number>;
}

type Watched = Pick<Config, 'dataFolder' | 'databaseFolder' | 'backupFolder' | 'diskFreeBytes'>;

/** Less than this many times what is kept free is worth a word, long before nothing is recorded any more. */
const ROOM_TIMES = 4;

/** Throws where the database does not answer; the disks are told by `diskLights` all the same. */
export async function findings(views: Db, config: Watched, now: Date): Promise<Findings> {
  const [notes, pointers, all] = await Promise.all([
    readBackupNotes(views),
    readPointers(views),
    parkedOf(views)
      .find({}, { projection: { projection: 1, generation: 1 } })
      .toArray(),
  ]);
  const parked = new Map<string, number>();
  for (const { projection, generation } of all) {
    if (pointers.get(projection)?.generation !== generation) continue;
    parked.set(projection, (parked.get(projection) ?? 0) + 1);
  }
  return { lights: backupLights(notes, { folder: config.backupFolder, now }), notes, pointers, parked };
}

/** How much room there is where something of the company lies on this machine. */
export async function diskLights(config: Watched): Promise<Light[]> {
  const { dataFolder, databaseFolder, backupFolder, diskFreeBytes } = config;
  const places: readonly (readonly [name: string, folder: string | undefined])[] = [
    ['Disk', databaseFolder ?? dataFolder],
    ['Disk of backups', backupFolder],
  ];
  const lights = await Promise.all(
    places.map(async ([name, folder]) => {
      if (folder === undefined) return [];
      const free = await freeBytes(folder).catch(() => undefined);
      return [diskLight({ name, folder, free, keptFree: diskFreeBytes })];
    }),
  );
  return lights.flat();
}

export function diskLight({
  name,
  folder,
  free,
  keptFree,
}: {
  readonly name: string;
  readonly folder: string;
  readonly free: number | undefined;
  readonly keptFree: number;
}): Light {
  if (free === undefined) {
    return { name, state: 'fail', detail: `${folder} is not there`, remedy: `findmnt --target ${folder}` };
  }
  const detail = `${size(free)} free in ${folder}`;
  const remedy = `du -xh --max-depth=2 ${folder} | sort -h | tail`;
  if (free < keptFree) return { name, state: 'fail', detail: `${detail}; ${size(keptFree)} must be`, remedy };
  if (free < keptFree * ROOM_TIMES) return { name, state: 'warn', detail, remedy };
  return { name, state: 'ok', detail };
}
