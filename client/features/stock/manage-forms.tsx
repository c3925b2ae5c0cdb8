import { asksFor } from '#contracts/asking.ts';
import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import { filled } from '../../shared/filled.ts';
import { useForm } from '../../shared/use-form.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Icon } from '../../ui/icon.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { Segment } from '../../ui/segment.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { type Doing, FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import { needyLines } from './open-lines.ts';
import { freeWords, wish } from './stock-words.ts';

/** What the office does with an item. */
export const manageDoings: readonly Doing[] = [
  { id: 'adjust', label: 'Adjust…', permission: 'stock.manage', Form: AdjustForm },
  { id: 'reorder', label: 'Reorder point', permission: 'stock.manage', Form: ReorderForm },
  { id: 'retire', label: 'Retire…', permission: 'stock.manage', Form: RetireForm },
];

interface AdjustDraft {
  readonly way: 'off' | 'add';
  readonly quantity: number;
  readonly reason: string;
}

/** A correction by a difference, with its reason. */
function AdjustForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('AdjustStock'), {
    kept: `adjust/${item.id}`,
    opens: (): AdjustDraft => ({ way: 'off', quantity: 10 ** item.scale, reason: '' }),
    onClose,
  });
  const { way, quantity, reason } = form.entered;
  const tooMuch = way === 'off' && quantity > item.free;
  usePreview(preview, way === 'off' ? { want: Math.min(quantity, item.free) } : { coming: quantity });
  return (
    <FormFrame
      item={item}
      title="Adjust"
      label={wish(way === 'off' ? 'Take off' : 'Add', quantity, item)}
      attempt={wish(way === 'off' ? 'Take off' : 'Add', quantity, item)}
      form={form}
      wish={() => ({ itemId: item.id, change: way === 'off' ? -quantity : quantity, ...filled('reason', reason) })}
      disabledBecause={
        tooMuch
          ? `${freeWords(item.free, item.scale)} to take off.`
          : reason.trim() === ''
            ? 'Say why it is adjusted.'
            : undefined
      }
    >
      <Segment
        label="Which way"
        value={way}
        onChange={(value) => form.change({ way: value })}
        options={[
          { value: 'off', label: 'Take off', icon: 'minus' },
          { value: 'add', label: 'Add', icon: 'plus' },
        ]}
      />
      <Stepper
        label={`By how much, in ${unitWord(item.unit, 0, item.scale)}`}
        value={quantity}
        onChange={(value) => form.change({ quantity: value })}
        min={1}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        {!tooMuch &&
          `${formatFigure(item.onHand + (way === 'off' ? -quantity : quantity), item.scale)} on hand after this`}
      </Stepper>
      <ReasonPicker
        label="Why is it adjusted?"
        frequent={way === 'off' ? ['Damaged', 'Lost', 'Entered twice'] : ['Found', 'Not entered', 'Entered wrongly']}
        value={reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </FormFrame>
  );
}

/** Below which free quantity the item counts as low. */
function ReorderForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('SetReorderPoint'), {
    kept: `reorder/${item.id}`,
    version: item.cardVersion,
    opens: () => ({ reorderPoint: item.reorderPoint }),
    onClose,
  });
  const { reorderPoint } = form.entered;
  usePreview(preview, {});
  const now = formatFigure(item.reorderPoint, item.scale);
  return (
    <FormFrame
      item={item}
      title="Reorder point"
      label={wish('Reorder at', reorderPoint, item)}
      attempt={wish('Reorder at', reorderPoint, item)}
      allTheSame="Set mine all the same"
      form={form}
      wish={() => ({ itemId: item.id, reorderPoint })}
      disabledBecause={reorderPoint === item.reorderPoint ? `It is ${now} now.` : undefined}
    >
      <Stepper
        label={`Reorder at, in ${unitWord(item.unit, 0, item.scale)}`}
        value={reorderPoint}
        onChange={(value) => form.change({ reorderPoint: value })}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        The item is low once no more than this is free
      </Stepper>
    </FormFrame>
  );
}

/** Takes an empty item off the list, once it has said who still asks for it. */
function RetireForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('RetireStockItem'), {
    kept: `retire/${item.id}`,
    opens: () => ({ reason: '' }),
    onClose,
  });
  const { reason } = form.entered;
  usePreview(preview, {});
  const left = formatQuantity(item.onHand, item.scale, item.unit);
  const asked = needyLines(model('order-board').list.value).filter((line) => asksFor(line, item));
  return (
    <FormFrame
      item={item}
      stop
      title="Retire"
      label={asked.length === 0 ? `Retire ${item.name}` : `Retire ${item.name} all the same`}
      attempt={`Retire ${item.name}`}
      form={form}
      wish={() => ({
        ...{ itemId: item.id, ...filled('reason', reason) },
        ...(asked.length > 0 && { stillAsked: true as const }),
      })}
      disabledBecause={
        item.onHand > 0 ? `There is still ${left} on hand. Issue it or count it down to 0 first.` : undefined
      }
    >
      <p class="second">
        The item leaves the list. Its history stays, and its code <span class="nowrap">{item.code}</span> is never given
        to another one.
      </p>
      {asked.length > 0 && (
        <div role="status">
          <p class="strong">
            <Icon name="warning" size={16} />{' '}
            {asked.length === 1 ? 'One open line asks' : `${asked.length} open lines ask`} for it
          </p>
          <ul>
            {asked.map(({ key, order, needed }) => (
              <li key={key}>
                <a href={`/orders/${order.id}`}>{order.number}</a> · {order.clientName},{' '}
                {formatQuantity(needed, item.scale, item.unit)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <ReasonPicker
        label="Why is it retired?"
        frequent={['Not bought any more', 'Not made any more', 'Entered twice']}
        value={reason}
        onChange={(text) => form.change({ reason: text })}
      />
    </FormFrame>
  );
}
