import { clientFields } from '../src/contracts/client.ts';
import type { ClientEvent } from '../src/domain/client/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';
import { type CardHistoryRow, noted, presentHistory } from './card-history.ts';

/** Who changed what on a client's card, and when. */
export const clientHistory = defineProjection<'client-history', CardHistoryRow, ClientEvent>({
  name: 'client-history',
  version: 2,
  id: idOf,
  on: {
    ClientRegistered: (row, event) => noted(row, event, { kind: 'registered', card: event.data }, clientFields),
    ClientRevised: (row, event) => noted(row, event, { kind: 'revised', card: event.data }, clientFields),
    ClientRetired: (row, event) => noted(row, event, { kind: 'retired', reason: event.data.reason }, clientFields),
    ClientReactivated: (row, event) => noted(row, event, { kind: 'reactivated' }, clientFields),
  },
  indexes: [],
  present: presentHistory,
});
