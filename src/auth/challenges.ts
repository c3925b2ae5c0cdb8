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
      /** Of the password that was shown for it. */
      readonly passwordId: string;
      readonly userHandle: string;
    };

/** Random words that devices sign: each is good once, for a few minutes, in whichever process the answer comes to. */
export interface Challenges {
  make(asked: Asked): Promise<string>;
  /** What this one was made for, to whoever takes it first. */
  take(challenge: string): Promise<Asked | undefined>;
}

interface StoredChallenge {
  /** The hash of the challenge: whoever reads the database can answer none. */
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
      // Two may have found it; one deletes it. Swept late by the server, so the date is looked at here.
      const { deletedCount } = await collection.deleteOne({ _id });
      return deletedCount === 1 && clock() < found.expiresAt ? found.asked : undefined;
    },
  };
}

function hashOf(challenge: string): string {
  return createHash('sha256').update(challenge).digest('base64url');
}
