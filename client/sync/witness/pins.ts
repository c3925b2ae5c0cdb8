import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { LogDoubt } from '#contracts/heads.ts';
import type { Known } from './check.ts';

interface Pins extends DBSchema {
  pins: { key: 'known' | 'doubt'; value: Known | LogDoubt };
}

/**
 * What this device knows of the log. It stays when people come and go: hashes and positions say nothing of a person or
 * of the shop.
 */
export interface PinStore {
  known(): Promise<Known | undefined>;
  keep(known: Known): Promise<void>;
  doubt(): Promise<LogDoubt | undefined>;
  /** Undefined: the log of now is believed again. */
  keepDoubt(doubt: LogDoubt | undefined): Promise<void>;
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
      if (doubt === undefined) await database.delete('pins', 'doubt');
      else await database.put('pins', doubt, 'doubt');
    },
    forget: () => database.clear('pins'),
  };
}
