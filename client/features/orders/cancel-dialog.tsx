import { useState } from 'preact/hooks';
import type { OrderDetail } from '#contracts/order.ts';
import { formatQuantity } from '#contracts/quantity.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';

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
        <p>{releasedWords(order)}</p>
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

/** "8 rolls and 1,200 m are allocated and go back to free. What is issued stays issued." */
export function releasedWords({ lines }: Pick<OrderDetail, 'lines'>): string {
  const held = lines.filter(({ allocated }) => allocated > 0);
  const issued = lines.some((line) => line.issued > 0);
  const stays = issued ? ' What was issued stays issued.' : '';
  if (held.length === 0) return `Nothing is allocated to it.${stays}`;
  const sums = new Map<string, (typeof held)[number]>();
  for (const line of held) {
    const key = `${line.unit} ${line.scale}`;
    sums.set(key, { ...line, allocated: line.allocated + (sums.get(key)?.allocated ?? 0) });
  }
  const figures = [...sums.values()].map(({ allocated, scale, unit }) => formatQuantity(allocated, scale, unit));
  return `${figures.join(' and ')} allocated go back to free.${stays}`;
}
