import type { TimesheetStatus } from '../../contracts/timesheet.ts';
import { formatDays, weekDates } from '../../contracts/week.ts';
import { defineAggregate, type Plain, type Recorded, type Trace, traceOf } from '../kernel.ts';
import type { ClockShift, OfWeek, PayInputs, PayResult, TimesheetEvent, WorkEntry } from './events.ts';

/** The pay of a week that counts now. */
export interface LivePay extends PayResult {
  /** Sequence of its event, by which this calculation is named. */
  readonly calculation: number;
  readonly inputs: PayInputs;
  /** It was worked out by the old application, and is never worked out again. */
  readonly carried?: true | undefined;
}

/** Always true: one sheet a week, approved once, paid once, at most 24 hours a day, shifts that do not overlap. */
export interface Timesheet {
  readonly status: 'none' | TimesheetStatus;
  readonly entries: readonly WorkEntry[];
  /** What the clock says, earliest first. It is evidence. */
  readonly shifts: readonly ClockShift[];
  readonly note: string | undefined;
  /** Sequence of the last event that changed the entries, 0 where there is none. */
  readonly version: number;
  readonly lastEdit: Trace | undefined;
  /** The position of its first event. */
  readonly begun: number | undefined;
  /** The person who last submitted, approved, sent back or reopened it. */
  readonly lastStep: Trace | undefined;
  /** The calculation that counts. It is there as long as the week is approved. */
  readonly pay: LivePay | undefined;
  /** The pay run that has the week, while it is finalised. */
  readonly paid: Trace | undefined;
}

export const timesheet = defineAggregate<Timesheet, TimesheetEvent>({
  kind: 'timesheet',
  initial: {
    ...{ status: 'none', entries: [], shifts: [], note: undefined, version: 0 },
    ...{ lastEdit: undefined, begun: undefined, lastStep: undefined, pay: undefined, paid: undefined },
  },
  evolve,
});

/** `timesheet/<employee>/<monday>` */
export function sheetId(employeeId: string, monday: string): string {
  return `${employeeId}/${monday}`;
}

export function workedMinutes(entries: readonly WorkEntry[], date?: string): number {
  return entries.reduce((sum, entry) => sum + (date === undefined || entry.date === date ? entry.minutes : 0), 0);
}

/** "2–8 Nov" */
export function weekWords(monday: string, today: string): string {
  return formatDays(monday, weekDates(monday).at(-1) ?? monday, today);
}

/** The week as it is now, for a person who was refused. */
export function freshSheet(employeeId: string, monday: string, sheet: Timesheet): { readonly [key: string]: Plain } {
  return { employeeId, monday, status: sheet.status, version: sheet.version };
}

function evolve(before: Timesheet, event: Recorded<TimesheetEvent>): Timesheet {
  const state = { ...before, begun: before.begun ?? event.position };
  const trace = (more: Trace['data'] = {}) => traceOf(event, { ...ofWeek(event.data), ...more });
  switch (event.type) {
    case 'TimesheetSaved': {
      const { entries, note } = event.data;
      const lastEdit = trace({ workedMinutes: workedMinutes(entries) });
      return { ...state, status: 'draft', entries, note, version: event.sequence, lastEdit };
    }
    case 'ShiftRecorded': {
      const { shift, entered } = event.data;
      const shifts = [...state.shifts, shift];
      const status = state.status === 'none' ? 'draft' : state.status;
      if (!entered) return { ...state, status, shifts };
      const entries = [...state.entries, entryOf(shift)].sort(byStart);
      const lastEdit = trace({ date: shift.date, start: shift.start, end: shift.end, minutes: shift.minutes });
      return { ...state, status, shifts, entries, version: event.sequence, lastEdit };
    }
    case 'TimesheetSubmitted':
      return { ...state, status: 'submitted', lastStep: trace({ workedMinutes: event.data.workedMinutes }) };
    case 'TimesheetApproved':
      return { ...state, status: 'approved', lastStep: trace({ workedMinutes: event.data.workedMinutes }) };
    case 'PayCalculated': {
      const { employeeId: _, employeeName: _n, monday: _m, employeeNumber: _e, ...pay } = event.data;
      const carried = event.imported === undefined ? {} : ({ carried: true } as const);
      return { ...state, pay: { ...pay, ...carried, calculation: event.sequence } };
    }
    case 'TimesheetRejected':
      return { ...state, status: 'rejected', lastStep: trace({ reason: event.data.reason }) };
    case 'TimesheetReopened':
      return { ...state, status: 'draft', lastStep: trace({ reason: event.data.reason }) };
    case 'PayReversed':
      return { ...state, pay: undefined };
    case 'TimesheetPaid':
      return { ...state, paid: trace({ period: event.data.period }) };
    case 'TimesheetUnpaid':
      return { ...state, paid: undefined };
    default:
      event satisfies never;
      return state;
  }
}

function ofWeek({ employeeId, employeeName, monday }: OfWeek): OfWeek & { readonly [key: string]: Plain } {
  return { employeeId, employeeName, monday };
}

/** A shift as worked time of the week. */
export function entryOf({ since: _, until: _u, said: _said, ...entry }: ClockShift): WorkEntry {
  return entry;
}

/** By date, then by start; time without a start comes last. */
export function byStart(a: WorkEntry, b: WorkEntry): number {
  const key = ({ date, start }: WorkEntry) => `${date} ${start ?? '~'}`;
  return key(a) < key(b) ? -1 : 1;
}
