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
        // Also where the page was too busy to wait for this key: a space presses the button that has the focus.
        if (held.length > 0 || !takesText(field)) hold(event);
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
    } else if (isProse(at.field) || (isFigureField(at.field) && !/^\d{1,6}$/.test(text))) {
      // A code is no figure and no part of a sentence: what stood there stands.
      putInto(at.field, at.value);
      scanned(text);
    } else {
      putInto(at.field, text.trim());
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
  addEventListener('paste', asOneLine);
  return () => {
    giveBack();
    removeEventListener('keydown', onKeyDown, true);
    removeEventListener('keyup', onKeyUp, true);
    removeEventListener('keydown', goOn);
    removeEventListener('paste', asOneLine);
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

/** A table that is pasted into one line: its cells stand apart, where a browser would run them into one another. */
function asOneLine(event: ClipboardEvent): void {
  const { target: field } = event;
  if (!(field instanceof HTMLInputElement) || !takesText(field) || isSecret(field)) return;
  const text = event.clipboardData?.getData('text/plain') ?? '';
  if (!/[\t\r\n\u2028\u2029]/.test(text)) return;
  event.preventDefault();
  const line = text.trim().replace(/\s*[\t\r\n\u2028\u2029]\s*/g, ' ');
  // Some kinds of fields do not tell where the cursor stands.
  const { selectionStart: start, selectionEnd: end, value } = field;
  putInto(field, start === null || end === null ? line : value.slice(0, start) + line + value.slice(end));
  if (start !== null) field.setSelectionRange(start + line.length, start + line.length);
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

/** Where sentences are written. A field for a code or a name has nothing else in it. */
function isProse(field: TextInput): boolean {
  return field instanceof HTMLTextAreaElement || Number(field.dataset['max'] ?? 0) >= PROSE_LENGTH;
}
const PROSE_LENGTH = 200;
