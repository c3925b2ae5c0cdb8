import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// A refresh token is used once and gives its successor. Every successor follows from the token before it and from a key
// that only the server has: whoever repeats the last token, because the answer was lost, gets the same successor again,
// and an old token proves what it is, because the present one descends from it.

/** What a token says: which sign-in it belongs to, and 256 bits that nobody can guess. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly secret: Buffer;
}

const SECRET_BYTES = 32;

export function firstToken(sessionId: string): RefreshToken {
  return { sessionId, secret: randomBytes(SECRET_BYTES) };
}

/** The key of a new sign-in, from which its tokens follow one another. */
export function newChainKey(): Buffer {
  return randomBytes(SECRET_BYTES);
}

export function successorOf({ sessionId, secret }: RefreshToken, chainKey: Buffer): RefreshToken {
  return { sessionId, secret: createHmac('sha256', chainKey).update(secret).digest() };
}

/** As it travels: "<session>.<43 letters>". */
export function writtenToken({ sessionId, secret }: RefreshToken): string {
  return `${sessionId}.${secret.toString('base64url')}`;
}

const TOKEN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{43})$/;

/** Undefined for what cannot be a token of ours. */
export function readToken(text: string): RefreshToken | undefined {
  const [, sessionId, secret] = TOKEN.exec(text) ?? [];
  if (sessionId === undefined || secret === undefined) return undefined;
  return { sessionId, secret: Buffer.from(secret, 'base64url') };
}

/** What is kept of a token: its SHA-256, in hex. */
export function hashOf({ secret }: RefreshToken): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function isToken(token: RefreshToken, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(token), 'hex'), Buffer.from(hash, 'hex'));
}

/** Whether the token with that hash descends from this one, in so many steps at most. */
export function isAncestor(token: RefreshToken, chainKey: Buffer, hash: string, stepsMax: number): boolean {
  let descendant = token;
  for (let step = 0; step < stepsMax; step += 1) {
    descendant = successorOf(descendant, chainKey);
    if (isToken(descendant, hash)) return true;
  }
  return false;
}
