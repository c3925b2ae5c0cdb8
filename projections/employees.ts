import type { EmployeeRow } from '../src/contracts/employee.ts';
import type { PrivateField } from '../src/contracts/private-fields.ts';
import type { EmployeeCard, EmployeeEvent } from '../src/domain/employee/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';

/** With the account that handed it over: the door asks for it, people need not read it. */
type Delegation = EmployeeRow['delegations'][number] & { readonly by: string };
type Row = Omit<EmployeeRow, 'id' | 'delegations'> & { readonly delegations: readonly Delegation[] };

/**
 * Who works here, whose team they are in and who decides in their place. Everybody reads it; what else is on the card
 * is in employee-cards.
 */
export const employees = defineProjection<'employees', Row, EmployeeEvent>({
  name: 'employees',
  version: 3,
  id: idOf,

  on: {
    EmployeeRegistered: (_row, { data, sequence }) => ({
      ...shown(data),
      ...{ delegations: [], active: data.left !== true, version: sequence, sequence },
    }),
    EmployeeRevised: (row, event) => {
      // The whole card is sent: what is not on it is no longer so.
      const { managerId, delegations, active } = existing(row, event);
      const kept = { ...(managerId !== undefined && { managerId }), delegations, active };
      return { ...shown(event.data), ...kept, version: event.sequence, sequence: event.sequence };
    },
    TermsSet: (row, event) => ({ ...seen(row, event), version: event.sequence }),
    PayRateSet: seen,
    ManagerAssigned: (row, event) => {
      const { managerId: _, ...rest } = seen(row, event);
      const { managerId } = event.data;
      return { ...rest, ...(managerId !== null && { managerId }) };
    },
    ApprovalsDelegated: (row, event) => {
      const before = seen(row, event);
      // Given again to the same person, the newer dates count.
      const others = before.delegations.filter(({ to }) => to !== event.data.to);
      return { ...before, delegations: [...others, { ...event.data, by: event.user }] };
    },
    EmployeeDeactivated: (row, event) => ({ ...seen(row, event), active: false, version: event.sequence }),
    EmployeeReactivated: (row, event) => ({ ...seen(row, event), active: true, version: event.sequence }),
    PrivateDetailChanged: filed,
    PrivateDetailErased: filed,
    PrivateDetailShown: seen,
  },

  indexes: [{ fields: ['active'] }],
  present: ({ delegations, ...row }, _nameOf, id) => ({
    ...{ ...row, id },
    delegations: delegations.map(({ to, from, until }) => ({ to, from, until })),
  }),
});

function seen(row: Row | undefined, event: RecordedEvent<EmployeeEvent>): Row {
  return { ...existing(row, event), sequence: event.sequence };
}

/** Whether the tax file number was told is on the card, though not in these rows. */
function filed(
  row: Row | undefined,
  event: RecordedEvent<Extract<EmployeeEvent, { data: { field: PrivateField } }>>,
): Row {
  const after = seen(row, event);
  const edited = event.data.field === 'tax-file-number' && event.imported === undefined;
  return edited ? { ...after, version: event.sequence } : after;
}

/** What somebody is called, by a row as it is kept here. */
export function nameIn(row: object): string {
  return (row as Row).name;
}

function shown({ number, name, userId, department, position }: EmployeeCard) {
  return {
    ...{ number, name },
    ...(userId !== undefined && { userId }),
    ...(department !== undefined && { department }),
    ...(position !== undefined && { position }),
  };
}
