import { createHash } from 'node:crypto';
import jwt from '@fastify/jwt';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { SignInRequired } from './errors.ts';

/** What an access token says. Name and role are not in it: they are looked up, so that a change acts at once. */
export interface AccessToken {
  readonly sessionId: string;
  readonly userId: string;
  readonly expiresAt: Date;
}

export interface Tokens {
  issue(token: AccessToken): string;
  /** @throws SignInRequired when it is not ours, was altered or has lapsed. */
  read(token: string): AccessToken;
}

/** Signs with HMAC-SHA-256 and accepts nothing else, whatever a token says of itself. */
export async function registerTokens(app: FastifyInstance, secret: string): Promise<Tokens> {
  // The key's name goes into the header, so that a later key can stand beside this one. It tells nothing of the key.
  const kid = createHash('sha256').update(`misty key ${secret}`).digest('hex').slice(0, 16);
  await app.register(jwt, {
    secret,
    sign: { algorithm: 'HS256', kid },
    verify: { algorithms: ['HS256'], requiredClaims: ['sub', 'sid', 'iat', 'exp'] },
  });
  return {
    issue: ({ sessionId, userId, expiresAt }) =>
      app.jwt.sign({ sub: userId, sid: sessionId, exp: Math.floor(expiresAt.getTime() / 1000) }),
    read(token) {
      const { data, success } = claims.safeParse(verified(app, token));
      // Signed with our key, and yet not by us: somebody else was given the same one.
      if (!success) throw new SignInRequired();
      return { userId: data.sub, sessionId: data.sid, expiresAt: new Date(data.exp * 1000) };
    },
  };
}

const claims = z.object({ sub: z.string(), sid: z.string(), exp: z.int() });

function verified(app: FastifyInstance, token: string): unknown {
  try {
    return app.jwt.verify(token);
  } catch (error) {
    const expired = error instanceof Error && 'code' in error && error.code === 'FAST_JWT_EXPIRED';
    throw new SignInRequired(expired);
  }
}
