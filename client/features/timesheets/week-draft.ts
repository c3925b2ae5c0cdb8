import { clockMoment, clockTimeAt } from '#contracts/dates.ts';
import type { ClockBreak } from '#contracts/settings.ts';
import { shiftSpan } from '#contracts/shift.ts';
import type { Timesheet, TimesheetEntryInput } from '#contracts/timesheet.ts';
import { usualBreak } from '#contracts/usual-break.ts';
import { addDays, weekDates } from '#contracts/week.ts';
import { isSame } from '../../shared/rebase.ts';

/** Worked time of a date as it is being entered. `minutes` is what counts; times that are half typed count nothing yet. */
export interface EntryDraft {
  /** After the break; 0 for a line in which nothing stands yet. */
  readonly minutes: number;
  /** HH:MM, or empty while it is not typed. Both are there, or neither. */
  readonly start?: string | undefined;
  readonly end?: string | undefined;
  readonly breakMinutes?: number | undefined;
  readonly orderId?: string | undefined;
  /** Only to be shown: the server knows the number. */
  readonly orderNumber?: string | undefined;
  readonly note?: string | undefined;
}

/** The worked time of a week as it is being entered: the seven dates, each with its entries. */
export interface WeekDraft {
  readonly days: { readonly [date: string]: readonly EntryDraft[] };
  readonly note: string;
}

/** A week as it is recorded, to be edited. */
export function draftOf({ monday, entries, note }: Pick<Timesheet, 'monday' | 'entries' | 'note'>): WeekDraft {
  const days = weekDates(monday).map((date) => [
    date,
    entries.filter((entry) => entry.date === date).map(({ date: _, ...entry }) => entry),
  ]);
  return { days: Object.fromEntries(days), note: note ?? '' };
}

/** A week with other entries on one date. */
export function withDay(draft: WeekDraft, date: string, entries: readonly EntryDraft[]): WeekDraft {
  return { ...draft, days: { ...draft.days, [date]: entries } };
}

/** What is sent of a week, once nothing is incomplete. Lines in which nothing stands are left out. */
export function payloadOf({ days, note }: WeekDraft): { entries: TimesheetEntryInput[]; note?: string } {
  const entries = Object.keys(days)
    .sort()
    .flatMap((date) => (days[date] ?? []).filter((entry) => !isBlank(entry)).map((entry) => inputOf(date, entry)))
    .sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : placeOf(a) > placeOf(b) ? 1 : 0));
  return { entries, ...(note.trim() !== '' && { note: note.trim() }) };
}

/** Whether both would be recorded as the same. */
export function saysTheSame(one: WeekDraft, other: WeekDraft): boolean {
  return isSame(payloadOf(one), payloadOf(other));
}

/** The first date on which something is not entered to its end, in the order of the week, and what is missing. */
export function incomplete({ days }: WeekDraft): { readonly date: string; readonly words: string } | undefined {
  for (const date of Object.keys(days).sort()) {
    for (const entry of days[date] ?? []) {
      if (isBlank(entry)) continue;
      if (entry.start === '') return { date, words: 'Say when it began.' };
      if (entry.end === '') return { date, words: 'Say when it ended.' };
      if (entry.start !== undefined && entry.start === entry.end) return { date, words: 'It ended when it began.' };
      if (entry.minutes < 1) return { date, words: 'Enter how long, or take the line off.' };
    }
  }
  return undefined;
}

/** Whose date it is by whose clocks. */
interface OfDay {
  readonly date: string;
  readonly timeZone: string;
}

/**
 * An entry after its start, end or break was typed: its length follows, less the usual break until another is typed.
 * Both times empty: they are not used.
 */
export function withTimes(
  entry: EntryDraft,
  times: Partial<Pick<EntryDraft, 'start' | 'end' | 'breakMinutes'>>,
  { date, timeZone, usual }: OfDay & { readonly usual: ClockBreak },
): EntryDraft {
  const { start = '', end = '', breakMinutes: typedBreak, ...rest } = { ...entry, ...times };
  if (start === '' && end === '') return rest;
  const typed = { ...rest, start, end, ...(typedBreak !== undefined && { breakMinutes: typedBreak }) };
  if (start === '' || end === '' || start === end) return typed;
  const span = shiftSpan({ date, start, end }, timeZone);
  // A time that the clocks skip is the server's to refuse, in its own words.
  if (span.skipped) return typed;
  const breakMinutes = typedBreak ?? usualBreak(usual, span.minutes);
  return { ...typed, breakMinutes, minutes: Math.max(0, span.minutes - breakMinutes) };
}

/** An entry of another length. Where it has times, the end moves with it. */
export function withMinutes(entry: EntryDraft, minutes: number, { date, timeZone }: OfDay): EntryDraft {
  const { start = '', breakMinutes = 0 } = entry;
  if (start === '' || entry.end === undefined || entry.end === '') return { ...entry, minutes };
  const end = endOf({ date, start }, minutes + breakMinutes, timeZone);
  if (end !== undefined) return { ...entry, end, minutes };
  const { start: _, end: _end, breakMinutes: _break, ...rest } = entry;
  return { ...rest, minutes };
}

/** A shift of the clock as an entry. */
export function entryOfShift(shift: Timesheet['shifts'][number]): EntryDraft {
  const { date: _, entered: _entered, ...entry } = shift;
  return entry;
}

/** What the clock says of a date. */
export function entriesByClock(shifts: Timesheet['shifts'], date: string): readonly EntryDraft[] {
  return shifts.filter((shift) => shift.date === date && shift.minutes > 0).map(entryOfShift);
}

/** The week with the hours of the week before on every day that is empty and not `off`; undefined where there are none. */
export function repeated(draft: WeekDraft, last: WeekDraft, off: ReadonlySet<string>): WeekDraft | undefined {
  const days = Object.entries(draft.days).map(([date, entries]) => {
    const before = last.days[addDays(date, -7)] ?? [];
    const empty = entries.every(isBlank) && !off.has(date);
    // Notes were about that week.
    return [date, empty && before.length > 0 ? before.map(({ note: _, ...entry }) => entry) : entries];
  });
  const week = { ...draft, days: Object.fromEntries(days) };
  return saysTheSame(week, draft) ? undefined : week;
}

export function minutesOn({ days }: WeekDraft, date: string): number {
  return (days[date] ?? []).reduce((sum, { minutes }) => sum + minutes, 0);
}

/** Whether nothing stands in a line. */
export function isBlank({ minutes, start, end, orderId, note }: EntryDraft): boolean {
  return minutes === 0 && !start && !end && orderId === undefined && (note ?? '').trim() === '';
}

function inputOf(date: string, { minutes, start, end, breakMinutes, orderId, note }: EntryDraft): TimesheetEntryInput {
  const words = note?.trim();
  const time = start !== undefined && end !== undefined ? { start, end, breakMinutes: breakMinutes ?? 0 } : { minutes };
  return { date, ...time, ...(orderId !== undefined && { orderId }), ...(words && { note: words }) };
}

/** What was sent of a week, to be edited again. */
export function draftSent(
  monday: string,
  { entries, note }: { readonly entries: readonly TimesheetEntryInput[]; readonly note?: string | undefined },
  timeZone: string,
): WeekDraft {
  const whole = entries.map((entry) => {
    const { date, start, end, breakMinutes = 0, minutes = 0 } = entry;
    if (start === undefined || end === undefined) return { ...entry, minutes };
    const span = shiftSpan({ date, start, end }, timeZone);
    return { ...entry, minutes: span.skipped ? 0 : span.minutes - breakMinutes };
  });
  return draftOf({ monday, entries: whole as Timesheet['entries'], ...(note !== undefined && { note }) });
}

/** When a shift of this length ends, HH:MM; undefined where the clocks do not allow to say it. */
function endOf(from: { date: string; start: string }, minutes: number, timeZone: string): string | undefined {
  const since = clockMoment(from.date, from.start, timeZone);
  if (since === undefined) return undefined;
  const end = clockTimeAt(new Date(since.getTime() + minutes * 60_000), timeZone);
  const span = shiftSpan({ ...from, end }, timeZone);
  return end !== from.start && !span.skipped && span.minutes === minutes ? end : undefined;
}

/** By date, then by start; time without a start comes last: as the server orders them. */
function placeOf({ date, start }: TimesheetEntryInput): string {
  return `${date} ${start ?? '~'}`;
}
