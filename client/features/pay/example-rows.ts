import type { EmployeeCard, EmployeePay, EmployeeRow } from '#contracts/employee.ts';
import type { PayRun, Payslip } from '#contracts/pay.ts';
import { noPay, totalsOf } from '#contracts/pay-totals.ts';
import type { TimesheetRow } from '#contracts/timesheet.ts';
import { timesheetId } from '#contracts/week.ts';

// People of an invented company and their pay, for tests.

export const MONDAY = '2026-11-02';
const AT = '2026-11-09T00:00:00.000Z';
const by = { id: 'ben', name: 'Ben Okafor' };

const terms: Payslip['terms'] = {
  ...{ employmentType: 'full-time', weeklyMinutes: 2_280 },
  ...{ taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
};

export function employee(id: string, more: Partial<EmployeeRow> = {}): EmployeeRow {
  return {
    ...{ id, number: `E-${id}`, name: id, delegations: [], active: true, version: 1, sequence: 1 },
    ...more,
  };
}

export function card(id: string, startDate: string): EmployeeCard {
  return {
    id,
    name: id,
    startDate,
    terms: [{ terms: { employmentType: 'full-time', weeklyMinutes: 2_280 } }],
    version: 1,
  };
}

export function paidBy(id: string, rates: EmployeePay['rates'] = [{ from: '2024-07-01', rateCents: 4_000 }]) {
  return {
    id,
    number: `E-${id}`,
    name: id,
    terms: [{ terms }],
    rates,
    active: true,
    version: 1,
    rateVersion: 2,
  } as EmployeePay;
}

export function sheet(employeeId: string, more: Partial<TimesheetRow> = {}): TimesheetRow {
  const monday = more.monday ?? MONDAY;
  return {
    ...{ id: timesheetId(employeeId, monday), employeeId, employeeName: employeeId, monday, status: 'submitted' },
    ...{ workedMinutes: 2_280, leaveMinutes: 0, finalised: false, version: 1, sequence: 2 },
    ...more,
  };
}

export function slip(employeeId: string, more: Partial<Payslip> = {}): Payslip {
  const monday = more.monday ?? MONDAY;
  return {
    ...{ id: timesheetId(employeeId, monday), status: 'worked-out', employeeId, employeeName: employeeId },
    ...{
      employeeNumber: `E-${employeeId}`,
      monday,
      payDate: '2026-11-11',
      financialYear: '2026-27',
      calculation: 4,
      sequence: 4,
    },
    ...{ grossCents: 152_000, ordinaryTimeCents: 152_000, taxCents: 30_500, studyLoanCents: 0, netCents: 121_500 },
    ...{ superCents: 18_240, ordinaryMinutes: 2_280, overtimeMinutes: 0, leaveMinutes: 0, superBasisPoints: 1_200 },
    ...{ lines: [], terms, tables: [], accrued: [], calculatedAt: AT, approvedBy: by },
    ...more,
  };
}

export function run(id: string, status: PayRun['status'], slips: readonly Payslip[] = []): PayRun {
  const lines = slips.map(({ employeeId, employeeName, monday, calculation, ...amounts }) => ({
    ...totalsOf([amounts]),
    ...{ employeeId, employeeName, monday, calculation },
  }));
  return {
    ...{ id, status, payDate: '2026-11-11', openedAt: AT, openedBy: by, sequence: 1 },
    ...{ lines, totals: slips.length === 0 ? noPay : totalsOf(lines) },
  };
}
