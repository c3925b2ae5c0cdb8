import type { Role } from '../../contracts/permissions.ts';
import type { InternalCommandPayload } from '../../contracts/user.ts';
import {
  byAnother,
  type CommandDecider,
  defineAggregate,
  isRefusal,
  type Recorded,
  refuse,
  type Trace,
  traceOf,
} from '../kernel.ts';
import { claimName, name, nameId } from '../name/decider.ts';
import type { UserEvent } from './events.ts';

export type User =
  | { readonly status: 'none' }
  | {
      readonly status: 'active';
      readonly username: string;
      readonly name: string;
      readonly role: Role;
      readonly email: string | undefined;
      readonly registered: Trace;
    };

export const user = defineAggregate<User, UserEvent>({ kind: 'user', initial: { status: 'none' }, evolve });

export const userDeciders = {
  RegisterUser: {
    reads: ({ userId, username, email }) => [
      user.at(userId),
      name.at(nameId('user-name', username)),
      ...(email === undefined ? [] : [name.at(nameId('email', email))]),
    ],
    decide({ userId, ...data }, read, context) {
      const found = read(user, userId);
      if (found.status !== 'none') {
        return refuse('already-exists', `${found.name} is registered already. Sign in as ${found.username}.`, {
          winner: byAnother(found.registered, context),
        });
      }
      const username = claimName(read, context, 'user-name', data.username, user.at(userId));
      if (isRefusal(username)) return username;
      const email = data.email === undefined ? [] : claimName(read, context, 'email', data.email, user.at(userId));
      if (isRefusal(email)) return email;
      return [user.event(userId, 'UserRegistered', data), ...username, ...email];
    },
  },
} satisfies { RegisterUser: CommandDecider<InternalCommandPayload<'RegisterUser'>> };

function evolve(state: User, event: Recorded<UserEvent>): User {
  switch (event.type) {
    case 'UserRegistered': {
      const { username, name: fullName, role, email } = event.data;
      return {
        status: 'active',
        username,
        name: fullName,
        role,
        email,
        registered: traceOf(event, { username, role }),
      };
    }
    default:
      event.type satisfies never;
      return state;
  }
}
