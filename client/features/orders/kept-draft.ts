import { useState } from 'preact/hooks';
import { KEPT_PREFIX, onPersonLeaves, session } from '../../sync/session.ts';

onPersonLeaves(() => removeDrafts(() => true));

/**
 * A draft that survives a reload: kept for this person in this tab, and gone when the person leaves the tablet. Nothing
 * secret may be in it.
 */
export function useKeptDraft<T extends object>(
  name: string,
  initial: () => T,
): readonly [value: T, change: (part: Partial<T>) => void, drop: () => void] {
  const mine = `${KEPT_PREFIX}${session.value?.user.id ?? ''}/`;
  const [value, setValue] = useState(() => {
    removeDrafts((key) => !key.startsWith(mine));
    return read<T>(`${mine}${name}`) ?? initial();
  });
  return [
    value,
    (part) =>
      setValue((before) => {
        const after = { ...before, ...part };
        write(`${mine}${name}`, after);
        return after;
      }),
    () => {
      write(`${mine}${name}`, undefined);
      setValue(initial());
    },
  ];
}

function read<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

function write(key: string, value: object | undefined): void {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing shows the draft until the page is closed.
  }
}

function removeDrafts(which: (key: string) => boolean): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(KEPT_PREFIX) && which(key)) sessionStorage.removeItem(key);
    }
  } catch {
    // Then nothing was kept either.
  }
}
