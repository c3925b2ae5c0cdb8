import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatQuantity, unitWord } from '#contracts/quantity.ts';
import { filled } from '../../shared/filled.ts';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { series } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { TextField } from '../../ui/field.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import { wish } from './stock-words.ts';

interface ReceiveDraft {
  readonly quantity?: number;
  readonly supplier?: string;
  readonly docket?: string;
}

/** Goods that came in. It begins with what came last time. */
export function ReceiveForm({ item, preview, onClose }: FormProps) {
  const key = `receive/${item.id}`;
  const entered = draft<ReceiveDraft>(key, {});
  const command = useCommand('ReceiveStock');
  const last = series('stock-movements', item.id).list.value.find(({ kind }) => kind === 'received');
  const quantity = entered.value.quantity ?? last?.quantity ?? 10 ** item.scale;
  const supplier = entered.value.supplier ?? item.supplier ?? last?.supplier ?? '';
  const docket = entered.value.docket ?? '';
  usePreview(preview, { coming: quantity });

  function change(part: ReceiveDraft): void {
    entered.value = { ...entered.value, ...part };
  }
  function close(): void {
    dropDraft(key);
    onClose();
  }
  async function submit(): Promise<void> {
    const more = { ...filled('supplier', supplier), ...filled('docket', docket) };
    if (await command.run({ itemId: item.id, quantity, ...more })) close();
  }
  return (
    <FormFrame
      item={item}
      title="Receive"
      label={wish('Receive', quantity, item)}
      attempt={`${formatQuantity(quantity, item.scale, item.unit)} received`}
      command={command}
      onSubmit={() => void submit()}
      onCancel={close}
    >
      <Stepper
        label={`Received, in ${unitWord(item.unit, 0, item.scale)}`}
        value={quantity}
        onChange={(value) => change({ quantity: value })}
        min={1}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        {last !== undefined && entered.value.quantity === undefined && 'As last time'}
      </Stepper>
      <div class="pair">
        <TextField
          label="From"
          value={supplier}
          onChange={(value) => change({ supplier: value })}
          hint="The supplier"
          maxLength={120}
        />
        <TextField
          label="Docket"
          value={docket}
          onChange={(value) => change({ docket: value })}
          hint="Its number, if there is one"
          maxLength={60}
        />
      </div>
    </FormFrame>
  );
}
