import { may, type Role } from '../../contracts/permissions.ts';
import type { userCommands } from '../../contracts/user.ts';
import { COMPANY } from '../company.ts';
import {
  byAnother,
  type Context,
  type DeciderOf,
  defineAggregate,
  isRefusal,
  type NewEvent,
  type Read,
  type Recorded,
  type Refusal,
  refuse,
  refuseStale,
  type Trace,
  traceOf,
} from '../kernel.ts';
import { claimName, namesAt, releaseName } from '../name/decider.ts';
import { endEvery, signIns, takePinAway } from '../sign-in/sign-ins.ts';
import { admins, appointed, dismissed } from './admins.ts';
import type { UserEvent } from './events.ts';

export interface KnownUser {
  readonly status: 'active' | 'inactive';
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly email: string | undefined;
  /** Sequence of the last event that changed the card. */
  readonly version: number;
  readonly registered: Trace;
  readonly lastEdit: Trace;
  /** Who last changed the role, or closed or opened the account. */
  readonly lastStep: Trace;
}
export type User = { readonly status: 'none' } | KnownUser;

export const user = defineAggregate<User, UserEvent>({ kind: 'user', initial: { status: 'none' }, evolve });

export const userDeciders = {
  RegisterUser: {
    reads: ({ userId, username, email, role }) => [
      user.at(userId),
      ...namesOf({ username, email }),
      ...(isOffice(role) ? [admins.at(COMPANY)] : []),
    ],
    decide({ userId, ...data }, read, context) {
      const found = read(user, userId);
      if (found.status !== 'none') {
        return refuse('already-exists', `${found.name} is registered already. Sign in as ${found.username}.`, {
          winner: byAnother(found.registered, context),
        });
      }
      const claims = claimed(read, context, userId, data);
      if (isRefusal(claims)) return claims;
      return [user.event(userId, 'UserRegistered', data), ...claims, ...joining(read, userId, data)];
    },
  },

  ReviseUser: {
    reads({ userId, ...card }, peek) {
      const before = peek(user, userId);
      return [
        user.at(userId),
        ...namesOf(card),
        ...(before === undefined || before.status === 'none' ? [] : namesOf(before)),
      ];
    },
    decide({ userId, ...card }, read, context) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      const stale = refuseStale('Account', context, found.version, found.lastEdit);
      if (stale) return stale;
      const { username, name: called, email } = found;
      if (username === card.username && called === card.name && email === card.email) return [];
      const claims = claimed(read, context, userId, card);
      if (isRefusal(claims)) return claims;
      const owner = user.at(userId);
      return [
        user.event(userId, 'UserRevised', card),
        ...claims,
        ...releaseName(read, 'user-name', username, card.username, owner),
        ...(email === undefined ? [] : releaseName(read, 'email', email, card.email, owner)),
      ];
    },
  },

  ChangeUserRole: {
    reads: ({ userId }) => [user.at(userId), admins.at(COMPANY)],
    decide({ userId, role, reason }, read, context) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      if (found.role === role) return [];
      const change = user.event(userId, 'UserRoleChanged', { role, was: found.role, reason });
      const changes = role === 'admin' ? [change] : [change, ...joining(read, userId, { role, name: found.name })];
      if (found.status === 'inactive') return changes;
      const events = withAdmins(changes, read, context, userId, found, role === 'admin');
      if (isRefusal(events) || userId !== context.user) return events;
      return refuse('own-account', 'You cannot change your own role. Ask another administrator.');
    },
  },

  DeactivateUser: {
    reads: ({ userId }) => [user.at(userId), admins.at(COMPANY), signIns.at(userId)],
    decide({ userId, reason }, read, context) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      if (userId === context.user)
        return refuse('own-account', 'You cannot close your own account. Ask another administrator.');
      if (found.status === 'inactive') {
        return refuse('nothing-changed', `The account of ${found.name} is closed already.`, {
          winner: byAnother(found.lastStep, context),
        });
      }
      const events = [
        user.event(userId, 'UserDeactivated', { reason }),
        endEvery(read, userId, 'deactivated'),
        ...takePinAway(read, userId),
      ];
      return withAdmins(events, read, context, userId, found, false);
    },
  },

  ReactivateUser: {
    reads: ({ userId }) => [user.at(userId), admins.at(COMPANY)],
    decide({ userId }, read, context) {
      const found = knownUser(read, userId);
      if (isRefusal(found)) return found;
      if (found.status === 'active') {
        return refuse('nothing-changed', `The account of ${found.name} is open.`, {
          winner: byAnother(found.lastStep, context),
        });
      }
      const events = [user.event(userId, 'UserReactivated', {})];
      return found.role === 'admin' ? [...events, appointed(userId, found.name)] : events;
    },
  },

  SignOutUser: {
    reads: ({ userId }) => [signIns.at(userId), user.at(userId)],
    decide({ userId }, read) {
      const found = knownUser(read, userId);
      return isRefusal(found) ? found : [endEvery(read, userId, 'ended-by-admin')];
    },
  },
} satisfies { [Type in keyof typeof userCommands]: DeciderOf<Type> };

/** The account, open or closed, or a refusal when there is none. */
export function knownUser(read: Read, userId: string): KnownUser | Refusal {
  const found = read(user, userId);
  return found.status === 'none'
    ? refuse('not-found', `There is no account ${userId}. Choose one from the list.`)
    : found;
}

interface Names {
  readonly username: string;
  readonly email?: string | undefined;
}

function namesOf({ username, email }: Names): string[] {
  return [...namesAt('user-name', username), ...(email === undefined ? [] : namesAt('email', email))];
}

function claimed(
  read: Read,
  context: Context,
  userId: string,
  { username, email }: Names,
): readonly NewEvent[] | Refusal {
  const owner = user.at(userId);
  const ofUsername = claimName(read, context, 'user-name', username, owner);
  if (isRefusal(ofUsername)) return ofUsername;
  const ofEmail = email === undefined ? [] : claimName(read, context, 'email', email, owner);
  return isRefusal(ofEmail) ? ofEmail : [...ofUsername, ...ofEmail];
}

function isOffice(role: Role): boolean {
  return may(role, 'people.manage');
}

/** What says that somebody else is in the office from now on. */
function joining(
  read: Read,
  userId: string,
  { role, name: called }: { readonly role: Role; readonly name: string },
): NewEvent[] {
  if (role === 'admin') return [appointed(userId, called)];
  if (!isOffice(role)) return [];
  return read(admins, COMPANY).office.has(userId)
    ? []
    : [admins.event(COMPANY, 'ManagerAppointed', { userId, name: called })];
}

/** The events, with what they change among the administrators. */
function withAdmins(
  events: readonly NewEvent[],
  read: Read,
  context: Context,
  userId: string,
  { role, name: called }: KnownUser,
  isAdminThen: boolean,
): readonly NewEvent[] | Refusal {
  if ((role === 'admin') === isAdminThen) return events;
  if (isAdminThen) return [...events, appointed(userId, called)];
  const dismissal = dismissed(read, userId, called, context);
  return isRefusal(dismissal) ? dismissal : [...events, dismissal];
}

function evolve(state: User, event: Recorded<UserEvent>): User {
  if (event.type === 'UserRegistered') {
    const { username, name: called, role, email, closed } = event.data;
    const registered = traceOf(event, { username, role });
    const card = { username, name: called, role, email };
    return {
      status: closed ? 'inactive' : 'active',
      ...card,
      version: event.sequence,
      registered,
      lastEdit: registered,
      lastStep: registered,
    };
  }
  if (state.status === 'none') return state;
  const { name: called } = state;
  switch (event.type) {
    case 'UserRevised': {
      const { username, name: now, email } = event.data;
      const lastEdit = traceOf(event, { ...event.data });
      return { ...state, username, name: now, email, version: event.sequence, lastEdit };
    }
    case 'UserRoleChanged':
      return { ...state, role: event.data.role, lastStep: traceOf(event, { name: called, ...event.data }) };
    case 'UserDeactivated':
      return { ...state, status: 'inactive', lastStep: traceOf(event, { name: called, ...event.data }) };
    case 'UserReactivated':
      return { ...state, status: 'active', lastStep: traceOf(event, { name: called }) };
    case 'OwnCardSetUp':
      return state;
    default:
      event satisfies never;
      return state;
  }
}
