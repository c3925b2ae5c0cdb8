import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';

/** Which process sends, and how far in the log it has come. */
export interface Turn {
  /** Takes the turn, or keeps it. Answers the checkpoint, or undefined while another process has the turn. */
  take(): Promise<number | undefined>;
  /** Moves the checkpoint. Answers whether this process still has the turn: if not, nothing was moved. */
  moveTo(position: number): Promise<boolean>;
  /** Lets another process go on at once. */
  give(): Promise<void>;
}

interface Stored {
  readonly _id: string;
  readonly position: number;
  readonly by: string;
  readonly until: Date;
}

const ID = 'sender';

/**
 * `head`: where a company begins that was never followed before. What happened until then is told to nobody. `turnMs`: a
 * process that does not say within so long that it still sends has died or hangs.
 */
export async function openTurn(
  views: Db,
  { head, clock, turnMs }: { head: number; clock: () => Date; turnMs: number },
): Promise<Turn> {
  const collection = views.collection<Stored>('push-state');
  const by = randomUUID();
  await collection.updateOne(
    { _id: ID },
    { $setOnInsert: { position: head, by: '', until: new Date(0) } },
    { upsert: true },
  );
  return {
    async take() {
      const now = clock();
      const mine = { $or: [{ $eq: ['$by', by] }, { $lt: ['$until', now] }] };
      // Found by _id alone, as everywhere; the rest of the condition is in the update.
      const after = await collection.findOneAndUpdate(
        { _id: ID },
        [
          {
            $set: {
              by: { $cond: [mine, by, '$by'] },
              until: { $cond: [mine, new Date(now.getTime() + turnMs), '$until'] },
            },
          },
        ],
        { returnDocument: 'after' },
      );
      return after?.by === by ? after.position : undefined;
    },
    async moveTo(position) {
      const after = await collection.findOneAndUpdate(
        { _id: ID },
        [{ $set: { position: { $cond: [{ $eq: ['$by', by] }, position, '$position'] } } }],
        { returnDocument: 'after' },
      );
      return after?.by === by;
    },
    async give() {
      await collection.updateOne({ _id: ID }, [
        { $set: { until: { $cond: [{ $eq: ['$by', by] }, new Date(0), '$until'] } } },
      ]);
    },
  };
}
