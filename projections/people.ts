import type { UserRow } from '../src/contracts/user.ts';
import type { UserEvent } from '../src/domain/user/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import { namedModel } from '../src/projecting/names.ts';

type Row = Omit<UserRow, 'id'>;

/** Who there is: for sign-in, and for names wherever somebody did something. */
export const people = defineProjection<'people', Row, UserEvent>({
  name: 'people',
  version: 2,
  id: idOf,

  on: {
    UserRegistered: (_row, { data, sequence }) => ({
      ...card(data),
      ...{ role: data.role, active: data.closed !== true, version: sequence, sequence },
    }),
    UserRevised: (row, event) => {
      const { role, active } = existing(row, event);
      const { sequence } = event;
      return { ...card(event.data), role, active, version: sequence, sequence };
    },
    UserRoleChanged: (row, event) => ({
      ...existing(row, event),
      role: event.data.role,
      sequence: event.sequence,
    }),
    UserDeactivated: (row, event) => ({ ...existing(row, event), active: false, sequence: event.sequence }),
    UserReactivated: (row, event) => ({ ...existing(row, event), active: true, sequence: event.sequence }),
    OwnCardSetUp: (row, event) => ({ ...existing(row, event), sequence: event.sequence }),
  },

  indexes: [{ fields: ['signInName'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
});

/** Tells the read models where names come from. */
export const peopleModel = namedModel(people);

function card({ username, name, email }: Extract<UserEvent, { type: 'UserRegistered' | 'UserRevised' }>['data']) {
  return { username, name, ...(email !== undefined && { email }), signInName: username.toLowerCase() };
}
