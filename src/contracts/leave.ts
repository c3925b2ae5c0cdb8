import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { dayHalves, LEAVE_DAYS_MAX } from './leave-days.ts';
import { leaveTypes } from './leave-types.ts';
import { author, person } from './person.ts';
import * as p from './primitives.ts';

const employeeId = p.id;
const requestId = p.id;
const type = z.enum(leaveTypes, 'must be a type of leave');
const balanceChange = z.int('must be whole minutes, and not 0').check(
  z.gte(-600_000),
  z.lte(600_000),
  z.refine((minutes) => minutes !== 0, 'must not be 0'),
);

const day = z.strictObject({
  date: p.calendarDate,
  minutes: z
    .int('must be whole minutes from 1 to 1,440')
    .check(z.gte(1, 'must be whole minutes from 1 to 1,440'), z.lte(1_440, 'must be whole minutes from 1 to 1,440')),
  half: p.optional(z.enum(dayHalves, 'must be first or second')),
});
export type LeaveDay = z.infer<typeof day>;

const days = z.array(day).check(
  z.minLength(1, 'must have at least one day'),
  z.maxLength(LEAVE_DAYS_MAX, `must have at most ${LEAVE_DAYS_MAX} days`),
  z.refine((all) => all.every(({ date }, i) => i === 0 || (all[i - 1]?.date ?? '') < date), {
    message: 'must be in order, each date once',
  }),
);

export const leaveCommands = {
  RequestLeave: {
    summary: 'Ask for leave, day by day',
    permission: 'own.leave',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, requestId, type, days, note: p.optional(p.note) }),
    example: {
      employeeId: 'employee-7',
      requestId: 'leave-19',
      type: 'annual',
      days: [
        { date: '2026-12-23', minutes: 456 },
        { date: '2026-12-24', minutes: 228, half: 'first' },
      ],
      note: 'Family in Ballarat',
    },
  },
  WithdrawLeave: {
    summary: 'Take back a request that nobody has decided yet',
    permission: 'own.leave',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, requestId }),
    example: { employeeId: 'employee-7', requestId: 'leave-19' },
  },
  ApproveLeave: {
    summary: 'Approve a request; the balance is deducted now, and only now',
    permission: 'approvals.decide',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, requestId, note: p.optional(p.note) }),
    example: { employeeId: 'employee-7', requestId: 'leave-19' },
  },
  RejectLeave: {
    summary: 'Reject a request, with the reason',
    permission: 'approvals.decide',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, requestId, reason: p.optional(p.reason) }),
    example: { employeeId: 'employee-7', requestId: 'leave-19', reason: 'Two of seven are away already' },
  },
  CancelApprovedLeave: {
    summary: 'Cancel approved leave, with the reason; the minutes go back to the balance',
    permission: 'approvals.decide',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, requestId, reason: p.optional(p.reason) }),
    example: { employeeId: 'employee-7', requestId: 'leave-19', reason: 'Came to work' },
  },
  AdjustLeaveBalance: {
    summary: 'Correct a balance by a difference, with the reason',
    permission: 'leave.adjust',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, type, minutes: balanceChange, reason: p.optional(p.reason) }),
    example: { employeeId: 'employee-7', type: 'annual', minutes: -456, reason: 'Deducted once too few' },
  },
} as const satisfies Record<string, CommandContract>;

export const leaveStatuses = ['pending', 'approved', 'rejected', 'withdrawn', 'cancelled'] as const;
export type LeaveStatus = (typeof leaveStatuses)[number];

/**
 * Balances of one employee, all in minutes. The id is the employee's. What is available is balance − pending − floor.
 */
export const leaveBalance = z.object({
  id: z.string(),
  employeeName: z.string(),
  balances: z.array(z.object({ type, balanceMinutes: z.int(), pendingMinutes: z.int() })),
  /** Mondays of the weeks whose timesheet is approved: leave in them is locked. The last 60. */
  lockedWeeks: z.array(z.string()),
  sequence: z.int(),
});
export type LeaveBalance = z.infer<typeof leaveBalance>;

export const leaveMovementKinds = [
  'requested',
  'withdrawn',
  'approved',
  'rejected',
  'cancelled',
  'adjusted',
  /** An adjustment of the old application. */
  'recorded',
  'taken',
  'accrued',
  'taken-reversed',
  'accrual-reversed',
] as const;

/** One event in the history of a person's leave, with the balances that it changed. Paged, newest first. */
export const leaveMovement = z.object({
  id: z.string(),
  employeeId: z.string(),
  sequence: z.int(),
  position: z.int(),
  at: z.iso.datetime(),
  user: author,
  kind: z.enum(leaveMovementKinds),
  /** Change with a sign, and the balance after it, in minutes. Empty where no balance moved. */
  changes: z.array(z.object({ type, minutes: z.int(), balanceMinutes: z.int() })),
  /** The request, where there is one. */
  request: z.optional(
    z.object({ requestId: z.string(), type, firstDay: z.string(), lastDay: z.string(), minutes: z.int() }),
  ),
  /** The week, where there is one. */
  monday: z.optional(z.string()),
  reason: z.optional(z.string()),
});
export type LeaveMovement = z.infer<typeof leaveMovement>;

/** One request for leave, and its decision. The id is `leaveRequestId` of contracts/week. */
export const leaveRequest = z.object({
  id: z.string(),
  requestId: z.string(),
  employeeId: z.string(),
  employeeName: z.string(),
  type,
  status: z.enum(leaveStatuses),
  days: z.array(z.object({ date: z.string(), minutes: z.int(), half: z.optional(z.enum(dayHalves)) })),
  firstDay: z.string(),
  lastDay: z.string(),
  minutes: z.int(),
  note: z.optional(z.string()),
  requestedAt: z.iso.datetime(),
  requestedBy: person,
  decidedAt: z.optional(z.iso.datetime()),
  decidedBy: z.optional(person),
  /** What the approver wrote. */
  decisionNote: z.optional(z.string()),
  /** Why it was rejected or cancelled. */
  reason: z.optional(z.string()),
  /** Balance of its type directly before and after the approval; not for types without a balance. */
  balanceBefore: z.optional(z.int()),
  balanceAfter: z.optional(z.int()),
  sequence: z.int(),
});
export type LeaveRequest = z.infer<typeof leaveRequest>;

/** Who is away when, for everybody: neither why nor what kind of leave it is. The id is as of the request. */
export const awayEntry = z.object({
  id: z.string(),
  employeeId: z.string(),
  employeeName: z.string(),
  status: z.enum(['pending', 'approved']),
  firstDay: z.string(),
  lastDay: z.string(),
  days: z.array(z.object({ date: z.string(), half: z.optional(z.enum(dayHalves)) })),
});
export type AwayEntry = z.infer<typeof awayEntry>;
