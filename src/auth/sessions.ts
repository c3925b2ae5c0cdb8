import type { Binary, Collection, Db } from 'mongodb';
import type { SignInWay } from '../contracts/sign-in.ts';
import {
  firstToken,
  hashOf,
  isAncestor,
  isToken,
  newChainKey,
  type RefreshToken,
  readToken,
  successorOf,
  writtenToken,
} from './refresh-tokens.ts';

/** A sign-in is one family of refresh tokens, from the first to the end. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  /** The round of the account's sessions that it belongs to; see domain/sign-in. */
  readonly epoch: number;
  readonly way: SignInWay;
  readonly device: string;
  /** The shared tablet that it belongs to, if any. Then a long rest ends it. */
  readonly deviceId?: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  /** Fixed at the sign-in. No refresh moves it. */
  readonly expiresAt: Date;
}

export type Rotation =
  | { readonly kind: 'rotated'; readonly session: Session; readonly refreshToken: string }
  /** An old token came again, so somebody else has it. The caller ends the session. */
  | { readonly kind: 'reused'; readonly session: Session }
  /** Not one of our tokens, or its session is over. */
  | { readonly kind: 'unknown' };

/**
 * Refresh tokens and where they came from, in a collection of their own. Only hashes are kept, and none is in an event.
 */
export interface Sessions {
  /** Begins a sign-in and gives its first refresh token. */
  start(session: Omit<Session, 'createdAt' | 'lastSeenAt'>): Promise<string>;
  /** Takes a refresh token and gives its successor. */
  rotate(refreshToken: string): Promise<Rotation>;
  /** The session whose present token this is, or was a moment ago. */
  holder(refreshToken: string): Promise<Session | undefined>;
  /** The open sessions of an account, last seen first; at most 200. */
  open(userId: string): Promise<readonly Session[]>;
  end(sessionId: string): Promise<void>;
  /** Ends all sessions of an account, or all but one, which goes on in this epoch. */
  endAll(userId: string, kept?: { readonly sessionId: string; readonly epoch: number }): Promise<void>;
}

interface Refresh {
  readonly hash: string;
  /** The hash of the token before, whose answer may have been lost. */
  readonly previousHash?: string;
  readonly rotatedAt: Date;
  /** The number of tokens before this one. */
  readonly generation: number;
  readonly chainKey: Binary;
}

interface StoredSession extends Omit<Session, 'id'> {
  readonly _id: string;
  readonly refresh: Refresh;
  readonly endedAt?: Date;
}

/** So long a used token may be sent again. A lost answer is asked for again at once. */
const RETRY_WINDOW_MS = 30_000;
/** Two tabs may send the same token a few times. More often than this, something is wrong. */
const TRIES_MAX = 5;
const OPEN_MAX = 200;

/** `restSeconds`: a session on a shared tablet ends after so long without a sign of life. */
export async function openSessions(
  views: Db,
  clock: () => Date = () => new Date(),
  restSeconds = Number.POSITIVE_INFINITY,
): Promise<Sessions> {
  const collection = views.collection<StoredSession>('sessions');
  await collection.createIndexes([
    { key: { userId: 1 }, name: 'user' },
    { key: { expiresAt: 1 }, name: 'expires', expireAfterSeconds: 0 },
  ]);
  const kept: Kept = { collection, clock, restSeconds };
  return {
    async start({ id, ...session }) {
      const token = firstToken(id);
      const now = clock();
      const chainKey = newChainKey() as unknown as Binary;
      const refresh: Refresh = { hash: hashOf(token), rotatedAt: now, generation: 0, chainKey };
      await collection.insertOne({ _id: id, ...session, createdAt: now, lastSeenAt: now, refresh });
      return writtenToken(token);
    },

    async rotate(text) {
      const token = readToken(text);
      return token === undefined ? { kind: 'unknown' } : await rotate(kept, token);
    },

    async holder(text) {
      const token = readToken(text);
      const found = token && (await running(kept, token.sessionId));
      if (token === undefined || found === undefined) return undefined;
      const { hash, previousHash = hash } = found.refresh;
      return isToken(token, hash) || isToken(token, previousHash) ? sessionOf(found) : undefined;
    },

    open: async (userId) => (await openOf(kept, userId)).map(sessionOf),

    end: async (sessionId) => await end(kept, sessionId),

    async endAll(userId, staying) {
      for (const { _id } of await openOf(kept, userId)) {
        if (_id === staying?.sessionId) await collection.updateOne({ _id }, { $set: { epoch: staying.epoch } });
        else await end(kept, _id);
      }
    },
  };
}

/** The collection, and what tells whether a session in it is over. */
interface Kept {
  readonly collection: Collection<StoredSession>;
  readonly clock: () => Date;
  readonly restSeconds: number;
}

/** The server sweeps late, so the date is checked here. */
function isOver({ clock, restSeconds }: Kept, { endedAt, expiresAt, deviceId, lastSeenAt }: StoredSession): boolean {
  const now = clock();
  const rested = now.getTime() - lastSeenAt.getTime() > restSeconds * 1_000;
  return endedAt !== undefined || expiresAt <= now || (deviceId !== undefined && rested);
}

async function running(kept: Kept, sessionId: string): Promise<StoredSession | undefined> {
  const found = await kept.collection.findOne({ _id: sessionId });
  return found === null || isOver(kept, found) ? undefined : found;
}

async function openOf(kept: Kept, userId: string): Promise<StoredSession[]> {
  const notEnded = { userId, endedAt: { $exists: false } };
  const latest = await kept.collection.find(notEnded, { sort: { lastSeenAt: -1 }, limit: OPEN_MAX }).toArray();
  return latest.filter((session) => !isOver(kept, session));
}

async function end({ collection, clock }: Kept, sessionId: string): Promise<void> {
  await collection.updateOne({ _id: sessionId }, { $set: { endedAt: clock() } });
}

async function rotate(kept: Kept, token: RefreshToken): Promise<Rotation> {
  for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
    const found = await running(kept, token.sessionId);
    if (found === undefined) return { kind: 'unknown' };
    const { refresh } = found;
    const chainKey = keyOf(refresh);
    const successor = successorOf(token, chainKey);
    const rotated: Rotation = { kind: 'rotated', session: sessionOf(found), refreshToken: writtenToken(successor) };
    if (refresh.previousHash !== undefined && isToken(token, refresh.previousHash)) {
      const late = kept.clock().getTime() - refresh.rotatedAt.getTime() > RETRY_WINDOW_MS;
      return late ? { kind: 'reused', session: sessionOf(found) } : rotated;
    }
    if (!isToken(token, refresh.hash)) {
      const isOld = isAncestor(token, chainKey, refresh.hash, refresh.generation);
      return isOld ? { kind: 'reused', session: sessionOf(found) } : { kind: 'unknown' };
    }
    if (await moveOn(kept, found, successor)) return rotated;
    // Another tab came first with the same token, or the session has just ended.
  }
  return { kind: 'unknown' };
}

/** Whether this very write moved the session on to this token. */
async function moveOn(
  { collection, clock }: Kept,
  { _id, refresh }: StoredSession,
  successor: RefreshToken,
): Promise<boolean> {
  const now = clock();
  const next = {
    hash: hashOf(successor),
    previousHash: refresh.hash,
    rotatedAt: now,
    generation: refresh.generation + 1,
    chainKey: refresh.chainKey,
  };
  const isStill = { $and: [{ $eq: ['$refresh.hash', refresh.hash] }, { $eq: [{ $type: '$endedAt' }, 'missing'] }] };
  const { modifiedCount } = await collection.updateOne({ _id }, [
    {
      $set: {
        refresh: { $cond: [isStill, { $literal: next }, '$refresh'] },
        lastSeenAt: { $cond: [isStill, now, '$lastSeenAt'] },
      },
    },
  ]);
  return modifiedCount === 1;
}

function sessionOf({ _id: id, refresh: _, endedAt: __, ...session }: StoredSession): Session {
  return { id, ...session };
}

function keyOf({ chainKey }: Refresh): Buffer {
  return Buffer.from(chainKey.buffer);
}
