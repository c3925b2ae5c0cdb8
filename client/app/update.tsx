import { signal } from '@preact/signals';
import { follow } from '../sync/feed.ts';
import { keptIsSafe } from '../sync/kept.ts';
import { Toast } from '../ui/toast.tsx';

/** Whether a newer version than this one is there. */
export const newer = signal(false);

const HOUR_MS = 3_600_000;
/** The server may be away just then. */
const RETRY_MS = 10_000;
/** A new worker that has not taken over by then never will. */
const TAKE_OVER_MS = 4_000;

/** Watches for new versions, and registers the worker that keeps the shell on the device. */
export function startUpdates(): void {
  // The development server has no worker.
  if (!import.meta.env.PROD) return;
  if ('serviceWorker' in navigator) {
    // The security policy takes the address of a script from this named policy only.
    const policy = window.trustedTypes?.createPolicy('misty', { createScriptURL: (url) => url });
    const url = policy?.createScriptURL('/sw.js') ?? '/sw.js';
    navigator.serviceWorker.register(url as string, { scope: '/' }).then(watchWorker, () => undefined);
  } else watchPage();
}

/** Asks before it updates: a half-filled form is worth more than the newest version. */
export function UpdateToast() {
  if (!newer.value) return null;
  return (
    <Toast
      words="A new version is ready"
      action="Update"
      onPress={() => void update()}
      onLater={() => {
        // It is asked again when the app is next opened or a newer version comes.
        newer.value = false;
      }}
    />
  );
}

function watchWorker(registration: ServiceWorkerRegistration): void {
  const { serviceWorker } = navigator;
  let { controller } = serviceWorker;
  let told: ServiceWorker | null = null;
  const look = () => {
    const { waiting } = registration;
    // Without a controller this is the first visit, and nothing is replaced. Who said Later is asked for a newer one only.
    if (serviceWorker.controller === null || waiting === null || waiting === told) return;
    told = waiting;
    newer.value = true;
  };
  /** Until a worker that is being installed has all its files. What is installed already may be another window's doing. */
  const settled = async () => {
    look();
    if (registration.installing !== null) await installed(registration.installing);
    look();
  };
  const begin = lookOften(async () => {
    await registration.update();
    await settled();
  });
  registration.addEventListener('updatefound', () => begin(settled));
  begin(settled);
  serviceWorker.addEventListener('controllerchange', () => {
    // Another window has updated. This page still runs what was there before.
    if (controller !== null) newer.value = true;
    controller = serviceWorker.controller;
  });
}

/** @throws Error when it could not fetch its files: the browser has thrown it away then. */
function installed(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === 'redundant') reject(new Error('The new version could not be fetched.'));
      else if (worker.state !== 'installing') resolve();
    };
    worker.addEventListener('statechange', look);
    look();
  });
}

/** Over plain http there is no worker. There the tag of the page tells. */
function watchPage(): void {
  const tag = async () => {
    const { headers } = await fetch('/', { method: 'HEAD', cache: 'no-store', headers: { accept: 'text/html' } });
    return headers.get('etag');
  };
  let first: string | null | undefined;
  const look = async () => {
    const now = await tag();
    first ??= now;
    if (now !== null && now !== first) newer.value = true;
  };
  void look().catch(() => undefined);
  lookOften(look);
}

type Look = () => Promise<unknown>;

/**
 * When the app comes to the front, every hour that it stays there, and when the server has been away. Answers what begins
 * another look: one that fails is made up for later, after pauses that grow.
 */
function lookOften(usual: Look): (look: Look) => void {
  let timer = 0;
  let pauseMs = RETRY_MS;
  const begin = (look: Look) => {
    clearTimeout(timer);
    look().then(
      () => {
        pauseMs = RETRY_MS;
      },
      () => {
        clearTimeout(timer);
        timer = window.setTimeout(retry, pauseMs);
      },
    );
  };
  // A device without room fetches all of it in vain each time.
  const retry = () => {
    pauseMs = Math.min(2 * pauseMs, HOUR_MS);
    begin(usual);
  };
  const again = () => {
    pauseMs = RETRY_MS;
    begin(usual);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') again();
  });
  setInterval(again, HOUR_MS);
  follow({ changes() {}, reset: again, joined: again });
  return begin;
}

/** The worker of the new version takes over, and the page is loaded anew. If none waits, another tab was first. */
async function update(): Promise<void> {
  await keptIsSafe();
  const reload = () => location.reload();
  const waiting = (await navigator.serviceWorker?.getRegistration().catch(() => undefined))?.waiting;
  if (!waiting) return reload();
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  waiting.postMessage('skip-waiting');
  setTimeout(reload, TAKE_OVER_MS);
}
