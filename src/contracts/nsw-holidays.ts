import { addDays, weekdayOf } from './week.ts';

export interface Holiday {
  readonly date: string;
  readonly name: string;
}

const SATURDAY = 5;
const SUNDAY = 6;

/** The Mondays that the Public Holidays Amendment (Anzac Day) Order 2026 (NSW) adds, for these two years only. */
const anzacMondays = ['2026-04-27', '2027-04-26'];

/**
 * Public holidays of New South Wales, in order. Source: Public Holidays Act 2010 (NSW), section 4, with the days that it
 * adds where New Year's Day, Christmas Day or Boxing Day is on a weekend, and puts off where Australia Day is.
 */
export function holidaysOf(year: number): readonly Holiday[] {
  const easter = easterSundayOf(year);
  const [newYear, australia, anzac, christmas, boxing] = ['01-01', '01-26', '04-25', '12-25', '12-26'].map(
    (day) => `${year}-${day}`,
  ) as [string, string, string, string, string];
  const days: Holiday[] = [
    ...withAddedDay("New Year's Day", newYear, { [SATURDAY]: 2, [SUNDAY]: 1 }),
    { date: addDays(australia, { [SATURDAY]: 2, [SUNDAY]: 1 }[weekdayOf(australia)] ?? 0), name: 'Australia Day' },
    { date: addDays(easter, -2), name: 'Good Friday' },
    { date: addDays(easter, -1), name: 'Easter Saturday' },
    { date: easter, name: 'Easter Sunday' },
    { date: addDays(easter, 1), name: 'Easter Monday' },
    { date: anzac, name: 'Anzac Day' },
    ...anzacMondays
      .filter((date) => date.startsWith(String(year)))
      .map((date) => ({ date, name: 'Anzac Day, additional day' })),
    { date: mondayIn(`${year}-06`, 2), name: "King's Birthday" },
    { date: mondayIn(`${year}-10`, 1), name: 'Labour Day' },
    ...withAddedDay('Christmas Day', christmas, { [SATURDAY]: 2, [SUNDAY]: 2 }),
    ...withAddedDay('Boxing Day', boxing, { [SATURDAY]: 2, [SUNDAY]: 2 }),
  ];
  // Easter Monday may be Anzac Day itself: a date is a holiday once.
  return days
    .filter(({ date }, index) => days.findIndex((one) => one.date === date) === index)
    .sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** The day itself, and where it is on a weekend another one so many days later. */
function withAddedDay(name: string, date: string, later: Readonly<Record<number, number>>): Holiday[] {
  const days = later[weekdayOf(date)];
  const added = days === undefined ? [] : [{ date: addDays(date, days), name: `${name}, additional day` }];
  return [{ date, name }, ...added];
}

/** The first, second … Monday of a month, YYYY-MM. */
function mondayIn(month: string, count: number): string {
  const first = `${month}-01`;
  return addDays(first, ((7 - weekdayOf(first)) % 7) + 7 * (count - 1));
}

/** By Butcher's rule for the Gregorian calendar. */
function easterSundayOf(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((8 * century + 13) / 25) + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - moon - (ofCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * correction + 114;
  const [month, day] = [Math.floor(days / 31), (days % 31) + 1];
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
