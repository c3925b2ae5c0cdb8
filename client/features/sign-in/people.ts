import { signal } from '@preact/signals';
import type { SessionUser } from '#contracts/user.ts';

/** Somebody who has signed in on this device before. Names only: nothing here opens anything. */
export type KnownPerson = Pick<SessionUser, 'username' | 'name' | 'role'>;

/** Where earlier versions kept them, for anybody to read. */
const OLD_KEY = 'misty-people';
/** As many cards as fit on a tablet. */
const PEOPLE_MAX = 9;

/** The people of this device, the last one first. Undefined until it has been looked up. */
export const people = signal<readonly KnownPerson[] | undefined>(undefined);

let looking: Promise<void> | undefined;

/** Looks who is known here. The door calls it when it opens. Never throws. */
export async function recallPeople(): Promise<void> {
  looking ??= recallOnce();
  await looking;
}

async function recallOnce(): Promise<void> {
  const door = await import('../../sync/outbox/at-the-door.ts').catch(() => undefined);
  const kept = await door?.recallAtDoor('people');
  people.value = listOf(kept ?? takeOld());
  if (kept === undefined && people.value.length > 0) await door?.keepAtDoor('people', people.value);
}

/** Puts somebody who has just signed in in front. */
export async function rememberPerson({ username, name, role }: SessionUser): Promise<void> {
  await recallPeople();
  keep([{ username, name, role }, ...others(username)].slice(0, PEOPLE_MAX));
}

/** Takes somebody off this device. */
export function forgetPerson(username: string): void {
  keep(others(username));
}

function others(username: string): readonly KnownPerson[] {
  return (people.value ?? []).filter((person) => person.username !== username);
}

function keep(list: readonly KnownPerson[]): void {
  people.value = list;
  import('../../sync/outbox/at-the-door.ts').then(
    (it) => it.keepAtDoor('people', list),
    () => undefined,
  );
}

function takeOld(): unknown {
  try {
    const old: unknown = JSON.parse(localStorage.getItem(OLD_KEY) ?? '[]');
    localStorage.removeItem(OLD_KEY);
    return old;
  } catch {
    return [];
  }
}

function listOf(kept: unknown): readonly KnownPerson[] {
  return Array.isArray(kept) ? kept.filter(isPerson) : [];
}

function isPerson(value: unknown): value is KnownPerson {
  const person = value as Partial<Record<keyof KnownPerson, unknown>> | null;
  return typeof person?.username === 'string' && typeof person.name === 'string' && typeof person.role === 'string';
}
