import { plainCents } from '#contracts/money.ts';
import { csvText } from '../../shared/csv.ts';
import { isPayable, type RunRow } from './run-rows.ts';

const head = [
  ...['Employee number', 'Employee', 'Week from', 'Pay day'],
  ...['Ordinary minutes', 'Overtime minutes', 'Leave minutes'],
  ...['Gross', 'Tax', 'Study loan', 'Net', 'Super', 'Finalised'],
];

/** A pay run for a spreadsheet or the bookkeeper's program: a line for each week that is paid, amounts in dollars. */
export function runCsv(rows: readonly RunRow[], payDate: string): string {
  return csvText(
    head,
    rows
      .filter(isPayable)
      .map(({ number = '', name, monday, slip, pay, state }) => [
        ...[number, name, monday, payDate],
        ...[slip?.ordinaryMinutes, slip?.overtimeMinutes, slip?.leaveMinutes].map((minutes) => String(minutes ?? '')),
        ...[pay.grossCents, pay.taxCents, pay.studyLoanCents, pay.netCents, pay.superCents].map(plainCents),
        state === 'paid' ? 'yes' : 'no',
      ]),
  );
}
