import './pay.css';
import { useLocation, useRoute } from 'preact-iso';
import type { PayRun } from '#contracts/pay.ts';
import { Age, Fetched } from '../../shared/fetched.tsx';
import { HistoryOf } from '../../shared/history-of.tsx';
import { later } from '../../shared/later.tsx';
import { calendarDay, moment } from '../../shared/time.ts';
import { type Model, model } from '../../sync/models.ts';
import { type Command, useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { Panes } from '../../ui/side-panel.tsx';
import { weekOf } from './pay-words.ts';
import { weekSoFar } from './ready-weeks.ts';
import { RunActions } from './run-actions.tsx';
import { RunChip } from './run-chip.tsx';
import { RunNotes } from './run-notes.tsx';
import { RunTable } from './run-table.tsx';
import { useRunRows } from './use-run-rows.ts';
import { isOfWeek } from './week-conflict.tsx';

const inPlace = { inPlace: true };
const Finalise = later('The end of the run', () => import('./finalise.tsx').then((it) => it.Finalise), inPlace);
const OpenRun = later('The next run', () => import('./open-run.tsx').then((it) => it.OpenRun), inPlace);
const RunRefusal = later('Why it was not done', () => import('./run-refusal.tsx').then((it) => it.RunRefusal), inPlace);
const PayslipPanel = later('The payslip', () => import('./payslip-panel.tsx').then((it) => it.PayslipPanel));

/** One pay run: everybody's week, and what can be done with it; with ?slip= a payslip beside it. */
export function RunScreen() {
  const { params, query } = useRoute();
  return <Run key={params['period']} period={params['period'] ?? ''} openId={query['slip']} />;
}

interface RunProps {
  readonly period: string;
  readonly openId: string | undefined;
}

function Run({ period, openId }: RunProps) {
  const { route } = useLocation();
  const runs = model('pay-runs');
  const run = runs.rows.value.get(period);
  const { rows, slips, fetching } = useRunRows(period, run);
  const finalise = useCommand('FinalisePayRun');
  const voiding = useCommand('VoidPayRun');
  const opening = useCommand('OpenPayRun');
  const at = `/pay/${period}`;
  if (run === undefined) return <NoRun of={runs} />;
  const refused = [finalise, voiding, opening].find(({ problem }) => problem !== undefined);
  // About one week of an open run: the card for that has an answer, and stands where the answer is given.
  const ofWeek = run.status === 'open' && refused?.problem?.winner !== undefined && isOfWeek(refused.problem);
  return (
    <Panes
      list={
        <div class="page">
          <PageHead
            title={weekOf(period)}
            above="Pay run"
            back="/pay"
            beside={
              <span class="row">
                <RunChip status={run.status} /> Pay day {calendarDay(run.payDate)} <Age of={fetching} />
              </span>
            }
          >
            <HistoryOf kind="pay-run" id={period} />
            <RunActions run={run} rows={rows} command={voiding} />
          </PageHead>
          <p class="second">{lastWords(run)}</p>
          <Fetched of={fetching} what="The weeks of this run" lines={6}>
            <Card>
              <RunTable period={period} rows={rows} openId={openId} />
            </Card>
            {refused !== undefined && !ofWeek && <RunRefusal problem={refused.problem} onGotIt={refused.forget} />}
            {run.status === 'open' && <Finalise run={run} rows={rows} command={finalise} />}
            {run.status === 'voided' && <OpenAgain period={period} command={opening} />}
            <RunNotes status={run.status} slips={slips} />
          </Fetched>
        </div>
      }
      panel={
        openId !== undefined && (
          <PayslipPanel
            key={openId}
            slipId={openId}
            printHref={`/pay/slips/${openId}?run=${period}`}
            onClose={() => route(at)}
          />
        )
      }
    />
  );
}

function NoRun({ of }: { readonly of: Model<PayRun> }) {
  return (
    <div class="page">
      <PageHead title="Pay run" back="/pay" />
      <Fetched of={of} what="The pay run" lines={6}>
        <Empty title="There is no pay run of this week" action={<Button href="/pay">Go to Pay</Button>} />
      </Fetched>
    </div>
  );
}

function OpenAgain({ period, command }: { readonly period: string; readonly command: Command<'OpenPayRun'> }) {
  const unpaid = model('payslips', { status: 'worked-out' }).list.value;
  const submitted = model('timesheets', { status: 'submitted' }).list.value;
  return <OpenRun week={weekSoFar(period, { unpaid, submitted })} next command={command} />;
}

/** Who did the last thing with it, and when. */
function lastWords(run: PayRun): string {
  const { openedBy, openedAt, finalisedBy, finalisedAt, voidedBy, voidedAt, reason } = run;
  if (run.status === 'voided' && voidedBy && voidedAt) {
    return `Taken back by ${voidedBy.name}, ${moment(voidedAt)}: ${reason}`;
  }
  if (finalisedBy && finalisedAt) return `Finalised by ${finalisedBy.name}, ${moment(finalisedAt)}`;
  return `Opened by ${openedBy.name}, ${moment(openedAt)}`;
}
