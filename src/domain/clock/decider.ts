import type { clockCommands } from '../../contracts/clock.ts';
import { calendarDateAt, clockTimeAt } from '../../contracts/dates.ts';
import type { ClockBreak } from '../../contracts/settings.ts';
import { SHIFT_LIMIT_MINUTES, shiftSpan } from '../../contracts/shift.ts';
import { ENTRIES_MAX } from '../../contracts/timesheet.ts';
import { usualBreak } from '../../contracts/usual-break.ts';
import { formatDay, formatHours, mondayOf } from '../../contracts/week.ts';
import { COMPANY } from '../company.ts';
import { activeEmployee, employee } from '../employee/employee.ts';
import { actsFor, rightsReads } from '../employee/rights.ts';
import {
  byAnother,
  type Context,
  type DeciderOf,
  defineAggregate,
  isRefusal,
  type Peek,
  type Recorded,
  type Refusal,
  refuse,
  type Trace,
  traceOf,
} from '../kernel.ts';
import { knownOrder, order } from '../order/order.ts';
import { settings } from '../settings/decider.ts';
import { DAY_MINUTES, entriesBeside, refuseTogether, sheetsAround } from '../timesheet/entries.ts';
import type { ClockShift, WorkEntry } from '../timesheet/events.ts';
import { entryOf, sheetId, type Timesheet, timesheet } from '../timesheet/timesheet.ts';
import type { ClockEvent } from './events.ts';

/** The open shift. `since` is a moment, ISO 8601. */
interface OpenShift {
  readonly since: string;
  readonly date: string;
  readonly time: string;
  readonly orderId: string | undefined;
  readonly orderNumber: string | undefined;
  readonly clockedIn: Trace;
}

/** Always true: at most one open shift, and no shift begins before the one before it ended. */
export interface Clock {
  readonly open: OpenShift | undefined;
  /** When the shift before ended. */
  readonly lastUntil: string | undefined;
  readonly lastOut: Trace | undefined;
}

/** `clock/<employee>` */
export const clock = defineAggregate<Clock, ClockEvent>({
  kind: 'clock',
  initial: { open: undefined, lastUntil: undefined, lastOut: undefined },
  evolve,
});

export const clockDeciders = {
  ClockIn: {
    reads: ({ employeeId, orderId }, peek, context) => [
      clock.at(employeeId),
      employee.at(employeeId),
      ...(orderId === undefined ? [] : [order.at(orderId)]),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, at, orderId }, read, context) {
      const place = actsFor(read, employeeId, context);
      if (isRefusal(place)) return place;
      const person = activeEmployee(read, employeeId, context);
      if (isRefusal(person)) return person;
      const { open, lastUntil, lastOut } = read(clock, employeeId);
      const whose = place.userId === context.user ? 'You are' : `${place.name} is`;
      if (open) {
        const winner = byAnother(open.clockedIn, context);
        const fresh = { since: open.since, date: open.date, time: open.time };
        return refuse('already-clocked-in', `${whose} already clocked in.`, { winner, fresh });
      }
      const since = tapped(at, context);
      if (isRefusal(since)) return since;
      if (lastUntil !== undefined && since < new Date(lastUntil)) {
        const until = clockTimeAt(new Date(lastUntil), context.timeZone);
        return refuse('overlapping-shifts', `The shift before this one ended at ${until}. Begin after that.`, {
          winner: byAnother(lastOut, context),
          fresh: { until: lastUntil },
        });
      }
      const costed = orderId === undefined ? undefined : knownOrder(read, orderId);
      if (costed && isRefusal(costed)) return costed;
      const shown = { date: calendarDateAt(since, context.timeZone), time: clockTimeAt(since, context.timeZone) };
      const started = { employeeName: place.name, since: since.toISOString(), ...shown };
      return [clock.event(employeeId, 'ClockedIn', { ...started, orderId, orderNumber: costed?.number })];
    },
  },

  ClockOut: {
    reads: ({ employeeId }, peek, context) => [
      clock.at(employeeId),
      settings.at(COMPANY),
      ...openWeek(employeeId, peek),
      ...rightsReads(peek, context),
    ],
    decide({ employeeId, at, saidEnd, breakMinutes, note }, read, context) {
      const place = actsFor(read, employeeId, context);
      if (isRefusal(place)) return place;
      const { open, lastOut } = read(clock, employeeId);
      if (open === undefined) {
        const whose = place.userId === context.user ? 'You are' : `${place.name} is`;
        return refuse('not-clocked-in', `${whose} not clocked in.`, { winner: byAnother(lastOut, context) });
      }
      const usual = read(settings, COMPANY).settings.clockBreak;
      const until = saidEnd === undefined ? tapped(at, context) : saidMoment(open, saidEnd, context);
      if (isRefusal(until)) return until;
      const forgotten = saidEnd === undefined && refuseForgotten(open, until, usual, context);
      if (forgotten) return forgotten;
      const shift = closedShift(open, until, breakMinutes, usual, context);
      if (isRefusal(shift)) return shift;
      const monday = mondayOf(shift.date);
      const id = sheetId(employeeId, monday);
      const entered = takes(read(timesheet, id), shift, entriesBeside(read, employeeId, monday), context);
      const recorded = { ...shift, note, ...(saidEnd !== undefined && { said: true as const }) };
      const week = { employeeId, employeeName: place.name, monday };
      return [
        clock.event(employeeId, 'ClockedOut', { employeeName: place.name, monday, shift: recorded, entered }),
        timesheet.event(id, 'ShiftRecorded', { ...week, shift: recorded, entered }),
      ];
    },
  },
} satisfies { [Type in keyof typeof clockCommands]: DeciderOf<Type> };

/** A tablet's clock may differ from the server's by so much. */
const AHEAD_MAX_MS = 5 * 60_000;
/** A tap from longer ago belongs on the timesheet. */
const BACK_MAX_MS = 14 * 24 * 60 * 60_000;

/** When the button was tapped: never after now, and not weeks ago. */
function tapped(at: string | undefined, { at: now }: Context): Date | Refusal {
  if (at === undefined) return now;
  const told = new Date(at);
  const ahead = told.getTime() - now.getTime();
  if (ahead > AHEAD_MAX_MS)
    return refuse('no-such-time', 'That time is still to come. Look at the date of this tablet.');
  if (ahead < -BACK_MAX_MS)
    return refuse('no-such-time', 'That is more than two weeks ago. Enter it on the timesheet.');
  return ahead > 0 ? now : told;
}

/** When a shift ended by what its person says: the first such time after its start, and never one to come. */
function saidMoment(
  { date, time: start }: OpenShift,
  end: string,
  { at: now, timeZone, today }: Context,
): Date | Refusal {
  const span = shiftSpan({ date, start, end }, timeZone);
  const began = `${formatDay(date, today)} at ${start}`;
  if (span.skipped) {
    return refuse('no-such-time', `There is no ${end} after ${began}: the clocks go forward then. Say another time.`);
  }
  if (span.until <= now) return span.until;
  return refuse('no-such-time', `The shift began on ${began}, and the next ${end} is still to come. Say another time.`);
}

/** A tap so late means that the one before was forgotten: its hours are paid when somebody says the end. */
function refuseForgotten(open: OpenShift, until: Date, usual: ClockBreak, { today }: Context): Refusal | undefined {
  const { since, date, time } = open;
  const limit = usual.limitMinutes ?? SHIFT_LIMIT_MINUTES;
  if (until.getTime() - Date.parse(since) <= limit * 60_000) return undefined;
  const began = `${formatDay(date, today)} at ${time}`;
  const detail = `The shift began on ${began}, more than ${formatHours(limit)} before. Say when it ended, on that week’s timesheet.`;
  return refuse('shift-not-ended', detail, { fresh: { since, date, time } });
}

/** The week of the open shift and those beside it, as far as it is known. */
function openWeek(employeeId: string, peek: Peek): string[] {
  const open = peek(clock, employeeId)?.open;
  return open === undefined ? [] : sheetsAround(employeeId, mondayOf(open.date));
}

function closedShift(
  open: OpenShift,
  until: Date,
  breakGiven: number | undefined,
  usual: ClockBreak,
  { timeZone, today }: Context,
): ClockShift | Refusal {
  const { since, date, time: start, orderId, orderNumber } = open;
  // Worked out from the minutes that the clocks showed, because people work it out so.
  const length = Math.floor(until.getTime() / 60_000) - Math.floor(new Date(since).getTime() / 60_000);
  const began = `${formatDay(date, today)} at ${start}`;
  if (until < new Date(since))
    return refuse('overlapping-shifts', `The shift began on ${began}. It cannot end before.`);
  if (length > DAY_MINUTES) {
    return refuse('too-many-hours', `The shift began on ${began}, more than 24 hours before. Say when it ended.`);
  }
  const breakMinutes = breakGiven ?? usualBreak(usual, length);
  if (breakMinutes > length) {
    return refuse('break-too-long', `The break is longer than the shift, ${formatHours(length)}.`);
  }
  const end = clockTimeAt(until, timeZone);
  const minutes = length - breakMinutes;
  return { date, start, end, breakMinutes, minutes, since, until: until.toISOString(), orderId, orderNumber };
}

/** Whether the week takes the shift as worked time. If not, the shift stays as evidence and the person sees both. */
function takes(
  { status, entries }: Timesheet,
  shift: ClockShift,
  beside: readonly WorkEntry[],
  context: Context,
): boolean {
  const closed = status === 'submitted' || status === 'approved';
  if (closed || shift.minutes < 1 || entries.length >= ENTRIES_MAX || shift.start === shift.end) return false;
  // Where the clocks go back, an hour comes twice, and times on a sheet mean the first one. A shift that began or ended
  // in the second one would change its length as soon as somebody saves the week.
  const typed = shiftSpan(shift, context.timeZone);
  if (typed.skipped || typed.minutes !== shift.minutes + shift.breakMinutes) return false;
  return refuseTogether([...entries, entryOf(shift)], beside, context) === undefined;
}

function evolve(state: Clock, event: Recorded<ClockEvent>): Clock {
  switch (event.type) {
    case 'ClockedIn': {
      const { employeeName, since, date, time, orderId, orderNumber } = event.data;
      const clockedIn = traceOf(event, { employeeName, since, date, time });
      return { ...state, open: { since, date, time, orderId, orderNumber, clockedIn } };
    }
    case 'ClockedOut': {
      const { employeeName, shift } = event.data;
      const lastOut = traceOf(event, { employeeName, date: shift.date, start: shift.start, end: shift.end });
      return { open: undefined, lastUntil: shift.until, lastOut };
    }
    default:
      event satisfies never;
      return state;
  }
}
