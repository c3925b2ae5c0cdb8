import * as z from 'zod/mini';
import { logDoubts } from './heads.ts';
import { roles } from './permissions.ts';
import { author } from './person.ts';
import { everySessionEnds, passwordWays, sessionEnds, signInWays } from './sign-in.ts';

/** What can happen to accounts, to sign-ins and to shared tablets. */
const securityKinds = [
  ...(['signed-in', 'sign-ins-failed', 'session-ended', 'every-session-ended', 'password-set', 'link-made'] as const),
  ...(['account-made', 'account-changed', 'role-changed', 'account-closed', 'account-opened'] as const),
  'own-card-set-up',
  ...(['pin-set', 'pin-cleared', 'pin-locked', 'passkey-added', 'passkey-removed', 'passkey-copied'] as const),
  ...(['tablet-shared', 'tablet-not-shared', 'log-doubted'] as const),
] as const;

/** What a company's first administrator may set up of their own card. */
export const ownSetUps = ['card', 'rate', 'manager', 'tax-file-number', 'bank-account'] as const;

/** Something that happened to an account, and its details. Nothing in it opens anything. */
export const securityEntry = z.object({
  id: z.string(),
  /** YYYY-MM of the moment in UTC: what a list is asked for by. */
  month: z.string(),
  position: z.int(),
  /** Place within its commit, from 0. */
  index: z.int(),
  at: z.iso.datetime(),
  kind: z.enum(securityKinds),
  /** Whose account it is. For a shared tablet, the administrator's. */
  userId: z.string(),
  userName: z.string(),
  /** Who did it: the person, an administrator, or the operator at the command line. */
  by: author,
  way: z.optional(z.enum([...signInWays, ...passwordWays])),
  /** What the browser says it is, and the network it is in. */
  device: z.optional(z.string()),
  network: z.optional(z.string()),
  /** How often, if it is counted. */
  count: z.optional(z.int()),
  because: z.optional(z.enum([...sessionEnds, ...everySessionEnds])),
  /** Whether one session went on, where all others ended. */
  kept: z.optional(z.literal(true)),
  role: z.optional(z.enum(roles)),
  was: z.optional(z.enum(roles)),
  /** As they were on the card from then on. */
  username: z.optional(z.string()),
  name: z.optional(z.string()),
  /** What a passkey or a shared tablet is called. */
  label: z.optional(z.string()),
  email: z.optional(z.string()),
  /** What was set up of one's own card. */
  what: z.optional(z.enum(ownSetUps)),
  /** What a tablet found wrong with the log, and from where on. */
  doubt: z.optional(z.enum(logDoubts)),
  from: z.optional(z.int()),
  /** Of a link. */
  expiresAt: z.optional(z.iso.datetime()),
  reason: z.optional(z.string()),
});
export type SecurityEntry = z.infer<typeof securityEntry>;

export const securityFilters = z.strictObject({
  month: z.string('must be given once').check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'must be a month such as 2026-11')),
  userId: z.optional(z.string('must be given once').check(z.minLength(1), z.maxLength(64))),
});
