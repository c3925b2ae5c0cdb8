import { stages, stageWords } from '#contracts/stages.ts';
import { today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { isLate } from '../orders/board.ts';
import { Bars } from './bars.tsx';
import { type Figures, ReportCard } from './report-card.tsx';

const title = 'Orders by stage';

/** The open orders: how many stand in each stage, and how many of them are late. */
export function OrdersReport() {
  const board = model('order-board');
  const open = board.list.value.filter(({ status }) => status === 'open');
  const rows = stages
    .filter((stage) => stage !== 'cleared')
    .map((stage) => {
      const here = open.filter((card) => card.stage === stage);
      return { stage, orders: here.length, late: here.filter((card) => isLate(card, today())).length };
    });
  const late = rows.reduce((sum, row) => sum + row.late, 0);
  const figures: Figures = {
    columns: [{ label: 'Stage' }, { label: 'Orders', number: true }, { label: 'Late', number: true }],
    rows: rows.map((row) => [stageWords[row.stage], String(row.orders), String(row.late)]),
  };
  return (
    <ReportCard
      title={title}
      detail={board.asOf.value === undefined ? undefined : `${open.length} open, ${late === 0 ? 'none' : late} late`}
      of={board}
      live
      table={open.length === 0 ? undefined : figures}
      file="orders-by-stage.csv"
      csv={() => figures}
      nothing="No order is open."
      chart={
        <Bars
          label={title}
          bars={rows.map((row) => ({
            label: stageWords[row.stage],
            figure: row.orders,
            word: String(row.orders),
            alarm: row.late === 0 ? undefined : `${row.late} late`,
          }))}
        />
      }
    />
  );
}
