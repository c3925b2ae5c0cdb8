import { type clientCommands, clientFields } from '../../contracts/client.ts';
import type { CommandPayload } from '../../contracts/commands.ts';
import { changesBetween } from '../../contracts/plain.ts';
import {
  byAnother,
  type Context,
  type DeciderOf,
  defineAggregate,
  isRefusal,
  type Read,
  type Recorded,
  type Refusal,
  refuse,
  refuseStale,
  type Trace,
  traceOf,
} from '../kernel.ts';
import type { ClientDetails, ClientEvent } from './events.ts';

export interface KnownClient {
  readonly status: 'active' | 'retired';
  readonly details: ClientDetails;
  /** Sequence of the last event that changed the card. */
  readonly version: number;
  readonly registered: Trace;
  readonly lastEdit: Trace;
}
export type Client = { readonly status: 'none' } | KnownClient;

export const client = defineAggregate<Client, ClientEvent>({ kind: 'client', initial: { status: 'none' }, evolve });

export const clientDeciders = {
  RegisterClient: {
    reads: ({ clientId }) => [client.at(clientId)],
    decide(payload, read, context) {
      const found = read(client, payload.clientId);
      if (found.status !== 'none') {
        return refuse('already-exists', `${found.details.name} is on the list already. Open it and change it there.`, {
          winner: byAnother(found.registered, context),
        });
      }
      return [client.event(payload.clientId, 'ClientRegistered', detailsOf(payload))];
    },
  },

  ReviseClient: {
    reads: ({ clientId }) => [client.at(clientId)],
    decide(payload, read, context) {
      const found = activeClient(read, payload.clientId, context);
      if (isRefusal(found)) return found;
      const stale = refuseStale('Client', context, found.version, found.lastEdit);
      if (stale) return stale;
      const details = detailsOf(payload);
      if (changes(found.details, details).length === 0) return [];
      return [client.event(payload.clientId, 'ClientRevised', details)];
    },
  },

  RetireClient: {
    reads: ({ clientId }) => [client.at(clientId)],
    decide({ clientId, reason }, read, context) {
      const found = read(client, clientId);
      if (found.status === 'none') return unknownClient(clientId);
      if (found.status === 'retired') {
        return refuse('already-retired', `${found.details.name} is off the lists already.`, {
          winner: byAnother(found.lastEdit, context),
        });
      }
      return [client.event(clientId, 'ClientRetired', { reason })];
    },
  },

  ReactivateClient: {
    reads: ({ clientId }) => [client.at(clientId)],
    decide({ clientId }, read, context) {
      const found = read(client, clientId);
      if (found.status === 'none') return unknownClient(clientId);
      if (found.status === 'active') {
        const winner = byAnother(found.lastEdit, context);
        return refuse('nothing-changed', `${found.details.name} is on the lists already.`, { winner });
      }
      return [client.event(clientId, 'ClientReactivated', {})];
    },
  },
} satisfies { [Type in keyof typeof clientCommands]: DeciderOf<Type> };

/** The client, or a refusal when there is none or it is off the lists. */
export function activeClient(read: Read, clientId: string, context: Context): KnownClient | Refusal {
  const found = read(client, clientId);
  if (found.status === 'none') return unknownClient(clientId);
  if (found.status === 'active') return found;
  return refuse('client-retired', `${found.details.name} is off the lists. Choose another client.`, {
    winner: byAnother(found.lastEdit, context),
  });
}

function unknownClient(clientId: string): Refusal {
  return refuse('not-found', `There is no client ${clientId}. Choose one from the list.`);
}

function detailsOf({ clientId: _, reason: _why, ...details }: CommandPayload<'ReviseClient'>): ClientDetails {
  return { ...details, contacts: details.contacts ?? [] };
}

function changes(before: ClientDetails, after: ClientDetails) {
  return changesBetween({ ...before }, { ...after }, clientFields);
}

function evolve(state: Client, event: Recorded<ClientEvent>): Client {
  if (event.type === 'ClientRegistered') {
    const registered = traceOf(event, { name: event.data.name });
    const { sequence: version } = event;
    const { retired = false, ...details } = event.data;
    return { status: retired ? 'retired' : 'active', details, version, registered, lastEdit: registered };
  }
  if (state.status === 'none') return state;
  const { name } = state.details;
  switch (event.type) {
    case 'ClientRevised': {
      const lastEdit = traceOf(event, { name, changes: changes(state.details, event.data).map((c) => ({ ...c })) });
      return { ...state, details: event.data, version: event.sequence, lastEdit };
    }
    case 'ClientRetired': {
      const lastEdit = traceOf(event, { name, ...event.data });
      return { ...state, status: 'retired', version: event.sequence, lastEdit };
    }
    case 'ClientReactivated': {
      const lastEdit = traceOf(event, { name });
      return { ...state, status: 'active', version: event.sequence, lastEdit };
    }
    default:
      event satisfies never;
      return state;
  }
}
