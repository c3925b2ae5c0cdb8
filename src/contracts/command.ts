import * as z from 'zod/mini';
import type { Permission } from './permissions.ts';

/**
 * What a command may do while the tablet is offline: wait in the outbox as if done (`queue`), wait as a wish that the
 * server may still refuse (`request`), or not be given at all (`online`).
 */
export type OfflineClass = 'queue' | 'request' | 'online';

export interface CommandContract {
  readonly summary: string;
  readonly permission: Permission;
  /**
   * Whether the sender says which version was on screen (If-Match). Where it is required, a command without it gets
   * 428.
   */
  readonly version: 'required' | 'optional' | 'none';
  readonly offline: OfflineClass;
  readonly payload: z.ZodMiniType<object>;
  /** A payload for the documentation of the API. No browser loads it: screens import types of commands alone. */
  readonly example: object;
}

/** A command that the server gives itself: it has no address, and no page of the documentation. */
export type InternalCommandContract = Omit<CommandContract, 'example'>;

/** Answer to an accepted command. */
export const commandAccepted = z.object({
  commandId: z.string(),
  /** Position in the log; send it as ?after= to read what you wrote. */
  position: z.int(),
  aggregate: z.string(),
  sequence: z.int(),
  result: z.optional(z.record(z.string(), z.unknown())),
});
export type CommandAccepted = z.infer<typeof commandAccepted>;
