import type { Db } from 'mongodb';

/** Password hashes, apart from the events: those are kept for ever and read by many. */
export interface Credentials {
  hashOf(userId: string): Promise<string | undefined>;
  set(userId: string, hash: string): Promise<void>;
}

interface Credential {
  readonly _id: string;
  readonly hash: string;
  readonly changedAt: Date;
}

export function openCredentials(views: Db, clock: () => Date = () => new Date()): Credentials {
  const credentials = views.collection<Credential>('credentials');
  return {
    async hashOf(userId) {
      return (await credentials.findOne({ _id: userId }))?.hash;
    },
    async set(userId, hash) {
      await credentials.replaceOne({ _id: userId }, { hash, changedAt: clock() }, { upsert: true });
    },
  };
}
