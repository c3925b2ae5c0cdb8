import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { OPERATOR } from './operator.ts';
import { roles } from './permissions.ts';
import * as p from './primitives.ts';

/** Who is signed in. */
export const sessionUser = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
});
export type SessionUser = z.infer<typeof sessionUser>;

const username = p.printed(
  /^[A-Za-z0-9][A-Za-z0-9._@-]{0,59}$/,
  'must be letters, digits and . _ @ - with at most 60 characters',
);
const newUserId = p.id.check(
  z.refine((id) => id !== OPERATOR, 'must be another one: in the log it stands for the command line'),
);
const role = z.enum(roles, 'must be one of the roles');

export const userCommands = {
  RegisterUser: {
    summary: 'Add an account; its person sets a password by a one-time link',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId: newUserId, username, name: p.name, role, email: p.optional(p.email) }),
    example: { userId: 'ana', username: 'ana', name: 'Ana Petrović', role: 'sales', email: 'ana@misty.example' },
  },
  ReviseUser: {
    summary: 'Change an account that was on screen; the whole card is sent',
    permission: 'users.manage',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ userId: p.id, username, name: p.name, email: p.optional(p.email) }),
    example: { userId: 'ana', username: 'ana', name: 'Ana Petrović-Lee', email: 'ana@misty.example' },
  },
  ChangeUserRole: {
    summary: 'Let somebody do more, or less, from this moment on',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId: p.id, role, reason: p.optional(p.reason) }),
    example: { userId: 'ana', role: 'manager', reason: 'Runs the office from Monday' },
  },
  DeactivateUser: {
    summary: 'Close an account: its person is signed out everywhere and cannot sign in',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId: p.id, reason: p.optional(p.reason) }),
    example: { userId: 'ana', reason: 'Has left' },
  },
  ReactivateUser: {
    summary: 'Open a closed account again',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId: p.id }),
    example: { userId: 'ana' },
  },
  SignOutUser: {
    summary: 'Sign somebody out on every device, as when a phone is lost',
    permission: 'users.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId: p.id }),
    example: { userId: 'ana' },
  },
} as const satisfies Record<string, CommandContract>;

/** An account, as administrators see it. Nothing in it opens anything. */
export const userRow = z.extend(sessionUser, {
  /** The user name as it is looked up: capitals make no difference. */
  signInName: z.string(),
  email: z.optional(z.string()),
  active: z.boolean(),
  /** Sequence of the last event that changed the card: send it as If-Match. */
  version: z.int(),
  sequence: z.int(),
});
export type UserRow = z.infer<typeof userRow>;
