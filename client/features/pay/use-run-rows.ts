import type { PayRun, Payslip } from '#contracts/pay.ts';
import type { Fetching } from '../../sync/fetching.ts';
import { model } from '../../sync/models.ts';
import { closedRows, openRows } from './run-rows.ts';
import { type ReviewedRow, useReviewed } from './use-reviewed.ts';

interface RunRows {
  readonly rows: readonly ReviewedRow[];
  /** Payslips of the rows. */
  readonly slips: readonly Payslip[];
  /** What is not here yet, or could not be fetched; else any of what the rows are made of. */
  readonly fetching: Fetching;
}

/** Everybody's week of a run, live: what can be paid while it is open, what was paid once it is not. */
export function useRunRows(period: string, run: PayRun | undefined): RunRows {
  const runs = model('pay-runs');
  const unpaid = model('payslips', { status: 'worked-out' });
  const paid = model('payslips', { period });
  const sheets = model('timesheets', { monday: period });
  const employees = model('employees');
  const cards = model('employee-cards');
  const pays = model('employee-pay');
  const isHere = ({ asOf }: Fetching) => asOf.value !== undefined;
  const missing = [runs, unpaid, paid, sheets, employees, cards, pays].find((one) => !isHere(one));
  const rows =
    run === undefined || run.status === 'open'
      ? openRows({
          period,
          employees: employees.list.value,
          cards: cards.list.value,
          pays: pays.list.value,
          sheets: sheets.list.value,
          unpaid: unpaid.list.value,
          runs: runs.list.value,
        })
      : closedRows(run, paid.list.value);
  const reviewed = useReviewed(rows, missing === undefined);
  return { rows: reviewed, slips: reviewed.flatMap(({ slip }) => slip ?? []), fetching: missing ?? runs };
}
