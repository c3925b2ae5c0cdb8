import type { ClientRow } from '../src/contracts/client.ts';
import type { ClientEvent } from '../src/domain/client/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';

type Row = Omit<ClientRow, 'id'>;

/** The card of each client. */
export const clients = defineProjection<'clients', Row, ClientEvent>({
  name: 'clients',
  version: 1,
  id: idOf,

  on: {
    ClientRegistered: (_row, event) => ({ ...card(event.data), retired: false, version: event.sequence }),
    // The whole card is sent: what is not on it is no longer so.
    ClientRevised: (row, event) => ({
      ...card(event.data),
      retired: existing(row, event).retired,
      version: event.sequence,
    }),
    ClientRetired: (row, event) => ({ ...existing(row, event), retired: true, version: event.sequence }),
    ClientReactivated: (row, event) => ({ ...existing(row, event), retired: false, version: event.sequence }),
  },

  indexes: [{ fields: ['retired'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
});

function card(details: Extract<ClientEvent, { type: 'ClientRevised' }>['data']) {
  const { contacts, deliveryAddresses, ...rest } = details;
  return {
    ...rest,
    contacts: [...contacts],
    ...(deliveryAddresses && { deliveryAddresses: [...deliveryAddresses] }),
  };
}
