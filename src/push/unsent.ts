import type { Db } from 'mongodb';

/** Work of one person that waits on a shared tablet, as the tablet told at its door. */
export interface Unsent {
  readonly id: string;
  readonly userId: string;
  readonly deviceId: string;
  /** When the tablet told of it first, by the server's clock: a tablet's own may be hours off. */
  readonly since: Date;
}

export interface UnsentWork {
  /** All that waits on a tablet. What is not named any more was sent, or thrown away by its person. */
  told(deviceId: string, userIds: readonly string[]): Promise<void>;
  /** Told of first before that moment; a bounded number. */
  before(moment: Date): Promise<readonly Unsent[]>;
  find(id: string): Promise<Unsent | undefined>;
}

type Stored = Omit<Unsent, 'id'> & { readonly _id: string };

const FOUND_MAX = 200;

export async function openUnsentWork(views: Db, clock: () => Date): Promise<UnsentWork> {
  const collection = views.collection<Stored>('push-unsent');
  await collection.createIndexes([
    { key: { deviceId: 1 }, name: 'device' },
    { key: { since: 1 }, name: 'since' },
  ]);
  const read = ({ _id: id, ...rest }: Stored): Unsent => ({ id, ...rest });
  return {
    async told(deviceId, userIds) {
      const idOf = (userId: string) => `${deviceId}.${userId}`;
      for (const { _id } of await collection.find({ deviceId }).toArray()) {
        if (!userIds.some((userId) => idOf(userId) === _id)) await collection.deleteOne({ _id });
      }
      for (const userId of userIds) {
        const known = { userId, deviceId, since: clock() };
        await collection.updateOne({ _id: idOf(userId) }, { $setOnInsert: known }, { upsert: true });
      }
    },
    async before(moment) {
      const found = await collection
        .find({ since: { $lte: moment } }, { sort: { since: 1 }, limit: FOUND_MAX })
        .toArray();
      return found.map(read);
    },
    async find(id) {
      const found = await collection.findOne({ _id: id });
      return found === null ? undefined : read(found);
    },
  };
}
