import type { CardTerms } from '#contracts/employee.ts';
import { payRulesOf, type SpecialDay, type SplitDay } from '#contracts/hours.ts';
import { hoursText } from '#contracts/hours-text.ts';
import { type LeaveType, leaveTypes, leaveWords } from '#contracts/leave-types.ts';
import type { CompanySettings, PayTier } from '#contracts/settings.ts';
import { datedOn } from '#contracts/terms.ts';
import type { Timesheet } from '#contracts/timesheet.ts';
import { weekDates } from '#contracts/week.ts';
import { hoursOfWeek } from '#contracts/week-hours.ts';
import { capital } from '#contracts/words.ts';
import { holidayOn, workingDay } from '#contracts/working-day.ts';
import { fullLength, lengthOf } from '../../shared/time.ts';
import { minutesOn, type WeekDraft } from './week-draft.ts';

/** A date of a week, with all that its column shows. Minutes. */
export interface DayView {
  readonly date: string;
  /** Whether it is a working day of this person. */
  readonly working: boolean;
  readonly worked: number;
  /** Ordinary time that is still open on it: without a holiday, less leave and what is entered. */
  readonly ordinaryLeft: number;
  readonly shifts: Timesheet['shifts'];
  readonly leave: readonly { readonly type: LeaveType; readonly minutes: number }[];
  readonly holiday: { readonly name: string; readonly minutes: number } | undefined;
  /** How it is paid; undefined where no pay rules cover the week. */
  readonly split: SplitDay | undefined;
}

/** A row of the grid that is worked out or comes from elsewhere: nobody types it. */
export interface GridRow {
  readonly key: string;
  readonly title: string;
  readonly sub: string;
  /** It comes from approved leave and is locked. */
  readonly locked: boolean;
  /** Minutes of each date, Monday first; 0 where the row says nothing. */
  readonly minutes: readonly number[];
}

type Company = Pick<CompanySettings, 'payRules' | 'weekdayMinutes' | 'holidays' | 'leaveTypes'>;

/** The seven days of a week as it is being entered. */
export function daysOf(
  { monday, leave, shifts }: Pick<Timesheet, 'monday' | 'leave' | 'shifts'>,
  draft: WeekDraft,
  terms: CardTerms,
  company: Company,
): readonly DayView[] {
  const worked = weekDates(monday).map((date) => ({ date, minutes: minutesOn(draft, date) }));
  const split = hoursOfWeek({ monday, worked, leave }, terms, company);
  return worked.map(({ date, minutes }, at) => {
    const ofDay = datedOn(terms, date).terms;
    const usual = workingDay(company, ofDay, date);
    const onLeave = leave.filter((day) => day.date === date);
    const left = usual.holiday === undefined ? usual.minutes - sum(onLeave) - minutes : 0;
    return {
      date,
      working: usual.minutes > 0,
      ordinaryLeft: Math.max(0, left),
      worked: minutes,
      shifts: shifts.filter((shift) => shift.date === date),
      leave: onLeave,
      holiday: holidayOn(company, ofDay, date),
      split: split?.[at],
    };
  });
}

/** Dates on which somebody is on leave, or nobody works. */
export function daysOff(days: readonly DayView[]): ReadonlySet<string> {
  return new Set(days.filter(({ leave, holiday }) => leave.length > 0 || holiday).map(({ date }) => date));
}

/** Leave and public holidays of the week: what is there without being typed. */
export function givenRows(days: readonly DayView[]): readonly GridRow[] {
  const leave = leaveTypes.map((type) => ({
    key: type,
    title: `${capital(leaveWords[type])} leave`,
    sub: 'From approved leave',
    locked: true,
    minutes: days.map((day) => sum(day.leave.filter((one) => one.type === type))),
  }));
  const holidays = days.flatMap(({ holiday }) => holiday ?? []);
  const holiday = {
    key: 'holiday',
    title: 'Public holiday',
    sub: holidays.map(({ name }) => name).join(', '),
    locked: true,
    minutes: days.map(({ split }) => split?.holidayMinutes ?? 0),
  };
  return [...leave, holiday].filter(({ minutes }) => minutes.some((of) => of > 0));
}

const specialWords: Record<SpecialDay, string> = {
  saturday: 'Saturday',
  sunday: 'Sunday',
  'public-holiday': 'Worked on a holiday',
};

/** Ordinary time, overtime and days with rates of their own. Nothing where no pay rules cover the week. */
export function paidRows(days: readonly DayView[], monday: string, company: Company): readonly GridRow[] {
  const rules = payRulesOf(company, monday);
  if (rules === undefined) return [];
  const row = (key: string, title: string, sub: string, of: (day: SplitDay) => number): GridRow => {
    return { key, title, sub, locked: false, minutes: days.map(({ split }) => (split ? of(split) : 0)) };
  };
  const special = (kind: SpecialDay, tiers: readonly PayTier[] | undefined) =>
    row(kind, specialWords[kind], tierWords(tiers ?? []), (day) =>
      day.special?.kind === kind ? day.special.minutes : 0,
    );
  const specials = [
    special('saturday', rules.saturday),
    special('sunday', rules.sunday),
    special('public-holiday', rules.publicHoliday),
  ];
  return [
    row('ordinary', 'Ordinary', `Up to ${hoursText(rules.ordinaryMinutesPerDay)} a day`, ordinaryOf),
    row('overtime', 'Overtime', tierWords(rules.overtime), (day) => day.overtimeMinutes),
    ...specials.filter(({ minutes }) => minutes.some((of) => of > 0)),
  ];
}

/** All that the week is paid for, in minutes. */
export function totalOf(days: readonly DayView[]): number {
  return days.reduce((all, { split, worked, leave }) => all + (split ? paidMinutes(split) : worked + sum(leave)), 0);
}

/** "38 h 00 min ordinary, of which 15 h 12 min leave · 2 h 00 min overtime" */
export function totalWords(days: readonly DayView[]): string {
  if (days.some(({ split }) => split === undefined)) return 'No pay rules cover this week: ask the office.';
  const of = (minutes: (day: DayView) => number) => days.reduce((all, day) => all + minutes(day), 0);
  const leave = of(({ split }) => split?.leaveMinutes ?? 0);
  const holiday = of(({ split }) => split?.holidayMinutes ?? 0);
  const unpaid = of((day) => sum(day.leave)) - leave;
  const within = [
    ...(leave > 0 ? [`${fullLength(leave)} leave`] : []),
    ...(holiday > 0 ? [`${fullLength(holiday)} public holiday`] : []),
  ];
  const ordinary = of(({ split }) => (split ? ordinaryOf(split) : 0));
  const overtime = of(({ split }) => split?.overtimeMinutes ?? 0);
  const special = of(({ split }) => split?.special?.minutes ?? 0);
  return [
    `${fullLength(ordinary)} ordinary${within.length > 0 ? `, of which ${within.join(' and ')}` : ''}`,
    ...(overtime > 0 ? [`${fullLength(overtime)} overtime`] : []),
    ...(special > 0 ? [`${fullLength(special)} at the rates of the day`] : []),
    ...(unpaid > 0 ? [`${fullLength(unpaid)} leave without pay`] : []),
  ].join(' · ');
}

/** The same on a phone: "38:00 ordinary, 2:00 overtime". */
export function totalWordsInShort(days: readonly DayView[]): string {
  const overtime = days.reduce((all, { split }) => all + (split?.overtimeMinutes ?? 0), 0);
  const rest = totalOf(days) - overtime;
  return `${hoursText(rest)} ordinary${overtime > 0 ? `, ${hoursText(overtime)} overtime` : ''}`;
}

/** "First 3 h at 150 %", "All at 200 %" */
function tierWords([first]: readonly PayTier[]): string {
  if (first === undefined) return '';
  const part = first.minutes === undefined ? 'All' : `First ${lengthOf(first.minutes)}`;
  return `${part} at ${first.basisPoints / 100} %`;
}

/** Ordinary time, worked or paid without being worked. */
function ordinaryOf({ ordinaryMinutes, leaveMinutes, holidayMinutes }: SplitDay): number {
  return ordinaryMinutes + leaveMinutes + holidayMinutes;
}

function paidMinutes(day: SplitDay): number {
  return ordinaryOf(day) + day.overtimeMinutes + (day.special?.minutes ?? 0);
}

function sum(parts: readonly { readonly minutes: number }[]): number {
  return parts.reduce((all, { minutes }) => all + minutes, 0);
}
