import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { payTerms } from './employee.ts';
import { leaveTypes } from './leave-types.ts';
import { payLineKinds } from './pay-lines.ts';
import { person } from './person.ts';
import * as p from './primitives.ts';
import { monday } from './timesheet.ts';

/** Most weeks of people that one run pays. */
export const PAY_RUN_MAX = 200;

const period = monday;

/** A week as it was reviewed. A newer calculation makes the review stale. */
const reviewed = z.strictObject({
  employeeId: p.id,
  monday,
  /** Sequence of the pay calculation that was on screen. */
  calculation: z.int().check(z.gte(1)),
});

export const payCommands = {
  OpenPayRun: {
    summary: 'Open the pay run of a week that is over',
    permission: 'pay.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      period,
      /** Left out: the usual pay day after the week. */
      payDate: p.optional(p.calendarDate),
    }),
    example: { period: '2026-11-09' },
  },
  FinalisePayRun: {
    summary: 'Pay what was reviewed: all its weeks are marked in the same moment',
    permission: 'pay.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      period,
      weeks: z.array(reviewed).check(
        z.minLength(1, 'must have at least one week of somebody'),
        z.maxLength(PAY_RUN_MAX, `must have at most ${PAY_RUN_MAX} weeks`),
        z.refine(
          (all) => new Set(all.map((one) => `${one.employeeId} ${one.monday}`)).size === all.length,
          'has the same week of somebody twice',
        ),
      ),
    }),
    example: { period: '2026-11-09', weeks: [{ employeeId: 'employee-7', monday: '2026-11-09', calculation: 5 }] },
  },
  VoidPayRun: {
    summary: 'Take a pay run back, with the reason: its weeks may be reopened or paid again',
    permission: 'pay.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ period, reason: p.optional(p.reason) }),
    example: { period: '2026-11-09', reason: 'The bank file was wrong' },
  },
} as const satisfies Record<string, CommandContract>;

/** cents = half-up(minutes × rateCents × basisPoints ÷ 600,000) */
export const payLine = z.object({
  kind: z.enum(payLineKinds),
  leaveType: z.optional(z.enum(leaveTypes)),
  /** Overtime that is paid as another kind, such as at the rates of its Saturday: it is no ordinary time. */
  overtime: z.optional(z.literal(true)),
  minutes: z.int(),
  rateCents: z.int(),
  basisPoints: z.int(),
  cents: z.int(),
});
export type PayLine = z.infer<typeof payLine>;

/** All in cents. net = gross − tax − study loan; super is paid on top. */
export const payAmounts = z.object({
  grossCents: z.int(),
  /** Ordinary time earnings: what super is worked out on. */
  ordinaryTimeCents: z.int(),
  taxCents: z.int(),
  studyLoanCents: z.int(),
  netCents: z.int(),
  superCents: z.int(),
});
export type PayAmounts = z.infer<typeof payAmounts>;

export const payRunStatuses = ['open', 'finalised', 'voided'] as const;

/** A pay run. The id is the Monday of its period. Lines are there once it is finalised. */
export const payRun = z.object({
  id: z.string(),
  status: z.enum(payRunStatuses),
  payDate: z.string(),
  openedAt: z.iso.datetime(),
  openedBy: person,
  finalisedAt: z.optional(z.iso.datetime()),
  finalisedBy: z.optional(person),
  voidedAt: z.optional(z.iso.datetime()),
  voidedBy: z.optional(person),
  reason: z.optional(z.string()),
  lines: z.array(
    z.extend(payAmounts, {
      employeeId: z.string(),
      employeeName: z.string(),
      monday: z.string(),
      calculation: z.int(),
    }),
  ),
  totals: payAmounts,
  sequence: z.int(),
});
export type PayRun = z.infer<typeof payRun>;

export const payslipStatuses = ['worked-out', 'finalised', 'taken-back'] as const;

/** The pay of one week of one employee, the id as of the week: what a payslip prints. */
export const payslip = z.extend(payAmounts, {
  id: z.string(),
  status: z.enum(payslipStatuses),
  employeeId: z.string(),
  employeeName: z.string(),
  employeeNumber: z.string(),
  monday: z.string(),
  payDate: z.string(),
  /**
   * Monday of the pay run that paid it; not there unless finalised. A week that missed its own run is in a later one.
   */
  period: z.optional(z.string()),
  /** The year of the pay date, "2026-27". The year to date is counted over it. */
  financialYear: z.string(),
  /** Sequence of the calculation in the timesheet: send it with FinalisePayRun. */
  calculation: z.int(),
  ordinaryMinutes: z.int(),
  overtimeMinutes: z.int(),
  leaveMinutes: z.int(),
  /** The terms that it was worked out with. The card may have others by now. */
  terms: payTerms,
  lines: z.array(payLine),
  superBasisPoints: z.int(),
  /** The tables that it was worked out with, and their sources. */
  tables: z.array(z.object({ id: z.string(), title: z.string(), source: z.string() })),
  accrued: z.array(z.object({ type: z.enum(leaveTypes), minutes: z.int() })),
  calculatedAt: z.iso.datetime(),
  approvedBy: person,
  /** It was worked out by the old application. */
  carried: z.optional(z.boolean()),
  /** Of the week's last event about its pay: what a receipt of the payslip is asked for with. */
  sequence: z.int(),
});
export type Payslip = z.infer<typeof payslip>;
