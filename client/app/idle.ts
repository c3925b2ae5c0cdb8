import { effect } from '@preact/signals';
import { lock, session } from '../sync/session.ts';
import { store, stored } from '../sync/stored.ts';

const KEY = 'misty-touched';
/** Touches closer together than this are one: each is written down for the other windows. */
const APART_MS = 1_000;
/**
 * How often we look. A timer stands still while a tablet sleeps, and nobody may read on it before the timer runs out.
 */
const LOOK_MS = 1_000;

let touchedAt = 0;
let timer = 0;

/**
 * On a shared tablet, locks what nobody has touched for as long as the server says. Other windows count as well, and so
 * does the time for which the tablet slept or Misty was closed. A clock that is set by more than that locks too: it
 * cannot be told from sleep.
 */
export function watchIdle(): void {
  for (const event of ['pointerdown', 'keydown', 'wheel']) {
    addEventListener(event, touched, { capture: true, passive: true });
  }
  for (const event of ['pageshow', 'focus']) addEventListener(event, look);
  effect(() => {
    if (session.value) look();
    else clearTimeout(timer);
  });
  // A tablet that wakes shows its last picture first: so nothing of a person stands on it when it goes to sleep.
  document.addEventListener('visibilitychange', () => {
    const asleep = document.visibilityState === 'hidden' && session.value?.idleSeconds !== undefined;
    if (!asleep) look();
    document.documentElement.toggleAttribute('data-covered', asleep);
  });
}

function touched(): void {
  // A tablet that should have been locked wakes up locked, so that nobody goes on in another name.
  look();
  if (since(touchedAt) < APART_MS) return;
  touchedAt = Date.now();
  store(KEY, String(touchedAt));
}

function look(): void {
  clearTimeout(timer);
  const idleSeconds = session.value?.idleSeconds;
  if (idleSeconds === undefined) return;
  const leftMs = idleSeconds * 1_000 - Math.min(since(touchedAt), since(Number(stored(KEY) ?? 0)));
  if (leftMs > 0) timer = window.setTimeout(look, Math.min(leftMs, LOOK_MS));
  else lock();
}

/** A moment in the future comes from before the clock was set back. */
function since(at: number): number {
  return Math.abs(Date.now() - at);
}
