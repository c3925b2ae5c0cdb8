import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { filled } from '../../shared/filled.ts';
import { draft, dropDraft } from '../../sync/drafts.ts';
import { useCommand } from '../../sync/use-command.ts';
import { MainButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { FormFrame, type FormProps, usePreview } from './form-frame.tsx';
import { wish } from './stock-words.ts';

interface CountDraft {
  readonly counted: number;
  readonly note: string;
  /** The version that was on screen when the count was begun: what comes in meanwhile is not on the shelf that was counted. */
  readonly version: number;
}

/** What was counted on the shelf. */
export function CountForm({ item, preview, onClose }: FormProps) {
  const key = `count/${item.id}`;
  const entered = draft<CountDraft>(key, { counted: item.onHand, note: '', version: item.version });
  const command = useCommand('CountStock');
  const { counted, note, version } = entered.value;
  const difference = counted - item.onHand;
  usePreview(preview, difference < 0 ? { want: -difference } : { coming: difference });

  function change(part: Partial<CountDraft>): void {
    entered.value = { ...entered.value, ...part };
  }
  function close(): void {
    dropDraft(key);
    onClose();
  }
  async function submit(of: number): Promise<void> {
    const payload = { itemId: item.id, counted, ...filled('note', note) };
    if (await command.run(payload, { version: of })) close();
  }
  const stale = command.problem?.code === 'stale-version';
  return (
    <FormFrame
      item={item}
      title="Count"
      label={wish('Record', counted, item)}
      attempt={`${formatQuantity(counted, item.scale, item.unit)} counted`}
      command={{
        ...command,
        forget() {
          // Counted again means: as it lies there now.
          change({ counted: item.onHand, version: item.version });
          command.forget();
        },
      }}
      onSubmit={() => void submit(version)}
      onCancel={close}
      again={
        stale && (
          <MainButton
            wide
            label={`Record ${formatFigure(counted, item.scale)} all the same`}
            sending={command.sending}
            onPress={() => void submit(item.version)}
          />
        )
      }
    >
      <Stepper
        label={`Counted, in ${unitWord(item.unit, 0, item.scale)}`}
        value={counted}
        onChange={(value) => change({ counted: value })}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        {differenceWords(difference, item)}
      </Stepper>
      <TextField label="Note" value={note} onChange={(value) => change({ note: value })} maxLength={2_000} />
    </FormFrame>
  );
}

function differenceWords(difference: number, { onHand, scale }: StockLevel): string {
  const recorded = formatFigure(onHand, scale);
  if (difference === 0) return `${recorded} on hand, as recorded`;
  return `${formatFigure(Math.abs(difference), scale)} ${difference < 0 ? 'fewer' : 'more'} than the ${recorded} recorded`;
}
