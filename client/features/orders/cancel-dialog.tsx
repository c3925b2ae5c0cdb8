import type { OrderDetail } from '#contracts/order.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { reasonNeeded } from '../../shared/reason-needed.ts';
import { useForm } from '../../shared/use-form.ts';
import { useCommand } from '../../sync/use-command.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { releasedWords } from './released-words.ts';

interface CancelDialogProps {
  readonly order: OrderDetail;
  readonly onDone: () => void;
}

const frequent = ['Client cancelled', 'Entered twice', 'Cannot be made'];

/** Cancelling cannot be undone: what goes back to free, and why. */
export function CancelDialog({ order, onDone }: CancelDialogProps) {
  const form = useForm(useCommand('CancelOrder'), {
    opens: () => ({ reason: '' }),
    check: reasonNeeded,
    onClose: onDone,
  });
  const { reason } = form.entered;
  return (
    <FormDialog
      title={`Cancel ${order.number}?`}
      stopLabel="Cancel order"
      keepLabel="Keep it"
      form={form}
      wish={() => ({ orderId: order.id, reason: reason.trim() })}
    >
      <p>{releasedWords(order.lines)}</p>
      <ReasonPicker
        label="Why is it cancelled?"
        frequent={frequent}
        value={reason}
        error={form.errors?.reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </FormDialog>
  );
}
