import { tight } from '#contracts/folded.ts';
import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatQuantity, unitWord } from '#contracts/quantity.ts';
import { filled } from '../../shared/filled.ts';
import { when } from '../../shared/time.ts';
import { useForm } from '../../shared/use-form.ts';
import { series } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import { wish } from './stock-words.ts';

interface ReceiveDraft {
  /** As last time, as long as nobody has entered a figure. */
  readonly quantity: number | undefined;
  readonly supplier: string | undefined;
  readonly docket: string;
}

/** Goods that came in. It begins with what is expected, or came last time. */
export function ReceiveForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('ReceiveStock'), {
    kept: `receive/${item.id}`,
    opens: (): ReceiveDraft => ({ quantity: undefined, supplier: undefined, docket: '' }),
    onClose,
  });
  const received = series('stock-movements', item.id).list.value.filter(({ kind }) => kind === 'received');
  const [last] = received;
  const { expected } = item;
  const quantity = form.entered.quantity ?? expected?.quantity ?? last?.quantity ?? 10 ** item.scale;
  const supplier = form.entered.supplier ?? expected?.supplier ?? item.supplier ?? last?.supplier ?? '';
  const { docket } = form.entered;
  const double = docket.trim() === '' ? undefined : received.find((one) => tight(one.docket ?? '') === tight(docket));
  usePreview(preview, { coming: quantity });
  return (
    <FormFrame
      item={item}
      title="Receive"
      label={wish('Receive', quantity, item)}
      attempt={`${formatQuantity(quantity, item.scale, item.unit)} received`}
      form={form}
      wish={() => ({ itemId: item.id, quantity, ...filled('supplier', supplier), ...filled('docket', docket) })}
    >
      <Stepper
        label={`Received, in ${unitWord(item.unit, 0, item.scale)}`}
        value={quantity}
        onChange={(value) => form.change({ quantity: value })}
        min={1}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        {form.entered.quantity === undefined &&
          (expected !== undefined ? 'As expected' : last !== undefined && 'As last time')}
      </Stepper>
      <div class="pair">
        <TextField
          label="From"
          value={supplier}
          onChange={(value) => form.change({ supplier: value })}
          hint="The supplier"
          maxLength={120}
        />
        <TextField
          label="Docket"
          value={docket}
          onChange={(value) => form.change({ docket: value })}
          hint="Its number, if there is one"
          maxLength={60}
        />
      </div>
      {double !== undefined && (
        <p class="wrong" role="status">
          <Icon name="warning" size={16} />
          {`Docket ${docket.trim()} is received already: ${formatQuantity(double.quantity, item.scale, item.unit)}, ${when(double.at)} by ${double.user.name}.`}
        </p>
      )}
    </FormFrame>
  );
}
