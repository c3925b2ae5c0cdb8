import { useRef, useState } from 'preact/hooks';
import { formatFigure, formatQuantity, plainFigure, unitWord } from '#contracts/quantity.ts';
import { REPORT_ID, type UseReport as Report } from '#contracts/reports.ts';
import { monthWords, shortMonth } from '../../shared/time.ts';
import { SelectField } from '../../ui/field.tsx';
import { Columns } from './columns.tsx';
import { type Figures, ReportCard } from './report-card.tsx';
import { useReport } from './use-report.ts';

type Used = Report['items'][number];

/** What was used of an item in each month. The file has all items. */
export function UseReport() {
  const report = useReport('use-by-month', REPORT_ID);
  const [chosen, setChosen] = useState<string>();
  const { months = [], items = [] } = report.row.value ?? {};
  // The item that was shown first stays, also when another one is used most by then.
  const opened = useRef<string>();
  const item = items.find(({ itemId }) => itemId === (chosen ?? opened.current)) ?? mostUsed(items);
  opened.current = item?.itemId;
  const title = 'Material used, by month';
  return (
    <ReportCard
      title={title}
      detail={item && `${formatQuantity(sumOf(item), item.scale, item.unit)} in twelve months, less what came back.`}
      of={report}
      table={item && tableOf(item, months)}
      file="material-by-month.csv"
      csv={() => fileOf(items, months)}
      nothing="Nothing was used in the last twelve months."
      chart={
        item && (
          <Columns
            key={item.itemId}
            label={`${title}, ${item.name}`}
            looks={['plain']}
            words={(figure) => figure.toLocaleString('en-AU')}
            columns={months.map((month, index) => {
              const used = item.used[index] ?? 0;
              const text = `${monthWords(month)}: ${formatQuantity(used, item.scale, item.unit)}`;
              return { label: shortMonth(month), text, parts: [used / 10 ** item.scale] };
            })}
          />
        )
      }
    >
      {item && (
        <SelectField
          label="Item"
          value={item.itemId}
          onChange={setChosen}
          options={items.map(({ itemId, name, code }) => ({ value: itemId, label: `${name}, ${code}` }))}
        />
      )}
    </ReportCard>
  );
}

function sumOf({ used }: Used): number {
  return used.reduce((sum, one) => sum + one, 0);
}

function mostUsed(items: readonly Used[]): Used | undefined {
  return [...items].sort((a, b) => sumOf(b) / 10 ** b.scale - sumOf(a) / 10 ** a.scale)[0];
}

function tableOf({ used, scale, unit }: Used, months: readonly string[]): Figures {
  return {
    columns: [{ label: 'Month' }, { label: `Used, ${unitWord(unit, 0, scale)}`, number: true }],
    rows: months.map((month, index) => [monthWords(month), formatFigure(used[index] ?? 0, scale)]),
  };
}

function fileOf(items: readonly Used[], months: readonly string[]): Figures {
  return {
    columns: ['Code', 'Item', 'Unit', ...months].map((label) => ({ label })),
    rows: items.map(({ code, name, unit, scale, used }) => [
      ...[code, name, unit],
      ...used.map((one) => plainFigure(one, scale)),
    ]),
  };
}
