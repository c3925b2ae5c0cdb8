import * as z from 'zod/mini';
import { type EmployeeRow, employeeRow } from '../src/contracts/employee.ts';
import type { EmployeeCard, EmployeeEvent } from '../src/domain/employee/events.ts';
import { existing, flag, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { employeeEvents } from './employee-events.ts';

type Row = Omit<EmployeeRow, 'id'>;

const filters = z.strictObject({ active: z.optional(flag) });

/** Who works here, whose team they are in and who decides in their place. Nothing about pay or tax. */
export const employees: Projection<Row, EmployeeRow, EmployeeEvent> = {
  name: 'employees',
  version: 1,
  handles: employeeEvents,
  id: idOf,

  evolve(row, event) {
    const { sequence } = event;
    if (event.type === 'EmployeeRegistered') {
      return { ...shown(event.data), delegations: [], active: true, version: sequence, sequence };
    }
    const before = existing(row, event);
    switch (event.type) {
      case 'EmployeeRevised': {
        // The whole card is sent: what is not on it is no longer so.
        const { managerId, delegations, active } = before;
        const kept = { ...(managerId !== undefined && { managerId }), delegations, active };
        return { ...shown(event.data), ...kept, version: sequence, sequence };
      }
      case 'PayRateSet':
        return { ...before, sequence };
      case 'ManagerAssigned': {
        const { managerId: _, ...rest } = before;
        const { managerId } = event.data;
        return { ...rest, ...(managerId !== null && { managerId }), sequence };
      }
      case 'ApprovalsDelegated': {
        // Given again to the same person, the newer dates count.
        const others = before.delegations.filter(({ to }) => to !== event.data.to);
        return { ...before, delegations: [...others, { ...event.data }], sequence };
      }
      case 'EmployeeDeactivated':
        return { ...before, active: false, version: sequence, sequence };
      case 'EmployeeReactivated':
        return { ...before, active: true, version: sequence, sequence };
      case 'PrivateDetailChanged':
      case 'PrivateDetailErased':
        // Whether the tax file number was told is on the card, though not in these rows.
        return event.data.field === 'tax-file-number'
          ? { ...before, version: sequence, sequence }
          : { ...before, sequence };
      case 'PrivateDetailShown':
        return { ...before, sequence };
      default:
        return unhandled(event);
    }
  },

  indexes: [{ fields: ['active'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
  query: {
    permission: 'people.read',
    row: employeeRow,
    one: true,
    list: {
      params: filters,
      where: ({ active }: z.infer<typeof filters>) => (active === undefined ? {} : { active }),
      order: ({ name, number }) => [name, number],
      rowsMax: 2_000,
    },
  },
  live: true,
};

/** What somebody is called, by a row as it is kept here. */
export function nameIn(row: object): string {
  return (row as Row).name;
}

function shown({ terms, ...contact }: EmployeeCard) {
  const { employmentType, weeklyMinutes, weekdayMinutes } = terms;
  return { ...contact, employmentType, weeklyMinutes, ...(weekdayMinutes && { weekdayMinutes: [...weekdayMinutes] }) };
}
