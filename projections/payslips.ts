import { financialYearOf } from '../src/contracts/financial-year.ts';
import type { Payslip } from '../src/contracts/pay.ts';
import { timesheetId } from '../src/contracts/week.ts';
import type { LeaveEvent } from '../src/domain/leave/events.ts';
import type { TimesheetEvent } from '../src/domain/timesheet/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection, passedOver } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';

type PayEvent =
  | Extract<TimesheetEvent, { type: 'PayCalculated' | 'PayReversed' | 'TimesheetPaid' | 'TimesheetUnpaid' }>
  | Extract<LeaveEvent, { type: 'LeaveAccrued' }>;

type Row = Omit<Payslip, 'id' | 'approvedBy'> & {
  readonly approvedBy: string;
  /** The pay day that it was worked out for. A pay run may have another one. */
  readonly plannedPayDate: string;
};

/** The pay of each week of somebody, as it was worked out last. */
export const payslips = defineProjection<'payslips', Row, PayEvent>({
  name: 'payslips',
  version: 3,
  id: (event) => timesheetId(event.type === 'LeaveAccrued' ? idOf(event) : event.data.employeeId, event.data.monday),

  on: {
    PayCalculated: (_row, event) => workedOut(event),
    // In the same commit, after the pay.
    LeaveAccrued: (row, event) => ({
      ...existing(row, event),
      accrued: event.data.accruals.map(({ type, minutes }) => ({ type, minutes })),
    }),
    PayReversed: (row, event) => ({ ...existing(row, event), status: 'taken-back', sequence: event.sequence }),
    TimesheetPaid: (row, event) =>
      paidOn(
        { ...existing(row, event), status: 'finalised', period: event.data.period, sequence: event.sequence },
        event.data.payDate,
      ),
    TimesheetUnpaid: (row, event) => {
      const { period: _, ...before } = existing(row, event);
      return paidOn({ ...before, status: 'worked-out', sequence: event.sequence }, before.plannedPayDate);
    },
    ...passedOver('TimesheetSaved', 'ShiftRecorded', 'TimesheetSubmitted', 'TimesheetApproved', 'TimesheetRejected'),
    ...passedOver('TimesheetReopened', 'LeaveRequested', 'LeaveWithdrawn', 'LeaveApproved', 'LeaveRejected'),
    ...passedOver('LeaveCancelled', 'LeaveBalanceAdjusted', 'LeaveTaken', 'LeaveTakenReversed', 'LeaveAccrualReversed'),
    ...passedOver('LeaveAdjustmentRecorded'),
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
});

function workedOut(event: RecordedEvent<Extract<PayEvent, { type: 'PayCalculated' }>>): Row {
  const { inputs, holidayMinutes: _, lines, tables, ...pay } = event.data;
  const { payDate, terms } = inputs;
  return {
    ...pay,
    lines: [...lines],
    tables: [...tables],
    terms: { ...terms },
    ...(event.imported !== undefined && { carried: true }),
    ...{ status: 'worked-out', payDate, plannedPayDate: payDate, financialYear: financialYearOf(payDate) },
    ...{
      calculation: event.sequence,
      sequence: event.sequence,
      accrued: [],
      calculatedAt: event.at.toISOString(),
      approvedBy: event.user,
    },
  };
}

function paidOn(row: Row, payDate: string): Row {
  return { ...row, payDate, financialYear: financialYearOf(payDate) };
}
