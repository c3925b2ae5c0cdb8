import { COMPANY } from '../company.ts';
import {
  byAnother,
  type Context,
  defineAggregate,
  type NewEvent,
  type Read,
  type Recorded,
  type Refusal,
  refuse,
  type Trace,
  traceOf,
} from '../kernel.ts';
import type { AdminsEvent } from './events.ts';

/** Always true once there was one: at least one administrator whose account is open. */
export interface Admins {
  /** Whole names by user id. */
  readonly names: ReadonlyMap<string, string>;
  readonly lastDismissal: Trace | undefined;
  /** Everybody who was ever in the office, as an administrator or a manager. */
  readonly office: ReadonlySet<string>;
}

/** There is one: `admins/company`. Two administrators who dismiss each other at once meet here. */
export const admins = defineAggregate<Admins, AdminsEvent>({
  kind: 'admins',
  initial: { names: new Map(), lastDismissal: undefined, office: new Set() },
  evolve,
});

export function appointed(userId: string, name: string): NewEvent {
  return admins.event(COMPANY, 'AdminAppointed', { userId, name });
}

/** The event that takes somebody out of the administrators, or a refusal when nobody else would be left. */
export function dismissed(read: Read, userId: string, name: string, context: Context): NewEvent | Refusal {
  const { names, lastDismissal } = read(admins, COMPANY);
  if ([...names.keys()].some((id) => id !== userId)) return admins.event(COMPANY, 'AdminDismissed', { userId, name });
  return refuse('last-admin', `${name} is the only administrator. Make somebody else one first.`, {
    winner: byAnother(lastDismissal, context),
  });
}

function evolve(state: Admins, event: Recorded<AdminsEvent>): Admins {
  const { userId, name } = event.data;
  const names = new Map(state.names);
  const office = new Set(state.office).add(userId);
  switch (event.type) {
    case 'AdminAppointed':
      return { ...state, names: names.set(userId, name), office };
    case 'AdminDismissed':
      names.delete(userId);
      return { ...state, names, lastDismissal: traceOf(event, { userId, name }) };
    case 'ManagerAppointed':
      return { ...state, office };
    default:
      event satisfies never;
      return state;
  }
}
