import type { ComponentChildren } from 'preact';
import { useLocation } from 'preact-iso';
import type { PayRun } from '#contracts/pay.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { calendarDay, today } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { WideTable } from '../../ui/wide-table.tsx';
import { OpenRun } from './open-run.tsx';
import { payCells, payColumns, soFarWords, weekOf } from './pay-words.ts';
import { readyWeeks, type Undone, weekSoFar } from './ready-weeks.ts';
import { RunChip } from './run-chip.tsx';
import { RunRefusal } from './run-refusal.tsx';

/** Weeks without a run that are offered at once; the others follow when these are done. */
const WEEKS_MAX = 3;

/** The pay runs, those that wait for somebody first: open ones, weeks that can be paid, then what is closed. */
export function RunList({ tools }: { readonly tools: ComponentChildren }) {
  const runs = model('pay-runs');
  const undone = {
    unpaid: model('payslips', { status: 'worked-out' }),
    sheets: model('timesheets', { status: 'submitted' }),
  };
  const all = runs.list.value;
  const open = all.filter(({ status }) => status === 'open').reverse();
  const soFar: Undone = { unpaid: undone.unpaid.list.value, submitted: undone.sheets.list.value };
  const ready = readyWeeks(all, soFar, today());
  const opening = useCommand('OpenPayRun');
  return (
    <div class="page">
      <PageHead title="Pay" beside={<Age of={runs} />}>
        {tools}
      </PageHead>
      <RunRefusal problem={opening.problem} onGotIt={opening.forget} />
      <Fetched of={runs} what="Pay runs" lines={6}>
        <Fetched of={undone.unpaid} what="The weeks to be paid" lines={3}>
          {open.map((run, at) => (
            <OpenCard key={run.id} run={run} undone={soFar} next={at === 0} />
          ))}
          {ready.slice(0, WEEKS_MAX).map((week, at) => (
            <OpenRun key={week.monday} week={week} next={open.length === 0 && at === 0} command={opening} />
          ))}
        </Fetched>
        <ClosedRuns runs={all.filter(({ status }) => status !== 'open')} />
      </Fetched>
    </div>
  );
}

interface OpenCardProps {
  readonly run: PayRun;
  readonly undone: Undone;
  readonly next: boolean;
}

function OpenCard({ run, undone, next }: OpenCardProps) {
  const { route } = useLocation();
  const { id, payDate, openedBy } = run;
  const label = `Review ${weekOf(id)}`;
  return (
    <Card kind={next ? 'next' : 'plain'} label={`Pay run of ${weekOf(id)}`}>
      <div class="row row-breaks">
        <div class="grow">
          <h2>{weekOf(id)}</h2>
          <p class="second">
            Opened by {openedBy.name}, pay day {calendarDay(payDate)}
          </p>
          <p class="second">{soFarWords(weekSoFar(id, undone))}</p>
        </div>
        {next ? (
          <MainButton label={label} onPress={() => route(`/pay/${id}`)} />
        ) : (
          <Button tall href={`/pay/${id}`}>
            {label}
          </Button>
        )}
      </div>
    </Card>
  );
}

const columns = [
  { label: 'Week' },
  { label: 'State', plain: true },
  { label: 'Payslips', number: true },
  ...payColumns,
];

function ClosedRuns({ runs }: { readonly runs: readonly PayRun[] }) {
  if (runs.length === 0) return null;
  return (
    <Card>
      <h2>Closed runs</h2>
      <WideTable
        label="Closed runs"
        columns={columns}
        rows={runs.map(({ id, status, payDate, lines, totals }) => ({
          key: id,
          cells: [
            <a key="week" class="row-link" href={`/pay/${id}`}>
              <strong>{weekOf(id)}</strong>
              <span class="meta second">Pay day {calendarDay(payDate)}</span>
            </a>,
            <RunChip key="state" status={status} />,
            lines.length,
            ...payCells(totals),
          ],
        }))}
      />
    </Card>
  );
}
