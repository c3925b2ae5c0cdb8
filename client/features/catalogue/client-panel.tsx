import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ClientRow } from '#contracts/client.ts';
import { abnText } from '../../shared/abn.ts';
import { later } from '../../shared/later.tsx';
import { NoRow } from '../../shared/no-row.tsx';
import { OldRecordsOf } from '../../shared/old-records-of.tsx';
import { PutBack } from '../../shared/put-back.tsx';
import { calendarDay } from '../../shared/time.ts';
import { model } from '../../sync/models.ts';
import { useCommand } from '../../sync/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Email } from '../../ui/email.tsx';
import { Fact } from '../../ui/fact.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { CardHistoryPart } from './card-history-part.tsx';
import { cardOf, mayDo } from './card-of.ts';
import { clientWords, leadTimeWords } from './client-draft.ts';
import { LinkRows } from './link-rows.tsx';
import { TakeOff } from './take-off.tsx';

/** Most people who look at a client change nothing. */
const EditClient = later('The card', () => import('./edit-client.tsx').then((it) => it.EditClient));

interface ClientPanelProps {
  readonly clientId: string;
  readonly onClose: () => void;
}

/** One client: how to reach them, what they buy, what is open, and what became of the card. */
export function ClientPanel({ clientId, onClose }: ClientPanelProps) {
  const { row, of, missing } = cardOf('clients', clientId);
  const { query, path, route } = useLocation();
  if (row === undefined) {
    return <NoRow of={of} missing={missing} word="client" href="/clients" all="Show all clients" onClose={onClose} />;
  }
  const close = () => route(path);
  if (query['do'] === 'edit' && !row.retired && mayDo('catalogue.write'))
    return <EditClient client={row} onClose={close} />;
  return <Client client={row} onClose={onClose} />;
}

function Client({ client, onClose }: { readonly client: ClientRow; readonly onClose: () => void }) {
  const { id, name, retired } = client;
  const [asking, setAsking] = useState(false);
  const retire = useCommand('RetireClient');
  const back = useCommand('ReactivateClient');
  const orders = mayDo('orders.read')
    ? model('order-board').list.value.filter(({ clientId, status }) => clientId === id && status === 'open')
    : [];
  const products = model('products').list.value.filter(
    ({ clientId, sharedWith = [] }) => clientId === id || sharedWith.includes(id),
  );
  return (
    <SidePanel
      title={name}
      sub={client.contacts[0]?.name}
      onClose={onClose}
      aside={retired && <Chip>Off the lists</Chip>}
    >
      <ClientFacts client={client} />
      {mayDo('catalogue.write') && (
        <div class="actions">
          {retired ? (
            <PutBack command={back} wish={{ clientId: id }} />
          ) : (
            <>
              <Button icon="pencil" href={`/clients/${id}?do=edit`}>
                Edit
              </Button>
              {mayDo('orders.write') && <Button href={`/orders/new?client=${id}`}>New order</Button>}
              <Button onPress={() => setAsking(true)}>Take off the lists…</Button>
            </>
          )}
        </div>
      )}
      {asking && (
        <TakeOff
          name={name}
          frequent={['Buys no more', 'Closed down', 'Entered twice']}
          command={retire}
          wish={(why) => ({ clientId: id, ...why })}
          onDone={() => setAsking(false)}
        >
          Orders keep the name, and the card can be put back. {openWords(orders.length)}
        </TakeOff>
      )}
      <LinkRows
        title="Open orders"
        rows={orders.map(({ id: orderId, number, summary, dueDate }) => ({
          href: `/orders/${orderId}`,
          title: `${number} · ${summary}`,
          beside: calendarDay(dueDate),
        }))}
      />
      <LinkRows
        title="Their products"
        rows={products.map((product) => ({
          href: `/products/${product.id}`,
          title: product.name,
          beside: product.sku,
        }))}
      />
      <CardHistoryPart name="client-history" id={id} words={clientWords} />
      <OldRecordsOf about={`client/${id}`} />
    </SidePanel>
  );
}

function openWords(count: number): string {
  if (count === 0) return 'No order of theirs is open.';
  return count === 1 ? 'One order of theirs is open and stays so.' : `${count} orders of theirs are open and stay so.`;
}

function ClientFacts({ client }: { readonly client: ClientRow }) {
  const { abn, address, deliveryAddresses = [], phone, email, website, paymentTerms, leadTimeDays, notes } = client;
  return (
    <>
      <dl class="facts">
        <Fact name="Phone">{phone && <Phone number={phone} />}</Fact>
        <Fact name="E-mail">{email && <Email address={email} />}</Fact>
        <Fact name="Address">{address}</Fact>
        <Fact name="Delivers to">{deliveryAddresses.join('\n\n')}</Fact>
        <Fact name="Payment terms">{paymentTerms}</Fact>
        <Fact name="Lead time">{leadTimeDays !== undefined && leadTimeWords(leadTimeDays)}</Fact>
        <Fact name="ABN">{abn && abnText(abn)}</Fact>
        <Fact name="Website">{website}</Fact>
        <Fact name="Notes">{notes}</Fact>
      </dl>
      {client.contacts.length > 0 && (
        <section class="stack" aria-label="Contacts">
          <h3>Contacts</h3>
          <ul class="rows">
            {client.contacts.map((one) => (
              <li key={`${one.name}/${one.email}/${one.phone}`} class="contact">
                <div>
                  <p class="strong">{one.name}</p>
                  <p class="meta second">{one.position}</p>
                </div>
                {one.phone && <Phone number={one.phone} />}
                {one.email && <Email address={one.email} />}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Phone({ number }: { readonly number: string }) {
  return <a href={`tel:${number.replace(/[^\d+]/g, '')}`}>{number}</a>;
}
