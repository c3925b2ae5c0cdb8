import type { Db } from 'mongodb';
import { type PushChoices, usualChoices } from '../contracts/push-kinds.ts';

/** What each person wants to be told, and when not. */
export interface Choices {
  /** A kind that is newer than their choice is on. */
  of(userId: string): Promise<PushChoices>;
  set(userId: string, choices: PushChoices): Promise<void>;
}

type Stored = {
  readonly _id: string;
  readonly kinds: Partial<PushChoices['kinds']>;
  readonly quiet: PushChoices['quiet'];
};

export function openChoices(views: Db): Choices {
  const collection = views.collection<Stored>('push-choices');
  return {
    async of(userId) {
      const found = await collection.findOne({ _id: userId });
      if (found === null) return usualChoices;
      return { kinds: { ...usualChoices.kinds, ...found.kinds }, quiet: found.quiet };
    },
    async set(userId, { kinds, quiet }) {
      await collection.replaceOne({ _id: userId }, { kinds, quiet }, { upsert: true });
    },
  };
}
