import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import * as p from './primitives.ts';
import { clockTime } from './timesheet.ts';
import { waits } from './waits.ts';

const employeeId = p.id;
/** When the button was tapped, if the tablet was offline then. Left out: now. */
const at = p.optional(z.iso.datetime('must be a moment such as 2026-11-12T06:45:00Z'));

export const clockCommands = {
  ClockIn: {
    summary: 'Start a shift',
    permission: 'own.clock',
    version: 'none',
    offline: waits.ClockIn,
    payload: z.strictObject({ employeeId, at, orderId: p.optional(p.id) }),
    example: { employeeId: 'employee-7', orderId: 'order-0042' },
  },
  ClockOut: {
    summary: 'End the shift; it goes onto the timesheet of its week',
    permission: 'own.clock',
    version: 'none',
    offline: waits.ClockOut,
    payload: z.strictObject({
      employeeId,
      at,
      /** When it ended by word, where nobody tapped: the first such time after the start, HH:MM. It counts before `at`. */
      saidEnd: p.optional(clockTime),
      /** Unpaid minutes. Left out: the usual break of the settings. */
      breakMinutes: p.optional(z.int('must be whole minutes').check(z.gte(0), z.lte(720))),
      note: p.optional(p.text(500)),
    }),
    example: { employeeId: 'employee-7', breakMinutes: 30 },
  },
} as const satisfies Record<string, CommandContract>;

/** The clock of one employee. The id is the employee's. */
export const clockState = z.object({
  id: z.string(),
  employeeName: z.string(),
  /** Whether a shift is open. */
  on: z.boolean(),
  /** The open shift, if there is one. `date` and `time` are those of the company. */
  open: z.optional(
    z.object({
      since: z.iso.datetime(),
      date: z.string(),
      time: z.string(),
      orderId: z.optional(z.string()),
      orderNumber: z.optional(z.string()),
    }),
  ),
  /** The shift before. */
  last: z.optional(
    z.object({
      date: z.string(),
      start: z.string(),
      end: z.string(),
      breakMinutes: z.int(),
      minutes: z.int(),
      /** Whether the timesheet took it as worked time. If not, the week was closed or already had these hours. */
      entered: z.boolean(),
    }),
  ),
  sequence: z.int(),
});
export type ClockState = z.infer<typeof clockState>;
