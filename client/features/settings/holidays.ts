import { holidaysOf } from '#contracts/nsw-holidays.ts';
import type { SettingsView } from '#contracts/settings.ts';
import { calendarDayInFull } from '../../shared/time.ts';
import type { Section } from './section.ts';

/** Names of public holidays by their dates, so that two who change the list meet at a date only. */
export interface HolidaysDraft {
  readonly days: Readonly<Record<string, string>>;
}

export const holidays: Section<HolidaysDraft> = {
  id: 'holidays',
  title: 'Public holidays',
  save: 'Save the holidays',
  open: (settings) => ({ days: Object.fromEntries(settings.holidays.map(({ date, name }) => [date, name])) }),
  errors: () => undefined,
  sent: ({ days }) => ({ holidays: sorted(days).map(([date, name]) => ({ date, name: name.trim() })) }),
  lines: ({ days }) => Object.fromEntries(sorted(days).map(([date, name]) => [calendarDayInFull(date), name])),
};

/** Dates and names of a year, in order. */
export function holidaysIn(days: HolidaysDraft['days'], year: string): readonly (readonly [string, string])[] {
  return sorted(days).filter(([date]) => date.startsWith(year));
}

/** The list with this day in it, or without it where the name is left out. */
export function withDay(days: HolidaysDraft['days'], date: string, name?: string): HolidaysDraft['days'] {
  const { [date]: _, ...others } = days;
  return name === undefined ? others : { ...others, [date]: name };
}

/** The public holidays of New South Wales in a year that are not on the list. */
export function proposedFor(days: HolidaysDraft['days'], year: string): ReturnType<typeof holidaysOf> {
  return holidaysOf(Number(year)).filter(({ date }) => days[date] === undefined);
}

/** Years to look at: this one, the next, and those that have days on the list. */
export function yearsOf(list: SettingsView['holidays'], today: string): readonly string[] {
  const year = Number(today.slice(0, 4));
  const listed = list.map(({ date }) => date.slice(0, 4));
  return [...new Set([...listed, String(year), String(year + 1)])].sort();
}

function sorted(days: HolidaysDraft['days']): [string, string][] {
  return Object.entries(days).sort(([a], [b]) => (a < b ? -1 : 1));
}
