import { isFigureField, nextField, putInto, type TextInput, takesText } from './fields.ts';
import { scanned } from './scans.ts';
import { wedge } from './wedge.ts';

// What keys do in every screen: a scan is taken whole and presses nothing, and Enter goes on to the next field.

/** Some scanners end with a carriage return and a line feed. */
const SECOND_ENTER_MS = 100;
/** After this silence, keys that were kept back came from a hand. */
const SILENCE_MS = 60;

/** What stood in the place where the keys of a scan go. */
interface Before {
  readonly field: TextInput | HTMLSelectElement;
  readonly value: string;
}

/** Begins to listen; answers how to end it. */
export function listenToKeys(): () => void {
  const scan = wedge();
  let before: Before | undefined;
  let held: KeyboardEvent[] = [];
  let silence = 0;
  let scannedAtMs = Number.NEGATIVE_INFINITY;

  function onKeyDown(event: KeyboardEvent): void {
    // Keys that were given back, and those of shortcuts and of other alphabets' editors.
    if (!event.isTrusted || event.isComposing || event.key === 'Shift') return;
    const field = fieldOf(event.target);
    if (event.ctrlKey || event.altKey || event.metaKey || isSecret(event.target)) {
      scan.reset();
      return;
    }
    if (event.key === 'Enter' && event.timeStamp - scannedAtMs < SECOND_ENTER_MS) {
      swallow(event);
      return;
    }
    const press = scan.press({ key: event.key, atMs: event.timeStamp, repeat: event.repeat });
    switch (press.kind) {
      case 'first':
        giveBack();
        before = field && { field, value: field.value };
        // A sign such as / leads into a field, where the rest of the keys then goes.
        if (!takesText(field) && /[\p{L}\p{N}]/u.test(event.key)) hold(event);
        return;
      case 'more':
        if (held.length > 0) hold(event);
        return;
      case 'scan':
        swallow(event);
        letGo();
        scannedAtMs = event.timeStamp;
        take(press.text);
        return;
      case 'other':
        giveBack();
        return;
      default:
        press satisfies never;
    }
  }

  function hold(event: KeyboardEvent): void {
    swallow(event);
    held.push(event);
    clearTimeout(silence);
    silence = window.setTimeout(giveBack, SILENCE_MS);
  }
  function letGo(): void {
    clearTimeout(silence);
    held = [];
  }
  /** What a hand typed does what it would have done. */
  function giveBack(): void {
    const keys = held;
    letGo();
    for (const { target, key, code, shiftKey } of keys) {
      target?.dispatchEvent(new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true }));
    }
  }

  function take(text: string): void {
    const at = before;
    if (at === undefined || !at.field.isConnected) {
      scanned(text);
    } else if (at.field instanceof HTMLSelectElement) {
      putInto(at.field, at.value);
      scanned(text);
    } else if (at.field.type === 'search') {
      putInto(at.field, text);
      scanned(text);
    } else if (isFigureField(at.field) && !/^\d{1,6}$/.test(text)) {
      // A code is no figure: what stood there stands.
      putInto(at.field, at.value);
      scanned(text);
    } else {
      if (!isProse(at.field)) putInto(at.field, text.trim());
      nextField(at.field)?.focus();
    }
  }

  /** A key that was kept back presses nothing when it comes up either. */
  function onKeyUp(event: KeyboardEvent): void {
    if (held.some(({ key }) => key === event.key) || event.timeStamp - scannedAtMs < SECOND_ENTER_MS) swallow(event);
  }
  addEventListener('keydown', onKeyDown, true);
  addEventListener('keyup', onKeyUp, true);
  addEventListener('keydown', goOn);
  return () => {
    giveBack();
    removeEventListener('keydown', onKeyDown, true);
    removeEventListener('keyup', onKeyUp, true);
    removeEventListener('keydown', goOn);
  };
}

/** Enter in a field goes to the next one. A button behind the last field gets the focus, and is never pressed. */
function goOn(event: KeyboardEvent): void {
  if (event.key !== 'Enter' || event.defaultPrevented || event.isComposing) return;
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || !takesText(target) || target.type === 'search') return;
  event.preventDefault();
  nextField(target)?.focus();
}

function swallow(event: Event): void {
  event.preventDefault();
  event.stopImmediatePropagation();
}

function fieldOf(target: EventTarget | null): Before['field'] | undefined {
  if (target instanceof HTMLSelectElement) return target;
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement ? target : undefined;
}

function isSecret(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type === 'password';
}

/** In a sentence the code stands where it was scanned. A field for a code or a name has nothing else in it. */
function isProse(field: TextInput): boolean {
  return field instanceof HTMLTextAreaElement || field.maxLength >= PROSE_LENGTH;
}
const PROSE_LENGTH = 200;
