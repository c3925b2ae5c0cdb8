import { momentAt } from '#contracts/dates.ts';

/** The month before or after, YYYY-MM. */
export function monthBeside(month: string, step: 1 | -1): string {
  const [year = 0, of = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, of - 1 + step, 1)).toISOString().slice(0, 7);
}

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

/** "November 2026" */
export function monthWords(month: string): string {
  const format = new Intl.DateTimeFormat('en-AU', { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(new Date(`${month}-01T00:00:00Z`));
}
