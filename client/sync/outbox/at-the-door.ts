import { type Sealed, withDatabase } from './database.ts';
import { mixed, type Partition, seal, sealing, unseal } from './vault.ts';

// The names that stand at the door while nobody is signed in. Sealed by the device alone: they open nothing, and yet are
// not to be read in the browser's files.

type What = 'tablet' | 'people';

/** Undefined: it is to be forgotten. Never throws: a browser that keeps nothing shows it until the page is closed. */
export async function keepAtDoor(what: What, value: unknown): Promise<void> {
  try {
    const sealed = value === undefined ? undefined : await seal(await ownPartition(), value);
    await withDatabase(async (database) => {
      if (sealed === undefined) await database.delete('keys', what);
      else await database.put('keys', sealed, what);
    });
  } catch {
    // Then it is asked for anew.
  }
}

export async function recallAtDoor(what: What): Promise<unknown> {
  try {
    const sealed = (await withDatabase((database) => database.get('keys', what))) as Sealed | undefined;
    return sealed && (await unseal(await ownPartition(), sealed));
  } catch {
    return undefined;
  }
}

async function ownPartition(): Promise<Pick<Partition, 'id' | 'key'>> {
  return { id: 'door', key: await sealing(await mixed('door', new Uint8Array(1))) };
}
