import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { leaveTypes } from './leave-types.ts';
import * as p from './primitives.ts';

export const HOLIDAYS_MAX = 400;
export const PAY_RULES_MAX = 40;

const minutesOfADay = z.int('must be whole minutes from 0 to 1,440').check(z.gte(0), z.lte(1_440));
/** 10,000 is the plain rate, 15,000 time and a half. */
const payBasisPoints = z.int('must be whole basis points').check(z.gte(10_000), z.lte(50_000));
const loading = z.int('must be whole basis points').check(z.gte(0), z.lte(10_000));

const holiday = z.strictObject({ date: p.calendarDate, name: p.name });

const leaveTypeRule = z.strictObject({
  type: z.enum(leaveTypes, 'must be a type of leave'),
  /** Whether leave of this type is paid at the plain rate. */
  paid: z.boolean(),
  /** Whether it has a balance. Without one it is approved without looking at any. */
  balanced: z.boolean(),
  /** Minutes that a full-time year of ordinary time accrues. */
  yearlyMinutes: z.int('must be whole minutes').check(z.gte(0), z.lte(124_800)),
  /** The balance never falls below this: 0, or less than 0. */
  floorMinutes: z.int('must be whole minutes, 0 or below').check(z.gte(-124_800), z.lte(0)),
});
export type LeaveTypeRule = z.infer<typeof leaveTypeRule>;

/** So many minutes at this rate; the last tier takes the rest of the day. */
const tiers = z.array(z.strictObject({ minutes: p.optional(minutesOfADay), basisPoints: payBasisPoints })).check(
  z.minLength(1, 'must have at least one tier'),
  z.maxLength(5, 'must have at most 5 tiers'),
  z.refine(
    (all) => all.every(({ minutes }, i) => (minutes === undefined) === (i === all.length - 1)),
    'must say the minutes of each tier but the last',
  ),
);
export type PayTier = z.infer<typeof tiers>[number];

const payRules = z.strictObject({
  /** First day of a week that they count for; they count until the next. */
  from: p.calendarDate,
  ordinaryMinutesPerDay: minutesOfADay,
  ordinaryMinutesPerWeek: z.int('must be whole minutes').check(z.gte(60), z.lte(10_080)),
  overtime: tiers,
  /** All time worked on such a day; left out, it is a day like any other. */
  saturday: p.optional(tiers),
  sunday: p.optional(tiers),
  publicHoliday: p.optional(tiers),
  /** On top of the plain rate. Left out: none. */
  casualLoadingBasisPoints: p.optional(loading),
  /** The loading of a casual's overtime, of the plain rate too. */
  casualOvertimeLoadingBasisPoints: p.optional(loading),
  /** Overtime of a part-timer begins beyond the hours that were agreed for the week. Left out: beyond the ordinary week. */
  partTimeOvertimeBeyondAgreed: p.optional(z.literal(true)),
  leaveLoadingBasisPoints: p.optional(loading),
  /** Where the company pays more super than the guarantee. */
  superBasisPoints: p.optional(loading),
});
export type PayRules = z.infer<typeof payRules>;

/** Eleven digits; the first two check the other nine, by the Australian Business Register's own rule. */
const abn = z.string().check(
  z.regex(/^\d{11}$/, 'must be the 11 digits of an ABN'),
  z.refine(
    (digits) =>
      abnWeights.reduce((sum, weight, at) => sum + weight * (Number(digits[at]) - (at === 0 ? 1 : 0)), 0) % 89 === 0,
    'is not an ABN: a digit is wrong',
  ),
);
const abnWeights = [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19];

const sections = {
  /** Who pays: at the top of every payslip. */
  employer: z.strictObject({ name: p.name, abn: p.optional(abn) }),
  /** Ordinary minutes of each weekday, Monday first. */
  weekdayMinutes: z.array(minutesOfADay).check(z.length(7, 'must have seven days, Monday first')),
  holidays: z.array(holiday).check(
    z.maxLength(HOLIDAYS_MAX, `must have at most ${HOLIDAYS_MAX} days`),
    z.refine((all) => new Set(all.map(({ date }) => date)).size === all.length, 'has the same date twice'),
  ),
  leaveTypes: z
    .array(leaveTypeRule)
    .check(
      z.refine(
        (all) => all.length === leaveTypes.length && leaveTypes.every((type) => all.some((rule) => rule.type === type)),
        'must have each type of leave once',
      ),
    ),
  payRules: z.array(payRules).check(
    z.minLength(1, 'must have at least one set of rules'),
    z.maxLength(PAY_RULES_MAX, `must have at most ${PAY_RULES_MAX} sets of rules`),
    z.refine((all) => all.every(({ from }, i) => i === 0 || (all[i - 1]?.from ?? '') < from), {
      message: 'must be in order, each date once',
    }),
  ),
  /** Unpaid break that the clock takes off a shift of more than `afterMinutes`. */
  clockBreak: z.strictObject({
    afterMinutes: minutesOfADay,
    minutes: z.int().check(z.gte(0), z.lte(240)),
    /** Nobody taps a shift longer than this to its end: when it ended has to be said. Left out: 12 hours. */
    limitMinutes: p.optional(minutesOfADay.check(z.gte(60))),
  }),
  /** Pay day: so many days after the Sunday of the week. */
  payDaysAfterWeek: z.int('must be 1 to 28 days').check(z.gte(1), z.lte(28)),
};

export const settingsCommands = {
  ReviseSettings: {
    summary: 'Change settings that were on screen; what is left out stays as it is. Version 0 the first time',
    permission: 'settings.manage',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({
      employer: p.optional(sections.employer),
      weekdayMinutes: p.optional(sections.weekdayMinutes),
      holidays: p.optional(sections.holidays),
      leaveTypes: p.optional(sections.leaveTypes),
      payRules: p.optional(sections.payRules),
      clockBreak: p.optional(sections.clockBreak),
      payDaysAfterWeek: p.optional(sections.payDaysAfterWeek),
      reason: p.optional(p.reason),
    }),
    example: { holidays: [{ date: '2026-12-25', name: 'Christmas Day' }] },
  },
} as const satisfies Record<string, CommandContract>;

/** The company's settings. The id is "company". The time zone is not among them: it is set where the server is. */
export const companySettings = z.strictObject(sections);
export type CompanySettings = z.infer<typeof companySettings>;
export type ClockBreak = CompanySettings['clockBreak'];

export const settingsView = z.extend(z.object(sections), {
  id: z.string(),
  /** 0 as long as nobody has changed anything. */
  version: z.int(),
});
export type SettingsView = z.infer<typeof settingsView>;

/** What counts until somebody changes it. */
export const defaultSettings: CompanySettings = {
  employer: { name: 'Misty Manufacturing' },
  weekdayMinutes: [456, 456, 456, 456, 456, 0, 0],
  holidays: [],
  leaveTypes: [
    { type: 'annual', paid: true, balanced: true, yearlyMinutes: 9_120, floorMinutes: 0 },
    { type: 'sick', paid: true, balanced: true, yearlyMinutes: 4_560, floorMinutes: 0 },
    { type: 'personal', paid: true, balanced: true, yearlyMinutes: 2_280, floorMinutes: 0 },
    { type: 'long-service', paid: true, balanced: true, yearlyMinutes: 0, floorMinutes: 0 },
    { type: 'parental', paid: false, balanced: false, yearlyMinutes: 0, floorMinutes: 0 },
    { type: 'compassionate', paid: true, balanced: false, yearlyMinutes: 0, floorMinutes: 0 },
    { type: 'training', paid: true, balanced: false, yearlyMinutes: 0, floorMinutes: 0 },
    { type: 'unpaid', paid: false, balanced: false, yearlyMinutes: 0, floorMinutes: 0 },
  ],
  payRules: [
    {
      from: '2020-01-06',
      ordinaryMinutesPerDay: 456,
      ordinaryMinutesPerWeek: 2_280,
      overtime: [{ minutes: 180, basisPoints: 15_000 }, { basisPoints: 20_000 }],
    },
  ],
  clockBreak: { afterMinutes: 300, minutes: 30 },
  payDaysAfterWeek: 3,
};
