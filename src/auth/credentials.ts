import type { Db } from 'mongodb';

/**
 * Password hashes, apart from the events: those are kept for ever and read by many. Each lies in a document of its own,
 * and the log says which one counts; the first password of an account lies under the id of the account, and needs no
 * event to count.
 */
export interface Credentials {
  /** Undefined where nothing is kept under this id. */
  hashOf(passwordId: string): Promise<string | undefined>;
  add(credential: { readonly id: string; readonly userId: string; readonly hash: string }): Promise<void>;
  /** Deletes what does not count any more, and what a process that died has left. */
  tidy(userId: string, ids: { readonly counts: string; readonly was: string | undefined }): Promise<void>;
}

interface Credential {
  readonly _id: string;
  readonly userId: string;
  readonly hash: string;
  readonly changedAt: Date;
}

/** Longer than any password is on its way into the log: what no event names by then will never be named. */
const ORPHAN_AFTER_MS = 5 * 60_000;

export async function openCredentials(views: Db, clock: () => Date = () => new Date()): Promise<Credentials> {
  const credentials = views.collection<Credential>('credentials');
  await credentials.createIndexes([{ key: { userId: 1 }, name: 'user' }]);
  return {
    async hashOf(passwordId) {
      return (await credentials.findOne({ _id: passwordId }))?.hash;
    },
    async add({ id, userId, hash }) {
      await credentials.replaceOne({ _id: id }, { userId, hash, changedAt: clock() }, { upsert: true });
    },
    async tidy(userId, { counts, was }) {
      const orphanedBefore = new Date(clock().getTime() - ORPHAN_AFTER_MS);
      const all = await credentials.find({ userId }).toArray();
      const over = all
        .filter(({ _id, changedAt }) => _id !== counts && changedAt < orphanedBefore)
        .map(({ _id }) => _id);
      await credentials.deleteMany({ _id: { $in: was === undefined ? over : [...over, was] } });
    },
  };
}
