import type { PayRun } from '../contracts/pay.ts';
import { type PayReport, REPORT_ID } from '../contracts/reports.ts';
import { monthsUntil } from './months.ts';

/** What was paid in each month: finalised pay runs, by their pay day. */
export function payByMonth(runs: readonly PayRun[], today: string): PayReport {
  const months = monthsUntil(today).map((month) => {
    const paid = runs.filter(({ status, payDate }) => status === 'finalised' && payDate.startsWith(month));
    const sum = (cents: (totals: PayRun['totals']) => number) => paid.reduce((all, run) => all + cents(run.totals), 0);
    return {
      ...{ month, runs: paid.length, grossCents: sum((totals) => totals.grossCents) },
      withheldCents: sum(({ taxCents, studyLoanCents }) => taxCents + studyLoanCents),
      ...{ netCents: sum((totals) => totals.netCents), superCents: sum((totals) => totals.superCents) },
    };
  });
  return { id: REPORT_ID, months };
}
