import { useLayoutEffect, useState } from 'preact/hooks';
import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { filled } from '../../shared/filled.ts';
import { PanelForm } from '../../shared/panel-form.tsx';
import { useForm } from '../../shared/use-form.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { counting } from './counting.ts';
import type { FormProps } from './form-frame.tsx';
import { winnerTitle, wish } from './stock-words.ts';

interface Counted {
  readonly counted: number;
  /** What was recorded before. */
  readonly was: number;
}

interface CountDraft {
  readonly counted: number | undefined;
  readonly note: string;
}

/** What was counted on the shelf. It is counted blind: what is recorded is told once the count is in. */
export function CountForm({ item, onClose }: FormProps) {
  const [done, setDone] = useState<Counted>();
  if (done === undefined) return <Entry item={item} onClose={onClose} onDone={setDone} />;
  return (
    <div role="status">
      <Card label="Counted">
        <h3>{`Counted ${formatQuantity(done.counted, item.scale, item.unit)}`}</h3>
        <p>{differenceWords(done, item)}</p>
        <div class="row">
          <Button onPress={onClose}>Done</Button>
          <Button onPress={() => setDone(undefined)}>Count again</Button>
        </div>
      </Card>
    </div>
  );
}

interface EntryProps extends Pick<FormProps, 'item' | 'onClose'> {
  readonly onDone: (counted: Counted) => void;
}

function Entry({ item, onClose, onDone }: EntryProps) {
  const form = useForm(useCommand('CountStock'), {
    kept: `count/${item.id}`,
    opens: (): CountDraft => ({ counted: undefined, note: '' }),
    // What comes in once the count was begun is not on the shelf that was counted.
    version: item.version,
    onClose,
    onDone: ({ result }) => onDone({ counted: Number(result?.['counted']), was: Number(result?.['was']) }),
  });
  const { counted, note } = form.entered;
  const { command } = form;
  useLayoutEffect(() => {
    counting.value = item.id;
    return () => {
      counting.value = undefined;
    };
  }, [item.id]);

  function countAnew(): void {
    form.change({ counted: undefined });
    command.forget();
  }
  const figure = counted === undefined ? '' : formatFigure(counted, item.scale);
  return (
    <PanelForm
      title="Count"
      label={counted === undefined ? 'Record' : wish('Record', counted, item)}
      attempt={`${formatQuantity(counted ?? 0, item.scale, item.unit)} counted`}
      form={{ ...form, command: { ...command, forget: countAnew } }}
      wish={() => (counted === undefined ? undefined : { itemId: item.id, counted, ...filled('note', note) })}
      disabledBecause={counted === undefined ? 'Enter what you counted.' : undefined}
      allTheSame={`Record ${figure} all the same`}
      winnerWords={(winner) => ({ title: winnerTitle(winner, item.scale) })}
    >
      <Stepper
        label={`Counted, in ${unitWord(item.unit, 0, item.scale)}`}
        value={counted}
        onChange={(value) => form.change({ counted: value })}
        max={QUANTITY_MAX}
        scale={item.scale}
      >
        What is recorded is shown afterwards
      </Stepper>
      <TextField label="Note" value={note} onChange={(value) => form.change({ note: value })} maxLength={2_000} />
    </PanelForm>
  );
}

function differenceWords({ counted, was }: Counted, { scale }: Pick<StockLevel, 'scale'>): string {
  const recorded = formatFigure(was, scale);
  if (counted === was) return `${recorded} were recorded: nothing is missing.`;
  const by = formatFigure(Math.abs(counted - was), scale);
  return `${recorded} were recorded: ${by} ${counted < was ? 'fewer' : 'more'}.`;
}
