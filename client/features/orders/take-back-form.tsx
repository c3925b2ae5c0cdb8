import type { OrderDetail, OrderLine } from '#contracts/order.ts';
import { unitWord } from '#contracts/quantity.ts';
import { reasonNeeded } from '../../shared/reason-needed.ts';
import { useForm } from '../../shared/use-form.ts';
import { onlineOnly } from '../../sync/online.ts';
import { useCommand } from '../../sync/use-command.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { focusFirstField } from '../../ui/focus.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { wish } from '../stock/stock-words.ts';
import { Refusal } from './order-refusal.tsx';

interface TakeBackFormProps {
  readonly order: OrderDetail;
  readonly line: OrderLine;
  readonly docket: string | undefined;
  /** How much of the line went out with that delivery. */
  readonly went: number;
  readonly onDone: () => void;
}

const frequent = ['Entered wrongly', 'Did not go out', 'Came back'];

/** A delivery that was entered wrongly, or of which something came back. */
export function TakeBackForm({ order, line, docket, went, onDone }: TakeBackFormProps) {
  const form = useForm(useCommand('TakeBackDelivery'), {
    opens: () => ({ quantity: went, reason: '' }),
    check: reasonNeeded,
    within: '.take-back',
    onClose: onDone,
  });
  const { quantity, reason } = form.entered;
  const { sending, problem } = form.command;
  const { lineId, unit, scale } = line;

  function submit(event: Event): void {
    event.preventDefault();
    const slip = docket === undefined ? {} : { docket };
    void form.send(() => ({ orderId: order.id, lineId, quantity, reason: reason.trim(), ...slip }));
  }
  return (
    <form class="form take-back" aria-label="Take back" ref={focusFirstField} onSubmit={submit} noValidate>
      <Stepper
        label={`How many ${unitWord(unit, 0, scale)} to take back`}
        value={quantity}
        onChange={(value) => form.change({ quantity: value })}
        min={1}
        max={went}
        scale={scale}
      />
      <ReasonPicker
        label="Why is it taken back?"
        frequent={frequent}
        value={reason}
        error={form.errors?.reason}
        onChange={(text) => form.change({ reason: text })}
      />
      <div class="row">
        <MainButton submit label={wish('Take back', quantity, line)} sending={sending} disabledBecause={onlineOnly()} />
        <QuietButton onPress={form.discard}>Keep it</QuietButton>
      </div>
      {problem !== undefined && (
        <Refusal problem={problem} attempt={wish('Take back', quantity, line)} scale={scale} onDiscard={form.discard} />
      )}
    </form>
  );
}
