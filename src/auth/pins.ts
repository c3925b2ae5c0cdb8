import type { Db } from 'mongodb';

/** After so many wrong PINs a person needs the password. */
export const PIN_TRIES_MAX = 5;

/**
 * Hashed PINs, in a collection of their own. A try is counted before it is checked, in one place for all server
 * processes. However many tries are sent at once, five are checked.
 */
export interface Pins {
  set(userId: string, hash: string): Promise<void>;
  clear(userId: string): Promise<void>;
  /** Counts a try. Answers no hash when there is no PIN or it is locked. */
  tried(userId: string): Promise<{ readonly hash: string | undefined; readonly tries: number }>;
  /** The PIN or the password was right, so all tries are there again. */
  unlock(userId: string): Promise<void>;
  /** The people whose PIN opens something now. */
  usable(): Promise<ReadonlySet<string>>;
}

interface StoredPin {
  readonly _id: string;
  readonly hash: string;
  readonly tries: number;
  readonly setAt: Date;
}

const PINS_MAX = 1_000;

export function openPins(views: Db, clock: () => Date = () => new Date()): Pins {
  const pins = views.collection<StoredPin>('pins');
  return {
    async set(userId, hash) {
      await pins.replaceOne({ _id: userId }, { hash, tries: 0, setAt: clock() }, { upsert: true });
    },
    async clear(userId) {
      await pins.deleteOne({ _id: userId });
    },
    async tried(userId) {
      const found = await pins.findOneAndUpdate({ _id: userId }, { $inc: { tries: 1 } }, { returnDocument: 'after' });
      const tries = found?.tries ?? 0;
      return { hash: tries > PIN_TRIES_MAX ? undefined : found?.hash, tries };
    },
    async unlock(userId) {
      await pins.updateOne({ _id: userId }, { $set: { tries: 0 } });
    },
    async usable() {
      const all = await pins.find({}, { limit: PINS_MAX }).toArray();
      return new Set(all.filter(({ tries }) => tries < PIN_TRIES_MAX).map(({ _id }) => _id));
    },
  };
}
