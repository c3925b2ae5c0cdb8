import { type Signal, signal } from '@preact/signals';
import { readKept, writeKept } from './kept.ts';
import { onPersonLeaves } from './session.ts';

/** Drafts outlive the screen that they are made on: a panel that is closed by mistake, a session that has ended. */
const drafts = new Map<string, Signal<unknown>>();
onPersonLeaves(() => drafts.clear());

/**
 * What somebody is entering, by a name such as 'receive/kraft-120'. It is kept until `dropDraft`, or until the person
 * leaves this tablet.
 */
export function draft<T>(key: string, initial: T): Signal<T> {
  const known = drafts.get(key);
  if (known !== undefined) return known as Signal<T>;
  const made = signal(initial);
  drafts.set(key, made as Signal<unknown>);
  return made;
}

/** A draft that also survives a reload of the page: see ./kept.ts. */
export function draftOverReload<T extends object>(key: string): Signal<T | undefined> {
  const known = drafts.get(key);
  if (known !== undefined) return known as Signal<T | undefined>;
  const made = signal(readKept<T>(key));
  made.subscribe((value) => writeKept(key, value));
  drafts.set(key, made as Signal<unknown>);
  return made;
}

/** After it was sent, or discarded. */
export function dropDraft(key: string): void {
  drafts.delete(key);
}
