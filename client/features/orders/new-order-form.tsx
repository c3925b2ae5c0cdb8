import { useRef } from 'preact/hooks';
import type { CommandPayload } from '#contracts/commands.ts';
import { formatCents } from '#contracts/money.ts';
import { Fetched } from '../../shared/fetched.tsx';
import { today } from '../../shared/time.ts';
import { type Form, useForm } from '../../shared/use-form.ts';
import { item, model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { MainButton, QuietButton } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useKeepFocus } from '../../ui/keep-focus.ts';
import { Loading } from '../../ui/loading.tsx';
import { ClientPicker } from './client-picker.tsx';
import { DraftFields } from './draft-fields.tsx';
import { LinesEditor } from './lines-editor.tsx';
import { copyOf, type NewOrder, pickedClient, withUsual } from './new-order-start.ts';
import { type DraftErrors, emptyDraft, errorsOf, type OrderDraft, placementOf, totalsOf } from './order-draft.ts';
import { Refusal } from './order-refusal.tsx';

const empty: NewOrder = { client: undefined, draft: emptyDraft };

interface FormProps {
  /** The name of its draft: what is begun from an order or a client has one of its own. */
  readonly kept: string;
  readonly onPlaced: (placed: { readonly orderId: string; readonly number: string }) => void;
  readonly onDiscarded: () => void;
}

interface NewOrderFormProps extends FormProps {
  /** The order that is copied. */
  readonly copy: string | undefined;
  /** For whom it is, as the address says. */
  readonly client: string | undefined;
}

/** The form with what it begins with; where the address names something, that is waited for. */
export function NewOrderForm({ copy, client, ...form }: NewOrderFormProps) {
  const clients = model('clients');
  const products = model('products');
  if (copy !== undefined) {
    const of = item('order-details', copy);
    const order = of.row.value;
    if (order === undefined || products.state.value === 'loading' || clients.state.value === 'loading') {
      return (
        <Fetched of={of} what="The order" lines={6}>
          {null}
        </Fetched>
      );
    }
    const known = clients.rows.value.get(order.clientId);
    const picked = known === undefined ? { id: order.clientId, name: order.clientName } : pickedClient(known);
    const priceOf = (productId: string) => products.rows.value.get(productId)?.unitPrice;
    return <OrderForm {...form} opens={copyOf(order, picked, priceOf, today())} />;
  }
  if (client === undefined) return <OrderForm {...form} opens={empty} />;
  if (clients.state.value === 'loading') return <Loading what="The client" lines={6} />;
  const row = clients.rows.value.get(client);
  const picked = row === undefined ? undefined : pickedClient(row);
  return <OrderForm {...form} opens={{ client: picked, draft: withUsual(emptyDraft, picked, undefined, today()) }} />;
}

interface OrderFormProps extends FormProps {
  readonly opens: NewOrder;
}

function OrderForm({ kept, opens, onPlaced, onDiscarded }: OrderFormProps) {
  const place = useRef<HTMLDivElement>(null);
  useKeepFocus(place);
  const form = useForm(useCommand('PlaceOrder'), {
    kept,
    opens: () => opens,
    check: missingIn,
    within: '.new-order',
    onClose: onDiscarded,
    onDone: ({ result }, orderId) => onPlaced({ orderId, number: String(result?.['orderNumber'] ?? '') }),
  });
  const { client, draft, copied } = form.entered;
  const errors = form.errors?.draft;
  const edit = (part: Partial<OrderDraft>) => form.change({ draft: { ...draft, ...part } });
  return (
    <div class="new-order" ref={place}>
      <div class="stack">
        <Card>
          <h2>Client</h2>
          <ClientPicker
            client={client}
            onPick={(picked) => form.change({ client: picked, draft: withUsual(draft, picked, client, today()) })}
            error={form.errors?.client}
          />
        </Card>
        <Card>
          <h2>Lines</h2>
          <LinesEditor
            lines={draft.lines}
            {...(copied !== undefined && { base: copied })}
            clientId={client?.id}
            errors={errors}
            onChange={(lines) => edit({ lines })}
          />
        </Card>
      </div>
      <div class="stack">
        <Card>
          <DraftFields
            draft={draft}
            clientId={client?.id}
            addresses={client?.addresses ?? []}
            errors={errors}
            onChange={edit}
          />
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
