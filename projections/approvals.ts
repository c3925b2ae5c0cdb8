import * as z from 'zod/mini';
import { id as anyId } from '../src/contracts/primitives.ts';
import { type ApprovalCard, approvalCard } from '../src/contracts/timesheet.ts';
import { approvalId, leaveRequestId } from '../src/contracts/week.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { eventTypes, existing, idOf, type NameOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { type RequestEvent, requestEvents } from './leave-events.ts';
import {
  approvedLeave,
  sumOfMinutes,
  type WeekEvent,
  type WeekRow,
  weekAfter,
  weekEvents,
  weekIds,
} from './week-rows.ts';

type Decision = Omit<NonNullable<ApprovalCard['decision']>, 'by'> & { readonly by: string };
interface Card {
  /** 'resting': a week that is not handed in, and that nobody has decided yet. */
  readonly status: ApprovalCard['status'] | 'resting';
  readonly employeeId: string;
  readonly askedAt?: string | undefined;
  readonly decision?: Decision | undefined;
}
interface LeaveCard extends Card {
  readonly kind: 'leave';
  readonly employeeName: string;
  readonly note?: string | undefined;
  readonly leave: NonNullable<ApprovalCard['leave']>;
  readonly sequence: number;
}
interface WeekCard extends Card {
  readonly kind: 'timesheet';
  readonly week: WeekRow;
}
type Row = LeaveCard | WeekCard;

const filters = z.strictObject({
  status: z.optional(z.enum(['waiting', 'decided'])),
  employeeId: z.optional(anyId),
});

/** The inbox: what waits for a decision, and what was decided. */
export const approvals: Projection<Row, ApprovalCard, WeekEvent> = {
  name: 'approvals',
  version: 1,
  handles: eventTypes<WeekEvent>(weekEvents),
  id(event) {
    const weeks = weekIds(event).map((id) => approvalId('timesheet', id));
    return isOfRequest(event) ? [cardId(event), ...weeks] : weeks;
  },

  evolve(row, event, id) {
    if (isOfRequest(event) && id === cardId(event)) return leaveCard(row, event);
    if (row?.kind === 'leave') throw new Error(`${id} is a request for leave, not a week`);
    return weekCard(row, event, id);
  },

  indexes: [{ fields: ['status', 'employeeId'] }],
  present(row, nameOf, id) {
    const { status, askedAt, employeeId } = row;
    if (status === 'resting' || askedAt === undefined) return undefined;
    const shared = { id, status, employeeId, askedAt, ...decisionOf(row, nameOf) };
    if (row.kind === 'timesheet') return { ...shared, ...ofWeek(row.week) };
    const { kind, employeeName, note, leave, sequence } = row;
    return { ...shared, kind, employeeName, ...(note !== undefined && { note }), leave, version: sequence, sequence };
  },
  query: {
    permission: 'approvals.decide',
    own: { by: 'employeeId', others: 'decide', self: false },
    row: approvalCard,
    one: true,
    list: {
      params: filters,
      where: ({ status = 'waiting', employeeId }: z.infer<typeof filters>) => ({
        status,
        ...(employeeId !== undefined && { employeeId }),
      }),
      // Whoever has waited longest comes first; of what is decided, the last.
      order: ({ status, askedAt = '', decision }) =>
        status === 'decided' ? [-Date.parse(decision?.at ?? '')] : [Date.parse(askedAt)],
      rowsMax: 2_000,
    },
  },
  live: true,
};

function isOfRequest(event: RecordedEvent<WeekEvent>): event is RecordedEvent<RequestEvent> {
  return event.type in requestEvents;
}

function cardId(event: RecordedEvent<RequestEvent>): string {
  return approvalId('leave', leaveRequestId(idOf(event), event.data.requestId));
}

function leaveCard(row: Row | undefined, event: RecordedEvent<RequestEvent>): LeaveCard {
  const { sequence } = event;
  if (event.type === 'LeaveRequested') {
    const { employeeName, note, ...leave } = event.data;
    const card = { kind: 'leave' as const, employeeId: idOf(event), employeeName, note };
    return {
      ...{ ...card, status: 'waiting', askedAt: event.at.toISOString(), sequence },
      leave: { ...leave, days: [...leave.days] },
    };
  }
  const before = existing(row, event);
  if (before.kind !== 'leave') throw new Error(`${event.aggregate} decides a week`);
  const decided = (kind: Decision['kind'], reason?: string): LeaveCard => ({
    ...before,
    ...{ status: 'decided', decision: decisionBy(event, kind, reason), sequence },
  });
  switch (event.type) {
    case 'LeaveApproved': {
      const { balanceBefore, balanceAfter } = event.data;
      return { ...decided('approved'), leave: { ...before.leave, balanceBefore, balanceAfter } };
    }
    case 'LeaveRejected':
      return decided('rejected', event.data.reason);
    case 'LeaveWithdrawn':
      return decided('withdrawn');
    case 'LeaveCancelled':
      return decided('cancelled', event.data.reason);
    default:
      return unhandled(event);
  }
}

function weekCard(row: WeekCard | undefined, event: RecordedEvent<WeekEvent>, id: string): WeekCard | undefined {
  const week = weekAfter(row?.week, event, id);
  if (week === undefined || week === row?.week) return row;
  const before: WeekCard = { kind: 'timesheet', employeeId: week.employeeId, status: 'resting', ...row, week };
  const decided = (kind: Decision['kind'], reason?: string): WeekCard => ({
    ...before,
    ...{ status: 'decided', decision: decisionBy(event, kind, reason) },
  });
  switch (event.type) {
    case 'TimesheetSubmitted':
      return { ...before, status: 'waiting', askedAt: event.at.toISOString() };
    case 'TimesheetSaved':
      // Taken back by whoever handed it in; an earlier decision stays where it was.
      return { ...before, status: before.decision === undefined ? 'resting' : 'decided' };
    case 'TimesheetApproved':
      return decided('approved');
    case 'TimesheetRejected':
      return decided('rejected', event.data.reason);
    case 'TimesheetReopened':
      return decided('reopened', event.data.reason);
    default:
      return before;
  }
}

function decisionBy(event: RecordedEvent<WeekEvent>, kind: Decision['kind'], reason: string | undefined): Decision {
  return { kind, at: event.at.toISOString(), by: event.user, ...(reason !== undefined && { reason }) };
}

/** Only what was decided last: a card that waits again shows none. */
function decisionOf({ status, decision }: Row, nameOf: NameOf): Pick<ApprovalCard, 'decision'> {
  if (status !== 'decided' || decision === undefined) return {};
  return { decision: { ...decision, by: { id: decision.by, name: nameOf(decision.by) } } };
}

function ofWeek(week: WeekRow) {
  const { employeeName, monday, note, entries, shifts, finalised, version, sequence } = week;
  const leave = approvedLeave(week).map(({ date, type, minutes }) => ({ date, type, minutes }));
  return {
    ...{ kind: 'timesheet' as const, employeeName, version, sequence },
    ...(note !== undefined && { note }),
    timesheet: {
      monday,
      workedMinutes: sumOfMinutes(entries),
      leaveMinutes: sumOfMinutes(leave),
      worked: workedByDate(entries),
      leave,
      ...(shifts.length > 0 && { clockedMinutes: sumOfMinutes(shifts) }),
      finalised,
    },
  };
}

function workedByDate(entries: WeekRow['entries']): { date: string; minutes: number }[] {
  const byDate = new Map<string, number>();
  for (const { date, minutes } of entries) byDate.set(date, (byDate.get(date) ?? 0) + minutes);
  return [...byDate].map(([date, minutes]) => ({ date, minutes }));
}
