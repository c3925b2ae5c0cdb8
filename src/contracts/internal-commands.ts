import type * as z from 'zod/mini';
import { internalDeviceCommands } from './device.ts';
import { internalMovingCommands } from './moving.ts';
import { passkeyCommands } from './passkey.ts';
import { internalPrivateDetailCommands } from './private-details.ts';
import { signInCommands } from './sign-in.ts';

/** Commands that the server gives itself: they are validated and decided like all others, and have no address. */
export const internalCommands = {
  ...signInCommands,
  ...internalPrivateDetailCommands,
  ...internalDeviceCommands,
  ...passkeyCommands,
  ...internalMovingCommands,
};

export type InternalCommandType = keyof typeof internalCommands;
export type InternalCommandPayload<Type extends InternalCommandType> = z.infer<
  (typeof internalCommands)[Type]['payload']
>;
