import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CommandType } from '#contracts/commands.ts';
import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { formatFigure, unitWord } from '#contracts/quantity.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { intoView } from '../../ui/focus.ts';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { Stepper } from '../../ui/stepper.tsx';
import { wish } from '../stock/stock-words.ts';
import { Refusal } from './order-refusal.tsx';

export type MoveVerb = 'Issue' | 'Release' | 'Return';

interface LineMoveProps {
  readonly order: OrderDetail;
  readonly line: OrderLine;
  readonly itemId: string;
  readonly verb: MoveVerb;
  /** What this item has allocated or issued to the line now. */
  readonly available: number;
  readonly onDone: () => void;
}

const types = {
  Issue: 'IssueStock',
  Release: 'ReleaseAllocation',
  Return: 'ReturnStock',
} as const satisfies Record<MoveVerb, CommandType>;

/** Takes out, gives back to free, or brings back: how many, and the button. All of it is preset. */
export function LineMove({ order, line, itemId, verb, available, onDone }: LineMoveProps) {
  const form = useRef<HTMLDivElement>(null);
  useKeepFocus(form);
  useLayoutEffect(() => intoView(form.current), []);
  const command = useCommand(types[verb]);
  const [typed, setTyped] = useState<number>();
  const [note, setNote] = useState('');
  const { scale, unit, lineId } = line;
  const quantity = Math.min(typed ?? available, available);
  const why = note.trim();

  async function move(amount: number): Promise<void> {
    const words = why === '' ? {} : verb === 'Return' ? { note: why } : { reason: why };
    if (await command.run({ itemId, orderId: order.id, lineId, quantity: amount, ...words })) onDone();
  }
  return (
    <div class="form" ref={form}>
      <div class="pair">
        <Stepper
          label={`How many ${unitWord(unit, 0, scale)} to ${verb.toLowerCase()}`}
          value={quantity}
          onChange={setTyped}
          min={Math.min(1, available)}
          max={available}
          scale={scale}
          step={Math.min(available, 10 ** scale)}
        />
        <div>
          {command.problem?.winner === undefined && (
            <MainButton
              wide
              label={wish(verb, quantity, line)}
              sending={command.sending}
              disabledBecause={available === 0 ? 'Nothing is left of it.' : undefined}
              onPress={() => void move(quantity)}
            />
          )}
        </div>
      </div>
      {verb !== 'Issue' && (
        <TextField
          label={verb === 'Return' ? 'Note, if any' : 'Why, if it matters'}
          value={note}
          onChange={setNote}
          maxLength={500}
        />
      )}
      {command.problem !== undefined && (
        <Refusal problem={command.problem} attempt={wish(verb, quantity, line)} scale={scale} onDiscard={onDone}>
          {available > 0 && (
            <Button sending={command.sending} onPress={() => void move(available)}>
              {verb} the {formatFigure(available, scale)} that are there
            </Button>
          )}
        </Refusal>
      )}
      <span>
        <QuietButton onPress={onDone}>Cancel</QuietButton>
      </span>
    </div>
  );
}
