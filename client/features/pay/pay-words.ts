import { leaveWords } from '#contracts/leave-types.ts';
import { formatCents } from '#contracts/money.ts';
import type { PayAmounts, PayLine, PayRun, Payslip } from '#contracts/pay.ts';
import { withheldCents } from '#contracts/pay-totals.ts';
import { addDays } from '#contracts/week.ts';
import { capital } from '#contracts/words.ts';
import { daysInFull } from '../../shared/time.ts';
import type { WeekSoFar } from './ready-weeks.ts';

/** "2–8 November" */
export function weekOf(monday: string): string {
  return daysInFull(monday, addDays(monday, 6));
}

/** Pay in four columns that add up, for a list of runs or of payslips. */
export const payColumns = ['Gross', 'Withheld', 'Net', 'Super'].map((label) => ({ label, number: true }));

/** Under `payColumns`. */
export function payCells(pay: PayAmounts): string[] {
  return [pay.grossCents, withheldCents(pay), pay.netCents, pay.superCents].map(formatCents);
}

/** "1 payslip", "6 payslips" */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** "5 weeks approved, $8,412.30 net. 1 waits for approval." */
export function soFarWords({ approved, netCents, waiting }: WeekSoFar): string {
  const done =
    approved === 0
      ? 'Nobody’s week is approved.'
      : `${counted(approved, 'week')} approved, ${formatCents(netCents)} net.`;
  return waiting === 0 ? done : `${done} ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for approval.`;
}

export const runWords: Record<PayRun['status'], string> = {
  open: 'Open',
  finalised: 'Finalised',
  voided: 'Taken back',
};

export const payslipWords: Record<Payslip['status'], string> = {
  'worked-out': 'Worked out, not final',
  finalised: 'Finalised',
  'taken-back': 'Taken back',
};

/** What a line of a payslip is for. */
export function lineWords({ kind, leaveType, overtime }: Pick<PayLine, 'kind' | 'leaveType' | 'overtime'>): string {
  if (kind !== 'leave') return overtime ? `${kindWords[kind]}, overtime` : kindWords[kind];
  return `${capital(leaveWords[leaveType ?? 'annual'])} leave`;
}

/** "2026–27" */
export function financialYearWords(year: string): string {
  return year.replace('-', '–');
}

const kindWords: Record<Exclude<PayLine['kind'], 'leave'>, string> = {
  ordinary: 'Ordinary time',
  overtime: 'Overtime',
  saturday: 'Saturday',
  sunday: 'Sunday',
  'public-holiday': 'Public holiday, worked',
  'holiday-not-worked': 'Public holiday, not worked',
  'leave-loading': 'Leave loading',
  'casual-loading': 'Casual loading',
};
