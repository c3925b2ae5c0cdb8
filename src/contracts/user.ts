import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { roles } from './permissions.ts';
import * as p from './primitives.ts';
import { internalPrivateDetailCommands } from './private-details.ts';

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

const username = z
  .string()
  .check(
    z.regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{0,59}$/, 'must be letters, digits and . _ @ - with at most 60 characters'),
  );

/**
 * Commands that the command line gives, and what the log is told of sealed ones: they are validated and decided like all
 * others, and have no address.
 */
export const internalCommands = {
  ...internalPrivateDetailCommands,
  RegisterUser: {
    summary: 'Add a person who may sign in',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      userId: p.id,
      username,
      name: p.name,
      role: z.enum(roles, 'must be one of the roles'),
      email: p.optional(p.email),
    }),
  },
} as const satisfies Record<string, CommandContract>;

export type InternalCommandType = keyof typeof internalCommands;
export type InternalCommandPayload<Type extends InternalCommandType> = z.infer<
  (typeof internalCommands)[Type]['payload']
>;
