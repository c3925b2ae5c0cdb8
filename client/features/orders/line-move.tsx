import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CommandType } from '#contracts/commands.ts';
import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { formatFigure, unitWord } from '#contracts/quantity.ts';
import { useForm } from '../../shared/use-form.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { intoView } from '../../ui/focus.ts';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { Said } from '../../ui/said.tsx';
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

interface MoveDraft {
  readonly quantity: number;
  /** The most that can be entered: what was there when the form was opened, whatever others do meanwhile. */
  readonly most: number;
  readonly note: string;
}

/** Takes out, gives back to free, or brings back: how many, and the button. All of it is preset. */
export function LineMove({ order, line, itemId, verb, available, onDone }: LineMoveProps) {
  const place = useRef<HTMLDivElement>(null);
  useKeepFocus(place);
  useLayoutEffect(() => intoView(place.current), []);
  const form = useForm(useCommand(types[verb]), {
    opens: (): MoveDraft => ({ quantity: available, most: available, note: '' }),
    onClose: onDone,
  });
  const { quantity, most, note } = form.entered;
  const { sending, problem } = form.command;
  const { scale, unit, lineId } = line;
  const why = note.trim();

  function move(amount: number): void {
    const words = why === '' ? {} : verb === 'Return' ? { note: why } : { reason: why };
    void form.send(() => ({ itemId, orderId: order.id, lineId, quantity: amount, ...words }));
  }
  return (
    <div class="form" ref={place}>
      <div class="pair">
        <Stepper
          label={`How many ${unitWord(unit, 0, scale)} to ${verb.toLowerCase()}`}
          value={quantity}
          onChange={(amount) => form.change({ quantity: amount })}
          min={Math.min(1, most)}
          max={most}
          scale={scale}
          step={Math.min(most, 10 ** scale)}
        />
        <div>
          {problem?.winner === undefined && (
            <MainButton wide label={wish(verb, quantity, line)} sending={sending} onPress={() => move(quantity)} />
          )}
        </div>
      </div>
      {verb !== 'Issue' && (
        <TextField
          label={verb === 'Return' ? 'Note, if any' : 'Why, if it matters'}
          value={note}
          onChange={(text) => form.change({ note: text })}
          maxLength={500}
        />
      )}
      <Said>{problem === undefined && available < quantity ? leftWords(available, verb, scale) : undefined}</Said>
      {problem !== undefined && (
        <Refusal problem={problem} attempt={wish(verb, quantity, line)} scale={scale} onDiscard={form.discard}>
          {available > 0 && (
            <Button sending={sending} onPress={() => move(available)}>
              {verb} the {formatFigure(available, scale)} that are there
            </Button>
          )}
        </Refusal>
      )}
      <span>
        <QuietButton onPress={form.discard}>Cancel</QuietButton>
      </span>
    </div>
  );
}

/** What others left of it since the form was opened. */
function leftWords(available: number, verb: MoveVerb, scale: number): string {
  const done = verb === 'Return' ? 'issued to this line' : 'allocated to this line';
  if (available === 0) return `Nothing of it is ${done} any more.`;
  const figure = formatFigure(available, scale);
  return `Only ${figure} ${figure === '1' ? 'is' : 'are'} ${done} now.`;
}
