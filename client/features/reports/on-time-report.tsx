import { REPORT_ID } from '#contracts/reports.ts';
import { monthWords, shortMonth } from '../../shared/time.ts';
import { Columns, Legend } from './columns.tsx';
import { type Figures, ReportCard } from './report-card.tsx';
import { useReport } from './use-report.ts';

const title = 'On time, by month';

/** The orders that went out in each month, and how many of them went on their day. */
export function OnTimeReport() {
  const report = useReport('on-time', REPORT_ID);
  const months = report.row.value?.months ?? [];
  const orders = months.reduce((sum, month) => sum + month.orders, 0);
  const onTime = months.reduce((sum, month) => sum + month.onTime, 0);
  const table: Figures = {
    columns: [{ label: 'Month' }, ...['Went out', 'On time', 'Rate'].map((label) => ({ label, number: true }))],
    rows: months.map(({ month, orders: went, onTime: good }) => [
      ...[monthWords(month), String(went), String(good), went === 0 ? '' : rateOf(good, went)],
    ]),
  };
  const csv = (): Figures => ({
    ...table,
    rows: table.rows.map((cells, index) => [months[index]?.month ?? '', ...cells.slice(1)]),
  });
  return (
    <ReportCard
      title={title}
      detail={
        orders === 0
          ? undefined
          : `${onTime} of ${orders} orders went out on their day or before: ${rateOf(onTime, orders)}.`
      }
      of={report}
      table={orders === 0 ? undefined : table}
      file="on-time-by-month.csv"
      csv={csv}
      nothing="No order has gone out in the last twelve months."
      chart={
        <>
          <Columns
            label={title}
            looks={['plain', 'open']}
            words={String}
            columns={months.map(({ month, orders: went, onTime: good }) => ({
              label: shortMonth(month),
              text:
                went === 0
                  ? `${monthWords(month)}: none went out`
                  : `${monthWords(month)}: ${good} of ${went} on time, ${rateOf(good, went)}`,
              parts: [good, went - good],
            }))}
          />
          <Legend
            parts={[
              { look: 'plain', word: 'On time' },
              { look: 'open', word: 'Late' },
            ]}
          />
        </>
      }
    />
  );
}

function rateOf(part: number, all: number): string {
  return `${Math.round((100 * part) / all)} %`;
}
