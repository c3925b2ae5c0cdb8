import { useRef } from 'preact/hooks';
import { formatFigure, formatQuantity, plainFigure, unitWord } from '#contracts/quantity.ts';
import type { StockReport as Report } from '#contracts/reports.ts';
import { calendarDay, calendarDayInFull, shortMonth } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { SelectField } from '../../ui/field.tsx';
import { type Figures, ReportCard } from './report-card.tsx';
import { Steps } from './steps.tsx';
import { useReport } from './use-report.ts';

interface StockReportProps {
  /** The item of the address; the emptiest unless told. */
  readonly itemId: string | undefined;
  readonly onItem: (itemId: string) => void;
}

/** How much there was of an item, with its reorder point, and the day on which it runs out. */
export function StockReport({ itemId, onItem }: StockReportProps) {
  const items = model('stock-levels').list.value;
  const [low] = model('low-stock').list.value;
  // What is the emptiest later puts no other item under the eyes of whoever looks at this one.
  const opened = useRef<string>();
  const shown = itemId ?? opened.current ?? low?.id ?? items[0]?.id;
  opened.current = shown;
  if (shown === undefined) return null;
  const options = items.map(({ id, name, code }) => ({ value: id, label: `${name}, ${code}` }));
  return (
    <OneItem key={shown} itemId={shown}>
      <SelectField label="Item" value={shown} onChange={onItem} options={options} />
    </OneItem>
  );
}

function OneItem({ itemId, children }: { readonly itemId: string; readonly children: preact.ComponentChildren }) {
  const report = useReport('stock-over-time', itemId);
  const row = report.row.value;
  const title = 'Free stock over time';
  return (
    <ReportCard
      title={title}
      detail={row && detailOf(row)}
      of={report}
      table={row && tableOf(row, calendarDay, formatFigure)}
      file={`stock-${row?.code ?? itemId}.csv`}
      csv={() => (row === undefined ? { columns: [], rows: [] } : tableOf(row, String, plainFigure))}
      nothing="Nothing is known of this item."
      chart={row && <Chart row={row} label={`${title}, ${row.name}`} />}
    >
      {children}
    </ReportCard>
  );
}

function Chart({ row, label }: { readonly row: Report; readonly label: string }) {
  const { days, unit, scale, from, until } = row;
  const now = days.at(-1)?.reorderPoint ?? 0;
  const figure = (quantity: number) => quantity / 10 ** scale;
  const hasLimit = days.some(({ reorderPoint }) => reorderPoint > 0);
  return (
    <Steps
      label={label}
      from={from}
      until={until}
      words={(line) => line.toLocaleString('en-AU')}
      monthWord={(date) => shortMonth(date.slice(0, 7))}
      limitWord={hasLimit ? `Reorder at ${formatFigure(now, scale)}` : undefined}
      steps={days.map(({ date, free, onHand, lowest, reorderPoint }) => ({
        date,
        figure: figure(free),
        limit: figure(reorderPoint),
        text: `${calendarDay(date)}: ${formatQuantity(free, scale, unit)} free of ${formatFigure(onHand, scale)} on hand${
          lowest < free ? `, ${formatFigure(lowest, scale)} at the least` : ''
        }`,
      }))}
    />
  );
}

function tableOf(
  { days, scale, unit }: Report,
  day: (date: string) => string,
  figure: (quantity: number, scale: number) => string,
): Figures {
  const number = true;
  const heads = ['Free', 'Least free', 'On hand', 'Reorder at'].map((label) => ({ label, number }));
  return {
    columns: [{ label: `Day (${unitWord(unit, 0, scale)})` }, ...heads],
    // The newest first, as every history of the shop is told.
    rows: days
      .toReversed()
      .map(({ date, ...one }) => [
        ...[day(date), figure(one.free, scale), figure(one.lowest, scale), figure(one.onHand, scale)],
        figure(one.reorderPoint, scale),
      ]),
  };
}

function detailOf({ days, unit, scale, use, runsOut, from }: Report): string {
  const last = days.at(-1);
  const now = last === undefined ? 'Nothing has moved.' : `${formatQuantity(last.free, scale, unit)} free now.`;
  if (use === undefined) return `${now} Known since ${calendarDay(from)}: too short to say when it runs out.`;
  if (use.quantity <= 0) return `${now} None was used in ${use.days} days.`;
  const used = `${formatQuantity(use.quantity, scale, unit)} used in ${use.days} days`;
  if ((last?.onHand ?? 0) === 0) return `None is on hand. ${used}.`;
  return runsOut === undefined
    ? `${now} ${used}: it lasts for more than two years.`
    : `${now} ${used}: what is on hand lasts until ${calendarDayInFull(runsOut)}.`;
}
