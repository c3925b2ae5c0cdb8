import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { leaveTypes } from './leave-types.ts';
import { person } from './person.ts';
import * as p from './primitives.ts';
import { waits } from './waits.ts';
import { weekdayOf } from './week.ts';

/** Most entries of one week. */
export const ENTRIES_MAX = 70;

/** First day of a week, YYYY-MM-DD, in this century. */
export const monday = p.calendarDate.check(
  z.refine((date) => weekdayOf(date) === 0, 'must be a Monday'),
  z.refine((date) => date.startsWith('20'), 'must be in this century'),
);

const employeeId = p.id;
export const clockTime = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 06:45'));
const minutesWorked = z
  .int('must be whole minutes from 1 to 1,440')
  .check(z.gte(1, 'must be whole minutes from 1 to 1,440'), z.lte(1_440, 'must be whole minutes from 1 to 1,440'));
const breakMinutes = z
  .int('must be whole minutes from 0 to 720')
  .check(z.gte(0, 'must be whole minutes from 0 to 720'), z.lte(720, 'must be whole minutes from 0 to 720'));

/** Worked time: either minutes, or start and end with the unpaid break. An end before the start is on the next day. */
const entry = z
  .strictObject({
    date: p.calendarDate,
    minutes: p.optional(minutesWorked),
    start: p.optional(clockTime),
    end: p.optional(clockTime),
    breakMinutes: p.optional(breakMinutes),
    /** The order that it is costed to. */
    orderId: p.optional(p.id),
    note: p.optional(p.text(500)),
  })
  .check(
    z.refine(({ minutes, start }) => (minutes === undefined) !== (start === undefined), {
      message: 'must be given, or start and end: one of the two',
      path: ['minutes'],
    }),
    z.refine(({ start, end }) => (start === undefined) === (end === undefined), {
      message: 'must be given together with start',
      path: ['end'],
    }),
    z.refine(({ start, end }) => start === undefined || start !== end, {
      message: 'must not be the same as start',
      path: ['end'],
    }),
    z.refine(({ start, breakMinutes }) => start !== undefined || breakMinutes === undefined, {
      message: 'needs start and end',
      path: ['breakMinutes'],
    }),
  );
export type TimesheetEntryInput = z.infer<typeof entry>;

export const timesheetCommands = {
  SaveTimesheet: {
    summary: 'Save the worked time of a week; the whole week is sent. Version 0 for a week that nobody has saved yet',
    permission: 'own.timesheet',
    version: 'required',
    offline: waits.SaveTimesheet,
    payload: z.strictObject({
      employeeId,
      monday,
      entries: z.array(entry).check(z.maxLength(ENTRIES_MAX, `must have at most ${ENTRIES_MAX} entries`)),
      note: p.optional(p.note),
    }),
    example: {
      employeeId: 'employee-7',
      monday: '2026-11-09',
      entries: [
        { date: '2026-11-09', start: '06:45', end: '15:03', breakMinutes: 30, orderId: 'order-0042' },
        { date: '2026-11-10', minutes: 456 },
      ],
    },
  },
  SubmitTimesheet: {
    summary: 'Send a week in for approval',
    permission: 'own.timesheet',
    version: 'optional',
    offline: 'online',
    payload: z.strictObject({ employeeId, monday }),
    example: { employeeId: 'employee-7', monday: '2026-11-09' },
  },
  ApproveTimesheet: {
    summary: 'Approve a week that was on screen: pay is worked out, leave accrues, the week is locked',
    permission: 'approvals.decide',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ employeeId, monday }),
    example: { employeeId: 'employee-7', monday: '2026-11-09' },
  },
  RejectTimesheet: {
    summary: 'Send a week back, with the reason',
    permission: 'approvals.decide',
    version: 'optional',
    offline: 'online',
    payload: z.strictObject({ employeeId, monday, reason: p.optional(p.reason) }),
    example: { employeeId: 'employee-7', monday: '2026-11-09', reason: 'Tuesday is missing' },
  },
  ReopenTimesheet: {
    summary: 'Take an approval back, with the reason: its pay and its accrued leave are taken back too',
    permission: 'approvals.decide',
    version: 'optional',
    offline: 'online',
    payload: z.strictObject({ employeeId, monday, reason: p.optional(p.reason) }),
    example: { employeeId: 'employee-7', monday: '2026-11-09', reason: 'A shift was forgotten' },
  },
} as const satisfies Record<string, CommandContract>;

export const timesheetStatuses = ['draft', 'submitted', 'approved', 'rejected'] as const;
export type TimesheetStatus = (typeof timesheetStatuses)[number];

export const timesheetEntry = z.object({
  date: z.string(),
  /** After the break. */
  minutes: z.int(),
  start: z.optional(z.string()),
  end: z.optional(z.string()),
  breakMinutes: z.optional(z.int()),
  orderId: z.optional(z.string()),
  orderNumber: z.optional(z.string()),
  note: z.optional(z.string()),
});

/** One row of the list of weeks. */
export const timesheetRow = z.object({
  id: z.string(),
  employeeId: z.string(),
  employeeName: z.string(),
  monday: z.string(),
  status: z.enum(timesheetStatuses),
  workedMinutes: z.int(),
  leaveMinutes: z.int(),
  /** Of what was worked; not there unless approved. */
  overtimeMinutes: z.optional(z.int()),
  submittedAt: z.optional(z.iso.datetime()),
  decidedAt: z.optional(z.iso.datetime()),
  decidedBy: z.optional(person),
  /** Why it was sent back or reopened. */
  reason: z.optional(z.string()),
  /** Whether its pay is in a finalised pay run. */
  finalised: z.boolean(),
  /** Sequence of the last event that changed the worked time, 0 where nobody has saved any: send it as If-Match. */
  version: z.int(),
  sequence: z.int(),
});
export type TimesheetRow = z.infer<typeof timesheetRow>;

/** A week as its grid shows it. How worked time splits into ordinary and overtime: `splitWeek` of contracts/hours. */
export const timesheet = z.extend(timesheetRow, {
  entries: z.array(timesheetEntry),
  /** What the clock says: evidence beside the entries. */
  shifts: z.array(
    z.object({
      date: z.string(),
      start: z.string(),
      end: z.string(),
      breakMinutes: z.int(),
      minutes: z.int(),
      orderId: z.optional(z.string()),
      orderNumber: z.optional(z.string()),
      entered: z.boolean(),
      /** The end was said later: nobody tapped it. */
      said: z.optional(z.literal(true)),
    }),
  ),
  /** From approved leave, never typed. */
  leave: z.array(z.object({ requestId: z.string(), type: z.enum(leaveTypes), date: z.string(), minutes: z.int() })),
  note: z.optional(z.string()),
  savedAt: z.optional(z.iso.datetime()),
  savedBy: z.optional(person),
  /** Sequence of the live pay calculation; not there unless approved. */
  calculation: z.optional(z.int()),
});
export type Timesheet = z.infer<typeof timesheet>;

/**
 * One card of the approvals inbox, as it was asked for and decided. The id is `approvalId` of contracts/week. How it
 * stands against balances, absences and the clock at this moment is `checksOf` of contracts/approval-checks; what it
 * pays is on the payslip of the same week, for those who may see pay.
 */
export const approvalCard = z.object({
  id: z.string(),
  kind: z.enum(['leave', 'timesheet']),
  status: z.enum(['waiting', 'decided']),
  employeeId: z.string(),
  employeeName: z.string(),
  askedAt: z.iso.datetime(),
  note: z.optional(z.string()),
  leave: z.optional(
    z.object({
      requestId: z.string(),
      type: z.enum(leaveTypes),
      firstDay: z.string(),
      lastDay: z.string(),
      days: z.array(z.object({ date: z.string(), minutes: z.int(), half: z.optional(z.enum(['first', 'second'])) })),
      minutes: z.int(),
      /** Around the approval, once there was one. Not for types without a balance. */
      balanceBefore: z.optional(z.int()),
      balanceAfter: z.optional(z.int()),
    }),
  ),
  timesheet: z.optional(
    z.object({
      monday: z.string(),
      workedMinutes: z.int(),
      leaveMinutes: z.int(),
      /** The same by date: `hoursOfWeek` of contracts/week-hours tells ordinary time from overtime. */
      worked: z.array(z.object({ date: z.string(), minutes: z.int() })),
      leave: z.array(z.object({ date: z.string(), type: z.enum(leaveTypes), minutes: z.int() })),
      /** What the clock says; not there when nobody used it. */
      clockedMinutes: z.optional(z.int()),
      /** Shifts whose end was said later: nobody tapped it. */
      saidShifts: z.optional(z.int()),
      finalised: z.boolean(),
    }),
  ),
  decision: z.optional(
    z.object({
      kind: z.enum(['approved', 'rejected', 'withdrawn', 'cancelled', 'reopened']),
      at: z.iso.datetime(),
      by: person,
      reason: z.optional(z.string()),
    }),
  ),
  /** Send it as If-Match with ApproveTimesheet. */
  version: z.int(),
  sequence: z.int(),
});
export type ApprovalCard = z.infer<typeof approvalCard>;
