import type { CardTerms } from './employee.ts';
import { payRulesOf, rulesFor, type SplitDay, splitWeek } from './hours.ts';
import type { LeaveType } from './leave-types.ts';
import type { CompanySettings } from './settings.ts';
import { datedOn } from './terms.ts';
import { weekDates } from './week.ts';
import { holidayOn } from './working-day.ts';

/** Time of a week of somebody: what was worked, and what was on approved leave. */
export interface WeekTime {
  readonly monday: string;
  readonly worked: readonly { readonly date: string; readonly minutes: number }[];
  readonly leave: readonly { readonly date: string; readonly type: LeaveType; readonly minutes: number }[];
}

/** How a week would be paid, day by day, Monday first. Undefined where no pay rules cover it. */
export function hoursOfWeek(
  { monday, worked, leave }: WeekTime,
  terms: CardTerms,
  company: Pick<CompanySettings, 'payRules' | 'weekdayMinutes' | 'holidays' | 'leaveTypes'>,
): readonly SplitDay[] | undefined {
  const rules = payRulesOf(company, monday);
  if (rules === undefined) return undefined;
  const paid = leave.filter(({ type }) => company.leaveTypes.some((rule) => rule.type === type && rule.paid));
  const days = weekDates(monday).map((date) => ({
    date,
    workedMinutes: minutesOn(worked, date),
    leaveMinutes: minutesOn(paid, date),
    holidayMinutes: holidayOn(company, datedOn(terms, date).terms, date)?.minutes,
  }));
  return splitWeek(days, rulesFor(rules, datedOn(terms, monday).terms));
}

function minutesOn(parts: readonly { readonly date: string; readonly minutes: number }[], date: string): number {
  return parts.reduce((sum, part) => sum + (part.date === date ? part.minutes : 0), 0);
}
