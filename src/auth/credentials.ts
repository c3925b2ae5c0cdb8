import type { Db } from 'mongodb';

/**
 * Password hashes lie apart from the events, because events are kept for ever and many people read them. Each hash is a
 * document of its own, and the log says which one counts. The first password of an account lies under the account's id
 * and counts without an event.
 */
export interface Credentials {
  /** Undefined where nothing is kept under this id. */
  hashOf(passwordId: string): Promise<string | undefined>;
  add(credential: { readonly id: string; readonly userId: string; readonly hash: string }): Promise<void>;
  /** Deletes hashes that no longer count, and those that a dead process left behind. */
  tidy(userId: string, ids: { readonly counts: string; readonly was: string | undefined }): Promise<void>;
}

interface Credential {
  readonly _id: string;
  readonly userId: string;
  readonly hash: string;
  readonly changedAt: Date;
}

/** No command takes this long to reach the log. A hash that no event names by then will never be named. */
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
