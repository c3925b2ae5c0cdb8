import { shiftSpan } from '../../contracts/shift.ts';
import type { TimesheetEntryInput } from '../../contracts/timesheet.ts';
import { addDays, formatDay, formatHours, mondayOf } from '../../contracts/week.ts';
import { type Context, isRefusal, type Read, type Refusal, refuse } from '../kernel.ts';
import { knownOrder, order } from '../order/order.ts';
import type { WorkEntry } from './events.ts';
import { byStart, sheetId, timesheet, weekWords, workedMinutes } from './timesheet.ts';

/** Nobody works more than this on one date, also on the day that has 25 hours. */
export const DAY_MINUTES = 1_440;

/** Ids of the orders that worked time is costed to. */
export function ordersOf(entries: readonly { readonly orderId?: string | undefined }[]): string[] {
  const ids = new Set(entries.flatMap(({ orderId }) => (orderId === undefined ? [] : [orderId])));
  return [...ids].map((id) => order.at(id));
}

/** What was typed as worked time, in order, or a refusal that names the date and what is wrong with it. */
export function workEntries(
  monday: string,
  inputs: readonly TimesheetEntryInput[],
  beside: readonly WorkEntry[],
  read: Read,
  context: Context,
): readonly WorkEntry[] | Refusal {
  const entries: WorkEntry[] = [];
  for (const input of inputs) {
    if (mondayOf(input.date) !== monday) {
      const week = weekWords(monday, context.today);
      return refuse('not-this-week', `${formatDay(input.date, context.today)} is not in the week of ${week}.`);
    }
    const entry = workEntry(input, read, context);
    if (isRefusal(entry)) return entry;
    entries.push(entry);
  }
  entries.sort(byStart);
  return refuseTogether(entries, beside, context) ?? entries;
}

/** Ids of a week's sheet and of those beside it: a shift over Sunday midnight reaches into the next. */
export function sheetsAround(employeeId: string, monday: string): string[] {
  return [0, -7, 7].map((days) => timesheet.at(sheetId(employeeId, addDays(monday, days))));
}

/** What is worked in the weeks beside one, next to its Monday and its Sunday. */
export function entriesBeside(read: Read, employeeId: string, monday: string): readonly WorkEntry[] {
  const next = addDays(monday, 7);
  return [
    ...read(timesheet, sheetId(employeeId, addDays(monday, -7))).entries.filter(
      ({ date }) => date === addDays(monday, -1),
    ),
    ...read(timesheet, sheetId(employeeId, next)).entries.filter(({ date }) => date === next),
  ];
}

/** Refuses more than 24 hours on a date, and shifts that overlap each other or one of those `beside` the week. */
export function refuseTogether(
  entries: readonly WorkEntry[],
  beside: readonly WorkEntry[],
  context: Context,
): Refusal | undefined {
  for (const date of new Set(entries.map((entry) => entry.date))) {
    const minutes = workedMinutes(entries, date);
    if (minutes <= DAY_MINUTES) continue;
    const detail = `${formatDay(date, context.today)} has ${formatHours(minutes)}. A day has no more than 24h 00m.`;
    return refuse('too-many-hours', detail, { fresh: { date, minutes } });
  }
  return refuseOverlap(entries, beside, context);
}

function workEntry(input: TimesheetEntryInput, read: Read, context: Context): WorkEntry | Refusal {
  const { date, minutes, start, end, breakMinutes, orderId, note } = input;
  const found = orderId === undefined ? undefined : knownOrder(read, orderId);
  if (found && isRefusal(found)) return found;
  const costed = { orderId, orderNumber: found?.number, note };
  if (start === undefined || end === undefined) return { date, minutes: minutes ?? 0, ...costed };
  const span = shiftSpan({ date, start, end }, context.timeZone);
  if (span.skipped) {
    const day = formatDay(span.skipped.date, context.today);
    return refuse('no-such-time', `There is no ${span.skipped.time} on ${day}: the clocks go forward then.`);
  }
  const worked = span.minutes - (breakMinutes ?? 0);
  if (worked < 1) {
    const day = formatDay(date, context.today);
    return refuse('break-too-long', `The break on ${day} is as long as the shift, ${formatHours(span.minutes)}.`);
  }
  return { date, minutes: worked, start, end, breakMinutes: breakMinutes ?? 0, ...costed };
}

/** One shift may begin in the minute in which the other ends. */
function refuseOverlap(
  entries: readonly WorkEntry[],
  beside: readonly WorkEntry[],
  { timeZone, today }: Context,
): Refusal | undefined {
  const spans = [...entries, ...beside].flatMap((entry) => {
    if (entry.start === undefined || entry.end === undefined) return [];
    const span = shiftSpan({ date: entry.date, start: entry.start, end: entry.end }, timeZone);
    return span.skipped ? [] : [{ entry, since: span.since.getTime(), until: span.until.getTime() }];
  });
  spans.sort((a, b) => a.since - b.since);
  for (const [index, { entry, since }] of spans.entries()) {
    const before = spans[index - 1];
    if (before === undefined || before.until <= since) continue;
    const others = [entry, before.entry].filter((one) => beside.includes(one));
    if (others.length === 2) continue;
    const times = ({ start, end }: WorkEntry) => `${start}–${end}`;
    const on = others.length === 0 ? '' : ` on ${formatDay(before.entry.date, today)}, in another week`;
    const detail = `${times(entry)} on ${formatDay(entry.date, today)} overlaps ${times(before.entry)}${on}.`;
    return refuse('overlapping-shifts', `${detail} Change one of them.`);
  }
  return undefined;
}
