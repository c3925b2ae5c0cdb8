import type { PayTerms } from './employee.ts';
import type { CompanySettings } from './settings.ts';
import { weekdayOf } from './week.ts';

/** What a date is for somebody: ordinary minutes of its weekday, and the public holiday that takes them away. */
export interface WorkingDay {
  readonly minutes: number;
  readonly holiday: string | undefined;
}

/** By the days that were agreed with a person, and else by the company's. */
export function workingDay(
  { weekdayMinutes, holidays }: Pick<CompanySettings, 'weekdayMinutes' | 'holidays'>,
  terms: Pick<PayTerms, 'weekdayMinutes'>,
  date: string,
): WorkingDay {
  const minutes = (terms.weekdayMinutes ?? weekdayMinutes)[weekdayOf(date)] ?? 0;
  return { minutes, holiday: holidays.find((one) => one.date === date)?.name };
}
