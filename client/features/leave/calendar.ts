import { compareText } from '#contracts/in-order.ts';
import type { AwayEntry } from '#contracts/leave.ts';
import type { DayPart } from '#contracts/leave-days.ts';
import { addDays, formatDays } from '#contracts/week.ts';
import { capital, numberWord } from '#contracts/words.ts';
import { type Calendar, dayOf } from './plan.ts';

export const CALENDAR_DAYS = 14;

/** approved, waiting for somebody else's answer, or the reader's own request: asked for or still being made. */
export type AwayKind = 'approved' | 'pending' | 'mine';

/** A bar of a cell, in days from the beginning of the cell. */
export interface AwayBar {
  readonly kind: AwayKind;
  readonly from: number;
  readonly to: number;
}

/** A cell of somebody's row: a day, or several that are one piece of leave. */
export interface AwayCell {
  readonly date: string;
  readonly days: number;
  readonly worked: boolean;
  readonly bars: readonly AwayBar[];
}

export interface AwayDay extends DayPart {
  readonly kind: AwayKind;
}

/** The dates of the calendar, from a Monday on. */
export function calendarDates(monday: string): readonly string[] {
  return Array.from({ length: CALENDAR_DAYS }, (_, at) => addDays(monday, at));
}

/** "21 Dec – 3 Jan": the year is said only where the first day is of another one than today. */
export function calendarTitle(monday: string, today: string): string {
  const last = addDays(monday, CALENDAR_DAYS - 1);
  const isNear = monday.slice(0, 4) === today.slice(0, 4) && last.slice(0, 4) !== monday.slice(0, 4);
  if (!isNear) return formatDays(monday, last, today);
  return [monday, last].map((date) => formatDays(date, date, date)).join(' – ');
}

/** Somebody's row of the calendar. Days that join on to each other become one cell. */
export function awayCells(dates: readonly string[], away: readonly AwayDay[], calendar: Calendar): AwayCell[] {
  const cells: AwayCell[] = [];
  for (const date of dates) {
    const { minutes, holiday } = dayOf(calendar, date);
    const cell = { date, days: 1, worked: minutes > 0 && holiday === undefined, bars: barsOf(date, away) };
    const joined = joinedTo(cells.at(-1), cell);
    if (joined !== undefined) cells.pop();
    cells.push(joined ?? cell);
  }
  return cells;
}

/** Most people of a team that are away on one of these days, and from when to when they all are. */
export interface Crowd {
  readonly firstDay: string;
  readonly lastDay: string;
  readonly names: readonly string[];
}

/** Undefined when nobody else is away. `others` are the approved ones. */
export function crowdOf(days: readonly DayPart[], others: readonly AwayEntry[]): Crowd | undefined {
  const byDay = days.map(({ date }) => {
    const away = others.filter((one) => one.days.some((day) => day.date === date));
    return { date, names: [...new Set(away.map(({ employeeName }) => employeeName))].sort(compareText) };
  });
  const most = Math.max(0, ...byDay.map(({ names }) => names.length));
  if (most === 0) return undefined;
  const at = byDay.findIndex(({ names }) => names.length === most);
  const first = byDay[at];
  if (first === undefined) return undefined;
  const after = byDay.slice(at).findIndex(({ names }) => names.join() !== first.names.join());
  const last = byDay[after === -1 ? byDay.length - 1 : at + after - 1] ?? first;
  return { firstDay: first.date, lastDay: last.date, names: first.names };
}

/** "Two of seven are already away 21–23 Dec" */
export function crowdWords({ names, firstDay, lastDay }: Crowd, people: number, today: string): string {
  const { length } = names;
  const count = `${capital(numberWord(length))} of ${numberWord(people)} ${length === 1 ? 'is' : 'are'}`;
  return `${count} already away ${formatDays(firstDay, lastDay, today)}`;
}

function barsOf(date: string, away: readonly AwayDay[]): AwayBar[] {
  return away
    .filter((one) => one.date === date)
    .map(({ kind, half }) => ({ kind, from: half === 'second' ? 0.5 : 0, to: half === 'first' ? 0.5 : 1 }));
}

/** Both cells as one, where one piece of leave goes on from the first to the second. */
function joinedTo(before: AwayCell | undefined, cell: AwayCell): AwayCell | undefined {
  const [left, ...moreLeft] = before?.bars ?? [];
  const [right, ...moreRight] = cell.bars;
  if (before === undefined || left === undefined || right === undefined) return undefined;
  const joins = left.kind === right.kind && left.to === before.days && right.from === 0;
  if (!joins || moreLeft.length > 0 || moreRight.length > 0 || before.worked !== cell.worked) return undefined;
  return { ...before, days: before.days + 1, bars: [{ ...left, to: before.days + right.to }] };
}
