import * as z from 'zod/mini';

/** How one thing is, and what puts it right where it is not well. */
export const light = z.object({
  name: z.string(),
  state: z.enum(['ok', 'warn', 'fail']),
  detail: z.string(),
  remedy: z.optional(z.string()),
});
export type Light = z.infer<typeof light>;

/** How this Misty is, for those who run it. */
export const healthReport = z.object({
  checkedAt: z.iso.datetime(),
  /** Services, disks and backups. */
  lights: z.array(light),
  /** The last position of the log. */
  head: z.int(),
  readModels: z.array(
    z.object({
      name: z.string(),
      position: z.int(),
      behind: z.int(),
      /** Rows that an event could not be applied to. */
      parked: z.int(),
      /** How far the next generation has come, while one is built. */
      building: z.optional(z.int()),
    }),
  ),
  /** Missing where none was ever made. */
  backup: z.optional(z.object({ at: z.iso.datetime(), target: z.string(), bytes: z.int() })),
  /** The last restore on trial. */
  trial: z.optional(
    z.object({
      at: z.iso.datetime(),
      events: z.int(),
      readModels: z.int(),
      seconds: z.int(),
      fault: z.optional(z.string()),
    }),
  ),
  /** Shared tablets, and other devices that are open now or were since the start. */
  devices: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      live: z.boolean(),
      /** When its line was last open, since the server was started. */
      seenAt: z.optional(z.iso.datetime()),
      /** People whose work waits unsent on it, as it told at its door. */
      unsent: z.int(),
    }),
  ),
});
export type HealthReport = z.infer<typeof healthReport>;
