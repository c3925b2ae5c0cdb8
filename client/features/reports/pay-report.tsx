import { formatCents, plainCents } from '#contracts/money.ts';
import { REPORT_ID, type PayReport as Report } from '#contracts/reports.ts';
import { monthWords, shortMonth } from '../../shared/time.ts';
import { Columns, Legend } from './columns.tsx';
import { type Figures, ReportCard } from './report-card.tsx';
import { useReport } from './use-report.ts';

type Month = Report['months'][number];
const title = 'Pay by month';

/** What finalised pay runs paid, by the month of their pay day. */
export function PayReport() {
  const report = useReport('pay-by-month', REPORT_ID);
  const months = report.row.value?.months ?? [];
  const gross = months.reduce((sum, { grossCents }) => sum + grossCents, 0);
  return (
    <ReportCard
      title={title}
      detail={gross === 0 ? undefined : `${formatCents(gross)} before tax in twelve months, from finalised pay runs.`}
      of={report}
      table={gross === 0 ? undefined : tableOf(months, monthWords, formatCents)}
      file="pay-by-month.csv"
      csv={() => tableOf(months, String, plainCents)}
      nothing="No pay run was finalised in the last twelve months."
      chart={
        <>
          <Columns
            label={title}
            looks={['plain', 'open', 'strong']}
            words={(dollars) => `$${dollars.toLocaleString('en-AU')}`}
            columns={months.map((month) => ({
              label: shortMonth(month.month),
              text: `${monthWords(month.month)}: ${wordsOf(month)}`,
              parts: [month.netCents, month.withheldCents, month.superCents].map((cents) => cents / 100),
            }))}
          />
          <Legend
            parts={[
              { look: 'plain', word: 'Net pay' },
              { look: 'open', word: 'Tax and study loans' },
              { look: 'strong', word: 'Super' },
            ]}
          />
        </>
      }
    />
  );
}

function wordsOf({ runs, grossCents, netCents, superCents }: Month): string {
  if (runs === 0) return 'nothing was paid';
  return `${formatCents(grossCents)} before tax, ${formatCents(netCents)} net, ${formatCents(superCents)} super`;
}

function tableOf(
  months: readonly Month[],
  month: (month: string) => string,
  figure: (cents: number) => string,
): Figures {
  const heads = ['Before tax', 'Tax and loans', 'Net', 'Super'].map((label) => ({ label, number: true }));
  return {
    columns: [{ label: 'Month' }, ...heads],
    rows: months.map((one) => [
      month(one.month),
      ...[one.grossCents, one.withheldCents, one.netCents, one.superCents].map(figure),
    ]),
  };
}
