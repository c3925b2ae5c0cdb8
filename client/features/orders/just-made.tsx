import { useCommand } from '../../sync/use-command.ts';
import { JustDone } from '../../ui/just-done.tsx';

interface JustMadeProps {
  readonly orderId: string;
  readonly lineId: string;
  readonly description: string;
  /** It was undone. */
  readonly onUndone: () => void;
}

/** A line that was just marked as made, with the way back on the spot. */
export function JustMade({ orderId, lineId, description, onUndone }: JustMadeProps) {
  const reopen = useCommand('ReopenOrderLine');
  return (
    <JustDone
      what={`that ${description} is made`}
      onUndo={() => void reopen.run({ orderId, lineId }).then((undone) => undone && onUndone())}
      sending={reopen.sending}
      problem={reopen.problem}
    >
      {description} is made
    </JustDone>
  );
}
