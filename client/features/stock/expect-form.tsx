import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatQuantity, unitWord } from '#contracts/quantity.ts';
import { addDays } from '#contracts/week.ts';
import { filled } from '../../shared/filled.ts';
import { calendarDay, calendarDayInFull, today } from '../../shared/time.ts';
import { useForm } from '../../shared/use-form.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { DateField, TextField } from '../../ui/field.tsx';
import { NotDone } from '../../ui/not-done.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';

/** A delivery that was ordered: it is offered to be received from its day on. */
export function ExpectForm({ item, preview, onClose }: FormProps) {
  const { id, unit, scale, expected, leadTimeDays } = item;
  const form = useForm(useCommand('ExpectStock'), {
    kept: `expect/${id}`,
    opens: () => ({
      quantity: expected?.quantity ?? 10 ** scale,
      dueDate: expected?.dueDate ?? (leadTimeDays === undefined ? '' : addDays(today(), leadTimeDays)),
      supplier: expected?.supplier ?? item.supplier ?? '',
      reference: expected?.reference ?? '',
    }),
    onClose,
  });
  const drop = useCommand('DropExpectedStock');
  const { quantity, dueDate, supplier, reference } = form.entered;
  usePreview(preview, { coming: quantity });
  const words = formatQuantity(quantity, scale, unit);
  return (
    <FormFrame
      item={item}
      title="Expect a delivery"
      label={dueDate === '' ? `Expect ${words}` : `Expect ${words} on ${calendarDay(dueDate)}`}
      attempt={`${words} expected`}
      form={form}
      wish={() => ({
        ...{ itemId: id, quantity, dueDate },
        ...filled('supplier', supplier),
        ...filled('reference', reference),
      })}
      disabledBecause={dueDate === '' ? 'Choose the day it comes.' : undefined}
    >
      <Stepper
        label={`Ordered, in ${unitWord(unit, 0, scale)}`}
        value={quantity}
        onChange={(value) => form.change({ quantity: value })}
        min={1}
        max={QUANTITY_MAX}
        scale={scale}
      />
      <DateField
        label="Comes on"
        required
        words={calendarDayInFull}
        value={dueDate}
        onChange={(value) => form.change({ dueDate: value })}
      />
      <div class="pair">
        <TextField
          label="From"
          maxLength={120}
          value={supplier}
          onChange={(value) => form.change({ supplier: value })}
        />
        <TextField
          label="Our order number"
          maxLength={60}
          value={reference}
          onChange={(value) => form.change({ reference: value })}
        />
      </div>
      {expected !== undefined && (
        <div>
          <Button
            sending={drop.sending}
            onPress={() => void drop.run({ itemId: id }).then((done) => done !== undefined && form.discard())}
          >
            It does not come
          </Button>
          <NotDone problem={drop.problem} />
        </div>
      )}
    </FormFrame>
  );
}
