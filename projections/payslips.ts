import * as z from 'zod/mini';
import { financialYearOf } from '../src/contracts/financial-year.ts';
import { type Payslip, payslip, payslipStatuses } from '../src/contracts/pay.ts';
import { id as anyId } from '../src/contracts/primitives.ts';
import { monday as anyMonday } from '../src/contracts/timesheet.ts';
import { timesheetId } from '../src/contracts/week.ts';
import type { LeaveEvent } from '../src/domain/leave/events.ts';
import type { TimesheetEvent } from '../src/domain/timesheet/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { eventTypes, existing, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';

type PayEvent =
  | Extract<TimesheetEvent, { type: 'PayCalculated' | 'PayReversed' | 'TimesheetPaid' | 'TimesheetUnpaid' }>
  | Extract<LeaveEvent, { type: 'LeaveAccrued' }>;

type Row = Omit<Payslip, 'id' | 'approvedBy'> & {
  readonly approvedBy: string;
  /** That it was worked out for; a pay run may have one of its own. */
  readonly plannedPayDate: string;
};

const filters = z.strictObject({
  employeeId: z.optional(anyId),
  monday: z.optional(anyMonday),
  period: z.optional(anyMonday),
  status: z.optional(z.enum(payslipStatuses)),
  financialYear: z.optional(z.string().check(z.regex(/^\d{4}-\d\d$/, 'must be a financial year such as 2026-27'))),
});

/** The pay of each week of somebody, as it was worked out last. */
export const payslips: Projection<Row, Payslip, PayEvent> = {
  name: 'payslips',
  version: 2,
  handles: eventTypes<PayEvent>({
    PayCalculated: true,
    LeaveAccrued: true,
    PayReversed: true,
    TimesheetPaid: true,
    TimesheetUnpaid: true,
  }),
  id: (event) => timesheetId(event.type === 'LeaveAccrued' ? idOf(event) : event.data.employeeId, event.data.monday),

  evolve(row, event) {
    switch (event.type) {
      case 'PayCalculated':
        return workedOut(event);
      case 'LeaveAccrued':
        // In the same commit, after the pay.
        return {
          ...existing(row, event),
          accrued: event.data.accruals.map(({ type, minutes }) => ({ type, minutes })),
        };
      case 'PayReversed':
        return { ...existing(row, event), status: 'taken-back' };
      case 'TimesheetPaid':
        return paidOn({ ...existing(row, event), status: 'finalised', period: event.data.period }, event.data.payDate);
      case 'TimesheetUnpaid': {
        const { period: _, ...before } = existing(row, event);
        return paidOn({ ...before, status: 'worked-out' }, before.plannedPayDate);
      }
      default:
        return unhandled(event);
    }
  },

  indexes: [
    { fields: ['employeeId', 'financialYear'] },
    { fields: ['monday'] },
    { fields: ['period'] },
    { fields: ['status'] },
  ],
  present({ approvedBy, plannedPayDate: _, ...row }, nameOf, id) {
    return { ...row, id, approvedBy: { id: approvedBy, name: nameOf(approvedBy) } };
  },
  query: {
    permission: 'own.pay',
    own: { by: 'employeeId', others: 'pay.read' },
    row: payslip,
    one: true,
    list: {
      params: filters,
      where: (params: z.infer<typeof filters>) =>
        Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined)),
      order: ({ monday, employeeName }) => [-Date.parse(monday), employeeName],
      rowsMax: 2_000,
    },
  },
  live: true,
};

function workedOut(event: RecordedEvent<Extract<PayEvent, { type: 'PayCalculated' }>>): Row {
  const { inputs, holidayMinutes: _, lines, tables, ...pay } = event.data;
  const { payDate, terms } = inputs;
  return {
    ...pay,
    lines: [...lines],
    tables: [...tables],
    terms: { ...terms },
    ...{ status: 'worked-out', payDate, plannedPayDate: payDate, financialYear: financialYearOf(payDate) },
    ...{ calculation: event.sequence, accrued: [], calculatedAt: event.at.toISOString(), approvedBy: event.user },
  };
}

function paidOn(row: Row, payDate: string): Row {
  return { ...row, payDate, financialYear: financialYearOf(payDate) };
}
