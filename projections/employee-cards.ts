import type { EmployeeCard as CardRow } from '../src/contracts/employee.ts';
import type { PrivateField } from '../src/contracts/private-fields.ts';
import { withTerms } from '../src/contracts/terms.ts';
import type { EmployeeCard, EmployeeEvent } from '../src/domain/employee/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection, passedOver } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';

type PassedOver = 'PayRateSet' | 'ManagerAssigned' | 'ApprovalsDelegated' | 'PrivateDetailShown';
type Handled = Exclude<EmployeeEvent, { type: PassedOver }>;
type Row = Omit<CardRow, 'id'> & { readonly employeeId: string };

/** The part of a card that colleagues need not see: how to reach the person, their first day and their terms. */
export const employeeCards = defineProjection<'employee-cards', Row, Handled>({
  name: 'employee-cards',
  version: 2,
  id: idOf,

  on: {
    EmployeeRegistered: (_row, event) => ({ employeeId: idOf(event), ...shown(event.data), version: event.sequence }),
    EmployeeRevised: (row, event) => {
      const { employeeId, terms } = existing(row, event);
      const first = withTerms(terms, undefined, worked(event.data.terms));
      return { employeeId, ...shown(event.data), terms: [...first], version: event.sequence };
    },
    TermsSet: (row, event) => {
      const before = existing(row, event);
      const { from, terms } = event.data;
      return { ...before, terms: [...withTerms(before.terms, from, worked(terms))], version: event.sequence };
    },
    EmployeeDeactivated: (row, event) => ({ ...existing(row, event), version: event.sequence }),
    EmployeeReactivated: (row, event) => ({ ...existing(row, event), version: event.sequence }),
    PrivateDetailChanged: filed,
    PrivateDetailErased: filed,
    ...passedOver('PayRateSet', 'ManagerAssigned', 'ApprovalsDelegated', 'PrivateDetailShown'),
  },

  indexes: [{ fields: ['employeeId'] }],
  present: ({ employeeId: id, ...row }) => ({ ...row, id }),
});

/** Whether the tax file number was told is on the card, though not in these rows. */
function filed(
  row: Row | undefined,
  event: RecordedEvent<Extract<EmployeeEvent, { data: { field: PrivateField } }>>,
): Row {
  const before = existing(row, event);
  const edited = event.data.field === 'tax-file-number' && event.imported === undefined;
  return edited ? { ...before, version: event.sequence } : before;
}

function shown({ name, email, phone, startDate, terms }: EmployeeCard) {
  return {
    ...{ name, startDate, terms: [{ terms: worked(terms) }] },
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
  };
}

function worked({ employmentType, weeklyMinutes, weekdayMinutes }: EmployeeCard['terms']) {
  return { employmentType, weeklyMinutes, ...(weekdayMinutes && { weekdayMinutes: [...weekdayMinutes] }) };
}
