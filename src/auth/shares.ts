import { randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';

/**
 * The server's part of the keys with which browsers seal what they keep of a person for a time without a connection. It
 * is given to the person who signs in: without it a stolen tablet keeps its secrets, whatever PIN is guessed. It stays
 * the same, so that what waits unsent on a tablet can be opened by the next sign-in.
 */
export interface Shares {
  of(userId: string): Promise<string>;
}

interface StoredShare {
  readonly _id: string;
  readonly share: string;
}

export function openShares(views: Db): Shares {
  const shares = views.collection<StoredShare>('shares');
  return {
    async of(userId) {
      const share = randomBytes(32).toString('base64url');
      // Asked twice at the same moment, both get what was first.
      const found = await shares.findOneAndUpdate(
        { _id: userId },
        { $setOnInsert: { share } },
        { upsert: true, returnDocument: 'after' },
      );
      return found?.share ?? share;
    },
  };
}
