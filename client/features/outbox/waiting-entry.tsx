import { useEffect, useState } from 'preact/hooks';
import { QUANTITY_MAX } from '#contracts/limits.ts';
import { formatQuantity } from '#contracts/quantity.ts';
import { moment } from '../../shared/time.ts';
import { flying } from '../../sync/connection.ts';
import { newId } from '../../sync/ids.ts';
import type { Entry } from '../../sync/outbox/entry.ts';
import { outbox } from '../../sync/waiting.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Stepper } from '../../ui/stepper.tsx';
import { Discard } from './discard.tsx';
import { entryWords, itemOf, placeOf } from './entry-words.ts';

/** One that waits. What was never sent can still be changed or discarded. */
export function WaitingEntry({ entry }: { readonly entry: Entry }) {
  const [changing, setChanging] = useState(false);
  const sending = flying.value.has(entry.id);
  const quantity = (entry.payload as { quantity?: number }).quantity;
  const item = itemOf(entry);
  return (
    <li class="outbox-entry">
      <Icon name={sending ? 'retry' : 'outbox'} />
      <div class="grow">
        <p class="strong">{entryWords(entry)}</p>
        <p class="meta second">
          Given {moment(entry.at)}. {sending ? 'Being sent.' : entry.tried ? 'Sent, and not answered yet.' : ''}
        </p>
        {changing && item !== undefined && quantity !== undefined && (
          <Change entry={entry} quantity={quantity} item={item} onClose={() => setChanging(false)} />
        )}
      </div>
      {!changing && (
        <div class="row">
          <Button href={placeOf(entry)}>Open</Button>
          {!entry.tried && item !== undefined && quantity !== undefined && (
            <Button icon="pencil" onPress={() => setChanging(true)}>
              Change
            </Button>
          )}
          {!sending && <Discard entry={entry} />}
        </div>
      )}
    </li>
  );
}

interface ChangeProps {
  readonly entry: Entry;
  readonly quantity: number;
  readonly item: NonNullable<ReturnType<typeof itemOf>>;
  readonly onClose: () => void;
}

/** Another figure. It is not sent while somebody is at it. */
function Change({ entry, quantity, item, onClose }: ChangeProps) {
  const [figure, setFigure] = useState(quantity);
  useEffect(() => {
    const hold = (id: string | undefined) => void outbox().then((box) => box?.hold(id));
    hold(entry.id);
    return () => hold(undefined);
  }, [entry.id]);
  async function save(): Promise<void> {
    await (await outbox())?.replace(entry.id, { id: newId(), payload: { ...entry.payload, quantity: figure } });
    onClose();
  }
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      noValidate
    >
      <Stepper
        label={`How many, ${item.name}`}
        value={figure}
        onChange={setFigure}
        min={1}
        max={QUANTITY_MAX}
        scale={item.scale}
      />
      <div class="row">
        <MainButton submit label={`Keep ${formatQuantity(figure, item.scale, item.unit)}`} />
        <QuietButton onPress={onClose}>Cancel</QuietButton>
      </div>
    </form>
  );
}
