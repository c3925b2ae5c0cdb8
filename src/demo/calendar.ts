import { calendarDateAt, momentAt } from '../contracts/dates.ts';
import { type Holiday, holidaysOf } from '../contracts/nsw-holidays.ts';
import { addDays, mondayOf, weekDates, weekdayOf } from '../contracts/week.ts';

/** Before this hour the working day has not brought much yet: the story ends on the evening before. */
const FIRST_HOUR = 11;

/** The days around a moment, in the company's time zone. Orders know Monday to Friday; people have holidays as well. */
export interface Calendar {
  readonly now: Date;
  readonly today: string;
  /** A time of day, such as 9:15, so many working days before the last one of the story. Never after the moment. */
  readonly ago: (days: number, time: string) => Date;
  /** The date so many working days after today, or after the next working day; before today when it is negative. */
  readonly due: (days: number) => string;
  /** When the clocks show this date and time: also a moment that is still to come. */
  readonly at: (date: string, time: string) => Date;
  /** The same, but never after the moment. */
  readonly past: (date: string, time: string) => Date;
  /** Public holidays of last year, this year and the next. */
  readonly holidays: readonly Holiday[];
  /** The Monday of the week that is so many weeks after this one; before it when it is negative. */
  readonly monday: (weeks: number) => string;
  /** Monday to Friday of that week, without public holidays. */
  readonly workdays: (weeks: number) => readonly string[];
}

export function calendarAround(now: Date, timeZone: string): Calendar {
  const today = calendarDateAt(now, timeZone);
  const at = (date: string, time: string) => momentAt(date, time, timeZone);
  const past = (date: string, time: string) => new Date(Math.min(at(date, time).getTime(), now.getTime()));
  const lastDay = now < at(today, `${FIRST_HOUR}:00`) ? workdays(today, -1) : workdays(today, 0);
  const year = Number(today.slice(0, 4));
  const holidays = [year - 1, year, year + 1].flatMap(holidaysOf);
  const monday = (weeks: number) => addDays(mondayOf(today), 7 * weeks);
  return {
    ...{ now, today, at, past, holidays, monday },
    ago: (days, time) => past(workdays(lastDay, -days), time),
    due: (days) => (days < 0 ? workdays(today, days) : workdays(nextWorkday(today), days)),
    workdays: (weeks) =>
      weekDates(monday(weeks)).filter((date) => isWorkday(date) && !holidays.some((holiday) => holiday.date === date)),
  };
}

/** The working day so many before (negative) or after a date. 0: the date itself, or the last working day before it. */
function workdays(date: string, days: number): string {
  let at = date;
  const step = days > 0 ? 1 : -1;
  for (let left = Math.abs(days); left > 0; ) {
    at = addDays(at, step);
    if (isWorkday(at)) left -= 1;
  }
  while (!isWorkday(at)) at = addDays(at, -1);
  return at;
}

/** The date itself, or the first working day after it. */
function nextWorkday(date: string): string {
  return isWorkday(date) ? date : workdays(date, 1);
}

function isWorkday(date: string): boolean {
  return weekdayOf(date) < 5;
}
