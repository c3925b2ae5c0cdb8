import type { Role } from '../contracts/permissions.ts';

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

/** One page of everybody, as the read models give it: the same array as long as nothing has changed. */
export type PeoplePage = (
  cursor?: string,
) => Promise<{ readonly items: readonly Person[]; readonly nextCursor?: string }>;

/**
 * Looks people up in the read model at each request, so that a change of role acts at once. The read model keeps its
 * answer in memory until somebody changes; the index over it lasts as long.
 */
export function peopleFrom(page: PeoplePage): People {
  const indexes = new WeakMap<readonly Person[], Index>();
  const find = async (look: (index: Index) => Person | undefined): Promise<Person | undefined> => {
    let cursor: string | undefined;
    do {
      const { items, nextCursor } = await page(cursor);
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

interface Index {
  readonly byId: ReadonlyMap<string, Person>;
  readonly byUsername: ReadonlyMap<string, Person>;
}

function indexOf(people: readonly Person[]): Index {
  return {
    byId: new Map(people.map((person) => [person.id, person])),
    byUsername: new Map(people.map((person) => [person.username.toLowerCase(), person])),
  };
}
