import type { ApprovalCard } from '../src/contracts/timesheet.ts';
import { approvalId, leaveRequestId } from '../src/contracts/week.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection, type Rule } from '../src/projecting/define-projection.ts';
import { existing, idOf, type NameOf } from '../src/projecting/definition.ts';
import { notOfRequests, type RequestEvent, requestEvents } from './leave-events.ts';
import { approvedLeave, sumOfMinutes, type WeekEvent, type WeekRow, weekIds, weekRules } from './week-rows.ts';

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

/** The inbox: what waits for a decision, and what was decided. */
export const approvals = defineProjection<'approvals', Row, WeekEvent>({
  name: 'approvals',
  version: 1,
  id(event) {
    const weeks = weekIds(event).map((id) => approvalId('timesheet', id));
    return isOfRequest(event) ? [cardId(event), ...weeks] : weeks;
  },

  on: {
    LeaveRequested: requestOr((_row, event) => {
      const { employeeName, note, ...leave } = event.data;
      const card = { kind: 'leave' as const, employeeId: idOf(event), employeeName, note };
      return {
        ...{ ...card, status: 'waiting', askedAt: event.at.toISOString(), sequence: event.sequence },
        leave: { ...leave, days: [...leave.days] },
      };
    }, weekRules.LeaveRequested),
    LeaveApproved: requestOr((row, event) => {
      const { balanceBefore, balanceAfter } = event.data;
      const card = decidedLeave(row, event, 'approved');
      return { ...card, leave: { ...card.leave, balanceBefore, balanceAfter } };
    }, weekRules.LeaveApproved),
    LeaveRejected: requestOr(
      (row, event) => decidedLeave(row, event, 'rejected', event.data.reason),
      weekRules.LeaveRejected,
    ),
    LeaveWithdrawn: requestOr((row, event) => decidedLeave(row, event, 'withdrawn'), weekRules.LeaveWithdrawn),
    LeaveCancelled: requestOr(
      (row, event) => decidedLeave(row, event, 'cancelled', event.data.reason),
      weekRules.LeaveCancelled,
    ),
    ...notOfRequests,

    TimesheetSubmitted: weekCard(weekRules.TimesheetSubmitted, (_card, event) => ({
      ...{ status: 'waiting', askedAt: event.at.toISOString() },
    })),
    // Taken back by the one who handed it in; an earlier decision stays where it was.
    TimesheetSaved: weekCard(weekRules.TimesheetSaved, ({ decision }) => ({
      status: decision === undefined ? 'resting' : 'decided',
    })),
    TimesheetApproved: weekCard(weekRules.TimesheetApproved, (_card, event) => decided(event, 'approved')),
    TimesheetRejected: weekCard(weekRules.TimesheetRejected, (_card, event) =>
      decided(event, 'rejected', event.data.reason),
    ),
    TimesheetReopened: weekCard(weekRules.TimesheetReopened, (_card, event) =>
      decided(event, 'reopened', event.data.reason),
    ),
    ShiftRecorded: weekCard(weekRules.ShiftRecorded),
    PayCalculated: weekCard(weekRules.PayCalculated),
    PayReversed: weekCard(weekRules.PayReversed),
    TimesheetPaid: weekCard(weekRules.TimesheetPaid),
    TimesheetUnpaid: weekCard(weekRules.TimesheetUnpaid),
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
});

function isOfRequest(event: RecordedEvent<WeekEvent>): event is RecordedEvent<RequestEvent> {
  return event.type in requestEvents;
}

function cardId(event: RecordedEvent<RequestEvent>): string {
  return approvalId('leave', leaveRequestId(idOf(event), event.data.requestId));
}

/** An event of a request is about the card of the request, and about those of the weeks that the leave is in. */
function requestOr<Event extends RequestEvent>(
  card: Rule<LeaveCard, Event>,
  week: Rule<WeekRow, Event>,
): Rule<Row, Event> {
  const ofWeek = weekCard(week);
  return (row, event, id) => {
    if (id !== cardId(event)) return ofWeek(row, event, id);
    if (row?.kind === 'timesheet') throw new Error(`${event.aggregate} decides a week`);
    return card(row, event, id);
  };
}

function decidedLeave(
  row: LeaveCard | undefined,
  event: RecordedEvent<RequestEvent>,
  kind: Decision['kind'],
  reason?: string,
): LeaveCard {
  return { ...existing(row, event), ...decided(event, kind, reason), sequence: event.sequence };
}

/** The card of a week, after what the event makes of the week and of the card. */
function weekCard<Event extends WeekEvent>(
  rule: Rule<WeekRow, Event>,
  change: (card: WeekCard, event: RecordedEvent<Event>) => Partial<Card> = () => ({}),
): Rule<Row, Event> {
  return (row, event, id) => {
    if (row?.kind === 'leave') throw new Error(`${id} is a request for leave, not a week`);
    const week = rule(row?.week, event, id);
    if (week === undefined || week === row?.week) return row;
    const card: WeekCard = { kind: 'timesheet', employeeId: week.employeeId, status: 'resting', ...row, week };
    return { ...card, ...change(card, event) };
  };
}

function decided(event: RecordedEvent, kind: Decision['kind'], reason?: string) {
  const decision = { kind, at: event.at.toISOString(), by: event.user, ...(reason !== undefined && { reason }) };
  return { status: 'decided' as const, decision };
}

/** Only what was decided last: a card that waits again shows none. */
function decisionOf({ status, decision }: Row, nameOf: NameOf): Pick<ApprovalCard, 'decision'> {
  if (status !== 'decided' || decision === undefined) return {};
  return { decision: { ...decision, by: { id: decision.by, name: nameOf(decision.by) } } };
}

function ofWeek(week: WeekRow) {
  const { employeeName, monday, note, entries, shifts, finalised, version, sequence } = week;
  const said = shifts.filter((shift) => shift.said).length;
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
      ...(said > 0 && { saidShifts: said }),
      finalised,
    },
  };
}

function workedByDate(entries: WeekRow['entries']): { date: string; minutes: number }[] {
  const byDate = new Map<string, number>();
  for (const { date, minutes } of entries) byDate.set(date, (byDate.get(date) ?? 0) + minutes);
  return [...byDate].map(([date, minutes]) => ({ date, minutes }));
}
