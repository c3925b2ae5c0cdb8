import type { Timesheet } from '../src/contracts/timesheet.ts';
import { addDays, mondayOf, timesheetId } from '../src/contracts/week.ts';
import type { TimesheetEvent } from '../src/domain/timesheet/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import type { Rules } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';
import { notOfRequests, type RequestEvent, requestEvents } from './leave-events.ts';

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

/**
 * One request reaches over so many weeks at most, which is more than any leave lasts. One that claims more is parked.
 */
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

/** The week after each event; undefined as long as nothing is in it. */
export const weekRules: Rules<WeekRow, WeekEvent> & typeof notOfRequests = {
  LeaveRequested: (row, event, id) => {
    const monday = id.slice(id.lastIndexOf('.') + 1);
    const { requestId, employeeName, type } = event.data;
    const days = event.data.days
      .filter(({ date }) => mondayOf(date) === monday)
      .map(({ date, minutes }) => ({ requestId, type, date, minutes, approved: false }));
    if (days.length === 0) return row;
    const before = row ?? nobodySaved(idOf(event), employeeName, monday);
    return withAsked(before, [...before.asked, ...days]);
  },
  LeaveWithdrawn: takenOut,
  LeaveApproved: (row, event) => {
    const { requestId } = event.data;
    if (!row?.asked.some((day) => day.requestId === requestId)) return row;
    return withAsked(
      row,
      row.asked.map((day) => (day.requestId === requestId ? { ...day, approved: true } : day)),
    );
  },
  LeaveRejected: takenOut,
  LeaveCancelled: takenOut,
  ...notOfRequests,

  TimesheetSaved: (row, event) => {
    const { entries, note } = event.data;
    return {
      ...sheet(row, event),
      ...{
        entries: entries.map((entry) => ({ ...entry })),
        note,
        savedAt: event.at.toISOString(),
        savedBy: event.user,
      },
      ...{ status: 'draft', submittedAt: undefined, version: event.sequence },
    };
  },
  ShiftRecorded: (row, event) => {
    const before = sheet(row, event);
    const { since: _, until: _until, note, said, ...shift } = event.data.shift;
    const shifts = [...before.shifts, { ...shift, entered: event.data.entered, ...(said && { said }) }];
    if (!event.data.entered) return { ...before, shifts };
    const entry = { ...shift, ...(note !== undefined && { note }) };
    return { ...before, shifts, entries: [...before.entries, entry].sort(byTime), version: event.sequence };
  },
  TimesheetSubmitted: (row, event) => ({
    ...sheet(row, event),
    ...{ status: 'submitted', submittedAt: event.at.toISOString() },
    ...{ decidedAt: undefined, decidedBy: undefined, reason: undefined },
  }),
  TimesheetApproved: (row, event) => ({ ...decided(row, event), status: 'approved', reason: undefined }),
  PayCalculated: (row, event) => ({
    ...sheet(row, event),
    ...{ calculation: event.sequence, overtimeMinutes: event.data.overtimeMinutes },
  }),
  TimesheetRejected: (row, event) => ({ ...decided(row, event), status: 'rejected', reason: event.data.reason }),
  TimesheetReopened: (row, event) => ({
    ...decided(row, event),
    ...{ status: 'draft', submittedAt: undefined, reason: event.data.reason },
  }),
  PayReversed: (row, event) => ({ ...sheet(row, event), calculation: undefined, overtimeMinutes: undefined }),
  TimesheetPaid: (row, event) => ({ ...sheet(row, event), finalised: true }),
  TimesheetUnpaid: (row, event) => ({ ...sheet(row, event), finalised: false }),
};

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

function withAsked(week: WeekRow, asked: readonly AskedDay[]): WeekRow {
  return { ...week, asked, begun: week.sequence > 0 || asked.some(({ approved }) => approved) };
}

function takenOut(row: WeekRow | undefined, { data }: RecordedEvent<RequestEvent>): WeekRow | undefined {
  const left = row?.asked.filter(({ requestId }) => requestId !== data.requestId);
  return row === undefined || left === undefined || left.length === row.asked.length ? row : withAsked(row, left);
}

/** The week with a sheet, under the name that its person goes by now. */
function sheet(row: WeekRow | undefined, { data, sequence }: RecordedEvent<TimesheetEvent>): WeekRow {
  const { employeeId, employeeName, monday } = data;
  return { ...(row ?? nobodySaved(employeeId, employeeName, monday)), employeeName, begun: true, sequence };
}

function decided(row: WeekRow | undefined, event: RecordedEvent<TimesheetEvent>): WeekRow {
  return { ...sheet(row, event), decidedAt: event.at.toISOString(), decidedBy: event.user };
}

type Entry = WeekRow['entries'][number];

/** By date, then by start; time without a start comes last. */
function byTime(a: Entry, b: Entry): number {
  const place = ({ date, start = '~' }: Entry) => `${date} ${start}`;
  return place(a) < place(b) ? -1 : 1;
}
