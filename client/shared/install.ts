import { signal } from '@preact/signals';
import { store, stored } from '../sync/stored.ts';

interface InstallPrompt extends Event {
  prompt(): Promise<{ readonly outcome?: 'accepted' | 'dismissed' } | undefined>;
}

/** Nobody is asked before they have seen what it is. */
const FIRST_MS = 30_000;
/** Who has said no is left alone for so long. */
const LATER_MS = 7 * 86_400_000;
const FIRST_KEY = 'misty-first-visit';
const LATER_KEY = 'misty-install-later';

/** The browser's own way to install, where it offers one (Chrome, Edge). */
export const installPrompt = signal<InstallPrompt | undefined>(undefined);

export type InstallWay = 'installed' | 'browser' | 'share-menu' | 'needs-https' | 'by-hand';

/** Keeps the browser's offer, so that it is made where people look for it: under More. */
export function startInstall(): void {
  if (stored(FIRST_KEY) === undefined) store(FIRST_KEY, String(Date.now()));
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallPrompt;
  });
  addEventListener('appinstalled', () => {
    installPrompt.value = undefined;
  });
}

/** Asks by the browser's own window. Its offer is good once. */
export async function install(): Promise<void> {
  const offer = installPrompt.value;
  installPrompt.value = undefined;
  const answer = await offer?.prompt();
  if (answer?.outcome !== 'accepted') askLater();
}

export function askLater(): void {
  store(LATER_KEY, String(Date.now()));
}

/** In how many milliseconds the app may ask by itself: half a minute after the first visit, and a week after a no. */
export function askInMs(now: number): number {
  return untilAsked(now, Number(stored(FIRST_KEY) ?? now), Number(stored(LATER_KEY) ?? Number.NaN));
}

/** A clock that was put back makes nobody wait for longer than that. */
export function untilAsked(now: number, firstVisit: number, saidNo: number): number {
  const rest = (since: number, pause: number) => Math.min(Math.max(since + pause - now, 0), pause);
  return Math.max(rest(firstVisit, FIRST_MS), Number.isNaN(saidNo) ? 0 : rest(saidNo, LATER_MS));
}

/** How Misty can be put on this device. */
export function installWay(): InstallWay {
  if (
    matchMedia('(display-mode: standalone)').matches ||
    ('standalone' in navigator && navigator.standalone === true)
  ) {
    return 'installed';
  }
  if (!isSecureContext) return 'needs-https';
  if (installPrompt.value !== undefined) return 'browser';
  return appleDevice() === undefined ? 'by-hand' : 'share-menu';
}

/** Those whose browsers make no offer. An iPad calls itself a Mac; its touch points give it away. */
export function appleDevice(): 'iphone' | 'ipad' | undefined {
  const { userAgent, maxTouchPoints } = navigator;
  if (/iPhone/.test(userAgent)) return 'iphone';
  return /iPad/.test(userAgent) || (/Mac/.test(userAgent) && maxTouchPoints > 1) ? 'ipad' : undefined;
}
