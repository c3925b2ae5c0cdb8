import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { filled } from '../../shared/filled.ts';
import { useForm } from '../../shared/use-form.ts';
import { useCommand } from '../../sync/use-command.ts';
import { TextField } from '../../ui/field.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import { wish } from './stock-words.ts';

/** What was counted on the shelf. */
export function CountForm({ item, preview, onClose }: FormProps) {
  const form = useForm(useCommand('CountStock'), {
    kept: `count/${item.id}`,
    opens: () => ({ counted: item.onHand, note: '' }),
    // What comes in once the count was begun is not on the shelf that was counted.
    version: item.version,
    onClose,
  });
  const { counted, note } = form.entered;
  const { command } = form;
  const difference = counted - item.onHand;
  usePreview(preview, difference < 0 ? { want: -difference } : { coming: difference });

  function countAnew(): void {
    form.change({ counted: item.onHand });
    command.forget();
  }
  return (
    <FormFrame
      item={item}
      title="Count"
      label={wish('Record', counted, item)}
      attempt={`${formatQuantity(counted, item.scale, item.unit)} counted`}
      form={{ ...form, command: { ...command, forget: countAnew } }}
      wish={() => ({ itemId: item.id, counted, ...filled('note', note) })}
      allTheSame={`Record ${formatFigure(counted, item.scale)} all the same`}
    >
      <Stepper
        label={`Counted, in ${unitWord(item.unit, 0, item.scale)}`}
        value={counted}
        onChange={(value) => form.change({ counted: value })}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        {differenceWords(difference, item)}
      </Stepper>
      <TextField label="Note" value={note} onChange={(value) => form.change({ note: value })} maxLength={2_000} />
    </FormFrame>
  );
}

function differenceWords(difference: number, { onHand, scale }: StockLevel): string {
  const recorded = formatFigure(onHand, scale);
  if (difference === 0) return `${recorded} on hand, as recorded`;
  return `${formatFigure(Math.abs(difference), scale)} ${difference < 0 ? 'fewer' : 'more'} than the ${recorded} recorded`;
}
