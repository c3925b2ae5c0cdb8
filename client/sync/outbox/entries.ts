import { withDatabase } from './database.ts';
import type { Bytes, Entry } from './entry.ts';
import { keepDeviceKey, type Partition, seal, sealBytes, unseal, unsealBytes } from './vault.ts';

/** The entries of one person on this device, sealed. All methods throw where the browser keeps nothing. */
export interface Entries {
  /** Saves it at the end of the line, and what goes along with it. */
  add(entry: Omit<Entry, 'seq'>, bytes?: Bytes): Promise<Entry>;
  /** What goes along with it; undefined where it cannot be opened any more. */
  bytesOf(entry: Pick<Entry, 'seq' | 'payload'>): Promise<Bytes | undefined>;
  /** In line. `unreadable`: how many cannot be opened. */
  all(): Promise<{ readonly entries: readonly Entry[]; readonly unreadable: number }>;
  /** Changes some and takes one off the line, all at once or not at all. */
  settle(change: { readonly put?: readonly Entry[]; readonly remove?: number }): Promise<void>;
}

export function entriesOf(partition: Partition): Entries {
  return {
    async add(entry, bytes) {
      await keepDeviceKey();
      const sealed = { ...(await seal(partition, entry)), partition: partition.id };
      const sealedBytes = bytes && {
        ...(await sealBytes(partition, joined(bytes))),
        partition: `${partition.id} bytes`,
      };
      const seq = await withDatabase(async (database) => {
        const writing = database.transaction('outbox', 'readwrite');
        const place = Number(await writing.store.add(sealed));
        if (sealedBytes) await writing.store.add({ ...sealedBytes, seq: bytesKey(place) });
        await writing.done;
        return place;
      });
      return { ...entry, seq };
    },
    async bytesOf({ seq, payload }) {
      try {
        const sealed = await withDatabase((database) => database.get('outbox', bytesKey(seq)));
        return sealed && parted(await unsealBytes(partition, sealed), payload);
      } catch {
        return undefined;
      }
    },
    async all() {
      const kept = await withDatabase((database) => database.getAllFromIndex('outbox', 'partition', partition.id));
      const opened = await Promise.all(
        kept.map(async (sealed) => {
          const entry = await unseal<Omit<Entry, 'seq'>>(partition, sealed);
          return entry && { ...entry, seq: Number(sealed.seq) };
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
        if (remove !== undefined) {
          await writing.store.delete(remove);
          await writing.store.delete(bytesKey(remove));
        }
        await writing.done;
      });
    },
  };
}

function bytesKey(seq: number): string {
  return `bytes ${seq}`;
}

/** The file and behind it its small picture: where one ends, the payload says. */
function joined({ file, preview = new ArrayBuffer(0) }: Bytes): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(file.byteLength + preview.byteLength);
  all.set(new Uint8Array(file));
  all.set(new Uint8Array(preview), file.byteLength);
  return all;
}

function parted(all: ArrayBuffer, payload: object): Bytes {
  const { bytes } = payload as { readonly bytes: number };
  return { file: all.slice(0, bytes), ...(all.byteLength > bytes && { preview: all.slice(bytes) }) };
}
