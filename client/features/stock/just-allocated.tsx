import { formatQuantity } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { useCommand } from '../../sync/use-command.ts';
import { JustDone } from '../../ui/just-done.tsx';

/** An allocation that was just made. */
export interface Allocated {
  readonly item: Pick<StockLevel, 'id' | 'name' | 'unit' | 'scale'>;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly lineId: string;
  readonly quantity: number;
  /** What the line asks for, where this stands in for it. */
  readonly insteadOf: string | undefined;
}

interface JustAllocatedProps {
  readonly done: Allocated;
  /** It was undone. */
  readonly onUndone: () => void;
}

/** What was just allocated, with the way back on the spot. */
export function JustAllocated({ done, onUndone }: JustAllocatedProps) {
  const release = useCommand('ReleaseAllocation');
  const { item, orderId, orderNumber, lineId, quantity, insteadOf } = done;
  const what = `${formatQuantity(quantity, item.scale, item.unit)} of ${item.name} to ${orderNumber}`;

  async function undo(): Promise<void> {
    const undone = await release.run({ itemId: item.id, orderId, lineId, quantity, reason: 'Undone at once' });
    if (undone) onUndone();
  }
  return (
    <JustDone
      what={`allocating ${what}`}
      onUndo={() => void undo()}
      sending={release.sending}
      problem={release.problem}
    >
      Allocated {what}
      {insteadOf !== undefined && <span class="second"> instead of {insteadOf}</span>}
    </JustDone>
  );
}
