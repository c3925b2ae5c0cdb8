import { withDatabase } from './database.ts';
import { nameIn, type Partition, seal, unseal } from './vault.ts';

/** What a screen showed, and when it was so. */
export interface Snapshot {
  readonly value: unknown;
  /** ISO 8601 */
  readonly asOf: string;
}

/** A list of all that a company has fits many times over. */
const BYTES_MAX = 4_000_000;

/** Undefined where nothing is kept of it, or where it cannot be opened. Never throws. */
export async function readSnapshot(partition: Partition, name: string): Promise<Snapshot | undefined> {
  try {
    const place = await nameIn(partition, name);
    const sealed = await withDatabase((database) => database.get('snapshots', [partition.id, place]));
    const snapshot = sealed && (await unseal<Partial<Snapshot>>(partition, sealed));
    if (snapshot === undefined || Number.isNaN(Date.parse(snapshot.asOf ?? ''))) return undefined;
    return snapshot as Snapshot;
  } catch {
    return undefined;
  }
}

/** Never throws: what cannot be kept is fetched another time. */
export async function writeSnapshot(partition: Partition, name: string, snapshot: Snapshot): Promise<void> {
  try {
    const place = await nameIn(partition, name);
    const sealed = await seal(partition, snapshot);
    if (sealed.data.byteLength > BYTES_MAX) return;
    await withDatabase((database) => database.put('snapshots', sealed, [partition.id, place]));
  } catch {
    // There is no room, or this browser keeps nothing.
  }
}

/** The person has gone: nothing of what was shown stays. What they gave and is not done stays theirs, sealed. */
export async function dropSnapshots({ id }: Partition): Promise<void> {
  await withDatabase((database) => database.delete('snapshots', IDBKeyRange.bound([id], [id, []])));
}
