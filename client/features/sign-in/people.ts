import { signal } from '@preact/signals';
import type { SessionUser } from '#contracts/user.ts';

/** Somebody who has signed in on this device before. Names only: nothing here opens anything. */
export type KnownPerson = Pick<SessionUser, 'username' | 'name' | 'role'>;

const KEY = 'misty-people';
/** As many cards as fit on a tablet. */
const PEOPLE_MAX = 9;

/** The people of this device, the last one first. */
export const people = signal<readonly KnownPerson[]>(stored());

/** Puts somebody who has just signed in in front. */
export function rememberPerson({ username, name, role }: SessionUser): void {
  keep([{ username, name, role }, ...others(username)].slice(0, PEOPLE_MAX));
}

/** Takes somebody off this device. */
export function forgetPerson(username: string): void {
  keep(others(username));
}

function others(username: string): readonly KnownPerson[] {
  return people.value.filter((person) => person.username !== username);
}

function keep(list: readonly KnownPerson[]): void {
  people.value = list;
  try {
    localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // A browser that keeps nothing shows them until the page is closed.
  }
}

function stored(): readonly KnownPerson[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter(isPerson) : [];
  } catch {
    return [];
  }
}

function isPerson(value: unknown): value is KnownPerson {
  const person = value as Partial<Record<keyof KnownPerson, unknown>> | null;
  return typeof person?.username === 'string' && typeof person.name === 'string' && typeof person.role === 'string';
}
