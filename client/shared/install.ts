import { signal } from '@preact/signals';

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

/** The browser's own way to install, where it offers one (Chrome, Edge). */
export const installPrompt = signal<InstallPrompt | undefined>(undefined);

export type InstallWay = 'installed' | 'browser' | 'share-menu' | 'needs-https' | 'by-hand';

/** Keeps the browser's offer, so that it is made where people look for it: under More. */
export function startInstall(): void {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault();
    installPrompt.value = event as InstallPrompt;
  });
  addEventListener('appinstalled', () => {
    installPrompt.value = undefined;
  });
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
  // An iPad calls itself a Mac; its touch points give it away.
  const apple =
    /iPhone|iPad/.test(navigator.userAgent) || (/Mac/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
  return apple ? 'share-menu' : 'by-hand';
}
