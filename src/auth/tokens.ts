import { hash } from 'node:crypto';
import jwt from '@fastify/jwt';
import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { type SignInWay, signInWays } from '../contracts/sign-in.ts';
import { SignInRequired } from './errors.ts';
import type { Keys } from './keys.ts';

/** What an access token says. Name and role are not in it: they are looked up, so that a change counts at once. */
export interface AccessToken {
  readonly sessionId: string;
  readonly userId: string;
  readonly epoch: number;
  readonly way: SignInWay;
  /** The shared tablet that the session belongs to, if any. */
  readonly deviceId?: string | undefined;
  /** Whole seconds. */
  readonly expiresAt: Date;
  readonly signInExpiresAt: Date;
}

export interface Tokens {
  /** How many are known to be good, so that they need not be verified again. */
  readonly proven: number;
  issue(token: AccessToken): string;
  /** @throws SignInRequired when it is not ours, was altered or has lapsed. */
  read(token: string): Promise<AccessToken>;
}

const ALGORITHM = 'HS256';
/** Marks an access token (RFC 9068). Anything else that is signed with these keys one day opens nothing here. */
const KIND = 'at+jwt';
/** Misty issues it for itself. Other companies have other keys. */
const MISTY = 'misty';
/** A company has some dozens that are in use. */
const PROVEN_MAX = 2_000;

/**
 * Signs with HMAC-SHA-256 and accepts nothing else, whatever a token claims. Tokens of an older Misty did not say what
 * they are and are refused. Their holders refresh.
 */
export async function registerTokens(app: FastifyInstance, keys: Keys, clock: () => Date): Promise<Tokens> {
  await app.register(jwt, {
    // Each call names its key. This one is never used, and nothing was ever signed with it.
    secret: keys.signing.secret,
    sign: { algorithm: ALGORITHM },
    verify: { algorithms: [ALGORITHM] },
  });
  // People send the same token for hours, and verifying it was a tenth of the server's work.
  const proven = new Map<string, { readonly kid: string; readonly token: AccessToken }>();
  return {
    get proven() {
      return proven.size;
    },
    issue({ sessionId, userId, epoch, way, deviceId, expiresAt, signInExpiresAt }) {
      const { kid, secret } = keys.signing;
      const claims = {
        sub: userId,
        sid: sessionId,
        epo: epoch,
        way,
        ...(deviceId !== undefined && { dev: deviceId }),
        end: seconds(signInExpiresAt),
        iat: seconds(clock()),
        exp: seconds(expiresAt),
      };
      const header = { alg: ALGORITHM, typ: KIND, kid } as const;
      return app.jwt.sign(claims, { key: secret, algorithm: ALGORITHM, header, iss: MISTY, aud: MISTY });
    },
    async read(token) {
      const print = hash('sha256', token, 'base64');
      const known = proven.get(print);
      // Its key may have gone since, and it may have lapsed. Then it is looked at anew, and refused with the reason.
      if (known && known.token.expiresAt > clock() && (await keys.find(known.kid))) return known.token;
      const key = await keys.find(nameOfKey(app, token));
      if (key === undefined) throw new SignInRequired();
      const { data, success } = claims.safeParse(
        verified(app, token, { key: key.secret, clockTimestamp: clock().getTime() }),
      );
      // Signed with our key but not by us: somebody else was given the same key.
      if (!success) throw new SignInRequired();
      const { sub: userId, sid: sessionId, epo: epoch, way, dev: deviceId, exp, end } = data;
      const [expiresAt, signInExpiresAt] = [new Date(exp * 1000), new Date(end * 1000)];
      const read = { userId, sessionId, epoch, way, deviceId, expiresAt, signInExpiresAt };
      proven.set(print, { kid: key.kid, token: read });
      const [oldest] = proven.keys();
      if (proven.size > PROVEN_MAX && oldest !== undefined) proven.delete(oldest);
      return read;
    },
  };
}

const claims = z.object({
  sub: z.string(),
  sid: z.string(),
  epo: z.int(),
  way: z.enum(signInWays),
  dev: z.optional(z.string()),
  exp: z.int(),
  end: z.int(),
});
const header = z.object({ header: z.object({ kid: z.string().check(z.maxLength(64)) }) });

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

function nameOfKey(app: FastifyInstance, token: string): string {
  try {
    const { data } = header.safeParse(app.jwt.decode(token, { complete: true }));
    return data?.header.kid ?? '';
  } catch {
    return '';
  }
}

function verified(
  app: FastifyInstance,
  token: string,
  by: { readonly key: string; readonly clockTimestamp: number },
): unknown {
  try {
    return app.jwt.verify(token, {
      ...{ ...by, algorithms: [ALGORITHM], checkTyp: KIND, allowedIss: MISTY, allowedAud: MISTY },
      requiredClaims: ['iss', 'aud', 'sub', 'sid', 'iat', 'exp'],
    });
  } catch (error) {
    const expired = error instanceof Error && 'code' in error && error.code === 'FAST_JWT_EXPIRED';
    throw new SignInRequired(expired);
  }
}
