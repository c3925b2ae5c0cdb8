import { createHash } from 'node:crypto';
import type { Db } from 'mongodb';
import { PUSH_DEVICES_MAX } from '../contracts/push-kinds.ts';

/** A browser that one person is told on. */
export interface Subscription {
  /** Made from the address, which itself is told to nobody. */
  readonly id: string;
  readonly userId: string;
  /** The sign-in that it belongs to. Once that is over, nothing is sent here. */
  readonly sessionId: string;
  /** Whoever knows it can send messages here, if they have our key as well. It is in no event and in no line of a log. */
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  /** How this browser reaches Misty: where a tap on a notification leads. */
  readonly origin: string;
  /** What the browser says it is. */
  readonly device: string;
  readonly madeAt: Date;
  readonly seenAt: Date;
}

export interface Subscriptions {
  /** Keeps it as this person's, whosever it was, and lets the oldest go where there are too many. Gives its id. */
  keep(subscription: Omit<Subscription, 'id' | 'madeAt' | 'seenAt'>): Promise<string>;
  of(userId: string): Promise<readonly Subscription[]>;
  /** Those among these people who have any. */
  holders(userIds: readonly string[]): Promise<ReadonlySet<string>>;
  drop(id: string): Promise<void>;
}

type Stored = Omit<Subscription, 'id'> & { readonly _id: string };

/** An app that was not opened for so long makes its subscription anew. */
const FORGOTTEN_SECONDS = 60 * 86_400;

/**
 * Subscriptions, in a collection of their own and not in the log: each is an address by which a device is reached, it is
 * of use until the browser makes another, and a person must be able to take it away without a trace.
 */
export async function openSubscriptions(views: Db, clock: () => Date): Promise<Subscriptions> {
  const collection = views.collection<Stored>('push-subscriptions');
  await collection.createIndexes([
    { key: { userId: 1 }, name: 'user' },
    { key: { seenAt: 1 }, name: 'forgotten', expireAfterSeconds: FORGOTTEN_SECONDS },
  ]);
  const of = async (userId: string): Promise<readonly Subscription[]> => {
    const found = await collection.find({ userId }, { sort: { seenAt: -1 } }).toArray();
    return found.map(({ _id: id, ...rest }) => ({ id, ...rest }));
  };
  return {
    of,
    async keep(subscription) {
      const id = createHash('sha256').update(subscription.endpoint).digest('hex').slice(0, 32);
      const now = clock();
      await collection.updateOne(
        { _id: id },
        { $set: { ...subscription, seenAt: now }, $setOnInsert: { madeAt: now } },
        { upsert: true },
      );
      const all = await of(subscription.userId);
      // A sign-in is in one browser, and a browser has one subscription: one that it had before is over.
      const before = all.filter((one) => one.sessionId === subscription.sessionId && one.id !== id);
      const others = all.filter((one) => !before.includes(one));
      for (const over of [...before, ...others.slice(PUSH_DEVICES_MAX)]) await collection.deleteOne({ _id: over.id });
      return id;
    },
    async holders(userIds) {
      const found = await collection.find({ userId: { $in: [...userIds] } }, { projection: { userId: 1 } }).toArray();
      return new Set(found.map(({ userId }) => userId));
    },
    async drop(id) {
      await collection.deleteOne({ _id: id });
    },
  };
}
