import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

// A refresh token is used once and gives its successor. The successor is made from the token before it and a key that
// only the server has. A client that lost the answer sends the token again and gets the same successor. An old token is
// recognised, because the present one descends from it.

/** A token holds the id of its sign-in and 256 bits that nobody can guess. */
export interface RefreshToken {
  readonly sessionId: string;
  readonly secret: Buffer;
}

const SECRET_BYTES = 32;

export function firstToken(sessionId: string): RefreshToken {
  return { sessionId, secret: randomBytes(SECRET_BYTES) };
}

/** The key of a new sign-in. All its tokens are made with it. */
export function newChainKey(): Buffer {
  return randomBytes(SECRET_BYTES);
}

export function successorOf({ sessionId, secret }: RefreshToken, chainKey: Buffer): RefreshToken {
  return { sessionId, secret: createHmac('sha256', chainKey).update(secret).digest() };
}

/** The text that travels: "<session>.<43 letters>". */
export function writtenToken({ sessionId, secret }: RefreshToken): string {
  return `${sessionId}.${secret.toString('base64url')}`;
}

const TOKEN = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.([\w-]{43})$/;

/** Undefined for what cannot be one of our tokens. */
export function readToken(text: string): RefreshToken | undefined {
  const [, sessionId, secret] = TOKEN.exec(text) ?? [];
  if (sessionId === undefined || secret === undefined) return undefined;
  return { sessionId, secret: Buffer.from(secret, 'base64url') };
}

/** What is stored of a token: its SHA-256, in hex. */
export function hashOf({ secret }: RefreshToken): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function isToken(token: RefreshToken, hash: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(token), 'hex'), Buffer.from(hash, 'hex'));
}

/** Whether the token with that hash descends from this one in at most so many steps. */
export function isAncestor(token: RefreshToken, chainKey: Buffer, hash: string, stepsMax: number): boolean {
  let descendant = token;
  for (let step = 0; step < stepsMax; step += 1) {
    descendant = successorOf(descendant, chainKey);
    if (isToken(descendant, hash)) return true;
  }
  return false;
}
