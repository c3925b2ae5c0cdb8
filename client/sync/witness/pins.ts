import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LogDoubt } from '#contracts/heads.ts';
import type { Known } from './check.ts';

interface Pins extends DBSchema {
  pins: { key: 'known' | 'doubt' | 'untold'; value: Known | LogDoubt };
}

/**
 * What this device knows of the log. It stays when people come and go: hashes and positions say nothing of a person or
 * of the shop.
 */
export interface PinStore {
  known(): Promise<Known | undefined>;
  keep(known: Known): Promise<void>;
  doubt(): Promise<LogDoubt | undefined>;
  /** Keeps what was found wrong, until the log of now is believed again. */
  keepDoubt(doubt: LogDoubt): Promise<void>;
  /** What the server has not heard of yet. */
  untold(): Promise<LogDoubt | undefined>;
  told(): Promise<void>;
  /** Knows nothing any more. */
  forget(): Promise<void>;
}

export async function openPins(): Promise<PinStore> {
  const database: IDBPDatabase<Pins> = await openDB<Pins>('misty-witness', 1, {
    upgrade: (opened) => void opened.createObjectStore('pins'),
  });
  return {
    known: async () => (await database.get('pins', 'known')) as Known | undefined,
    keep: async (known) => void (await database.put('pins', known, 'known')),
    doubt: async () => (await database.get('pins', 'doubt')) as LogDoubt | undefined,
    async keepDoubt(doubt) {
      const both = database.transaction('pins', 'readwrite');
      await Promise.all([both.store.put(doubt, 'doubt'), both.store.put(doubt, 'untold'), both.done]);
    },
    untold: async () => (await database.get('pins', 'untold')) as LogDoubt | undefined,
    told: () => database.delete('pins', 'untold'),
    forget: () => database.clear('pins'),
  };
}
