import * as z from 'zod/mini';
import { PASSWORD_MAX } from './limits.ts';
import * as p from './primitives.ts';

/** A password as it is typed. Whether it is good enough is told in words, by a rule. */
export const passwordText = z
  .string()
  .check(z.minLength(1, 'must not be empty'), z.maxLength(PASSWORD_MAX, `must be at most ${PASSWORD_MAX} characters`));

export const changePasswordRequest = z.strictObject({ current: passwordText, next: passwordText });

/** The account that an administrator makes a one-time link for. */
export const makeLinkRequest = z.strictObject({ userId: p.id });

export const madeLink = z.object({
  /** The address at which the account's password is set. Without a host when Misty does not know its own. */
  link: z.string(),
  expiresAt: z.iso.datetime(),
});
export type MadeLink = z.infer<typeof madeLink>;

const token = z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters'));

/** The same words for a used link, a lapsed one, a replaced one, and one that never existed. */
export const LINK_OVER = 'This link has been used, or has lapsed. Ask an administrator for a new one.';

export const openLinkRequest = z.strictObject({ token });

/** Whose link it is. The holder of the link is told. */
export const openedLink = z.object({ username: z.string(), name: z.string(), expiresAt: z.iso.datetime() });
export type OpenedLink = z.infer<typeof openedLink>;

export const useLinkRequest = z.strictObject({ token, password: passwordText });
