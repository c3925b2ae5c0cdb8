import { useState } from 'preact/hooks';
import { readKept, writeKept } from '../../sync/kept.ts';

/** A draft that survives a reload: see sync/kept. */
export function useKeptDraft<T extends object>(
  name: string,
  initial: () => T,
): readonly [value: T, change: (part: Partial<T>) => void, drop: () => void] {
  const [value, setValue] = useState(() => readKept<T>(name) ?? initial());
  return [
    value,
    (part) =>
      setValue((before) => {
        const after = { ...before, ...part };
        writeKept(name, after);
        return after;
      }),
    () => {
      writeKept(name, undefined);
      setValue(initial());
    },
  ];
}
