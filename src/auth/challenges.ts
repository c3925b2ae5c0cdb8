import { createHash, randomBytes } from 'node:crypto';
import type { Db } from 'mongodb';
import { CEREMONY_MS } from '../contracts/passkey-rules.ts';

/** What a device was asked to sign something for. */
export type Asked =
  | { readonly kind: 'sign-in' }
  | {
      readonly kind: 'add';
      readonly userId: string;
      readonly sessionId: string;
      /** The id of the password that was shown to get this challenge. */
      readonly passwordId: string;
      readonly userHandle: string;
    };

/**
 * Random words that devices sign. Each word is good once and for a few minutes, and any server process may take the
 * answer.
 */
export interface Challenges {
  make(asked: Asked): Promise<string>;
  /** Uses the challenge up. Answers what it was made for; undefined when it was used already or has lapsed. */
  take(challenge: string): Promise<Asked | undefined>;
}

interface StoredChallenge {
  /** The hash of the challenge, so that somebody who reads the database cannot answer it. */
  readonly _id: string;
  readonly asked: Asked;
  readonly expiresAt: Date;
}

const CHALLENGE_BYTES = 32;

export async function openChallenges(views: Db, clock: () => Date = () => new Date()): Promise<Challenges> {
  const collection = views.collection<StoredChallenge>('passkey-challenges');
  await collection.createIndexes([{ key: { expiresAt: 1 }, name: 'expires', expireAfterSeconds: 0 }]);
  return {
    async make(asked) {
      const challenge = randomBytes(CHALLENGE_BYTES).toString('base64url');
      const expiresAt = new Date(clock().getTime() + CEREMONY_MS);
      await collection.insertOne({ _id: hashOf(challenge), asked, expiresAt });
      return challenge;
    },
    async take(challenge) {
      const _id = hashOf(challenge);
      const found = await collection.findOne({ _id });
      if (found === null) return undefined;
      // Two requests may have found it, and only one deletes it. The server sweeps late, so the date is checked here.
      const { deletedCount } = await collection.deleteOne({ _id });
      return deletedCount === 1 && clock() < found.expiresAt ? found.asked : undefined;
    },
  };
}

function hashOf(challenge: string): string {
  return createHash('sha256').update(challenge).digest('base64url');
}
