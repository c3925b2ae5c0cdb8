import { useState } from 'preact/hooks';
import type { PayRun } from '#contracts/pay.ts';
import { handOver } from '../../shared/hand-over.ts';
import { later } from '../../shared/later.tsx';
import type { Command } from '../../sync/use-command.ts';
import { Button, StopButton } from '../../ui/button.tsx';
import { runCsv } from './run-csv.ts';
import { isPayable, type RunRow } from './run-rows.ts';

const VoidDialog = later('The question', () => import('./void-dialog.tsx').then((it) => it.VoidDialog), {
  inPlace: true,
});

interface RunActionsProps {
  readonly run: PayRun;
  readonly rows: readonly RunRow[];
  readonly command: Command<'VoidPayRun'>;
}

/** What is seldom done with a run: its file for the bookkeeper, and taking it back. */
export function RunActions({ run, rows, command }: RunActionsProps) {
  const [asking, setAsking] = useState(false);
  if (run.status === 'voided') return null;
  return (
    <>
      {rows.some(isPayable) && (
        <Button icon="download" onPress={() => void handOver(csvFile(run, rows))}>
          CSV
        </Button>
      )}
      <StopButton onPress={() => setAsking(true)}>Take back…</StopButton>
      {asking && <VoidDialog run={run} command={command} onDone={() => setAsking(false)} />}
    </>
  );
}

function csvFile({ id, payDate }: PayRun, rows: readonly RunRow[]): File {
  return new File([runCsv(rows, payDate)], `pay-${id}.csv`, { type: 'text/csv' });
}
