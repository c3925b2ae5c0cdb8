import { withDatabase } from './database.ts';
import type { Entry } from './entry.ts';
import { keepDeviceKey, type Partition, seal, unseal } from './vault.ts';

/** The entries of one person on this device, sealed. All methods throw where the browser keeps nothing. */
export interface Entries {
  /** Saves it at the end of the line. */
  add(entry: Omit<Entry, 'seq'>): Promise<Entry>;
  /** In line. `unreadable`: how many cannot be opened. */
  all(): Promise<{ readonly entries: readonly Entry[]; readonly unreadable: number }>;
  /** Changes some and takes one off the line, all at once or not at all. */
  settle(change: { readonly put?: readonly Entry[]; readonly remove?: number }): Promise<void>;
}

export function entriesOf(partition: Partition): Entries {
  return {
    async add(entry) {
      await keepDeviceKey();
      const sealed = await seal(partition, entry);
      const seq = await withDatabase((database) => database.add('outbox', { ...sealed, partition: partition.id }));
      return { ...entry, seq };
    },
    async all() {
      const kept = await withDatabase((database) => database.getAllFromIndex('outbox', 'partition', partition.id));
      const opened = await Promise.all(
        kept.map(async (sealed) => {
          const entry = await unseal<Omit<Entry, 'seq'>>(partition, sealed);
          return entry && { ...entry, seq: sealed.seq ?? 0 };
        }),
      );
      const entries = opened.filter((entry) => entry !== undefined).sort((a, b) => a.seq - b.seq);
      return { entries, unreadable: opened.length - entries.length };
    },
    async settle({ put = [], remove }) {
      const sealed = await Promise.all(
        put.map(async ({ seq, ...entry }) => ({ ...(await seal(partition, entry)), seq, partition: partition.id })),
      );
      await withDatabase(async (database) => {
        const writing = database.transaction('outbox', 'readwrite');
        for (const one of sealed) {
          // Another window may have taken it off meanwhile.
          if ((await writing.store.getKey(one.seq)) !== undefined) await writing.store.put(one);
        }
        if (remove !== undefined) await writing.store.delete(remove);
        await writing.done;
      });
    },
  };
}
