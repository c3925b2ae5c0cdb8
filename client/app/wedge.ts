// A barcode scanner is a keyboard that types faster than any hand and ends with Enter or Tab. This tells the two apart.

/** What a key is: the first of a run, one more of it, the end of a scan, or nothing of the kind. */
export type Press = { readonly kind: 'first' | 'more' | 'other' } | { readonly kind: 'scan'; readonly text: string };

export interface Key {
  readonly key: string;
  /** When it went down, by the keyboard's own clock: a busy page hears of it later. */
  readonly atMs: number;
  /** It is held down. */
  readonly repeat: boolean;
}

/** Between two keys of a scan. Hands are this fast for a pair of keys, never for a whole code. */
const GAP_MAX_MS = 50;
const MEAN_MAX_MS = 35;
/** Shorter codes are typed by hand. */
const LENGTH_MIN = 4;
/** A QR code with an address; beyond this something else types. */
const LENGTH_MAX = 500;

/** Listens to keys, one after the other. */
export function wedge(): { press(key: Key): Press; isScan(): boolean; text(): string; reset(): void } {
  let text = '';
  let firstMs = 0;
  let lastMs = 0;

  function reset(): void {
    text = '';
  }
  function isScan(): boolean {
    return text.length >= LENGTH_MIN && (lastMs - firstMs) / (text.length - 1) <= MEAN_MAX_MS;
  }
  function press({ key, atMs, repeat }: Key): Press {
    const goesOn = text !== '' && !repeat && atMs - lastMs <= GAP_MAX_MS && text.length < LENGTH_MAX;
    if (key === 'Enter' || key === 'Tab') {
      const scan = text;
      const ends = goesOn && isScan();
      reset();
      return ends ? { kind: 'scan', text: scan } : { kind: 'other' };
    }
    if (repeat || [...key].length !== 1) {
      reset();
      return { kind: 'other' };
    }
    if (!goesOn) {
      text = key;
      firstMs = atMs;
    } else text += key;
    lastMs = atMs;
    return { kind: goesOn ? 'more' : 'first' };
  }
  return { press, isScan, text: () => text, reset };
}
