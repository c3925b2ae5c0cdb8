import { momentAt } from '#contracts/dates.ts';
import { monthBeside } from '#contracts/week.ts';

/**
 * The months of the log that a month of the company lies in. Those of the log begin at midnight UTC: the first morning of
 * a month in Sydney stands in the month before.
 */
export function monthsOfLog(month: string, timeZone: string): readonly [string, string] {
  const first = momentAt(`${month}-01`, '0:00', timeZone);
  const end = momentAt(`${monthBeside(month, 1)}-01`, '0:00', timeZone);
  const last = new Date(end.getTime() - 1);
  return [monthOf(first), monthOf(last)];
}

function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}
