import type { PayTerms } from './employee.ts';
import type { CompanySettings } from './settings.ts';
import { weekdayOf } from './week.ts';

/** What a date is for a person: the ordinary minutes of its weekday, and the public holiday that takes them away. */
export interface WorkingDay {
  readonly minutes: number;
  readonly holiday: string | undefined;
}

/** The public holiday of a date, with the ordinary minutes that somebody is paid for it: see `HoursDay`. */
export function holidayOn(
  company: Pick<CompanySettings, 'weekdayMinutes' | 'holidays'>,
  terms: Pick<PayTerms, 'weekdayMinutes' | 'employmentType'>,
  date: string,
): { readonly name: string; readonly minutes: number } | undefined {
  const { minutes, holiday } = workingDay(company, terms, date);
  // A person without fixed days is not paid for a holiday, because nobody knows whether they would have worked.
  const fixedDays =
    terms.employmentType === 'full-time' ||
    (terms.employmentType === 'part-time' && terms.weekdayMinutes !== undefined);
  return holiday === undefined ? undefined : { name: holiday, minutes: fixedDays ? minutes : 0 };
}

/** By the days that were agreed with a person, and else by the company's. */
export function workingDay(
  { weekdayMinutes, holidays }: Pick<CompanySettings, 'weekdayMinutes' | 'holidays'>,
  terms: { readonly weekdayMinutes?: readonly number[] | undefined },
  date: string,
): WorkingDay {
  const minutes = (terms.weekdayMinutes ?? weekdayMinutes)[weekdayOf(date)] ?? 0;
  return { minutes, holiday: holidays.find((one) => one.date === date)?.name };
}
