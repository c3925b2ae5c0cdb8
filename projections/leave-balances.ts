import * as z from 'zod/mini';
import { type LeaveBalance, leaveBalance } from '../src/contracts/leave.ts';
import { leaveTypes } from '../src/contracts/leave-types.ts';
import type { EmployeeEvent } from '../src/domain/employee/events.ts';
import type { LeaveEvent } from '../src/domain/leave/events.ts';
import { eventTypes, idOf, type Projection } from '../src/projecting/definition.ts';
import { type BalanceChange, balanceChanges, pendingChange } from './leave-balance.ts';
import { leaveEvents } from './leave-events.ts';

type Named = Extract<EmployeeEvent, { type: 'EmployeeRegistered' | 'EmployeeRevised' }>;
type Row = Omit<LeaveBalance, 'id'> & { readonly employeeId: string };
type Balance = LeaveBalance['balances'][number];

const LOCKED_WEEKS_MAX = 60;

/** How much leave each employee has, has asked for, and may not touch any more. */
export const leaveBalances: Projection<Row, LeaveBalance, LeaveEvent | Named> = {
  name: 'leave-balances',
  version: 1,
  handles: eventTypes<LeaveEvent | Named>({ EmployeeRegistered: true, EmployeeRevised: true, ...leaveEvents }),
  id: idOf,

  evolve(row, event) {
    const employeeId = idOf(event);
    const before = row ?? { employeeId, employeeName: employeeId, balances: [], lockedWeeks: [], sequence: 0 };
    // Everybody has a row from their first day on, under the name that they go by now.
    if (event.type === 'EmployeeRegistered' || event.type === 'EmployeeRevised') {
      return { ...before, employeeName: event.data.name };
    }
    const pending = pendingChange(event);
    let balances = before.balances;
    for (const change of balanceChanges(event)) balances = changed(balances, 'balanceMinutes', change);
    if (pending !== undefined) balances = changed(balances, 'pendingMinutes', pending);
    return { ...before, balances, lockedWeeks: locked(before.lockedWeeks, event), sequence: event.sequence };
  },

  indexes: [{ fields: ['employeeId'] }],
  present: ({ employeeId: id, ...row }) => ({ ...row, id }),
  query: {
    permission: 'own.leave',
    own: { by: 'employeeId', others: 'decide' },
    row: leaveBalance,
    one: true,
    list: {
      params: z.strictObject({}),
      where: () => ({}),
      order: ({ employeeName }) => [employeeName],
      rowsMax: 2_000,
    },
  },
  live: true,
};

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

function locked(weeks: readonly string[], event: LeaveEvent): string[] {
  if (event.type !== 'LeaveTaken' && event.type !== 'LeaveTakenReversed') return [...weeks];
  const { monday } = event.data;
  const others = weeks.filter((one) => one !== monday);
  return event.type === 'LeaveTaken' ? [...others, monday].sort().slice(-LOCKED_WEEKS_MAX) : others;
}
