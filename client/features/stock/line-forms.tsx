import { useRef } from 'preact/hooks';
import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { filled } from '../../shared/filled.ts';
import { useForm } from '../../shared/use-form.ts';
import { useCommand } from '../../sync/use-command.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { Loading } from '../../ui/loading.tsx';
import { ReasonPicker } from '../../ui/reason-picker.tsx';
import { Said } from '../../ui/said.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import {
  changedWords,
  chosen,
  type HeldLine,
  heldLines,
  issuedLines,
  type LineDraft,
  opensOn,
  withChosen,
} from './held-lines.ts';
import { freeWords, wish } from './stock-words.ts';

const FREE = 'free';

interface IssueDraft extends LineDraft {
  /** Out of what is free, for no line. */
  readonly free: boolean;
}

/** Out of stock: what is allocated to a line goes to it; free stock goes with a reason. */
export function IssueForm({ item, preview, onClose }: FormProps) {
  const held = heldLines(item);
  const form = useForm(useCommand('IssueStock'), {
    kept: `issue/${item.id}`,
    opens: (): IssueDraft => ({ ...opensOn(held), free: held.length === 0 }),
    onClose,
  });
  const { line, quantity, free, text: reason } = form.entered;
  usePreview(preview, free ? { want: Math.min(quantity ?? 0, item.free) } : {});
  const missing = whatIsMissing(form.entered, free ? undefined : 'For which order is it?');

  function wanted() {
    if (quantity === undefined) return undefined;
    const to = line === undefined ? {} : { orderId: line.orderId, lineId: line.lineId };
    return { itemId: item.id, quantity, ...to, ...filled('reason', reason) };
  }
  return (
    <FormFrame
      item={item}
      title="Issue"
      label={quantity === undefined ? 'Issue' : wish('Issue', quantity, item)}
      attempt={attemptWords(item, form.entered)}
      form={form}
      wish={wanted}
      disabledBecause={missing ?? (free ? freeRefused(item, quantity, reason) : undefined)}
    >
      <SelectField
        label="For"
        value={free ? FREE : (line?.key ?? '')}
        {...(line === undefined && !free && { placeholder: 'Choose' })}
        onChange={(value) =>
          form.change({
            ...chosen(withChosen(held, line).find(({ key }) => key === value)),
            free: value === FREE,
          })
        }
        options={[
          ...withChosen(held, line).map((one) => ({ value: one.key, label: heldWords(one, item) })),
          { value: FREE, label: 'Free stock, with a reason' },
        ]}
      />
      {(line !== undefined || free) && (
        <Amount item={item} draft={form.entered} verb="issue" onChange={form.change}>
          {free ? 'Goes out of what is free' : 'Goes out of what is allocated'}
        </Amount>
      )}
      <Said>{changedWords(form.entered, held, 'allocated', item.scale)}</Said>
      {free && (
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

function freeRefused(item: StockLevel, quantity: number | undefined, reason: string): string | undefined {
  if (quantity !== undefined && quantity > item.free) return `${freeWords(item.free, item.scale)}.`;
  return reason.trim() === '' ? 'Say why it is taken out.' : undefined;
}

/** Reserved stock goes back to free. */
export function ReleaseForm({ item, preview, onClose }: FormProps) {
  const held = heldLines(item);
  const form = useForm(useCommand('ReleaseAllocation'), {
    kept: `release/${item.id}`,
    opens: () => opensOn(held),
    onClose,
  });
  const { line, quantity, text: reason } = form.entered;
  usePreview(preview, {});

  function wanted() {
    if (line === undefined || quantity === undefined) return undefined;
    const { orderId, lineId } = line;
    return { itemId: item.id, orderId, lineId, quantity, ...filled('reason', reason) };
  }
  const nothing = line === undefined && held.length === 0 ? 'Nothing is allocated.' : undefined;
  const changed = changedWords(form.entered, held, 'allocated', item.scale);
  return (
    <FormFrame
      item={item}
      title="Release"
      label={quantity === undefined ? 'Release' : wish('Release', quantity, item)}
      attempt={attemptWords(item, form.entered)}
      form={form}
      wish={wanted}
      disabledBecause={nothing ?? whatIsMissing(form.entered, 'From which order is it?')}
    >
      {nothing === undefined && <LineChoice item={item} form={form} lines={held} />}
      {line !== undefined && (
        <>
          <Amount item={item} draft={form.entered} verb="release" onChange={form.change}>
            {changed === undefined && `${formatFigure(item.free + (quantity ?? 0), item.scale)} free after this`}
          </Amount>
          <Said>{changed}</Said>
          <TextField label="Reason" value={reason} onChange={(text) => form.change({ text })} maxLength={500} />
        </>
      )}
    </FormFrame>
  );
}

/** Back from a line: what was issued to it and is not used. It opens once it is known what that is. */
export function ReturnForm(props: FormProps) {
  const lines = issuedLines(props.item.id);
  const opened = useRef<readonly HeldLine[]>();
  opened.current = lines ?? opened.current;
  return opened.current === undefined ? (
    <Loading what="What was issued" lines={4} />
  ) : (
    <ReturnOf {...props} lines={opened.current} />
  );
}

function ReturnOf({ item, preview, onClose, lines }: FormProps & { readonly lines: readonly HeldLine[] }) {
  const form = useForm(useCommand('ReturnStock'), { kept: `return/${item.id}`, opens: () => opensOn(lines), onClose });
  const { line, quantity, text: note } = form.entered;
  usePreview(preview, { coming: quantity ?? 0 });

  function wanted() {
    if (line === undefined || quantity === undefined) return undefined;
    const { orderId, lineId } = line;
    return { itemId: item.id, orderId, lineId, quantity, ...filled('note', note) };
  }
  const nothing =
    line === undefined && lines.length === 0 ? 'None of it was issued to an open order lately.' : undefined;
  return (
    <FormFrame
      item={item}
      title="Return"
      label={quantity === undefined ? 'Return' : wish('Return', quantity, item)}
      attempt={attemptWords(item, form.entered)}
      form={form}
      wish={wanted}
      disabledBecause={nothing ?? whatIsMissing(form.entered, 'From which order is it?')}
    >
      {nothing === undefined && <LineChoice item={item} form={form} lines={lines} />}
      {line !== undefined && (
        <>
          <Amount item={item} draft={form.entered} verb="return" onChange={form.change}>
            {`${formatFigure(line.quantity, item.scale)} issued to this line`}
          </Amount>
          <Said>{changedWords(form.entered, lines, 'issued', item.scale)}</Said>
          <TextField label="Note" value={note} onChange={(text) => form.change({ text })} maxLength={500} />
        </>
      )}
    </FormFrame>
  );
}

interface LineChoiceProps {
  readonly item: StockLevel;
  readonly form: { readonly entered: LineDraft; change(part: Partial<LineDraft>): void };
  readonly lines: readonly HeldLine[];
}

function LineChoice({ item, form, lines }: LineChoiceProps) {
  const { line } = form.entered;
  const offered = withChosen(lines, line);
  return (
    <SelectField
      label="From"
      value={line?.key ?? ''}
      {...(line === undefined && { placeholder: 'Choose' })}
      onChange={(value) => form.change(chosen(offered.find(({ key }) => key === value)))}
      options={offered.map((one) => ({ value: one.key, label: heldWords(one, item) }))}
    />
  );
}

interface AmountProps {
  readonly item: StockLevel;
  readonly draft: LineDraft;
  readonly verb: string;
  readonly onChange: (part: { readonly quantity: number }) => void;
  readonly children: string | false;
}

/** How many. Its limit is that of the line as it was chosen; what is free moves, and is asked for when it is sent. */
function Amount({ item, draft, verb, onChange, children }: AmountProps) {
  return (
    <Stepper
      label={`To ${verb}, in ${unitWord(item.unit, 0, item.scale)}`}
      value={draft.quantity}
      onChange={(quantity) => onChange({ quantity })}
      min={1}
      max={draft.line?.quantity ?? QUANTITY_MAX}
      scale={item.scale}
    >
      {children}
    </Stepper>
  );
}

function whatIsMissing({ line, quantity }: LineDraft, which: string | undefined): string | undefined {
  if (line === undefined && which !== undefined) return which;
  return quantity === undefined ? 'Say how many.' : undefined;
}

function heldWords({ orderNumber, clientName, quantity }: HeldLine, { scale }: StockLevel): string {
  return `${orderNumber} · ${clientName} · ${formatFigure(quantity, scale)}`;
}

function attemptWords({ scale, unit }: StockLevel, { line, quantity = 0 }: LineDraft): string {
  return `${formatQuantity(quantity, scale, unit)}${line === undefined ? '' : ` for ${line.orderNumber}`}`;
}
