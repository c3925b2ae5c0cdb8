import * as z from 'zod/mini';
import { type Role, roles } from '../contracts/permissions.ts';

/** Somebody who may sign in, as the read model of people knows them now. */
export interface Person {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly role: Role;
  readonly active: boolean;
}

export interface People {
  byId(id: string): Promise<Person | undefined>;
  /** Without regard to case. */
  byUsername(username: string): Promise<Person | undefined>;
}

/** Where people are read from. The array is the same as long as nothing has changed. */
export interface PeopleSource {
  list(
    name: 'people',
    params: object,
    page: { cursor?: string; limit: number },
  ): Promise<{ readonly items: readonly unknown[]; readonly nextCursor?: string }>;
}

/**
 * Looks people up in the read model at each request, so that a change of role acts at once. The read model keeps its
 * answer in memory until somebody changes; the index over it lasts as long.
 */
export function peopleFrom(readModels: PeopleSource): People {
  const indexes = new WeakMap<readonly unknown[], Index>();
  const find = async (look: (index: Index) => Person | undefined): Promise<Person | undefined> => {
    let cursor: string | undefined;
    do {
      const page = { limit: 200, ...(cursor !== undefined && { cursor }) };
      const { items, nextCursor } = await readModels.list('people', {}, page);
      const index = indexes.get(items) ?? indexOf(items);
      indexes.set(items, index);
      const found = look(index);
      if (found) return found;
      cursor = nextCursor;
    } while (cursor !== undefined);
    return undefined;
  };
  return {
    byId: (id) => find(({ byId }) => byId.get(id)),
    byUsername: (username) => find(({ byUsername }) => byUsername.get(username.trim().toLowerCase())),
  };
}

const person = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  role: z.enum(roles),
  // Whoever is registered may sign in, until an event says otherwise.
  active: z._default(z.boolean(), true),
});

interface Index {
  readonly byId: ReadonlyMap<string, Person>;
  readonly byUsername: ReadonlyMap<string, Person>;
}

function indexOf(items: readonly unknown[]): Index {
  const people = items.map((item) => person.parse(item));
  return {
    byId: new Map(people.map((person) => [person.id, person])),
    byUsername: new Map(people.map((person) => [person.username.toLowerCase(), person])),
  };
}
