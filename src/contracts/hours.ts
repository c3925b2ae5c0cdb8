import type { PayTerms } from './employee.ts';
import type { CompanySettings, PayRules } from './settings.ts';
import { weekdayOf } from './week.ts';

/** The pay rules of a week; undefined for one before the first of them. */
export function payRulesOf({ payRules }: Pick<CompanySettings, 'payRules'>, monday: string): PayRules | undefined {
  return payRules.findLast(({ from }) => from <= monday);
}

/** The rules as they count for somebody: where the settings say so, a part-timer's ordinary week is the agreed one. */
export function rulesFor(rules: PayRules, terms: Pick<PayTerms, 'employmentType' | 'weeklyMinutes'>): PayRules {
  if (rules.partTimeOvertimeBeyondAgreed !== true || terms.employmentType !== 'part-time') return rules;
  return { ...rules, ordinaryMinutesPerWeek: Math.min(rules.ordinaryMinutesPerWeek, terms.weeklyMinutes) };
}

/** A date of somebody's week. All in minutes. */
export interface HoursDay {
  readonly date: string;
  readonly workedMinutes: number;
  /** Paid leave. */
  readonly leaveMinutes: number;
  /** Public holiday: the ordinary minutes that would have been worked; undefined on any other day. */
  readonly holidayMinutes?: number | undefined;
}

/** How the time of a date is paid. Worked = ordinary + overtime, or else all of it is `special`. */
export interface SplitDay {
  readonly date: string;
  readonly ordinaryMinutes: number;
  readonly overtimeMinutes: number;
  readonly leaveMinutes: number;
  /** Of a public holiday, what was neither worked nor paid as leave: paid at the plain rate. */
  readonly holidayMinutes: number;
  /**
   * The day has rates of its own for all time worked. `overtimeMinutes` of it are beyond the day or the week: they are
   * paid at those rates too, and are no ordinary time.
   */
  readonly special?:
    | { readonly kind: SpecialDay; readonly minutes: number; readonly overtimeMinutes: number }
    | undefined;
  /** Time that counts as ordinary: for leave that accrues. */
  readonly countedMinutes: number;
}
export type SpecialDay = 'saturday' | 'sunday' | 'public-holiday';

/**
 * Splits a week into ordinary time and overtime. Overtime stands alone each day: what is worked beyond the ordinary
 * minutes of a day, or of the week. Paid leave and holidays fill ordinary time first, so they never cause overtime pay
 * for themselves and nobody has more than a full week of ordinary time. Leave that was approved before its day became a
 * holiday stays leave: no time is paid twice.
 */
export function splitWeek(days: readonly HoursDay[], rules: PayRules): readonly SplitDay[] {
  const paidOff = days.map((day) => ({
    ...day,
    paidHoliday: Math.max(0, (day.holidayMinutes ?? 0) - day.workedMinutes - day.leaveMinutes),
  }));
  let weekRoom = rules.ordinaryMinutesPerWeek;
  for (const { leaveMinutes, paidHoliday } of paidOff) weekRoom -= leaveMinutes + paidHoliday;
  return paidOff.map(({ date, workedMinutes, leaveMinutes, holidayMinutes, paidHoliday }) => {
    const dayRoom = Math.max(0, rules.ordinaryMinutesPerDay - leaveMinutes - paidHoliday);
    const ordinary = Math.max(0, Math.min(workedMinutes, dayRoom, weekRoom));
    weekRoom -= ordinary;
    const kind = workedMinutes > 0 ? specialDay(date, holidayMinutes !== undefined, rules) : undefined;
    const special = kind && { kind, minutes: workedMinutes, overtimeMinutes: workedMinutes - ordinary };
    return {
      date,
      ordinaryMinutes: special ? 0 : ordinary,
      overtimeMinutes: special ? 0 : workedMinutes - ordinary,
      leaveMinutes,
      holidayMinutes: paidHoliday,
      special,
      countedMinutes: ordinary + leaveMinutes + paidHoliday,
    };
  });
}

function specialDay(date: string, isHoliday: boolean, rules: PayRules): SpecialDay | undefined {
  if (isHoliday && rules.publicHoliday) return 'public-holiday';
  const weekday = weekdayOf(date);
  if (weekday === 5 && rules.saturday) return 'saturday';
  return weekday === 6 && rules.sunday ? 'sunday' : undefined;
}
