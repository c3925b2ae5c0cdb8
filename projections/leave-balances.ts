import type { LeaveBalance } from '../src/contracts/leave.ts';
import { leaveTypes } from '../src/contracts/leave-types.ts';
import type { EmployeeEvent } from '../src/domain/employee/events.ts';
import type { LeaveEvent } from '../src/domain/leave/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection, passedOver } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';
import { type BalanceChange, balanceChanges, pendingChange } from './leave-balance.ts';

type Named = Extract<EmployeeEvent, { type: 'EmployeeRegistered' | 'EmployeeRevised' }>;
type Row = Omit<LeaveBalance, 'id'> & { readonly employeeId: string };
type Balance = LeaveBalance['balances'][number];

const LOCKED_WEEKS_MAX = 60;

/** How much leave each employee has, has asked for, and may not touch any more. */
export const leaveBalances = defineProjection<'leave-balances', Row, LeaveEvent | Named>({
  name: 'leave-balances',
  version: 1,
  id: idOf,

  on: {
    // Everybody has a row from their first day on, under the name that they go by now.
    EmployeeRegistered: named,
    EmployeeRevised: named,
    LeaveRequested: moved,
    LeaveWithdrawn: moved,
    LeaveApproved: moved,
    LeaveRejected: moved,
    LeaveCancelled: moved,
    LeaveBalanceAdjusted: moved,
    LeaveAdjustmentRecorded: moved,
    LeaveAccrued: moved,
    LeaveAccrualReversed: moved,
    LeaveTaken: (row, event) => {
      const { lockedWeeks, ...after } = moved(row, event);
      const weeks = [...without(lockedWeeks, event.data.monday), event.data.monday].sort();
      return { ...after, lockedWeeks: weeks.slice(-LOCKED_WEEKS_MAX) };
    },
    LeaveTakenReversed: (row, event) => {
      const { lockedWeeks, ...after } = moved(row, event);
      return { ...after, lockedWeeks: without(lockedWeeks, event.data.monday) };
    },
    ...passedOver(
      'TermsSet',
      'PayRateSet',
      'ManagerAssigned',
      'ApprovalsDelegated',
      'EmployeeDeactivated',
      'EmployeeReactivated',
    ),
    ...passedOver('PrivateDetailChanged', 'PrivateDetailErased', 'PrivateDetailShown'),
  },

  indexes: [{ fields: ['employeeId'] }],
  present: ({ employeeId: id, ...row }) => ({ ...row, id }),
});

function before(row: Row | undefined, event: RecordedEvent): Row {
  const employeeId = idOf(event);
  return row ?? { employeeId, employeeName: employeeId, balances: [], lockedWeeks: [], sequence: 0 };
}

function named(row: Row | undefined, event: RecordedEvent<Named>): Row {
  return { ...before(row, event), employeeName: event.data.name };
}

function moved(row: Row | undefined, event: RecordedEvent<LeaveEvent>): Row {
  const known = before(row, event);
  const pending = pendingChange(event);
  let { balances } = known;
  for (const change of balanceChanges(event)) balances = changed(balances, 'balanceMinutes', change);
  if (pending !== undefined) balances = changed(balances, 'pendingMinutes', pending);
  return { ...known, balances, sequence: event.sequence };
}

function changed(
  balances: readonly Balance[],
  field: 'balanceMinutes' | 'pendingMinutes',
  { type, minutes }: BalanceChange,
): Balance[] {
  const before = balances.find((one) => one.type === type) ?? { type, balanceMinutes: 0, pendingMinutes: 0 };
  const after = { ...before, [field]: before[field] + minutes };
  const all = [...balances.filter((one) => one.type !== type), after];
  return all.sort((a, b) => leaveTypes.indexOf(a.type) - leaveTypes.indexOf(b.type));
}

function without(weeks: readonly string[], monday: string): string[] {
  return weeks.filter((one) => one !== monday);
}
