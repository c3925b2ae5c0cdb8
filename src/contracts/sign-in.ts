import * as z from 'zod/mini';
import type { InternalCommandContract } from './command.ts';
import { logDoubt } from './heads.ts';
import { passkeyRow } from './passkey.ts';
import { passwordText } from './password.ts';
import * as p from './primitives.ts';
import { signInWays } from './sign-in-ways.ts';
import { sessionUser } from './user.ts';

export { type SignInWay, signInWays } from './sign-in-ways.ts';

/** Why one session ended before its time. */
export const sessionEnds = [
  ...(['signed-out', 'signed-in-anew', 'ended-elsewhere', 'ended-by-admin', 'token-reused', 'idle'] as const),
] as const;
/** Why all sessions of an account ended. */
export const everySessionEnds = [
  ...(['signed-out-everywhere', 'password-changed', 'password-reset', 'deactivated', 'ended-by-admin'] as const),
] as const;
/** How a password came about. */
export const passwordWays = ['changed', 'link', 'operator'] as const;

export const loginRequest = z.strictObject({
  username: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(120, 'must be at most 120 characters')),
  password: passwordText,
});

/** Browsers send their token in a cookie and nothing here. */
export const refreshRequest = z.strictObject({
  refreshToken: p.optional(z.string().check(z.maxLength(200, 'must be at most 200 characters'))),
});

export const logoutRequest = z.extend(refreshRequest, {
  /** A shared tablet that has locked itself. */
  idle: p.optional(z.boolean()),
});

/** What a person is told about their own account when they sign in. */
export const signInNotice = z.object({
  kind: z.enum(['token-reused', 'failed-sign-ins', 'passkey-copied']),
  at: z.iso.datetime(),
  /** How often, if it is counted. */
  count: z.optional(z.int()),
});
export type SignInNotice = z.infer<typeof signInNotice>;

/** Answer to a sign-in, to a refresh, and to GET /api/auth/me (there without tokens). */
export const session = z.object({
  user: sessionUser,
  /** The company's time zone, for dates and times on every screen. */
  timeZone: z.string(),
  way: z.enum(signInWays),
  /** On a shared tablet: after so long without a touch it locks. */
  idleSeconds: z.optional(z.int()),
  /** When the access token lapses: refresh before. */
  expiresAt: z.iso.datetime(),
  /** When the person has to sign in again, however often tokens were refreshed. */
  signInExpiresAt: z.iso.datetime(),
  notices: z.optional(z.array(signInNotice)),
  /** For browsers: the server's part of the key to what they keep of this person, and for how long they may keep it. */
  offline: z.optional(z.object({ share: z.string(), seconds: z.int() })),
  accessToken: z.optional(z.string()),
  refreshToken: z.optional(z.string()),
});
export type Session = z.infer<typeof session>;

/** One of a person's own open sign-ins. */
export const openSession = z.object({
  id: z.string(),
  /** The session of this very request. */
  current: z.boolean(),
  way: z.enum(signInWays),
  /** What the browser says it is: "Safari on iPad". */
  device: z.string(),
  since: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});

export type OpenSession = z.infer<typeof openSession>;

export const openSessions = z.object({ items: z.array(openSession) });

/** How the sign-ins of an account stand; the id is that of the account. */
export const accountSignIns = z.object({
  id: z.string(),
  /** Sessions of an earlier epoch have ended. */
  epoch: z.int(),
  /** The session that goes on although the others of its epoch ended. */
  kept: z.optional(z.object({ sessionId: z.string(), epoch: z.int() })),
  /**
   * Sessions that were ended one by one, as long as they would have lasted; on a shared tablet, as long as it may rest.
   */
  ended: z.array(z.object({ sessionId: z.string(), expiresAt: z.iso.datetime() })),
  last: z.optional(z.object({ at: z.iso.datetime(), way: z.enum(signInWays), device: z.string() })),
  /** Failed attempts since then. */
  failed: z.int(),
  passwordSetAt: z.optional(z.iso.datetime()),
  /** Names the document with the hash that counts; without one it has the id of the account. It opens nothing. */
  passwordId: z.optional(z.string()),
  /** Those that count. */
  passkeys: z.optional(z.array(passkeyRow)),
  /** The one-time link that is out. */
  link: z.optional(z.object({ id: z.string(), madeAt: z.iso.datetime(), expiresAt: z.iso.datetime() })),
  /** Of the PIN for shared tablets, where there is one. */
  pinSetAt: z.optional(z.iso.datetime()),
  sequence: z.int(),
});
export type AccountSignIns = z.infer<typeof accountSignIns>;

const userId = p.id;
const sessionId = z.uuid('must be a UUID');
const moment = z.iso.datetime('must be a moment such as 2026-11-12T06:45:00Z');
/** The part of an address that is kept: its network. A stranger's network shows, and nobody is followed. */
const network = p.text(60);

/** Commands that sign-in gives itself. */
export const signInCommands = {
  RecordSignIn: {
    summary: 'Note that somebody has signed in',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      userId,
      sessionId,
      way: z.enum(signInWays),
      device: p.text(80),
      /** The shared tablet that the session belongs to, if any. */
      deviceId: p.optional(p.id),
      network,
      expiresAt: moment,
      /** The id of the password that was right, if a password was shown. */
      passwordId: p.optional(p.id),
      /** The id of the passkey that was shown, if any. */
      passkeyId: p.optional(p.id),
    }),
  },
  RecordFailedSignIns: {
    summary: 'Note that somebody could not sign in',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId, count: z.int().check(z.gte(1)), network }),
  },
  DoubtLog: {
    summary: 'Note that a tablet knew another log',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.extend(logDoubt, { userId }),
  },
  EndSession: {
    summary: 'End a session before its time',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId, sessionId, because: z.enum(sessionEnds), expiresAt: moment }),
  },
  EndEverySession: {
    summary: 'End all sessions of an account, or all but one',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId, because: z.enum(everySessionEnds), keptSessionId: p.optional(sessionId) }),
  },
  RecordPassword: {
    summary: 'Note that a password was set: all other sessions of the account end',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      userId,
      way: z.enum(passwordWays),
      /** Names the document with the hash, which is there already. */
      passwordId: p.optional(p.id),
      /** The id of the password that was shown for it. */
      previousId: p.optional(p.id),
      /** The id of the one-time link that was shown for it. */
      linkId: p.optional(p.id),
      keptSessionId: p.optional(sessionId),
    }),
  },
  RecordLink: {
    summary:
      'Note that a one-time link was made, with which somebody sets a password: the one before is of no use any more',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId, linkId: p.id, expiresAt: moment }),
  },
} as const satisfies Record<string, InternalCommandContract>;
