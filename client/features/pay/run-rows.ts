import type { EmployeeCard, EmployeePay, EmployeeRow } from '#contracts/employee.ts';
import { compareText } from '#contracts/in-order.ts';
import type { PayAmounts, PayRun, Payslip } from '#contracts/pay.ts';
import type { TimesheetRow } from '#contracts/timesheet.ts';
import { addDays, timesheetId } from '#contracts/week.ts';

/** What stands against a week of somebody, the worst first; `ready` can be paid, `paid` is. */
const states = ['no-rate', 'sent-back', 'draft', 'nothing', 'submitted', 'ready', 'paid', 'taken-back'] as const;
type RowState = (typeof states)[number];

export const stateWords: Record<RowState, string> = {
  'no-rate': 'No pay rate',
  'sent-back': 'Sent back',
  draft: 'Not sent in',
  nothing: 'Nothing entered',
  submitted: 'Not approved yet',
  ready: 'Approved',
  paid: 'Finalised',
  'taken-back': 'Taken back',
};

/** The week of somebody in a pay run. */
export interface RunRow {
  /** Of the week, and of its payslip. */
  readonly id: string;
  readonly employeeId: string;
  readonly name: string;
  readonly number: string | undefined;
  readonly monday: string;
  readonly state: RowState;
  /** Not there as long as the week is not approved. */
  readonly pay: (PayAmounts & { readonly calculation: number }) | undefined;
  /** With its hours. */
  readonly slip: Payslip | undefined;
  /** 47 % is withheld. */
  readonly noTaxFileNumber: boolean;
}

export type Payable<Row extends RunRow = RunRow> = Row & { readonly pay: NonNullable<RunRow['pay']> };

/** What the review of an open run is made of. */
export interface Week {
  /** Monday of the run. */
  readonly period: string;
  readonly employees: readonly EmployeeRow[];
  readonly cards: readonly EmployeeCard[];
  readonly pays: readonly EmployeePay[];
  readonly sheets: readonly TimesheetRow[];
  /** Payslips that no run has paid, of any week. */
  readonly unpaid: readonly Payslip[];
  readonly runs: readonly PayRun[];
}

/** Everybody's week of an open run, the trouble first; and older weeks that missed a run which is closed. */
export function openRows(week: Week): readonly RunRow[] {
  const { period, employees, cards, sheets, unpaid } = week;
  const late = unpaid.filter(({ monday }) => monday < period && isClosed(week, monday)).map(readyRow);
  const mine = new Map(unpaid.filter(({ monday }) => monday === period).map((slip) => [slip.employeeId, slip]));
  const lastDay = addDays(period, 6);
  const people = new Map<string, Pick<RunRow, 'name' | 'number'>>(sheets.map(ofSheet));
  const notYetHere = new Set(cards.flatMap(({ id, startDate }) => (startDate > lastDay ? id : [])));
  for (const { id, name, number, active } of employees) {
    if (people.has(id) || (active && !notYetHere.has(id))) people.set(id, { name, number });
  }
  const rows = [...people].flatMap(([employeeId, person]): RunRow[] => {
    const slip = mine.get(employeeId);
    if (slip !== undefined) return [readyRow(slip)];
    const sheet = sheets.find((one) => one.employeeId === employeeId);
    // Paid with a run that was of another week.
    if (sheet?.finalised) return [];
    const state = stateOf(week, employeeId, sheet, lastDay);
    const id = timesheetId(employeeId, period);
    const nothing = { pay: undefined, slip: undefined, noTaxFileNumber: false };
    return [{ id, employeeId, ...person, monday: period, state, ...nothing }];
  });
  return [...late, ...rows].sort(byTrouble);
}

/** What a run paid, or would have paid before it was taken back; `slips` are those that it paid. */
export function closedRows({ status, lines }: PayRun, slips: readonly Payslip[]): readonly RunRow[] {
  const rows = lines.map((line): RunRow => {
    const id = timesheetId(line.employeeId, line.monday);
    const slip = slips.find((one) => one.id === id);
    return {
      ...{ id, employeeId: line.employeeId, name: line.employeeName, number: slip?.employeeNumber },
      ...{ monday: line.monday, state: status === 'voided' ? 'taken-back' : 'paid', pay: line, slip },
      noTaxFileNumber: slip?.terms.tfnProvided === false,
    };
  });
  return rows.sort(byTrouble);
}

/** A row that can be paid, or is. */
export function isPayable<Row extends RunRow>(row: Row): row is Payable<Row> {
  return row.pay !== undefined;
}

function readyRow(slip: Payslip): RunRow {
  const { id, employeeId, employeeName: name, employeeNumber: number, monday, terms } = slip;
  return { id, employeeId, name, number, monday, state: 'ready', pay: slip, slip, noTaxFileNumber: !terms.tfnProvided };
}

function ofSheet({ employeeId, employeeName }: TimesheetRow): [string, Pick<RunRow, 'name' | 'number'>] {
  return [employeeId, { name: employeeName, number: undefined }];
}

function stateOf({ pays }: Week, employeeId: string, sheet: TimesheetRow | undefined, lastDay: string): RowState {
  const rates = pays.find(({ id }) => id === employeeId)?.rates;
  if (rates?.every(({ from }) => from > lastDay)) return 'no-rate';
  if (sheet === undefined) return 'nothing';
  if (sheet.status === 'rejected') return 'sent-back';
  return sheet.status === 'draft' ? 'draft' : 'submitted';
}

/** Whether the week's own run has paid the others: it cannot be paid there any more. */
function isClosed({ runs }: Week, monday: string): boolean {
  return runs.some(({ id, status }) => id === monday && status === 'finalised');
}

function byTrouble(a: RunRow, b: RunRow): number {
  const trouble = ({ state, noTaxFileNumber }: RunRow) => states.indexOf(state) * 2 - (noTaxFileNumber ? 1 : 0);
  return trouble(a) - trouble(b) || compareText(a.name, b.name) || (a.monday < b.monday ? -1 : 1);
}
