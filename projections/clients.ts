import type { ClientRow } from '../src/contracts/client.ts';
import type { ClientEvent } from '../src/domain/client/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import type { ClientNames, ClientsModel } from '../src/projecting/names.ts';

type Row = Omit<ClientRow, 'id'> & ClientNames;

/** No client changes its name this often. If one does, the oldest names go. */
const FORMER_MAX = 50;

/** The card of each client. */
export const clients = defineProjection<'clients', Row, ClientEvent>({
  name: 'clients',
  version: 2,
  id: idOf,

  on: {
    ClientRegistered: (_row, event) => {
      const { retired = false, ...details } = event.data;
      return { ...card(details), formerly: [], retired, version: event.sequence };
    },
    // The whole card is sent: what is not on it is no longer so.
    ClientRevised: (row, event) => {
      const before = existing(row, event);
      const was = { name: before.name, until: event.at.toISOString() };
      const formerly = before.name === event.data.name ? before.formerly : [...before.formerly, was].slice(-FORMER_MAX);
      return { ...card(event.data), formerly, retired: before.retired, version: event.sequence };
    },
    ClientRetired: (row, event) => ({ ...existing(row, event), retired: true, version: event.sequence }),
    ClientReactivated: (row, event) => ({ ...existing(row, event), retired: false, version: event.sequence }),
  },

  indexes: [{ fields: ['retired'] }],
  present: ({ formerly: _, ...row }, _nameOf, id) => ({ ...row, id }),
});

/** Tells the read models where names of clients come from. */
export const clientsModel: ClientsModel = {
  model: clients.name,
  namesOf: (row) => ('name' in row && 'formerly' in row ? (row as ClientNames) : undefined),
};

function card(details: Extract<ClientEvent, { type: 'ClientRevised' }>['data']) {
  const { contacts, deliveryAddresses, ...rest } = details;
  return {
    ...rest,
    contacts: [...contacts],
    ...(deliveryAddresses && { deliveryAddresses: [...deliveryAddresses] }),
  };
}
