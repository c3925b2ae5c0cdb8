import { useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { releasedWords } from './released-words.ts';

interface CancelDialogProps {
  readonly order: OrderDetail;
  readonly onDone: () => void;
}

const frequent = ['Client cancelled', 'Entered twice', 'Cannot be made'];

/** Cancelling cannot be undone: what goes back to free, and why. */
export function CancelDialog({ order, onDone }: CancelDialogProps) {
  const cancel = useCommand('CancelOrder');
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();

  async function stop(): Promise<void> {
    if (reason.trim() === '') {
      setError('A reason is required.');
      return;
    }
    if (await cancel.run({ orderId: order.id, reason: reason.trim() })) onDone();
  }
  return (
    <Dialog
      title={`Cancel ${order.number}?`}
      stopLabel="Cancel order"
      onStop={() => void stop()}
      keepLabel="Keep it"
      onKeep={onDone}
      sending={cancel.sending}
    >
      <div class="stack">
        <p>{releasedWords(order.lines)}</p>
        <ReasonPicker
          label="Why is it cancelled?"
          frequent={frequent}
          value={reason}
          error={error}
          onChange={(value) => {
            setReason(value);
            setError(undefined);
          }}
        />
        {cancel.problem !== undefined && (
          <p class="wrong" role="alert">
            <Icon name="warning" size={16} /> {cancel.problem.detail}
          </p>
        )}
      </div>
    </Dialog>
  );
}
