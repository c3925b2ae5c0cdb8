import { calendarDateAt, clockTimeAt, momentAt } from '../contracts/dates.ts';
import type { QuietHours } from '../contracts/push-kinds.ts';
import { addDays } from '../contracts/week.ts';

/** When a person may be told: now, or at the end of their quiet hours. By the company's clocks. */
export function tellAt(now: Date, quiet: QuietHours | null, timeZone: string): Date {
  if (quiet === null || quiet.from === quiet.until) return now;
  const { from, until } = quiet;
  const time = clockTimeAt(now, timeZone);
  const overNight = until < from;
  const isQuiet = overNight ? time >= from || time < until : time >= from && time < until;
  if (!isQuiet) return now;
  const today = calendarDateAt(now, timeZone);
  const end = momentAt(overNight && time >= from ? addDays(today, 1) : today, until, timeZone);
  // In the night in which the clocks are put back, an hour comes twice.
  return end > now ? end : now;
}
