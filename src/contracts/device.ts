import * as z from 'zod/mini';
import type { CommandContract, InternalCommandContract } from './command.ts';
import { person } from './person.ts';
import { NO_PIN, PIN_SHAPE, pinTrouble } from './pin-rules.ts';
import * as p from './primitives.ts';
import { sessionUser } from './user.ts';

/** The words on a tablet that is not shared, or no longer. */
export const NOT_SHARED = 'This tablet is not shared any more. Sign in with your password, or ask an administrator.';

/** Where a shared tablet stands: "Winding 1". */
const name = p.line(60);

export const deviceCommands = {
  RevokeDevice: {
    summary: 'Share a tablet no longer: the person on it is signed out at once',
    permission: 'devices.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ deviceId: p.id, reason: p.optional(p.reason) }),
    example: { deviceId: '0c7ae6b5-2f35-4a8f-8a9e-2d0f4a2b3c11', reason: 'Left on the truck' },
  },
} as const satisfies Record<string, CommandContract>;

/** How a PIN of an account has changed. */
export const pinChanges = ['set', 'cleared'] as const;

/** Commands that sign-in gives itself. */
export const internalDeviceCommands = {
  EnrolDevice: {
    summary: 'Note that a tablet is shared from now on',
    permission: 'devices.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ deviceId: p.id, name }),
  },
  RecordPin: {
    summary: 'Note that somebody has a PIN, or has none any more',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId: p.id, change: z.enum(pinChanges) }),
  },
  RecordWrongPins: {
    summary: 'Note that too many wrong PINs were tried for somebody, who needs the password now',
    permission: 'own.session',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ userId: p.id, deviceId: p.id, count: z.int().check(z.gte(1)) }),
  },
} as const satisfies Record<string, InternalCommandContract>;

/** A shared tablet. */
export const deviceRow = z.object({
  id: z.string(),
  name: z.string(),
  enrolled: z.object({ at: z.iso.datetime(), by: person }),
  /** When it was taken out of use, and why. */
  revoked: z.optional(z.object({ at: z.iso.datetime(), by: person })),
  reason: z.optional(z.string()),
  sequence: z.int(),
});
export type DeviceRow = z.infer<typeof deviceRow>;

export const deviceCodeRequest = z.strictObject({ name });

/** The code that is typed on the tablet, once, before it lapses. */
export const deviceCode = z.object({ code: z.string(), expiresAt: z.iso.datetime() });
export type DeviceCode = z.infer<typeof deviceCode>;

export const enrolRequest = z.strictObject({
  code: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(40, 'must be at most 40 characters')),
});

const device = z.object({ id: z.string(), name: z.string() });
export const enrolledDevice = z.object({ device });

/** What a shared tablet knows of itself, also while nobody is signed in on it. */
export const thisDevice = z.object({
  device: z.nullable(device),
  /** Who may sign in here by PIN. */
  people: z.array(sessionUser),
});
export type ThisDevice = z.infer<typeof thisDevice>;

/** A PIN that somebody chooses. */
export const newPin = z.string().check((check) => {
  const trouble = pinTrouble(check.value);
  if (trouble !== undefined) check.issues.push({ code: 'custom', input: check.value, message: trouble });
});

/** A PIN that somebody types to sign in. It is right or wrong, and the answer says no more. */
export const shownPin = z.string().check(z.regex(PIN_SHAPE, NO_PIN));

export const setPinRequest = z.strictObject({
  password: z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters')),
  pin: newPin,
});

export const pinLoginRequest = z.strictObject({ userId: p.id, pin: shownPin });
