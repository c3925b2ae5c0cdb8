import { type BackupSet, listSets, piecesOf, readSet } from './manifest.ts';
import { FOLDERS, type Target } from './target.ts';

/** So long a set is kept. */
export const KEPT_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** Which sets stay: those of the last days, the newest one, and the newest that was restored on trial. */
export function kept(
  sets: readonly { readonly id: string; readonly made: Date }[],
  checked: ReadonlySet<string>,
  now: Date,
) {
  const newest = sets.at(-1)?.id;
  const newestChecked = sets.findLast(({ id }) => checked.has(id))?.id;
  const since = now.getTime() - KEPT_DAYS * DAY_MS;
  return sets.filter(({ id, made }) => made.getTime() >= since || id === newest || id === newestChecked);
}

/**
 * Takes away the sets that are over, and then the files that no set needs any more. A set whose manifest cannot be read
 * stays, and as nobody knows what it needs, so does every file. Gives how many sets went.
 */
export async function prune(
  target: Target,
  now: Date,
  erased: ReadonlySet<string>,
): Promise<{ readonly sets: number; readonly files: number }> {
  const ids = await listSets(target);
  const sets: BackupSet[] = [];
  for (const id of ids) {
    const set = await readSet(target, id).catch(() => undefined);
    if (set === undefined) return { sets: 0, files: 0 };
    sets.push(set);
  }
  const checked = new Set(
    (await target.list('sets')).flatMap((file) => /^sets\/(.+)\.checked\.json$/.exec(file)?.[1] ?? []),
  );
  const staying = kept(
    sets.map(({ id, manifest }) => ({ id, made: new Date(manifest.made) })),
    checked,
    now,
  ).map(({ id }) => id);
  const going = sets.filter(({ id }) => !staying.includes(id));
  for (const { id } of going) {
    await target.remove(`sets/${id}.json`);
    await target.remove(`sets/${id}.checked.json`);
  }
  const needed = new Set<string>(
    sets
      .filter(({ id }) => staying.includes(id))
      .flatMap(({ manifest }) => piecesOf(manifest))
      .filter(({ ref }) => ref === undefined || !erased.has(ref))
      .map(({ file }) => file),
  );
  let files = 0;
  for (const folder of FOLDERS) {
    if (folder === 'sets') continue;
    for (const file of await target.list(folder)) {
      if (needed.has(file)) continue;
      await target.remove(file);
      files += 1;
    }
  }
  return { sets: going.length, files };
}
