import { tight } from '#contracts/folded.ts';
import { formatFigure } from '#contracts/quantity.ts';
import { priorities, priorityWords } from '#contracts/stages.ts';
import { calendarDay, calendarDayInFull } from '../../shared/time.ts';
import { Button } from '../../ui/button.tsx';
import { DateField, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { everyOrder } from './every-order.ts';
import { type DraftErrors, discountOf, type OrderDraft } from './order-draft.ts';

interface DraftFieldsProps {
  readonly draft: OrderDraft;
  /** What was opened: a field that differs says what it was. */
  readonly base?: OrderDraft;
  /** For whom it is, and where their goods may go. */
  readonly clientId: string | undefined;
  readonly addresses: readonly string[];
  /** The order that is edited. */
  readonly orderId?: string;
  readonly errors: DraftErrors | undefined;
  readonly onChange: (part: Partial<OrderDraft>) => void;
}

/** What is agreed with a client besides the lines. */
export function DraftFields(props: DraftFieldsProps) {
  const { draft, base, clientId, addresses, orderId, errors, onChange } = props;
  const was = (field: keyof Omit<OrderDraft, 'lines'>, words: (value: string) => string = shortened) =>
    base === undefined || base[field] === draft[field] ? undefined : words(base[field]);
  return (
    <>
      <DateField
        label="Delivery date"
        required
        value={draft.dueDate}
        words={calendarDayInFull}
        was={was('dueDate', calendarDay)}
        error={errors?.dueDate}
        onChange={(dueDate) => onChange({ dueDate })}
      />
      <SelectField
        label="Priority"
        value={draft.priority}
        was={was('priority', (value) => priorityWords[priorities.find((one) => one === value) ?? 'normal'])}
        options={priorities.map((value) => ({ value, label: priorityWords[value] }))}
        onChange={(value) => onChange({ priority: priorities.find((one) => one === value) ?? draft.priority })}
      />
      <TextField
        label="Their reference"
        maxLength={60}
        value={draft.reference}
        was={was('reference')}
        onChange={(reference) => onChange({ reference })}
      />
      <SameReference reference={draft.reference} clientId={clientId} orderId={orderId} />
      <FigureField
        label="Discount"
        reading={discountOf(draft)}
        write={(basisPoints) => `${formatFigure(basisPoints, 2)} %`}
        suffix="%"
        value={draft.discount}
        was={was('discount', (value) => (value === '' ? 'none' : `${value} %`))}
        error={errors?.discount}
        onChange={(discount) => onChange({ discount })}
      />
      <TextArea
        label="Delivery address"
        rows={2}
        maxLength={500}
        value={draft.deliveryAddress}
        was={was('deliveryAddress')}
        onChange={(deliveryAddress) => onChange({ deliveryAddress })}
      />
      {addresses.length > 1 && (
        <fieldset class="filters reasons" aria-label="Where they have goods sent">
          {addresses.map((address) => (
            <Button
              key={address}
              pressed={draft.deliveryAddress === address}
              onPress={() => onChange({ deliveryAddress: address })}
            >
              {shortened(address)}
            </Button>
          ))}
        </fieldset>
      )}
      <TextArea
        label="Notes"
        rows={3}
        maxLength={24_000}
        value={draft.notes}
        was={was('notes')}
        onChange={(notes) => onChange({ notes })}
      />
    </>
  );
}

const SHORT = 60;

function shortened(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT).trimEnd()}…` : text;
}

interface SameReferenceProps {
  readonly reference: string;
  readonly clientId: string | undefined;
  readonly orderId: string | undefined;
}

/** The client has another order under this reference: it may be entered twice, and it may be meant. */
function SameReference({ reference, clientId, orderId }: SameReferenceProps) {
  const wanted = tight(reference);
  const other =
    wanted === '' || clientId === undefined
      ? undefined
      : everyOrder({ clientId }).find(
          (card) => card.clientId === clientId && card.id !== orderId && tight(card.reference ?? '') === wanted,
        );
  if (other === undefined) return null;
  return (
    <p class="warn" role="status">
      <Icon name="warning" size={16} /> Their reference {reference.trim()} stands on{' '}
      <a href={`/orders/${other.id}`}>{other.number}</a> already.
    </p>
  );
}
