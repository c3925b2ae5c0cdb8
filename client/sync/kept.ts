import { effect, signal } from '@preact/signals';
import { onPersonLeaves, session } from './session.ts';
import { closedBecause, outbox } from './waiting.ts';

// What survives a reload of the page: kept in this tab, sealed by the key of the person who is here, and gone when the
// person leaves the tablet. A browser that seals nothing keeps it until the page is closed.

const PLACE = 'misty-kept';
/** More than anybody enters. */
const LENGTH_MAX = 1_000_000;
/** So long a screen waits for what was entered before the reload. */
const OPENING_MS = 5_000;
const AGAIN_MS = 3_000;

const values = new Map<string, unknown>();
/** What was kept before this page was loaded is still sealed: nothing is written over it. */
let isSealed = sealedText() !== undefined;
const takers = new Set<() => void>();

/** Whether what was kept before this page was loaded is here, if there was anything. */
export const keptIsHere = signal(!isSealed);

let saving: Promise<void> | undefined;
let again = false;

// After a reload nobody has been here yet: what is kept may be of this very person, and only their key tells.
onPersonLeaves((comes) => {
  values.clear();
  if (comes !== undefined && !keptIsHere.peek()) return;
  keepSealed(undefined);
  isSealed = false;
  keptIsHere.value = true;
});

/** Has what was kept before the reload opened as soon as a person is here. The app calls it once. */
export function startKept(): void {
  effect(() => {
    const person = session.value?.user.id;
    if (person !== undefined && !keptIsHere.value) void open(person);
  });
}

export function readKept<T>(name: string): T | undefined {
  return values.get(name) as T | undefined;
}

/** Calls back where what was kept is opened only after the screens were drawn. */
export function whenKeptComes(take: () => void): void {
  if (isSealed) takers.add(take);
}

/** Undefined: there is nothing to be kept any more. */
export function writeKept(name: string, value: unknown): void {
  if (values.get(name) === value) return;
  if (value === undefined) values.delete(name);
  else values.set(name, value);
  void keptIsSafe();
}

/** Answers when a reload loses nothing. Never throws. */
export async function keptIsSafe(): Promise<void> {
  again = true;
  // Something may come in at the very moment in which a save ends.
  while (again) {
    saving ??= save().finally(() => {
      saving = undefined;
    });
    await saving;
  }
}

async function save(): Promise<void> {
  while (again) {
    again = false;
    if (isSealed) continue;
    if (values.size === 0) {
      keepSealed(undefined);
      continue;
    }
    const person = session.value?.user.id;
    const text = await outbox()
      .then((door) => door?.seal(Object.fromEntries(values)))
      .catch(() => undefined);
    const isTheirs = person !== undefined && session.value?.user.id === person;
    if (isTheirs && text !== undefined && text.length <= LENGTH_MAX) keepSealed(text);
  }
}

/** A slow device does not keep the person waiting: what was entered comes into its forms when it has been opened. */
async function open(person: string): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, OPENING_MS));
  await Promise.race([unseal(person), late]).catch(() => undefined);
  if (session.value?.user.id === person) keptIsHere.value = true;
}

async function unseal(person: string): Promise<void> {
  const text = sealedText();
  let door = await outbox();
  while (door === undefined && closedBecause.value === undefined && session.value?.user.id === person) {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    door = await outbox();
  }
  // Where nothing can be opened now, it stays for the next reload.
  if (door === undefined || text === undefined) return;
  const opened = await door.unseal(text);
  if (session.value?.user.id !== person || !isSealed) return;
  isSealed = false;
  // What another key has sealed is another person's, and goes with what is written next.
  for (const [name, value] of Object.entries(opened ?? {})) if (!values.has(name)) values.set(name, value);
  for (const take of takers) take();
  takers.clear();
  void keptIsSafe();
}

function sealedText(): string | undefined {
  try {
    return sessionStorage.getItem(PLACE) ?? undefined;
  } catch {
    return undefined;
  }
}

function keepSealed(text: string | undefined): void {
  try {
    if (text === undefined) sessionStorage.removeItem(PLACE);
    else sessionStorage.setItem(PLACE, text);
  } catch {
    // It is here until the page is closed.
  }
}
