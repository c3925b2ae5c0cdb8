import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { filled } from '../../shared/filled.ts';
import { useForm } from '../../shared/use-form.ts';
import { item as itemOf, model, series } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import { lineKey } from './open-lines.ts';
import { freeWords, wish } from './stock-words.ts';

interface LineDraft {
  /** Which line, or nothing for free stock. */
  readonly line: string | undefined;
  /** All of it, as long as nobody has entered a figure. */
  readonly quantity: number | undefined;
  readonly text: string;
}

const empty: LineDraft = { line: undefined, quantity: undefined, text: '' };

/** A line that holds some of the item, or has been given some. */
interface HeldLine {
  readonly key: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly orderNumber: string;
  readonly clientName: string;
  readonly quantity: number;
}

const FREE = 'free';

/** Out of stock: what is allocated to a line goes to it; free stock goes with a reason. */
export function IssueForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('IssueStock'), { kept: `issue/${item.id}`, opens: () => empty, onClose });
  const held = heldLines(item);
  const chosen = form.entered.line ?? held[0]?.key ?? FREE;
  const line = held.find(({ key }) => key === chosen);
  const max = line?.quantity ?? item.free;
  const quantity = Math.min(form.entered.quantity ?? (line === undefined ? 10 ** item.scale : max), max);
  const reason = form.entered.text;
  usePreview(preview, line === undefined ? { want: quantity } : {});

  function wanted() {
    const to = line === undefined ? {} : { orderId: line.orderId, lineId: line.lineId };
    return { itemId: item.id, quantity, ...to, ...filled('reason', reason) };
  }
  return (
    <FormFrame
      item={item}
      title="Issue"
      label={wish('Issue', quantity, item)}
      attempt={attemptWords(item, quantity, line)}
      form={form}
      wish={wanted}
      disabledBecause={
        max === 0 ? `${freeWords(0, item.scale)}.` : line === undefined && reason.trim() === '' ? needReason : undefined
      }
    >
      <SelectField
        label="For"
        value={line === undefined ? FREE : chosen}
        onChange={(value) => form.change({ line: value, quantity: undefined })}
        options={[
          ...held.map((one) => ({ value: one.key, label: heldWords(one, item, 'allocated') })),
          { value: FREE, label: 'Free stock, with a reason' },
        ]}
      />
      <Amount item={item} quantity={quantity} max={max} verb="issue" onChange={form.change}>
        {line === undefined ? 'Goes out of what is free' : 'Goes out of what is allocated'}
      </Amount>
      {line === undefined && (
        <ReasonPicker
          label="Why is it taken out?"
          frequent={['Damaged', 'Sample', 'Used in the shop', 'Scrap']}
          value={reason}
          onChange={(text) => form.change({ text })}
        />
      )}
    </FormFrame>
  );
}

const needReason = 'Say why it is taken out.';

/** Reserved stock goes back to free. */
export function ReleaseForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('ReleaseAllocation'), { kept: `release/${item.id}`, opens: () => empty, onClose });
  const held = heldLines(item);
  const line = held.find(({ key }) => key === form.entered.line) ?? held[0];
  const max = line?.quantity ?? 0;
  const quantity = Math.min(form.entered.quantity ?? max, max);
  const reason = form.entered.text;
  usePreview(preview, {});

  function wanted() {
    if (line === undefined) return undefined;
    const { orderId, lineId } = line;
    return { itemId: item.id, orderId, lineId, quantity, ...filled('reason', reason) };
  }
  return (
    <FormFrame
      item={item}
      title="Release"
      label={line === undefined ? 'Release' : wish('Release', quantity, item)}
      attempt={attemptWords(item, quantity, line)}
      form={form}
      wish={wanted}
      disabledBecause={line === undefined ? 'Nothing is allocated.' : undefined}
    >
      {line !== undefined && (
        <>
          <SelectField
            label="From"
            value={line.key}
            onChange={(value) => form.change({ line: value, quantity: undefined })}
            options={held.map((one) => ({ value: one.key, label: heldWords(one, item, 'allocated') }))}
          />
          <Amount item={item} quantity={quantity} max={max} verb="release" onChange={form.change}>
            {`${formatFigure(item.free + quantity, item.scale)} free after this`}
          </Amount>
          <TextField label="Reason" value={reason} onChange={(text) => form.change({ text })} maxLength={500} />
        </>
      )}
    </FormFrame>
  );
}

/** Back from a line: what was issued to it and is not used. */
export function ReturnForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('ReturnStock'), { kept: `return/${item.id}`, opens: () => empty, onClose });
  const lines = issuedLines(item.id);
  const line = lines.find(({ key }) => key === form.entered.line) ?? lines[0];
  const max = issuedTo(item.id, line);
  const quantity = Math.min(form.entered.quantity ?? max, max);
  const note = form.entered.text;
  usePreview(preview, { coming: quantity });

  function wanted() {
    if (line === undefined) return undefined;
    const { orderId, lineId } = line;
    return { itemId: item.id, orderId, lineId, quantity, ...filled('note', note) };
  }
  return (
    <FormFrame
      item={item}
      title="Return"
      label={line === undefined ? 'Return' : wish('Return', quantity, item)}
      attempt={attemptWords(item, quantity, line)}
      form={form}
      wish={wanted}
      disabledBecause={
        line === undefined
          ? 'None of it was issued to an open order lately.'
          : max === 0
            ? 'Nothing of what was issued to this line is left to return.'
            : undefined
      }
    >
      {line !== undefined && (
        <>
          <SelectField
            label="From"
            value={line.key}
            onChange={(value) => form.change({ line: value, quantity: undefined })}
            options={lines.map((one) => ({ value: one.key, label: `${one.orderNumber} · ${one.clientName}` }))}
          />
          <Amount item={item} quantity={quantity} max={max} verb="return" onChange={form.change}>
            {`${formatFigure(max, item.scale)} issued to this line`}
          </Amount>
          <TextField label="Note" value={note} onChange={(text) => form.change({ text })} maxLength={500} />
        </>
      )}
    </FormFrame>
  );
}

interface AmountProps {
  readonly item: StockLevel;
  readonly quantity: number;
  readonly max: number;
  readonly verb: string;
  readonly onChange: (part: { readonly quantity: number }) => void;
  readonly children: string;
}

function Amount({ item, quantity, max, verb, onChange, children }: AmountProps) {
  return (
    <Stepper
      label={`To ${verb}, in ${unitWord(item.unit, 0, item.scale)}`}
      value={quantity}
      onChange={(value) => onChange({ quantity: value })}
      min={Math.min(1, max)}
      max={max}
      scale={item.scale}
    >
      {children}
    </Stepper>
  );
}

function heldLines({ allocations }: StockLevel): readonly HeldLine[] {
  const orders = model('order-board').rows.value;
  return allocations.map((one) => ({
    ...one,
    key: lineKey(one.orderId, one.lineId),
    // As the client is called now; the item was told the name of that day.
    clientName: orders.get(one.orderId)?.clientName ?? one.clientName,
  }));
}

function heldWords({ orderNumber, clientName, quantity }: HeldLine, { scale }: StockLevel, done: string): string {
  return `${orderNumber} · ${clientName} · ${formatFigure(quantity, scale)} ${done}`;
}

function attemptWords({ scale, unit }: StockLevel, quantity: number, line: HeldLine | undefined): string {
  return `${formatQuantity(quantity, scale, unit)}${line === undefined ? '' : ` for ${line.orderNumber}`}`;
}

/** Lines of open orders to which the item was issued lately, the last one first. */
function issuedLines(itemId: string): readonly HeldLine[] {
  const open = model('order-board').rows.value;
  const found = new Map<string, HeldLine>();
  for (const { kind, orderId, lineId, orderNumber, quantity } of series('stock-movements', itemId).list.value) {
    if (kind !== 'issued' || orderId === undefined || lineId === undefined) continue;
    const key = lineKey(orderId, lineId);
    const order = open.get(orderId);
    if (found.has(key) || order?.status !== 'open') continue;
    found.set(key, { key, orderId, lineId, quantity, orderNumber: orderNumber ?? '', clientName: order.clientName });
  }
  return [...found.values()];
}

/** How much of the item is issued to the line and not yet returned, as its order says. */
function issuedTo(itemId: string, line: HeldLine | undefined): number {
  if (line === undefined) return 0;
  const order = itemOf('order-details', line.orderId).row.value;
  const found = order?.lines.find(({ lineId }) => lineId === line.lineId);
  return found?.issues.find((one) => one.itemId === itemId)?.quantity ?? 0;
}
