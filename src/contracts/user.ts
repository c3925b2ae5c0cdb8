import * as z from 'zod/mini';
import { roles } from './permissions.ts';

/** Who is signed in. */
export const sessionUser = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
});
export type SessionUser = z.infer<typeof sessionUser>;

export const loginRequest = z.strictObject({
  username: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(120)),
  password: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200)),
});

/** Answer to a sign-in, and to GET /api/auth/me (there without the token). */
export const session = z.object({
  user: sessionUser,
  /** The company's time zone, for dates and times on every screen. */
  timeZone: z.string(),
  expiresAt: z.iso.datetime(),
  accessToken: z.optional(z.string()),
});
export type Session = z.infer<typeof session>;
