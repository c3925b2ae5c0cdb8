import { clockMoment } from './dates.ts';
import { addDays } from './week.ts';

/** A shift that is longer was not clocked out, where the settings say nothing else. */
export const SHIFT_LIMIT_MINUTES = 720;

/** A shift by the company's clocks. An end that is not after the start is on the next date. */
export interface ShiftTimes {
  readonly date: string;
  /** HH:MM */
  readonly start: string;
  readonly end: string;
}

/** When a shift began and ended. `skipped` is the time that the clocks never showed, where summer time began. */
export type ShiftSpan =
  | { readonly since: Date; readonly until: Date; readonly minutes: number; readonly skipped?: undefined }
  | { readonly skipped: { readonly date: string; readonly time: string } };

/** The true length of a shift: an hour less or more when the clocks changed during it. */
export function shiftSpan({ date, start, end }: ShiftTimes, timeZone: string): ShiftSpan {
  const lastDate = end > start ? date : addDays(date, 1);
  const since = clockMoment(date, start, timeZone);
  if (since === undefined) return { skipped: { date, time: start } };
  const until = clockMoment(lastDate, end, timeZone);
  if (until === undefined) return { skipped: { date: lastDate, time: end } };
  return { since, until, minutes: Math.round((until.getTime() - since.getTime()) / 60_000) };
}
