import type { PayAmounts, Payslip } from './pay.ts';
import { totalsOf } from './pay-totals.ts';

/** The Australian financial year of a date, from 1 July: "2026-27". */
export function financialYearOf(date: string): string {
  const year = Number(date.slice(0, 4)) - (date.slice(5) < '07-01' ? 1 : 0);
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
}

/**
 * What was paid to somebody in the financial year of a payslip, this one included. `slips` are those of the person:
 * what is not finalised and what is paid later does not count.
 */
export function yearToDate(slips: readonly Payslip[], slip: Payslip): PayAmounts {
  const counted = slips.filter(
    (one) =>
      one.id !== slip.id &&
      one.employeeId === slip.employeeId &&
      one.status === 'finalised' &&
      one.financialYear === slip.financialYear &&
      (one.payDate < slip.payDate || (one.payDate === slip.payDate && one.monday < slip.monday)),
  );
  return totalsOf([...counted, slip]);
}
