import { signal } from '@preact/signals';
import { Toast } from '../ui/toast.tsx';

/** The new version that waits, if there is one. */
const waiting = signal<ServiceWorker | null>(null);

/** Registers the worker that keeps the shell on the device, and watches for new versions. */
export function startWorker(): void {
  // The development server has no worker; over plain http there is none either, and More says so.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  // The security policy takes the address of a script from this named policy only.
  const policy = window.trustedTypes?.createPolicy('misty', { createScriptURL: (url) => url });
  const url = policy?.createScriptURL('/sw.js') ?? '/sw.js';
  navigator.serviceWorker.register(url as string, { scope: '/' }).then(watch, () => undefined);
}

/** Asks before it updates: a half-filled form is worth more than the newest version. */
export function UpdateToast() {
  if (waiting.value === null) return null;
  return <Toast words="A new version is ready" action="Update" onPress={update} onLater={later} />;
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // Without a controller this is the first visit, and nothing is replaced.
    if (navigator.serviceWorker.controller !== null) waiting.value = registration.waiting;
  };
  look();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look));
  // An installed app is rarely loaded anew; it looks when it comes back to the front.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') registration.update().catch(() => undefined);
  });
}

/** It is asked again when the app is next opened or a newer version comes. */
function later(): void {
  waiting.value = null;
}

function update(): void {
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.value?.postMessage('skip-waiting');
}
