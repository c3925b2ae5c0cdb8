import { calendarDateAt, momentAt } from '../contracts/dates.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Before this hour the working day has not brought much yet: the story ends on the evening before. */
const FIRST_HOUR = 11;

/** Working days around a moment, Monday to Friday, in the company's time zone. */
export interface Calendar {
  /** A time of day, such as 9:15, so many working days before the last one of the story. Never after the moment. */
  readonly ago: (days: number, time: string) => Date;
  /** The date so many working days after today, or after the next working day; before today when it is negative. */
  readonly due: (days: number) => string;
}

export function calendarAround(now: Date, timeZone: string): Calendar {
  const today = calendarDateAt(now, timeZone);
  const lastDay = now < momentAt(today, `${FIRST_HOUR}:00`, timeZone) ? workdays(today, -1) : workdays(today, 0);
  return {
    ago: (days, time) => {
      const at = momentAt(workdays(lastDay, -days), time, timeZone);
      return at < now ? at : now;
    },
    due: (days) => (days < 0 ? workdays(today, days) : workdays(nextWorkday(today), days)),
  };
}

/** The working day so many before (negative) or after a date. 0: the date itself, or the last working day before it. */
function workdays(date: string, days: number): string {
  let at = new Date(`${date}T00:00:00Z`);
  const step = days > 0 ? DAY_MS : -DAY_MS;
  for (let left = Math.abs(days); left > 0; ) {
    at = new Date(at.getTime() + step);
    if (isWorkday(at)) left -= 1;
  }
  while (!isWorkday(at)) at = new Date(at.getTime() - DAY_MS);
  return at.toISOString().slice(0, 10);
}

/** The date itself, or the first working day after it. */
function nextWorkday(date: string): string {
  return isWorkday(new Date(`${date}T00:00:00Z`)) ? date : workdays(date, 1);
}

function isWorkday(date: Date): boolean {
  return date.getUTCDay() % 6 !== 0;
}
