import * as z from 'zod/mini';
import { type EmployeePay, employeePay as employeePayRow } from '../src/contracts/employee.ts';
import { type PrivateField, privateFields } from '../src/contracts/private-fields.ts';
import type { EmployeeCard, EmployeeEvent } from '../src/domain/employee/events.ts';
import { existing, flag, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { employeeEvents } from './employee-events.ts';

type Row = Omit<EmployeePay, 'id'> & { readonly employeeId: string };

const filters = z.strictObject({ active: z.optional(flag) });

/** What somebody is paid by. */
export const employeePay: Projection<Row, EmployeePay, EmployeeEvent> = {
  name: 'employee-pay',
  version: 2,
  handles: employeeEvents,
  id: idOf,

  evolve(row, event) {
    const { sequence: version } = event;
    if (event.type === 'EmployeeRegistered') {
      return { employeeId: idOf(event), ...paid(event.data), ...blank, active: true, version };
    }
    const before = existing(row, event);
    switch (event.type) {
      case 'EmployeeRevised': {
        const { employeeId, rates, rateVersion, onFile, detailsVersion, active } = before;
        return { employeeId, ...paid(event.data), rates, rateVersion, onFile, detailsVersion, active, version };
      }
      case 'PayRateSet': {
        const { from, rateCents } = event.data;
        // One rate for each date: the same date again replaces it.
        const others = before.rates.filter((rate) => rate.from !== from);
        const rates = [...others, { from, rateCents }].sort((a, b) => (a.from > b.from ? -1 : 1));
        return { ...before, rates, rateVersion: event.sequence };
      }
      case 'ManagerAssigned':
      case 'ApprovalsDelegated':
        return before;
      case 'EmployeeDeactivated':
        return { ...before, active: false, version };
      case 'EmployeeReactivated':
        return { ...before, active: true, version };
      case 'PrivateDetailChanged':
        return filed(before, event.data.field, true, version);
      case 'PrivateDetailErased':
        return filed(before, event.data.field, false, version);
      case 'PrivateDetailShown':
        return before;
      default:
        return unhandled(event);
    }
  },

  indexes: [{ fields: ['employeeId'] }],
  present: ({ employeeId: id, ...row }) => ({ ...row, id }),
  query: {
    permission: 'own.pay',
    own: { by: 'employeeId', others: 'pay.read' },
    row: employeePayRow,
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

const blank = { rates: [], rateVersion: 0, onFile: [], detailsVersion: 0 };

/** What is on file, and with the tax file number that it was told: pay is taxed by that. */
function filed(before: Row, field: PrivateField, isThere: boolean, sequence: number): Row {
  const onFile = privateFields.filter((one) => (one === field ? isThere : before.onFile.includes(one)));
  const after = { ...before, onFile, detailsVersion: sequence };
  if (field !== 'tax-file-number') return after;
  return { ...after, terms: { ...before.terms, tfnProvided: isThere }, version: sequence };
}

function paid({ number, name, userId, terms }: EmployeeCard) {
  return { number, name, ...(userId !== undefined && { userId }), terms };
}
