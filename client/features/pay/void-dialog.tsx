import { useState } from 'preact/hooks';
import type { PayRun } from '#contracts/pay.ts';
import { onlineOnly } from '../../sync/online.ts';
import type { Command } from '../../sync/use-command.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { counted, weekOf } from './pay-words.ts';

interface VoidDialogProps {
  readonly run: PayRun;
  readonly command: Command<'VoidPayRun'>;
  readonly onDone: () => void;
}

const frequent = ['A week was wrong', 'Wrong pay day', 'Opened by mistake'];

/** Taking a run back: what comes loose again, and why. */
export function VoidDialog({ run, command, onDone }: VoidDialogProps) {
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();

  async function stop(): Promise<void> {
    if (reason.trim() === '') {
      setError('A reason is required.');
      return;
    }
    await command.run({ period: run.id, reason: reason.trim() });
    // Whether it worked is seen on the run itself; who was first stands there too.
    onDone();
  }
  return (
    <Dialog
      title={`Take back the run of ${weekOf(run.id)}?`}
      stopLabel="Take the run back"
      onStop={() => void stop()}
      keepLabel="Keep it"
      onKeep={onDone}
      sending={command.sending}
      disabledBecause={onlineOnly()}
    >
      <div class="stack">
        <p>
          {run.status === 'open'
            ? 'It is closed without paying anybody. It can be opened again.'
            : `${counted(run.lines.length, 'payslip')} are no longer final. The weeks can be reopened, or paid again. Money that was paid does not come back by itself.`}
        </p>
        <ReasonPicker
          label="Why is it taken back?"
          frequent={frequent}
          value={reason}
          error={error}
          onChange={(value) => {
            setReason(value);
            setError(undefined);
          }}
        />
      </div>
    </Dialog>
  );
}
