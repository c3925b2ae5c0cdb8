import { calendarDateAt, clockMoment, momentAt } from '../src/contracts/dates.ts';
import { UsageError } from './failure.ts';

/** "Thu, 12 Nov 2026, 10:42:05 am", as the company's clocks show it. */
export function formatTime(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-AU', {
    ...{ timeZone, weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
    ...{ hour: 'numeric', minute: '2-digit', second: '2-digit' },
  }).format(at);
}

/** A place in the log: its position, or a moment. */
export type Place = { readonly position: number } | { readonly at: Date };

/**
 * What a person gives as a place: a position such as 4711, a date such as 2026-11-12, or a date with a time. A date is
 * its first moment, or, as an end, the first moment of the day after it. In the hour that comes twice it is the first one;
 * the other is given with its offset: 2026-04-05T02:30:00+10:00.
 */
export function placeOf(text: string, timeZone: string, side: 'from' | 'to'): Place {
  if (/^\d{1,15}$/.test(text)) return { position: Number(text) };
  const date = /^\d{4}-\d{2}-\d{2}$/.exec(text)?.[0];
  if (date !== undefined && !Number.isNaN(Date.parse(date))) {
    return { at: momentAt(side === 'from' ? date : dayAfter(date), '0:00', timeZone) };
  }
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})$/.exec(text) ?? [];
  if (day !== undefined && time !== undefined && !Number.isNaN(Date.parse(`${day}T${time.padStart(5, '0')}`))) {
    const at = clockMoment(day, time.padStart(5, '0'), timeZone);
    if (at !== undefined) return { at };
    throw new UsageError(`The clocks skip ${text} in ${timeZone}: give a time before or after that hour.`);
  }
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))) {
    return { at: new Date(text) };
  }
  throw new UsageError(
    `"${text.slice(0, 40)}" is no place in the log: give a position such as 4711, a date such as 2026-11-12, or "2026-11-12 10:42".`,
  );
}

function dayAfter(date: string): string {
  return calendarDateAt(new Date(Date.parse(`${date}T00:00:00Z`) + 24 * 60 * 60 * 1000), 'UTC');
}
