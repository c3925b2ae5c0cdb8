import * as z from 'zod/mini';
import { type ClientRow, clientRow } from '../src/contracts/client.ts';
import type { ClientEvent } from '../src/domain/client/events.ts';
import { eventTypes, existing, flag, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';

type Row = Omit<ClientRow, 'id'>;

const filters = z.strictObject({ retired: z.optional(flag) });

/** The card of each client. */
export const clients: Projection<Row, ClientRow, ClientEvent> = {
  name: 'clients',
  version: 1,
  handles: eventTypes<ClientEvent>({ ClientRegistered: true, ClientRevised: true, ClientRetired: true }),
  id: idOf,

  evolve(row, event) {
    const version = event.sequence;
    switch (event.type) {
      case 'ClientRegistered':
        return { ...card(event.data), retired: false, version };
      case 'ClientRevised':
        // The whole card is sent: what is not on it is no longer so.
        return { ...card(event.data), retired: existing(row, event).retired, version };
      case 'ClientRetired':
        return { ...existing(row, event), retired: true, version };
      default:
        return unhandled(event);
    }
  },

  indexes: [{ fields: ['retired'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
  query: {
    permission: 'catalogue.read',
    row: clientRow,
    one: true,
    list: {
      params: filters,
      where: ({ retired = false }: z.infer<typeof filters>) => ({ retired }),
      order: ({ name }) => [name],
      rowsMax: 5_000,
    },
  },
  live: true,
};

function card({ contacts, ...details }: Extract<ClientEvent, { type: 'ClientRevised' }>['data']) {
  return { ...details, contacts: [...contacts] };
}
