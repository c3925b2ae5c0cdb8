import * as z from 'zod/mini';
import { type SessionUser, sessionUser } from '../src/contracts/user.ts';
import type { UserEvent } from '../src/domain/user/events.ts';
import { eventTypes, idOf, type Projection } from '../src/projecting/definition.ts';
import type { PeopleModel } from '../src/projecting/names.ts';

type Row = Omit<SessionUser, 'id'> & {
  /** The user name as it is looked up: capitals make no difference. */
  readonly signInName: string;
};

const filters = z.strictObject({ username: z.optional(z.string().check(z.minLength(1), z.maxLength(120))) });

/** Who there is: for sign-in, and for names wherever somebody did something. */
export const people: Projection<Row, SessionUser, UserEvent> = {
  name: 'people',
  version: 1,
  handles: eventTypes<UserEvent>({ UserRegistered: true }),
  id: idOf,

  evolve(_row, { data: { username, name, role } }) {
    return { username, name, role, signInName: username.toLowerCase() };
  },

  indexes: [{ fields: ['signInName'] }],
  present: ({ signInName: _, ...row }, _nameOf, id) => ({ ...row, id }),
  query: {
    permission: 'users.manage',
    row: sessionUser,
    one: true,
    list: {
      params: filters,
      where: ({ username }: z.infer<typeof filters>) =>
        username === undefined ? {} : { signInName: username.toLowerCase() },
      order: ({ name, username }) => [name, username],
      rowsMax: 1_000,
    },
  },
  live: false,
};

/** Tells the read models where names come from. */
export const peopleModel: PeopleModel = {
  model: people.name,
  nameOf: (row) => ('name' in row && typeof row.name === 'string' ? row.name : undefined),
};
