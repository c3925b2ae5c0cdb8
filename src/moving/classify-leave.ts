import { LEAVE_DAYS_MAX } from '../contracts/leave-days.ts';
import type { LeaveType } from '../contracts/leave-types.ts';
import { addDays } from '../contracts/week.ts';
import type { NewEvent } from '../domain/kernel.ts';
import type { OfRequest, PlannedDay } from '../domain/leave/events.ts';
import { leave } from '../domain/leave/leave.ts';
import { some } from './cards.ts';
import { thingId } from './identity.ts';
import type { Planner, Unit } from './planner.ts';
import type { LegacyDocument } from './spool.ts';
import { type Doc, dateOf, minutesOf, textOf } from './values.ts';

const types: { readonly [type: string]: LeaveType } = {
  annual_leave: 'annual',
  sick_leave: 'sick',
  personal_leave: 'personal',
  long_service_leave: 'long-service',
  maternity_leave: 'parental',
  paternity_leave: 'parental',
  parental_leave: 'parental',
  compassionate_leave: 'compassionate',
  training_leave: 'training',
  conference_leave: 'training',
  unpaid_leave: 'unpaid',
};

export function leaveTypeOf(value: unknown): LeaveType | undefined {
  const said =
    textOf(value)
      ?.trim()
      .toLowerCase()
      .replace(/[\s-]+/g, '_') ?? '';
  return types[said] ?? types[`${said}_leave`];
}

type Status = 'pending' | 'approved' | 'rejected' | 'cancelled';

/** Approved leave by employee: which days, and by which document. */
export type ApprovedDays = Map<string, Map<string, string>>;

export function* classifyLeave(planner: Planner, approved: ApprovedDays): Generator<Unit> {
  for (const document of planner.documentsOf('leave_requests')) {
    const read = requestOf(planner, document);
    if ('reason' in read) yield* planner.skip(document, read.field, read.reason);
    else yield requestUnit(planner, document, read, approved);
  }
  for (const document of planner.documentsOf('leave_adjustments')) yield* adjustment(planner, document);
}

interface Read {
  readonly employeeId: string;
  readonly employeeName: string;
  readonly type: LeaveType;
  readonly status: Status;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly minutes: number;
  readonly days: readonly PlannedDay[];
}

type Trouble = { readonly field: string; readonly reason: string };

function requestOf(planner: Planner, document: LegacyDocument): Read | Trouble {
  const { doc } = document;
  if (document.doubled) return { field: 'id', reason: 'another request has the same id' };
  const person = planner.context.employee(doc['employee_id']);
  if (person === undefined) return { field: 'employee_id', reason: 'no such employee' };
  if (person.byAccount) planner.mark(document, `employee_id is an account: it is ${person.found.name}`);
  const type = leaveTypeOf(doc['leave_type']);
  if (type === undefined)
    return { field: 'leave_type', reason: `${textOf(doc['leave_type']) ?? 'nothing'} is no type of leave` };
  const status = statusOf(doc);
  if (status === undefined)
    return { field: 'status', reason: `${textOf(doc['status']) ?? 'nothing'} is no status of a request` };
  const [firstDay, lastDay] = [dateOf(doc['start_date']), dateOf(doc['end_date'])];
  if (firstDay === undefined) return { field: 'start_date', reason: 'it is no date' };
  if (lastDay === undefined) return { field: 'end_date', reason: 'it is no date' };
  if (lastDay < firstDay) return { field: 'end_date', reason: `${lastDay} comes before ${firstDay}` };
  const minutes = minutesOf(doc['hours_requested']);
  if (minutes === undefined || minutes <= 0)
    return { field: 'hours_requested', reason: `${textOf(doc['hours_requested']) ?? 'nothing'} is no number of hours` };
  const days = spread(firstDay, lastDay, minutes);
  if (days === undefined) return { field: 'end_date', reason: 'no leave lasts as long as that' };
  if (days.some((day) => day.minutes > 1_440))
    return { field: 'hours_requested', reason: 'a day has no more than 24 hours' };
  const [usual] = days;
  if (days.length > 1 && usual !== undefined && usual.minutes !== 456) {
    planner.mark(document, `${minutes} minutes are spread evenly over ${days.length} days`);
  }
  const { employeeId, name: employeeName } = person.found;
  return { employeeId, employeeName, type, status, firstDay, lastDay, minutes, days };
}

function statusOf(doc: Doc): Status | undefined {
  const said = textOf(doc['status'])?.trim().toLowerCase();
  // The old application had no way to cancel: it wrote a rejection that says so.
  if (said === 'rejected' && /^\s*cancel+ed by/i.test(textOf(doc['rejection_reason']) ?? '')) return 'cancelled';
  if (said === 'canceled') return 'cancelled';
  return (['pending', 'approved', 'rejected', 'cancelled'] as const).find((one) => one === said);
}

/** The minutes evenly over Monday to Friday, the odd ones on the first day. Over all days where there is no such day. */
function spread(firstDay: string, lastDay: string, minutes: number): PlannedDay[] | undefined {
  const dates: string[] = [];
  for (let date = firstDay; date <= lastDay; date = addDays(date, 1)) {
    if (dates.length > LEAVE_DAYS_MAX * 2) return undefined;
    dates.push(date);
  }
  const weekdays = dates.filter((date) => ![0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay()));
  const taken = weekdays.length > 0 ? weekdays : dates;
  const each = Math.floor(minutes / taken.length);
  const odd = minutes - each * taken.length;
  return taken.map((date, at) => ({ date, minutes: at === 0 ? each + odd : each })).filter((day) => day.minutes > 0);
}

function requestUnit(planner: Planner, document: LegacyDocument, read: Read, approved: ApprovedDays): Unit {
  const { doc } = document;
  const { employeeId, employeeName, type, status, firstDay, lastDay, minutes, days } = read;
  const request: OfRequest = {
    ...{ requestId: thingId('leave_requests', document.id), employeeName, type, firstDay, lastDay, minutes },
  };
  if (status === 'approved') flagOverlap(planner, document, read, approved);
  const imported = planner.imported(document, { at: doc['created_at'], by: doc['requested_by'] });
  const decided = (at: unknown, by: unknown) => ({ ...planner.imported(document, { at, by }), document: '' });
  const hasBalance = ['annual', 'sick', 'personal', 'long-service'].includes(type);
  const events: NewEvent[] = [
    {
      ...leave.event(employeeId, 'LeaveRequested', { ...request, days, ...some('note', textOf(doc['reason'])) }),
      type: 'LeaveRequestImported',
      imported,
    },
  ];
  const by = doc['approved_by'] ?? doc['approver_id'];
  if (status === 'approved' || status === 'cancelled') {
    const deducted = hasBalance ? minutes : 0;
    const data = { ...request, deducted, earlier: true as const };
    const at = doc['approved_at'] ?? doc['updated_at'] ?? doc['created_at'];
    events.push({ ...leave.event(employeeId, 'LeaveApproved', data), imported: decided(at, by) });
  }
  const reason = textOf(doc['rejection_reason']) ?? 'No reason was told';
  if (status === 'cancelled') {
    const data = { ...request, restored: hasBalance ? minutes : 0, reason, earlier: true as const };
    events.push({ ...leave.event(employeeId, 'LeaveCancelled', data), imported: decided(doc['updated_at'], by) });
  }
  if (status === 'rejected') {
    const at = doc['approved_at'] ?? doc['updated_at'];
    events.push({ ...leave.event(employeeId, 'LeaveRejected', { ...request, reason }), imported: decided(at, by) });
  }
  return { documents: [{ document, becomes: 'made' }], events };
}

function flagOverlap(
  planner: Planner,
  document: LegacyDocument,
  { employeeId, days }: Read,
  approved: ApprovedDays,
): void {
  const mine = approved.get(employeeId) ?? new Map<string, string>();
  approved.set(employeeId, mine);
  const twice = days.filter(({ date }) => mine.has(date));
  if (twice.length > 0) {
    const dates = twice.map(({ date }) => date).join(', ');
    planner.mark(document, `other approved leave has the same day: ${dates}`);
    for (const id of new Set(twice.map(({ date }) => mine.get(date) ?? ''))) {
      planner.mark({ ...document, id }, `other approved leave has the same day: ${dates}`);
    }
  }
  for (const { date } of days) if (!mine.has(date)) mine.set(date, document.id);
}

function* adjustment(planner: Planner, document: LegacyDocument): Generator<Unit> {
  const { doc } = document;
  const person = planner.context.employee(doc['employee_id']);
  const type = leaveTypeOf(doc['leave_type']);
  const [newer, older] = [doc['adjustment_amount'], doc['adjustment_hours']];
  const minutes = minutesOf(newer ?? older);
  if (document.doubled) return yield* planner.skip(document, 'id', 'another adjustment has the same id');
  if (person === undefined) return yield* planner.skip(document, 'employee_id', 'no such employee');
  if (type === undefined)
    return yield* planner.skip(document, 'leave_type', `${textOf(doc['leave_type']) ?? 'nothing'} is no type of leave`);
  if (minutes === undefined) return yield* planner.skip(document, 'adjustment_amount', 'it is no number of hours');
  if (newer !== undefined && older !== undefined && minutesOf(newer) !== minutesOf(older)) {
    planner.mark(document, 'adjustment_amount and adjustment_hours differ: the first counts');
  }
  const data = {
    ...{ employeeName: person.found.name, type, minutes },
    reason: [`${textOf(newer ?? older)} h ${textOf(doc['leave_type'])}`, textOf(doc['reason'])]
      .filter(Boolean)
      .join(': '),
  };
  const at = doc['adjustment_date'] ?? doc['created_at'];
  const imported = planner.imported(document, { at, by: doc['adjusted_by'] });
  yield {
    documents: [{ document, becomes: 'made' }],
    events: [{ ...leave.event(person.found.employeeId, 'LeaveAdjustmentRecorded', data), imported }],
  };
}
