import './orders.css';
import './order.css';
import { useRef, useState } from 'preact/hooks';
import { formatCents } from '#contracts/money.ts';
import { today } from '../../shared/time.ts';
import { newId } from '../../sync/ids.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { showFirstError } from '../../ui/focus.ts';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ClientPicker, type PickedClient } from './client-picker.tsx';
import { DraftFields } from './draft-fields.tsx';
import { useKeptDraft } from './kept-draft.ts';
import { LinesEditor } from './lines-editor.tsx';
import { emptyDraft, errorsOf, type OrderDraft, placementOf, totalsOf } from './order-draft.ts';
import { Refusal } from './order-refusal.tsx';

interface NewOrder {
  /** Made with the draft: one that is sent twice is one order. */
  readonly orderId: string;
  readonly client?: PickedClient | undefined;
  readonly draft: OrderDraft;
}

/** An order is entered: for whom, which lines, until when. It gets its number when it is placed. */
export function NewOrderScreen() {
  const [placed, setPlaced] = useState<{ readonly orderId: string; readonly number: string }>();
  if (!may(session.value?.user.role ?? 'employee', 'orders.write')) {
    return (
      <div class="page">
        <PageHead title="New order" back="/orders" />
        <Empty title="Orders are entered by the office" action={<Button href="/orders">Go to the board</Button>} />
      </div>
    );
  }
  return (
    <div class="page">
      <PageHead title="New order" back="/orders" />
      {placed === undefined ? (
        <OrderForm onPlaced={setPlaced} />
      ) : (
        <Placed {...placed} onAnother={() => setPlaced(undefined)} />
      )}
    </div>
  );
}

interface OrderFormProps {
  readonly onPlaced: (placed: { readonly orderId: string; readonly number: string }) => void;
}

function OrderForm({ onPlaced }: OrderFormProps) {
  const form = useRef<HTMLDivElement>(null);
  useKeepFocus(form);
  const [order, change, drop] = useKeptDraft<NewOrder>('new-order', () => ({ orderId: newId(), draft: emptyDraft }));
  const [checked, setChecked] = useState(false);
  const place = useCommand('PlaceOrder');
  const { orderId, client, draft } = order;
  const errors = checked ? errorsOf(draft) : undefined;
  const edit = (part: Partial<OrderDraft>) => change({ draft: { ...draft, ...part } });

  function pick(picked: PickedClient | undefined): void {
    change({
      client: picked,
      draft: {
        ...draft,
        // What is usual for the client is filled in where nothing was typed.
        ...(draft.dueDate === '' && picked?.leadTimeDays !== undefined && { dueDate: dayAfter(picked.leadTimeDays) }),
        ...(draft.deliveryAddress === '' && picked?.address !== undefined && { deliveryAddress: picked.address }),
      },
    });
  }
  async function submit(): Promise<void> {
    setChecked(true);
    if (client === undefined || errorsOf(draft) !== undefined) {
      showFirstError('.new-order');
      return;
    }
    const accepted = await place.run(placementOf(orderId, client.id, draft));
    if (accepted === undefined) return;
    drop();
    onPlaced({ orderId, number: String(accepted.result?.['orderNumber'] ?? '') });
  }
  function discard(): void {
    drop();
    place.forget();
    setChecked(false);
  }
  return (
    <div class="new-order" ref={form}>
      <div class="stack">
        <Card>
          <h2>Client</h2>
          <ClientPicker
            client={client}
            onPick={pick}
            error={checked && client === undefined ? 'Choose for whom it is.' : undefined}
          />
        </Card>
        <Card>
          <h2>Lines</h2>
          <LinesEditor
            lines={draft.lines}
            clientId={client?.id}
            errors={errors}
            onChange={(lines) => edit({ lines })}
          />
        </Card>
      </div>
      <div class="stack">
        <Card>
          <DraftFields draft={draft} errors={errors} onChange={edit} />
        </Card>
        <div class="foot">
          <Totals draft={draft} />
          {place.problem !== undefined && (
            <Refusal problem={place.problem} attempt={`An order for ${client?.name ?? 'nobody'}`} onDiscard={discard} />
          )}
          <div class="row">
            <span class="grow">
              <MainButton wide label="Place order" sending={place.sending} onPress={() => void submit()} />
            </span>
            <QuietButton onPress={discard}>Discard</QuietButton>
          </div>
          {checked && (client === undefined || errors !== undefined) && (
            <p class="wrong" role="alert">
              Something is missing above.
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

function Totals({ draft }: { readonly draft: OrderDraft }) {
  const { subtotalCents, discountCents, gstCents, totalCents } = totalsOf(draft);
  return (
    <dl class="sums">
      <div>
        <dt>Lines</dt>
        <dd>{formatCents(subtotalCents)}</dd>
      </div>
      {discountCents > 0 && (
        <div>
          <dt>Discount</dt>
          <dd>{formatCents(-discountCents)}</dd>
        </div>
      )}
      <div>
        <dt>GST 10 %</dt>
        <dd>{formatCents(gstCents)}</dd>
      </div>
      <div class="total">
        <dt>Total with GST</dt>
        <dd>{formatCents(totalCents)}</dd>
      </div>
    </dl>
  );
}

interface PlacedProps {
  readonly orderId: string;
  readonly number: string;
  readonly onAnother: () => void;
}

function Placed({ orderId, number, onAnother }: PlacedProps) {
  return (
    <section class="card card-next placed" role="status">
      <p class="second">The order is placed. It stands under Entered.</p>
      <p class="figure-2 nowrap">{number}</p>
      <div class="row">
        <Button href={`/orders/${orderId}`}>Open the order</Button>
        <Button href="/orders">Go to the board</Button>
        <QuietButton onPress={onAnother}>Enter another</QuietButton>
      </div>
    </section>
  );
}

const DAY_MS = 86_400_000;

/** The calendar date so many days from today. */
function dayAfter(days: number): string {
  return new Date(Date.parse(today()) + days * DAY_MS).toISOString().slice(0, 10);
}
