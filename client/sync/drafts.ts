import { type Signal, signal } from '@preact/signals';
import { readKept, whenKeptComes, writeKept } from './kept.ts';
import { onPersonLeaves } from './session.ts';

/** Drafts outlive the screen that they are made on: a panel that is closed by mistake, a session that has ended. */
const drafts = new Map<string, Signal<unknown>>();
onPersonLeaves(() => drafts.clear());

/**
 * What somebody is entering, by a name such as 'receive/kraft-120'. It is kept until `dropDraft`, or until the person
 * leaves this tablet; also over a reload of the page, as when a new version comes: see ./kept.ts. So it is plain data.
 * A field that gets another meaning gets another name, as what was entered in an earlier version may come back.
 */
export function draft<T>(key: string, initial: T): Signal<T> {
  const known = drafts.get(key);
  if (known !== undefined) return known as Signal<T>;
  const made = signal(readKept<T>(key) ?? initial);
  drafts.set(key, made as Signal<unknown>);
  made.subscribe((value) => {
    // Its person may have left meanwhile, and what is under way comes to its end.
    if (drafts.get(key) === made) writeKept(key, value === initial ? undefined : value);
  });
  whenKeptComes(() => {
    if (drafts.get(key) === made && made.peek() === initial) made.value = readKept<T>(key) ?? initial;
  });
  return made;
}

/** The same for what a reload ends. */
export function draftOfPage<T>(key: string, initial: T): Signal<T> {
  const made = (drafts.get(key) as Signal<T> | undefined) ?? signal(initial);
  drafts.set(key, made as Signal<unknown>);
  return made;
}

/** After it was sent, or discarded. */
export function dropDraft(key: string): void {
  drafts.delete(key);
  writeKept(key, undefined);
}
