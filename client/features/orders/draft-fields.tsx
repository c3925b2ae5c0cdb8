import { formatFigure } from '#contracts/quantity.ts';
import { priorities, priorityWords } from '#contracts/stages.ts';
import { calendarDay, calendarDayInFull } from '../../shared/time.ts';
import { DateField, SelectField, TextArea, TextField } from '../../ui/field.tsx';
import { FigureField } from '../../ui/figure-field.tsx';
import { type DraftErrors, discountOf, type OrderDraft } from './order-draft.ts';

interface DraftFieldsProps {
  readonly draft: OrderDraft;
  /** What was opened: a field that differs says what it was. */
  readonly base?: OrderDraft;
  readonly errors: DraftErrors | undefined;
  readonly onChange: (part: Partial<OrderDraft>) => void;
}

/** What is agreed with a client besides the lines. */
export function DraftFields({ draft, base, errors, onChange }: DraftFieldsProps) {
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
