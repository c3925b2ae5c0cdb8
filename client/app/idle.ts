import { effect } from '@preact/signals';
import { lock, session } from '../sync/session.ts';

const KEY = 'misty-touched';
/** Touches closer together than this are one: each is written down for the other windows. */
const APART_MS = 1_000;

let touchedAt = 0;
let timer = 0;

/**
 * On a shared tablet, locks what nobody has touched for as long as the server says. Other windows count as well, and so
 * does the time for which the tablet slept or Misty was closed.
 */
export function watchIdle(): void {
  for (const event of ['pointerdown', 'keydown', 'wheel']) {
    addEventListener(event, touched, { capture: true, passive: true });
  }
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
  // Whoever wakes a tablet that should have been locked does not go on in somebody's name.
  look();
  const now = Date.now();
  if (now - touchedAt < APART_MS) return;
  touchedAt = now;
  try {
    localStorage.setItem(KEY, String(now));
  } catch {
    // Without storage each window knows of itself alone.
  }
}

function look(): void {
  clearTimeout(timer);
  const idleSeconds = session.value?.idleSeconds;
  if (idleSeconds === undefined) return;
  const leftMs = lastTouch() + idleSeconds * 1_000 - Date.now();
  if (leftMs > 0) timer = window.setTimeout(look, leftMs);
  else lock();
}

function lastTouch(): number {
  try {
    return Math.max(touchedAt, Number(localStorage.getItem(KEY)));
  } catch {
    return touchedAt;
  }
}
