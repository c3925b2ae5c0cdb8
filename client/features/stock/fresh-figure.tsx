import { useEffect, useRef, useState } from 'preact/hooks';

/** As long as the ground of a figure that has just changed. */
const FRESH_MS = 2_000;

/**
 * Whether a value has changed by itself in the last two seconds. `of` says whose value it is: another one's is not a
 * change.
 */
export function useFresh(value: number, of: string): boolean {
  const before = useRef({ value, of });
  const [freshUntil, setFreshUntil] = useState(0);
  useEffect(() => {
    const changed = before.current.of === of && before.current.value !== value;
    before.current = { value, of };
    if (changed) setFreshUntil(Date.now() + FRESH_MS);
  }, [value, of]);
  useEffect(() => {
    if (freshUntil === 0) return undefined;
    const timer = setTimeout(() => setFreshUntil(0), freshUntil - Date.now());
    return () => clearTimeout(timer);
  }, [freshUntil]);
  return freshUntil !== 0;
}
