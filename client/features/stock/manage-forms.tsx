import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import { filled } from '../../shared/filled.ts';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { useCommand } from '../../sync/use-command.ts';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { Segment } from '../../ui/segment.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import { wish } from './stock-words.ts';

interface AdjustDraft {
  readonly way: 'off' | 'add';
  readonly quantity: number;
  readonly reason: string;
}

/** A correction by a difference, with its reason. */
export function AdjustForm({ item, preview, onClose }: FormProps) {
  const key = `adjust/${item.id}`;
  const entered = draft<AdjustDraft>(key, { way: 'off', quantity: 10 ** item.scale, reason: '' });
  const command = useCommand('AdjustStock');
  const { way, reason } = entered.value;
  const max = way === 'off' ? item.free : QUANTITY_MAX;
  const quantity = Math.min(entered.value.quantity, max);
  usePreview(preview, way === 'off' ? { want: quantity } : { coming: quantity });

  function change(part: Partial<AdjustDraft>): void {
    entered.value = { ...entered.value, ...part };
  }
  function close(): void {
    dropDraft(key);
    onClose();
  }
  async function submit(): Promise<void> {
    const by = way === 'off' ? -quantity : quantity;
    if (await command.run({ itemId: item.id, change: by, ...filled('reason', reason) })) close();
  }
  return (
    <FormFrame
      item={item}
      title="Adjust"
      label={wish(way === 'off' ? 'Take off' : 'Add', quantity, item)}
      attempt={wish(way === 'off' ? 'Take off' : 'Add', quantity, item)}
      command={command}
      disabledBecause={
        max === 0 ? 'Nothing is free to take off.' : reason.trim() === '' ? 'Say why it is adjusted.' : undefined
      }
      onSubmit={() => void submit()}
      onCancel={close}
    >
      <Segment
        label="Which way"
        value={way}
        onChange={(value) => change({ way: value })}
        options={[
          { value: 'off', label: 'Take off', icon: 'minus' },
          { value: 'add', label: 'Add', icon: 'plus' },
        ]}
      />
      <Stepper
        label={`By how much, in ${unitWord(item.unit, 0, item.scale)}`}
        value={quantity}
        onChange={(value) => change({ quantity: value })}
        min={Math.min(1, max)}
        max={max}
        scale={item.scale}
      >
        {`${formatFigure(item.onHand + (way === 'off' ? -quantity : quantity), item.scale)} on hand after this`}
      </Stepper>
      <ReasonPicker
        label="Why is it adjusted?"
        frequent={way === 'off' ? ['Damaged', 'Lost', 'Entered twice'] : ['Found', 'Not entered', 'Entered wrongly']}
        value={reason}
        onChange={(text) => change({ reason: text })}
      />
    </FormFrame>
  );
}

/** Below which free quantity the item counts as low. */
export function ReorderForm({ item, preview, onClose }: FormProps) {
  const key = `reorder/${item.id}`;
  const entered = draft(key, item.reorderPoint);
  const command = useCommand('SetReorderPoint');
  usePreview(preview, {});
  function close(): void {
    dropDraft(key);
    onClose();
  }
  async function submit(): Promise<void> {
    if (await command.run({ itemId: item.id, reorderPoint: entered.value })) close();
  }
  const now = formatFigure(item.reorderPoint, item.scale);
  return (
    <FormFrame
      item={item}
      title="Reorder point"
      label={wish('Reorder at', entered.value, item)}
      attempt={wish('Reorder at', entered.value, item)}
      command={command}
      disabledBecause={entered.value === item.reorderPoint ? `It is ${now} now.` : undefined}
      onSubmit={() => void submit()}
      onCancel={close}
    >
      <Stepper
        label={`Reorder at, in ${unitWord(item.unit, 0, item.scale)}`}
        value={entered.value}
        onChange={(value) => {
          entered.value = value;
        }}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        The item is low once no more than this is free
      </Stepper>
    </FormFrame>
  );
}

/** Takes an empty item off the list, for good. */
export function RetireForm({ item, preview, onClose }: FormProps) {
  const key = `retire/${item.id}`;
  const reason = draft(key, '');
  const command = useCommand('RetireStockItem');
  usePreview(preview, {});
  function close(): void {
    dropDraft(key);
    onClose();
  }
  async function submit(): Promise<void> {
    if (await command.run({ itemId: item.id, ...filled('reason', reason.value) })) close();
  }
  const left = formatQuantity(item.onHand, item.scale, item.unit);
  return (
    <FormFrame
      item={item}
      stop
      title="Retire"
      label={`Retire ${item.name}`}
      attempt={`Retire ${item.name}`}
      command={command}
      disabledBecause={
        item.onHand > 0 ? `There is still ${left} on hand. Issue it or count it down to 0 first.` : undefined
      }
      onSubmit={() => void submit()}
      onCancel={close}
    >
      <p class="second">
        The item leaves the list for good. Its history stays, and its code <span class="nowrap">{item.code}</span> is
        never given to another one.
      </p>
      <ReasonPicker
        label="Why is it retired?"
        frequent={['Not bought any more', 'Not made any more', 'Entered twice']}
        value={reason.value}
        onChange={(text) => {
          reason.value = text;
        }}
      />
    </FormFrame>
  );
}
