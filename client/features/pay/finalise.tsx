import { useState } from 'preact/hooks';
import { formatCents } from '#contracts/money.ts';
import type { PayRun } from '#contracts/pay.ts';
import { totalsOf, withheldCents } from '#contracts/pay-totals.ts';
import { listed } from '#contracts/words.ts';
import { onlineOnly } from '../../sync/online.ts';
import type { Command } from '../../sync/use-command.ts';
import { MainButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { counted, weekOf } from './pay-words.ts';
import { isPayable, type Payable, stateWords } from './run-rows.ts';
import type { ReviewedRow } from './use-reviewed.ts';
import { isOfWeek, WeekConflict } from './week-conflict.tsx';

interface FinaliseProps {
  readonly run: PayRun;
  readonly rows: readonly ReviewedRow[];
  readonly command: Command<'FinalisePayRun'>;
}

type Weeks = readonly Payable<ReviewedRow>[];

/** Finalises the weeks just as they are on the screen when it is asked, and says whose has changed since. */
export function Finalise({ run, rows, command }: FinaliseProps) {
  // What the dialog asks about and sends, however the rows move on behind it.
  const [asked, setAsked] = useState<Weeks>();
  const weeks = rows.filter(isPayable);
  const left = rows.length - weeks.length;
  const { problem } = command;
  const main = (
    <MainButton
      wide
      label={`${finaliseWords(weeks)}…`}
      sending={command.sending}
      disabledBecause={weeks.length === 0 ? 'Nobody’s week is approved yet.' : onlineOnly()}
      onPress={() => setAsked(weeks)}
    />
  );

  async function send(reviewed: Weeks): Promise<void> {
    await command.run({
      period: run.id,
      weeks: reviewed.map(({ employeeId, monday, pay: { calculation } }) => ({ employeeId, monday, calculation })),
    });
    setAsked(undefined);
  }
  return (
    <>
      {problem?.winner !== undefined && isOfWeek(problem) ? (
        <WeekConflict
          problem={problem}
          winner={problem.winner}
          rows={rows}
          attempt={`${counted(weeks.length, 'payslip')} of ${weekOf(run.id)}`}
          onDiscard={command.forget}
        >
          {main}
        </WeekConflict>
      ) : (
        <div class="foot">
          <div class="row finalise">
            <p class="grow second">{left > 0 && `${counted(left, 'person is', 'people are')} not in it.`}</p>
            <div>{main}</div>
          </div>
        </div>
      )}
      {asked !== undefined && (
        <Dialog
          title={`Finalise the pay of ${weekOf(run.id)}?`}
          stopLabel={finaliseWords(asked)}
          onStop={() => void send(asked)}
          keepLabel="Keep it open"
          onKeep={() => setAsked(undefined)}
          sending={command.sending}
          disabledBecause={onlineOnly()}
        >
          <Consequences weeks={asked} rows={rows} />
        </Dialog>
      )}
    </>
  );
}

function Consequences({ weeks, rows }: { readonly weeks: Weeks; readonly rows: readonly ReviewedRow[] }) {
  const total = totalsOf(weeks.map(({ pay }) => pay));
  const left = rows
    .filter((row) => !isPayable(row))
    .map(({ name, state }) => `${name} (${stateWords[state].toLowerCase()})`);
  const changed = weeks.filter((row) => row.changed).map(({ name }) => name);
  return (
    <div class="stack">
      <p>
        {formatCents(total.grossCents)} gross, {formatCents(withheldCents(total))} withheld. The weeks are locked and
        the payslips are final, all in the same moment.
      </p>
      {changed.length > 0 && <p>Changed while you looked: {listed(changed)}.</p>}
      {left.length > 0 && <p>Not in it: {listed(left)}. They go into a later run.</p>}
    </div>
  );
}

function finaliseWords(weeks: Weeks): string {
  const { netCents } = totalsOf(weeks.map(({ pay }) => pay));
  return `Finalise ${counted(weeks.length, 'payslip')}, ${formatCents(netCents)} net`;
}
