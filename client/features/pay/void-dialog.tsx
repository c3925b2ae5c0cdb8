import type { PayRun } from '#contracts/pay.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { reasonNeeded } from '../../shared/reason-needed.ts';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import type { Command } from '../../sync/use-command.ts';
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
  const form = useForm(command, {
    opens: () => ({ reason: '' }),
    check: reasonNeeded,
    onClose: onDone,
    // Whether it worked is seen on the run itself; who was first stands there too.
    onRefused: onDone,
  });
  const { reason } = form.entered;
  return (
    <FormDialog
      title={`Take back the run of ${weekOf(run.id)}?`}
      stopLabel="Take the run back"
      keepLabel="Keep it"
      form={form}
      wish={() => ({ period: run.id, reason: reason.trim() })}
      disabledBecause={onlineOnly()}
    >
      <p>
        {run.status === 'open'
          ? 'It is closed without paying anybody. It can be opened again.'
          : `${counted(run.lines.length, 'payslip')} are no longer final. The weeks can be reopened, or paid again. Money that was paid does not come back by itself.`}
      </p>
      <ReasonPicker
        label="Why is it taken back?"
        frequent={frequent}
        value={reason}
        error={form.errors?.reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </FormDialog>
  );
}
