import './catalogue.css';
import { useRoute } from 'preact-iso';
import type { ClientRow } from '#contracts/client.ts';
import { handOverCsv } from '../../shared/hand-over.ts';
import { later } from '../../shared/later.tsx';
import { ListScreen } from '../../shared/list-screen.tsx';
import { model } from '../../sync/models.ts';
import { CardList, cardsView } from './card-list.tsx';
import { mayDo } from './card-of.ts';
import { clientCsv } from './client-csv.ts';

// The list is there before what opens beside it.
const ClientPanel = later('The client', () => import('./client-panel.tsx').then((it) => it.ClientPanel));
/** Most people who look at the list put nobody on it. */
const NewClient = later('The card of a new client', () => import('./edit-client.tsx').then((it) => it.NewClient));

const view = cardsView();

/** Whom the company sells to, and beside the list the client of the address: /clients/<client>, or /clients/new. */
export function ClientsScreen() {
  const clientId = useRoute().params['clientId'];
  return (
    <ListScreen
      at="/clients"
      openId={clientId}
      list={
        <CardList
          title="Clients"
          searchLabel="Name, contact or place"
          view={view}
          current={model('clients')}
          retired={() => model('clients', { retired: true })}
          textsOf={textsOf}
          add={mayDo('catalogue.write') ? { href: '/clients/new', label: 'New client' } : undefined}
          onFile={(rows) => handOverCsv('clients.csv', ...clientCsv(rows))}
          openId={clientId}
          first="Put the first client on it: a name is enough to take an order."
        >
          {(client, open) => <ClientLink client={client} open={open} />}
        </CardList>
      }
      adding={{
        title: 'New client',
        permission: 'catalogue.write',
        back: 'Show all clients',
        panel: (close) => <NewClient onClose={close} />,
      }}
    >
      {(id, close) => <ClientPanel clientId={id} onClose={close} />}
    </ListScreen>
  );
}

function ClientLink({ client, open }: { readonly client: ClientRow; readonly open: boolean }) {
  const { id, name, contacts, phone, paymentTerms } = client;
  const [first] = contacts;
  return (
    <a class="list-row card-row" href={`/clients/${id}`} aria-current={open ? 'true' : undefined}>
      <strong class="one-line">{name}</strong>
      <span class="meta second one-line">{paymentTerms}</span>
      <span class="meta second one-line">{first?.name ?? ''}</span>
      <span class="meta second one-line">{first?.phone ?? phone}</span>
    </a>
  );
}

function textsOf({ name, abn, address, email, phone, contacts }: ClientRow): readonly (string | undefined)[] {
  const people = contacts.flatMap((one) => [one.name, one.email, one.phone]);
  return [name, abn, address, email, phone, ...people];
}
