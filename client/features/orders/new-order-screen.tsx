import './orders.css';
import './order.css';
import { useRef, useState } from 'preact/hooks';
import type { CommandPayload } from '#contracts/commands.ts';
import { formatCents } from '#contracts/money.ts';
import { today } from '../../shared/time.ts';
import { type Form, useForm } from '../../shared/use-form.ts';
import { may } from '../../sync/rights.ts';
import { session } from '../../sync/session.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button, MainButton, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Empty } from '../../ui/empty.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { PageHead } from '../../ui/page-head.tsx';
import { ClientPicker, type PickedClient } from './client-picker.tsx';
import { DraftFields } from './draft-fields.tsx';
import { LinesEditor } from './lines-editor.tsx';
import { type DraftErrors, emptyDraft, errorsOf, type OrderDraft, placementOf, totalsOf } from './order-draft.ts';
import { Refusal } from './order-refusal.tsx';

interface NewOrder {
  readonly client: PickedClient | undefined;
  readonly draft: OrderDraft;
}

const empty: NewOrder = { client: undefined, draft: emptyDraft };

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
  const place = useRef<HTMLDivElement>(null);
  useKeepFocus(place);
  const form = useForm(useCommand('PlaceOrder'), {
    kept: 'place-order',
    overReload: true,
    opens: () => empty,
    check: missingIn,
    within: '.new-order',
    onClose: () => undefined,
    onDone: ({ result }, orderId) => onPlaced({ orderId, number: String(result?.['orderNumber'] ?? '') }),
  });
  const { client, draft } = form.entered;
  const errors = form.errors?.draft;
  const edit = (part: Partial<OrderDraft>) => form.change({ draft: { ...draft, ...part } });
  return (
    <div class="new-order" ref={place}>
      <div class="stack">
        <Card>
          <h2>Client</h2>
          <ClientPicker
            client={client}
            onPick={(picked) => form.change({ client: picked, draft: withUsual(draft, picked) })}
            error={form.errors?.client}
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
        <PlaceFoot form={form} />
      </div>
    </div>
  );
}

interface OrderErrors {
  readonly client?: string;
  readonly draft?: DraftErrors;
}

function missingIn({ client, draft }: NewOrder): OrderErrors | undefined {
  const wrong = errorsOf(draft);
  if (client !== undefined && wrong === undefined) return undefined;
  return { ...(client === undefined && { client: 'Choose for whom it is.' }), ...(wrong && { draft: wrong }) };
}

/** What is usual for the client is filled in where nothing was typed. */
function withUsual(draft: OrderDraft, client: PickedClient | undefined): OrderDraft {
  const { leadTimeDays, address } = client ?? {};
  return {
    ...draft,
    ...(draft.dueDate === '' && leadTimeDays !== undefined && { dueDate: dayAfter(leadTimeDays) }),
    ...(draft.deliveryAddress === '' && address !== undefined && { deliveryAddress: address }),
  };
}

interface PlaceFootProps {
  readonly form: Form<NewOrder, CommandPayload<'PlaceOrder'>, OrderErrors>;
}

/** What it comes to, and the button that places it. */
function PlaceFoot({ form }: PlaceFootProps) {
  const { client, draft } = form.entered;
  const { sending, problem } = form.command;
  const wish = () => client && placementOf(form.id, client.id, draft);
  return (
    <div class="foot">
      <Totals draft={draft} />
      {problem !== undefined && (
        <Refusal problem={problem} attempt={`An order for ${client?.name ?? 'nobody'}`} onDiscard={form.discard} />
      )}
      <div class="row">
        <span class="grow">
          <MainButton wide label="Place order" sending={sending} onPress={() => void form.send(wish)} />
        </span>
        <QuietButton onPress={form.discard}>Discard</QuietButton>
      </div>
      {form.errors !== undefined && (
        <p class="wrong" role="alert">
          Something is missing above.
        </p>
      )}
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
