import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { employmentTypes } from './employment.ts';
import { leaveTypes } from './leave-types.ts';
import * as p from './primitives.ts';
import { privateFields } from './private-fields.ts';

/** Highest hourly rate, in cents: $1,000. */
export const RATE_MAX = 100_000;

const employeeId = p.id;
const minutesOfADay = z.int('must be whole minutes').check(z.gte(0), z.lte(1_440));
const minutesOfAYear = z.int('must be whole minutes').check(z.gte(0), z.lte(124_800));

/** What pay and leave are worked out by. The tax file number itself is kept elsewhere, never in an event. */
export const payTerms = z.strictObject({
  employmentType: z.enum(employmentTypes, 'must be full-time, part-time or casual'),
  /** Agreed ordinary minutes of a week: 2,280 is 38 h. */
  weeklyMinutes: z.int('must be whole minutes').check(z.gte(0), z.lte(10_080)),
  /** Ordinary minutes of each weekday, Monday first. Left out: those of the company's working calendar. */
  weekdayMinutes: p.optional(z.array(minutesOfADay).check(z.length(7, 'must have seven days, Monday first'))),
  /** Minutes a year at full time, where they differ from the settings. */
  entitlements: p.optional(z.partialRecord(z.enum(leaveTypes, 'must be a type of leave'), minutesOfAYear)),
  /** Claims the tax-free threshold here: scale 2, otherwise scale 1. */
  taxFreeThreshold: z.boolean(),
  /** Has told the tax file number. True as long as it is on file. */
  tfnProvided: z.boolean(),
  /** Has a study or training loan. */
  studyLoan: z.boolean(),
});
export type PayTerms = z.infer<typeof payTerms>;

/** Terms as a card has them: see `terms.ts`. */
function dated<Shape extends z.core.$ZodType>(terms: Shape) {
  return z.object({ from: z.optional(z.string()), terms });
}

/** What a day is worked by. The rest of the terms is for tax, which goes by the pay date. */
export type WorkTerms = Pick<PayTerms, 'employmentType' | 'weeklyMinutes' | 'weekdayMinutes' | 'entitlements'>;

const profile = {
  /** On the badge and the payslip: unique. */
  number: p.code,
  name: p.name,
  /** The account that this person signs in with; one account for one employee. */
  userId: p.optional(p.id),
  email: p.optional(p.email),
  phone: p.optional(p.line(40)),
  department: p.optional(p.name),
  position: p.optional(p.name),
  startDate: p.calendarDate,
};

export const employeeCommands = {
  RegisterEmployee: {
    summary: 'Add somebody who works here',
    permission: 'people.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, ...profile, terms: payTerms }),
    example: {
      employeeId: 'employee-7',
      number: 'EMP0007',
      name: 'Kim Lee',
      email: 'kim@misty.example',
      position: 'Winder operator',
      startDate: '2026-07-06',
      terms: {
        employmentType: 'full-time',
        weeklyMinutes: 2_280,
        taxFreeThreshold: true,
        tfnProvided: true,
        studyLoan: false,
      },
    },
  },
  ReviseEmployee: {
    summary: 'Change an employee who was on screen; the whole card is sent, and terms where they change from a day on',
    permission: 'people.manage',
    version: 'required',
    offline: 'online',
    payload: z
      .strictObject({
        employeeId,
        ...profile,
        /** Left out: the terms stay as they are. */
        terms: p.optional(payTerms),
        /** The terms count from this day on, until the next that are dated. Left out: from today. */
        termsFrom: p.optional(p.calendarDate),
      })
      .check(
        z.refine(({ terms, termsFrom }) => terms !== undefined || termsFrom === undefined, {
          message: 'needs the terms that count from this day on',
          path: ['termsFrom'],
        }),
      ),
    example: {
      employeeId: 'employee-7',
      number: 'EMP0007',
      name: 'Kim Lee',
      position: 'Leading hand',
      startDate: '2026-07-06',
      terms: {
        employmentType: 'part-time',
        weeklyMinutes: 1_368,
        weekdayMinutes: [456, 456, 456, 0, 0, 0, 0],
        taxFreeThreshold: true,
        tfnProvided: true,
        studyLoan: true,
      },
      termsFrom: '2026-12-07',
    },
  },
  SetPayRate: {
    summary: 'Set the hourly rate from a date on',
    permission: 'pay.manage',
    version: 'optional',
    offline: 'online',
    payload: z.strictObject({
      employeeId,
      from: p.calendarDate,
      /** Cents an hour. */
      rateCents: z
        .int('must be whole cents from 1 to 100,000')
        .check(
          z.gte(1, 'must be whole cents from 1 to 100,000'),
          z.lte(RATE_MAX, 'must be whole cents from 1 to 100,000'),
        ),
      reason: p.optional(p.reason),
    }),
    example: { employeeId: 'employee-7', from: '2026-12-07', rateCents: 3_475, reason: 'Yearly review' },
  },
  AssignManager: {
    summary: 'Say whose team somebody is in; null for nobody',
    permission: 'people.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, managerId: z.nullable(p.id) }),
    example: { employeeId: 'employee-7', managerId: 'employee-2' },
  },
  DelegateApprovals: {
    summary: 'Let somebody decide in your place from one date to another; given again, the newer dates count',
    permission: 'approvals.decide',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, to: p.id, from: p.calendarDate, until: p.calendarDate }).check(
      z.refine(({ from, until }) => from <= until, { message: 'must not be before from', path: ['until'] }),
      z.refine(({ employeeId, to }) => employeeId !== to, { message: 'must be somebody else', path: ['to'] }),
    ),
    example: { employeeId: 'employee-2', to: 'employee-3', from: '2026-12-21', until: '2027-01-08' },
  },
  DeactivateEmployee: {
    summary: 'Take somebody who left off the lists; leave, weeks and pay are kept',
    permission: 'people.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId, reason: p.optional(p.reason) }),
    example: { employeeId: 'employee-7', reason: 'Retired' },
  },
  ReactivateEmployee: {
    summary: 'Take somebody back on the lists',
    permission: 'people.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ employeeId }),
    example: { employeeId: 'employee-7' },
  },
} as const satisfies Record<string, CommandContract>;

/** One row of the list of people, which everybody reads: who works here, in whose team. The rest is on the card. */
export const employeeRow = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  userId: z.optional(z.string()),
  department: z.optional(z.string()),
  position: z.optional(z.string()),
  managerId: z.optional(z.string()),
  /** Delegations: who decides in this person's place, and when. Past ones are included. */
  delegations: z.array(z.object({ to: z.string(), from: z.string(), until: z.string() })),
  active: z.boolean(),
  /** Sequence of the last event that changed the card: send it as If-Match. */
  version: z.int(),
  sequence: z.int(),
});
export type EmployeeRow = z.infer<typeof employeeRow>;

/** How somebody is reached, and what they work: for the person, and for those who decide for them. */
export const employeeCard = z.object({
  id: z.string(),
  name: z.string(),
  email: z.optional(z.string()),
  phone: z.optional(z.string()),
  startDate: z.string(),
  /** The earliest first: a day has the last that began on it or before. */
  terms: z.array(
    dated(
      z.object({
        employmentType: z.enum(employmentTypes),
        weeklyMinutes: z.int(),
        /** Left out: the days of the company's week. */
        weekdayMinutes: z.optional(z.array(z.int())),
      }),
    ),
  ),
  /** Version of the card, as the list of people has it. */
  version: z.int(),
});
export type EmployeeCard = z.infer<typeof employeeCard>;
/** What somebody works: what their week and their leave are read by. */
export type CardTerms = EmployeeCard['terms'];

/** What somebody is paid by: for those who may see pay, and for the person. */
export const employeePay = z.object({
  id: z.string(),
  number: z.string(),
  name: z.string(),
  userId: z.optional(z.string()),
  /** The earliest first: a day has the last that began on it or before. */
  terms: z.array(dated(payTerms)),
  /** The newest date first. Cents an hour. */
  rates: z.array(z.object({ from: z.string(), rateCents: z.int() })),
  active: z.boolean(),
  /** Version of the card, for ReviseEmployee. */
  version: z.int(),
  /** Sequence of the last event that changed a rate, 0 where there is none: for SetPayRate. */
  rateVersion: z.int(),
  /** What is sealed of this person; masked at /api/private-details. */
  onFile: z.array(z.enum(privateFields)),
  /** Sequence of the last event that changed what is on file, 0 where there is none. */
  detailsVersion: z.int(),
});
export type EmployeePay = z.infer<typeof employeePay>;
