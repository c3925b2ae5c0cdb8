import { createHash } from 'node:crypto';
import { type Binary, type Db, MongoServerError } from 'mongodb';

/** The public half of a passkey. It checks answers and opens nothing. */
export interface Passkey {
  /** The id in the log; see `passkeyIdOf`. */
  readonly id: string;
  /** The id on the device. */
  readonly credentialId: string;
  readonly userId: string;
  /** Names the account on the device and nowhere else. It is random, so a device does not tell whose account it is. */
  readonly userHandle: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** How often the device has used it, for devices that count. A lower count than before may come from a copy. */
  readonly counter: number;
  readonly transports: readonly string[];
}

/** Passkeys, apart from the events. The log says which ones count. */
export interface Passkeys {
  /** False when this passkey of the device is known already. */
  add(passkey: Omit<Passkey, 'id'>): Promise<boolean>;
  find(credentialId: string): Promise<Passkey | undefined>;
  of(userId: string): Promise<readonly Passkey[]>;
  /** Takes the counter of a use. False when it cannot follow the last one, or when another use came first. */
  count(id: string, counter: number): Promise<boolean>;
  remove(id: string): Promise<void>;
  /** Deletes passkeys that do not count, such as those that a dead process left behind. */
  tidy(userId: string, counting: ReadonlySet<string>): Promise<void>;
}

interface StoredPasskey extends Omit<Passkey, 'id' | 'publicKey'> {
  readonly _id: string;
  readonly publicKey: Binary;
  /** Tells apart two uses with the same counter, because many devices do not count. */
  readonly uses: number;
  readonly addedAt: Date;
}

/** No command takes this long to reach the log. A passkey that no event names by then will never be named. */
const ORPHAN_AFTER_MS = 5 * 60_000;
const DUPLICATE_KEY = 11_000;

/** The id of a passkey in the log. It is made from the device's own id, so nobody can add the same passkey twice. */
export function passkeyIdOf(credentialId: string): string {
  return createHash('sha256').update(credentialId).digest('hex');
}

export async function openPasskeys(views: Db, clock: () => Date = () => new Date()): Promise<Passkeys> {
  const collection = views.collection<StoredPasskey>('passkeys');
  await collection.createIndexes([{ key: { userId: 1 }, name: 'user' }]);
  return {
    async add({ publicKey, ...passkey }) {
      const _id = passkeyIdOf(passkey.credentialId);
      const stored = { _id, ...passkey, publicKey: Buffer.from(publicKey) as unknown as Binary };
      try {
        await collection.insertOne({ ...stored, uses: 0, addedAt: clock() });
        return true;
      } catch (error) {
        if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
        throw error;
      }
    },
    async find(credentialId) {
      const found = await collection.findOne({ _id: passkeyIdOf(credentialId) });
      return found === null ? undefined : passkeyOf(found);
    },
    of: async (userId) => (await collection.find({ userId }).toArray()).map(passkeyOf),
    async count(id, counter) {
      // Devices that do not count say zero. A device that has once counted does not stop.
      const follows = {
        $or: [{ $gt: [counter, '$counter'] }, { $and: [{ $eq: [counter, 0] }, { $eq: ['$counter', 0] }] }],
      };
      const { modifiedCount } = await collection.updateOne({ _id: id }, [
        {
          $set: {
            counter: { $cond: [follows, counter, '$counter'] },
            uses: { $cond: [follows, { $add: ['$uses', 1] }, '$uses'] },
          },
        },
      ]);
      return modifiedCount === 1;
    },
    async remove(id) {
      await collection.deleteOne({ _id: id });
    },
    async tidy(userId, counting) {
      const orphanedBefore = new Date(clock().getTime() - ORPHAN_AFTER_MS);
      const all = await collection.find({ userId }).toArray();
      const over = all.filter(({ _id, addedAt }) => !counting.has(_id) && addedAt < orphanedBefore);
      await collection.deleteMany({ _id: { $in: over.map(({ _id }) => _id) } });
    },
  };
}

function passkeyOf({ _id: id, publicKey, ...stored }: StoredPasskey): Passkey {
  const { credentialId, userId, userHandle, counter, transports } = stored;
  return { id, credentialId, userId, userHandle, publicKey: Uint8Array.from(publicKey.buffer), counter, transports };
}
