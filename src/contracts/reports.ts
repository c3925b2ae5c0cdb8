import * as z from 'zod/mini';
import { leaveTypes } from './leave-types.ts';
import { units } from './quantity.ts';
import { stockKinds } from './stock-kinds.ts';

// What people look at to see how it goes. Months are YYYY-MM and dates YYYY-MM-DD, both of the company's calendar.

/** Reports that there is one of, but for stock over time, have this id. */
export const REPORT_ID = 'company';

const unit = z.enum(units);
/** Whose figures they are: depends on the person who asks. */
export const reportReaches = ['everybody', 'team', 'own'] as const;
const reach = z.enum(reportReaches);

/** An order that went out: all that it was to deliver is delivered, or it was moved on past Delivery. */
export const orderOut = z.object({
  id: z.string(),
  number: z.string(),
  dueDate: z.string(),
  outAt: z.iso.datetime(),
});
export type OrderOut = z.infer<typeof orderOut>;

/**
 * What was used of an item: issued, less what came back. Each `at` stands for a stretch of time that lies in one month in
 * every time zone.
 */
export const materialUse = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  kind: z.enum(stockKinds),
  unit,
  scale: z.int(),
  uses: z.array(z.object({ at: z.iso.datetime(), quantity: z.int() })),
});
export type MaterialUse = z.infer<typeof materialUse>;

/** Orders that went out, and those among them that did so on the day they were due or before. */
export const onTimeReport = z.object({
  id: z.string(),
  months: z.array(z.object({ month: z.string(), orders: z.int(), onTime: z.int() })),
});
export type OnTimeReport = z.infer<typeof onTimeReport>;

/** How much of one item there was, at the end of each day on which something changed. In its smallest unit. */
export const stockReport = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  unit,
  scale: z.int(),
  /** The first day that it tells of, and today. */
  from: z.string(),
  until: z.string(),
  days: z.array(
    z.object({
      date: z.string(),
      onHand: z.int(),
      free: z.int(),
      /** The least that was free on that day. */
      lowest: z.int(),
      reorderPoint: z.int(),
    }),
  ),
  /** What was used in the last so many days; not there where too few are known. */
  use: z.optional(z.object({ days: z.int(), quantity: z.int() })),
  /** The day on which nothing is on hand any more, if it is used like that and nothing comes. */
  runsOut: z.optional(z.string()),
});
export type StockReport = z.infer<typeof stockReport>;

/** What was used of each item in each month, in its smallest unit. Below 0 where more came back than went. */
export const useReport = z.object({
  id: z.string(),
  months: z.array(z.string()),
  items: z.array(
    z.object({
      itemId: z.string(),
      code: z.string(),
      name: z.string(),
      unit,
      scale: z.int(),
      used: z.array(z.int()),
    }),
  ),
});
export type UseReport = z.infer<typeof useReport>;

/** Hours by week, in minutes. */
export const hoursReport = z.object({
  id: z.string(),
  reach,
  /** Of so many people there is a week. */
  people: z.int(),
  weeks: z.array(
    z.object({
      monday: z.string(),
      workedMinutes: z.int(),
      /** Of that, in weeks that are approved. */
      overtimeMinutes: z.int(),
      /** Of that, in weeks that are not approved yet: what is overtime in them is not known. */
      openMinutes: z.int(),
      leaveMinutes: z.int(),
    }),
  ),
});
export type HoursReport = z.infer<typeof hoursReport>;

/** Approved leave by its days, in minutes. */
export const leaveReport = z.object({
  id: z.string(),
  reach,
  from: z.string(),
  until: z.string(),
  /** Taken from the first day to today, and approved for days to come. */
  types: z.array(z.object({ type: z.enum(leaveTypes), takenMinutes: z.int(), comingMinutes: z.int() })),
});
export type LeaveReport = z.infer<typeof leaveReport>;

/** What finalised pay runs paid, by the month of their pay day. */
export const payReport = z.object({
  id: z.string(),
  months: z.array(
    z.object({
      month: z.string(),
      runs: z.int(),
      grossCents: z.int(),
      /** Tax and study loans. */
      withheldCents: z.int(),
      netCents: z.int(),
      superCents: z.int(),
    }),
  ),
});
export type PayReport = z.infer<typeof payReport>;
