import type { Db } from 'mongodb';
import type { PushKind } from '../contracts/push-kinds.ts';

/** Somebody is to be told something, or was. */
export interface Notice {
  /** The same reason for the same person has the same id, however often it is found. */
  readonly id: string;
  readonly userId: string;
  readonly kind: PushKind;
  readonly about: string;
  /** Not before. */
  readonly dueAt: Date;
  readonly tries: number;
  /** The subscriptions that did not take it at the last try; undefined before the first. */
  readonly left?: readonly string[] | undefined;
}

/** How one ended: told, no longer so, nobody to tell it to, or given up. */
export type NoticeEnd = 'told' | 'past' | 'no device' | 'given up';

export interface Queue {
  /** Adds those that were never there before. */
  add(notices: readonly Pick<Notice, 'id' | 'userId' | 'kind' | 'about'>[]): Promise<void>;
  /** Those that may be told now, the oldest first; a bounded number. */
  due(now: Date): Promise<readonly Notice[]>;
  end(ids: readonly string[], how: NoticeEnd): Promise<void>;
  /** Later again: at the end of quiet hours, or after a try that failed. */
  putOff(ids: readonly string[], change: { dueAt: Date; tries?: number; left?: readonly string[] }): Promise<void>;
}

interface Stored extends Omit<Notice, 'id'> {
  readonly _id: string;
  readonly addedAt: Date;
  /** Gone once it has ended. */
  readonly open?: true;
  readonly end?: NoticeEnd;
}

const DUE_MAX = 500;
/** So long it is remembered that something was told. The checkpoint and the calendar never go back further. */
const REMEMBERED_SECONDS = 30 * 86_400;

export async function openQueue(views: Db, clock: () => Date): Promise<Queue> {
  const collection = views.collection<Stored>('push-notices', { ignoreUndefined: true });
  await collection.createIndexes([
    { key: { open: 1, dueAt: 1 }, name: 'due' },
    { key: { addedAt: 1 }, name: 'remembered', expireAfterSeconds: REMEMBERED_SECONDS },
  ]);
  const change = async (ids: readonly string[], update: object): Promise<void> => {
    if (ids.length === 0) return;
    await collection.bulkWrite(ids.map((_id) => ({ updateOne: { filter: { _id }, update } })));
  };
  return {
    async add(notices) {
      if (notices.length === 0) return;
      const now = clock();
      await collection.bulkWrite(
        notices.map(({ id: _id, ...notice }) => ({
          updateOne: {
            filter: { _id },
            update: { $setOnInsert: { ...notice, dueAt: now, tries: 0, addedAt: now, open: true as const } },
            upsert: true,
          },
        })),
        { ordered: false },
      );
    },
    async due(now) {
      const filter = { open: true as const, dueAt: { $lte: now } };
      const found = await collection.find(filter, { sort: { dueAt: 1 }, limit: DUE_MAX }).toArray();
      return found.map(({ _id: id, ...rest }) => ({ id, ...rest }));
    },
    end: (ids, how) => change(ids, { $set: { end: how }, $unset: { open: '' } }),
    putOff: (ids, later) => change(ids, { $set: later }),
  };
}
