import type { Timesheet } from '../src/contracts/timesheet.ts';
import { addDays, mondayOf, timesheetId } from '../src/contracts/week.ts';
import type { TimesheetEvent } from '../src/domain/timesheet/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { idOf, unhandled } from '../src/projecting/definition.ts';
import { type RequestEvent, requestEvents } from './leave-events.ts';

/** What a week of somebody is made of: the sheet, and the leave in it. */
export type WeekEvent = TimesheetEvent | RequestEvent;

type AskedDay = Timesheet['leave'][number] & { readonly approved: boolean };

export type WeekRow = Omit<Timesheet, 'id' | 'workedMinutes' | 'leaveMinutes' | 'leave' | 'decidedBy' | 'savedBy'> & {
  /** Days that were asked for, with whether they are approved. */
  readonly asked: readonly AskedDay[];
  /** Whether the week is in lists: it has a sheet, a shift on the clock, or leave that is approved. */
  readonly begun: boolean;
  readonly decidedBy?: string | undefined;
  readonly savedBy?: string | undefined;
};

export const weekEvents: Readonly<Record<WeekEvent['type'], true>> = {
  ...requestEvents,
  TimesheetSaved: true,
  ShiftRecorded: true,
  TimesheetSubmitted: true,
  TimesheetApproved: true,
  PayCalculated: true,
  TimesheetRejected: true,
  TimesheetReopened: true,
  PayReversed: true,
  TimesheetPaid: true,
  TimesheetUnpaid: true,
};

/** Weeks that one request may reach over: more than any leave lasts. What claims to is parked, not walked through. */
const WEEKS_MAX = 520;

/** The weeks that an event is about. A decision on leave does not name its days again, so all between may be touched. */
export function weekIds(event: RecordedEvent<WeekEvent>): string[] {
  if (!isOfRequest(event)) return [timesheetId(event.data.employeeId, event.data.monday)];
  const { firstDay, lastDay } = event.data;
  const ids: string[] = [];
  for (let monday = mondayOf(firstDay); monday <= lastDay; monday = addDays(monday, 7)) {
    if (ids.length === WEEKS_MAX) throw new Error(`${firstDay} to ${lastDay} is longer than any leave`);
    ids.push(timesheetId(idOf(event), monday));
  }
  return ids;
}

/** The week after an event; undefined as long as nothing is in it. */
export function weekAfter(row: WeekRow | undefined, event: RecordedEvent<WeekEvent>, id: string): WeekRow | undefined {
  if (isOfRequest(event)) {
    const week = withLeave(row, event, id.slice(id.lastIndexOf('.') + 1));
    if (week === undefined || week === row) return row;
    return { ...week, begun: week.sequence > 0 || week.asked.some(({ approved }) => approved) };
  }
  const { sequence, data } = event;
  const { employeeId, employeeName, monday } = data;
  const before = row ?? nobodySaved(employeeId, employeeName, monday);
  return { ...before, ...ofSheet(before, event), employeeName, begun: true, sequence };
}

/** A week without anything in it. */
export function nobodySaved(employeeId: string, employeeName: string, monday: string): WeekRow {
  const nothing = { entries: [], shifts: [], asked: [], begun: false, finalised: false, version: 0, sequence: 0 };
  return { employeeId, employeeName, monday, status: 'draft', ...nothing };
}

export function approvedLeave({ asked }: WeekRow): Timesheet['leave'] {
  const days = asked.flatMap(({ approved, ...day }) => (approved ? [day] : []));
  return days.sort((a, b) => (a.date < b.date ? -1 : 1));
}

export function sumOfMinutes(parts: readonly { readonly minutes: number }[]): number {
  return parts.reduce((sum, { minutes }) => sum + minutes, 0);
}

function isOfRequest(event: RecordedEvent<WeekEvent>): event is RecordedEvent<RequestEvent> {
  return event.type in requestEvents;
}

function withLeave(row: WeekRow | undefined, event: RecordedEvent<RequestEvent>, monday: string): WeekRow | undefined {
  const { requestId, employeeName, type } = event.data;
  if (event.type === 'LeaveRequested') {
    const days = event.data.days
      .filter(({ date }) => mondayOf(date) === monday)
      .map(({ date, minutes }) => ({ requestId, type, date, minutes, approved: false }));
    if (days.length === 0) return row;
    const before = row ?? nobodySaved(idOf(event), employeeName, monday);
    return { ...before, asked: [...before.asked, ...days] };
  }
  const isOf = (day: AskedDay) => day.requestId === requestId;
  if (!row?.asked.some(isOf)) return row;
  const asked =
    event.type === 'LeaveApproved'
      ? row.asked.map((day) => (isOf(day) ? { ...day, approved: true } : day))
      : row.asked.filter((day) => !isOf(day));
  return { ...row, asked };
}

function ofSheet(before: WeekRow, event: RecordedEvent<TimesheetEvent>): Partial<WeekRow> {
  const { sequence, user } = event;
  const at = event.at.toISOString();
  const decided = { decidedAt: at, decidedBy: user };
  switch (event.type) {
    case 'TimesheetSaved': {
      const { entries, note } = event.data;
      const saved = { entries: entries.map((entry) => ({ ...entry })), note, savedAt: at, savedBy: user };
      return { ...saved, status: 'draft', submittedAt: undefined, version: sequence };
    }
    case 'ShiftRecorded': {
      const { since: _, until: _until, note, ...shift } = event.data.shift;
      const shifts = [...before.shifts, { ...shift, entered: event.data.entered }];
      if (!event.data.entered) return { shifts };
      const entry = { ...shift, ...(note !== undefined && { note }) };
      return { shifts, entries: [...before.entries, entry].sort(byTime), version: sequence };
    }
    case 'TimesheetSubmitted':
      return { status: 'submitted', submittedAt: at, decidedAt: undefined, decidedBy: undefined, reason: undefined };
    case 'TimesheetApproved':
      return { ...decided, status: 'approved', reason: undefined };
    case 'PayCalculated':
      return { calculation: sequence };
    case 'TimesheetRejected':
      return { ...decided, status: 'rejected', reason: event.data.reason };
    case 'TimesheetReopened':
      return { ...decided, status: 'draft', submittedAt: undefined, reason: event.data.reason };
    case 'PayReversed':
      return { calculation: undefined };
    case 'TimesheetPaid':
      return { finalised: true };
    case 'TimesheetUnpaid':
      return { finalised: false };
    default:
      return unhandled(event);
  }
}

type Entry = WeekRow['entries'][number];

/** By date, then by start; time without a start comes last. */
function byTime(a: Entry, b: Entry): number {
  const place = ({ date, start = '~' }: Entry) => `${date} ${start}`;
  return place(a) < place(b) ? -1 : 1;
}
