import { KEPT_PREFIX, onPersonLeaves, session } from './session.ts';

// What survives a reload of the page: kept for this person in this tab, and gone when the person leaves the tablet.
// Nothing secret may be in it.

// After a reload nobody is here yet. What this very person had entered must still be there.
onPersonLeaves((comes) => remove((key) => comes === undefined || !key.startsWith(`${KEPT_PREFIX}${comes}/`)));

export function readKept<T>(name: string): T | undefined {
  const mine = keyOf('');
  remove((key) => !key.startsWith(mine));
  try {
    const text = sessionStorage.getItem(keyOf(name));
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** Undefined: there is nothing to be kept any more. */
export function writeKept(name: string, value: object | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(keyOf(name));
    else sessionStorage.setItem(keyOf(name), JSON.stringify(value));
  } catch {
    // A browser that keeps nothing shows it until the page is closed.
  }
}

function keyOf(name: string): string {
  return `${KEPT_PREFIX}${session.value?.user.id ?? ''}/${name}`;
}

function remove(which: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(KEPT_PREFIX) && which(key)) sessionStorage.removeItem(key);
    }
  } catch {
    // Then nothing was kept either.
  }
}
