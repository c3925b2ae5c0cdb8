import { type Reading, readHours } from '#contracts/figures.ts';
import { hoursText } from '#contracts/hours-text.ts';
import { SHIFT_LIMIT_MINUTES } from '#contracts/shift.ts';
import { weekdayWords } from '#contracts/week.ts';
import { abnText } from '../../shared/abn.ts';
import { anyOf, type Section, unreadable } from './section.ts';

export interface EmployerDraft {
  readonly name: string;
  readonly abn: string;
}

export const employer: Section<EmployerDraft> = {
  id: 'employer',
  title: 'Employer',
  save: 'Save the employer',
  open: ({ employer: { name, abn = '' } }) => ({ name, abn: abnText(abn) }),
  errors: ({ name, abn }) =>
    anyOf({
      ...(name.trim() === '' && { name: 'A name is needed.' }),
      ...(abn.trim() !== '' && !/^\d{11}$/.test(digitsOf(abn)) && { abn: 'The 11 digits of an ABN.' }),
    }),
  sent: ({ name, abn }) => ({
    employer: { name: name.trim(), ...(digitsOf(abn) !== '' && { abn: digitsOf(abn) }) },
  }),
  lines: ({ name, abn }) => ({ Name: name.trim(), ABN: abnText(digitsOf(abn)) }),
};

function digitsOf(typed: string): string {
  return typed.replace(/\s+/g, '');
}

export type WeekDraft = Readonly<Record<string, string>>;

const DAY_MAX = 1_440;

/** A length of a day that was typed, in minutes. */
export function dayMinutes(typed: string, max = DAY_MAX): Reading {
  return readHours(typed, { max });
}

export const week: Section<WeekDraft> = {
  id: 'week',
  title: 'Working week',
  save: 'Save the working week',
  open: ({ weekdayMinutes }) =>
    Object.fromEntries(weekdayWords.map((day, at) => [day, hoursText(weekdayMinutes[at] ?? 0)])),
  errors: (draft) =>
    anyOf(unreadable(Object.fromEntries(weekdayWords.map((day) => [day, dayMinutes(draft[day] ?? '')])))),
  sent: (draft) => ({ weekdayMinutes: weekMinutes(draft) }),
  lines: (draft) => draft,
};

/** Minutes of each weekday, Monday first. What cannot be read counts as none. */
export function weekMinutes(draft: WeekDraft): number[] {
  return weekdayWords.map((day) => dayMinutes(draft[day] ?? '').figure ?? 0);
}

export interface ClockDraft {
  readonly after: string;
  readonly break: string;
  /** Beyond this, the end of a shift has to be said. */
  readonly limit: string;
}

const BREAK_MAX = 240;

export const clockBreak: Section<ClockDraft> = {
  id: 'clock',
  title: 'Clock',
  save: 'Save the clock',
  open: ({ clockBreak: { afterMinutes, minutes, limitMinutes = SHIFT_LIMIT_MINUTES } }) => ({
    ...{ after: hoursText(afterMinutes), break: hoursText(minutes), limit: hoursText(limitMinutes) },
  }),
  errors: (draft) =>
    anyOf(
      unreadable({
        ...{ after: dayMinutes(draft.after), break: dayMinutes(draft.break, BREAK_MAX) },
        limit: shiftLimit(draft.limit),
      }),
    ),
  sent: (draft) => ({
    clockBreak: {
      ...{ afterMinutes: dayMinutes(draft.after).figure ?? 0, minutes: dayMinutes(draft.break).figure ?? 0 },
      ...(shiftLimit(draft.limit).figure !== SHIFT_LIMIT_MINUTES && { limitMinutes: shiftLimit(draft.limit).figure }),
    },
  }),
  lines: (draft) => ({
    ...{ 'After a shift of': draft.after, 'Unpaid break': draft.break, 'Longest shift by taps': draft.limit },
  }),
};

export function shiftLimit(typed: string): Reading {
  return readHours(typed, { min: 60, max: 1_440 });
}

export interface PayDayDraft {
  /** Days after the Sunday of the week. */
  readonly days: string;
}

/** Longest time between the end of a week and its pay day. */
export const PAY_DAYS_MAX = 28;

export const payDay: Section<PayDayDraft> = {
  id: 'pay-day',
  title: 'Pay day',
  save: 'Save the pay day',
  open: ({ payDaysAfterWeek }) => ({ days: String(payDaysAfterWeek) }),
  errors: () => undefined,
  sent: ({ days }) => ({ payDaysAfterWeek: Number(days) }),
  lines: ({ days }) => ({ 'Pay day': payDayWords(Number(days)) }),
};

/** "Wednesday after the week", "Wednesday, 2 weeks after". */
export function payDayWords(days: number): string {
  const day = daysInFull[(days + weekdayWords.length - 1) % weekdayWords.length];
  const weeks = Math.ceil(days / weekdayWords.length);
  return weeks === 1 ? `${day} after the week` : `${day}, ${weeks} weeks after the week`;
}

const daysInFull = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
