import { tight } from '#contracts/folded.ts';
import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import { authorWords } from '../../shared/author-words.ts';
import { filled } from '../../shared/filled.ts';
import { when } from '../../shared/time.ts';
import { useForm } from '../../shared/use-form.ts';
import { series } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Said } from '../../ui/said.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import { wish } from './stock-words.ts';

interface ReceiveDraft {
  readonly quantity: number | undefined;
  readonly supplier: string;
  readonly docket: string;
  /** What was expected when the form was opened. */
  readonly expected: number | undefined;
}

/**
 * Goods that came in. It begins with what is expected. Where nothing is, how many came stands on the docket, and nobody
 * guesses it.
 */
export function ReceiveForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('ReceiveStock'), {
    kept: `receive/${item.id}`,
    opens: (): ReceiveDraft => ({
      quantity: item.expected?.quantity,
      supplier: item.expected?.supplier ?? item.supplier ?? '',
      docket: '',
      expected: item.expected?.quantity,
    }),
    onClose,
  });
  const received = series('stock-movements', item.id).list.value.filter(({ kind }) => kind === 'received');
  const [last] = received;
  const { expected } = item;
  const { quantity, supplier, docket } = form.entered;
  // What is being sent may be on the list before its answer is here: that is no second time.
  const double =
    docket.trim() === '' || form.command.sending
      ? undefined
      : received.find((one) => tight(one.docket ?? '') === tight(docket));
  usePreview(preview, { coming: quantity ?? 0 });

  function wanted() {
    if (quantity === undefined) return undefined;
    return { itemId: item.id, quantity, ...filled('supplier', supplier), ...filled('docket', docket) };
  }
  return (
    <FormFrame
      item={item}
      title="Receive"
      label={quantity === undefined ? 'Receive' : wish('Receive', quantity, item)}
      attempt={`${formatQuantity(quantity ?? 0, item.scale, item.unit)} received`}
      form={form}
      wish={wanted}
      disabledBecause={quantity === undefined ? 'Say how many came.' : undefined}
    >
      <Stepper
        label={`Received, in ${unitWord(item.unit, 0, item.scale)}`}
        value={quantity}
        onChange={(value) => form.change({ quantity: value })}
        min={1}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        {expected !== undefined && quantity === expected.quantity
          ? 'As expected'
          : last !== undefined && `${formatFigure(last.quantity, item.scale)} came last time`}
      </Stepper>
      <Said>{form.command.sending ? undefined : expectedWords(form.entered, item)}</Said>
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
          {`Docket ${docket.trim()} is received already: ${formatQuantity(double.quantity, item.scale, item.unit)}, ${when(double.at)} by ${authorWords(double.user)}.`}
        </p>
      )}
    </FormFrame>
  );
}

/** What others made of the expected delivery since the form was opened: the same goods are not received twice. */
function expectedWords({ expected: before }: ReceiveDraft, { expected, scale }: FormProps['item']): string | undefined {
  if (before === undefined || before === expected?.quantity) return undefined;
  return expected === undefined
    ? 'It is not expected any more. Look below whether somebody has received it.'
    : `${formatFigure(expected.quantity, scale)} are expected now.`;
}
