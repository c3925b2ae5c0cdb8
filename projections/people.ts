import * as z from 'zod/mini';
import { type UserRow, userRow } from '../src/contracts/user.ts';
import type { UserEvent } from '../src/domain/user/events.ts';
import { eventTypes, existing, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import type { PeopleModel } from '../src/projecting/names.ts';

type Row = Omit<UserRow, 'id'> & {
  /** The user name as it is looked up: capitals make no difference. */
  readonly signInName: string;
};

const filters = z.strictObject({ username: z.optional(z.string().check(z.minLength(1), z.maxLength(120))) });

/** Who there is: for sign-in, and for names wherever somebody did something. */
export const people: Projection<Row, UserRow, UserEvent> = {
  name: 'people',
  version: 2,
  handles: eventTypes<UserEvent>({
    UserRegistered: true,
    UserRevised: true,
    UserRoleChanged: true,
    UserDeactivated: true,
    UserReactivated: true,
  }),
  id: idOf,

  evolve(row, event) {
    const { sequence } = event;
    if (event.type === 'UserRegistered') {
      return { ...card(event.data), role: event.data.role, active: true, version: sequence, sequence };
    }
    const before = existing(row, event);
    switch (event.type) {
      case 'UserRevised': {
        const { role, active } = before;
        return { ...card(event.data), role, active, version: sequence, sequence };
      }
      case 'UserRoleChanged':
        return { ...before, role: event.data.role, sequence };
      case 'UserDeactivated':
        return { ...before, active: false, sequence };
      case 'UserReactivated':
        return { ...before, active: true, sequence };
      default:
        return unhandled(event);
    }
  },

  indexes: [{ fields: ['signInName'] }],
  present: ({ signInName: _, ...row }, _nameOf, id) => ({ ...row, id }),
  query: {
    permission: 'users.manage',
    row: userRow,
    one: true,
    list: {
      params: filters,
      where: ({ username }: z.infer<typeof filters>) =>
        username === undefined ? {} : { signInName: username.toLowerCase() },
      order: ({ name, username }) => [name, username],
      rowsMax: 1_000,
    },
  },
  live: true,
};

/** Tells the read models where names come from. */
export const peopleModel: PeopleModel = {
  model: people.name,
  nameOf: (row) => ('name' in row && typeof row.name === 'string' ? row.name : undefined),
};

function card({ username, name, email }: Extract<UserEvent, { type: 'UserRegistered' | 'UserRevised' }>['data']) {
  return { username, name, ...(email !== undefined && { email }), signInName: username.toLowerCase() };
}
