import type { EmployeePay } from '../src/contracts/employee.ts';
import { type PrivateField, privateFields } from '../src/contracts/private-fields.ts';
import { withTerms } from '../src/contracts/terms.ts';
import type { EmployeeCard, EmployeeEvent } from '../src/domain/employee/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection, passedOver } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';

type Handled = Exclude<EmployeeEvent, { type: 'ManagerAssigned' | 'ApprovalsDelegated' | 'PrivateDetailShown' }>;
type Row = Omit<EmployeePay, 'id'> & { readonly employeeId: string };

/** What somebody is paid by. */
export const employeePay = defineProjection<'employee-pay', Row, Handled>({
  name: 'employee-pay',
  version: 3,
  id: idOf,

  on: {
    EmployeeRegistered: (_row, event) => ({
      ...{ employeeId: idOf(event), ...paid(event.data), ...blank },
      ...{ active: event.data.left !== true, version: event.sequence },
    }),
    EmployeeRevised: (row, event) => {
      const { employeeId, terms: before, rates, rateVersion, onFile, detailsVersion, active } = existing(row, event);
      const kept = { rates, rateVersion, onFile, detailsVersion, active };
      const terms = [...withTerms(before, undefined, event.data.terms)];
      return { employeeId, ...paid(event.data), terms, ...kept, version: event.sequence };
    },
    TermsSet: (row, event) => {
      const before = existing(row, event);
      const { from, terms } = event.data;
      return { ...before, terms: [...withTerms(before.terms, from, terms)], version: event.sequence };
    },
    PayRateSet: (row, event) => {
      const before = existing(row, event);
      const { from, rateCents } = event.data;
      // One rate for each date: the same date again replaces it.
      const others = before.rates.filter((rate) => rate.from !== from);
      const rates = [...others, { from, rateCents }].sort((a, b) => (a.from > b.from ? -1 : 1));
      return { ...before, rates, rateVersion: event.sequence };
    },
    EmployeeDeactivated: (row, event) => ({ ...existing(row, event), active: false, version: event.sequence }),
    EmployeeReactivated: (row, event) => ({ ...existing(row, event), active: true, version: event.sequence }),
    PrivateDetailChanged: (row, event) => filed(existing(row, event), event, true),
    PrivateDetailErased: (row, event) => filed(existing(row, event), event, false),
    ...passedOver('ManagerAssigned', 'ApprovalsDelegated', 'PrivateDetailShown'),
  },

  indexes: [{ fields: ['employeeId'] }],
  present: ({ employeeId: id, ...row }) => ({ ...row, id }),
});

const blank = { rates: [], rateVersion: 0, onFile: [], detailsVersion: 0 };

/** What is on file, and with the tax file number that it was told: pay is taxed by that. */
function filed(
  before: Row,
  { data: { field }, sequence, imported }: RecordedEvent<Extract<EmployeeEvent, { data: { field: PrivateField } }>>,
  isThere: boolean,
): Row {
  const onFile = privateFields.filter((one) => (one === field ? isThere : before.onFile.includes(one)));
  const after = { ...before, onFile, detailsVersion: sequence };
  if (field !== 'tax-file-number') return after;
  return {
    ...after,
    terms: before.terms.map((one) => ({ ...one, terms: { ...one.terms, tfnProvided: isThere } })),
    ...(imported === undefined && { version: sequence }),
  };
}

function paid({ number, name, userId, terms }: EmployeeCard) {
  return { number, name, ...(userId !== undefined && { userId }), terms: [{ terms }] };
}
