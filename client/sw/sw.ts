import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

declare const self: ServiceWorkerGlobalScope & {
  /** The build puts the list of files here. */
  readonly __WB_MANIFEST: { url: string; revision: string | null }[];
};

precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();

// Every address of the app is the shell. What belongs to the server is left to the network: answers of the API are
// somebody's, and on a shared tablet the next person must not find them in a cache.
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('/index.html'), {
    denylist: [/^\/(?:api|health|assets|icons)(?:\/|$)/, /\.(?:js|css|json|txt|svg|png|webmanifest)$/],
  }),
);

// What reads codes where the browser cannot is half a megabyte: not every tablet needs it, and one that has fetched it
// keeps it, for scanning without a connection.
registerRoute(
  ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('.wasm'),
  async ({ request }) => {
    const parts = await caches.open('misty-parts');
    const kept = await parts.match(request);
    if (kept !== undefined) return kept;
    const answer = await fetch(request);
    // Where there is no room it is fetched each time.
    if (answer.ok) await keepOnly(parts, request, answer.clone()).catch(() => undefined);
    return answer;
  },
);

/** The one of the version before has another name. */
async function keepOnly(parts: Cache, request: Request, answer: Response): Promise<void> {
  for (const old of await parts.keys()) await parts.delete(old);
  await parts.put(request, answer);
}

// A new version waits until somebody says so: taking over by itself would change the code under a half-filled form.
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting();
});

/** What src/push sends: the declarative form, which some browsers show without asking us. */
interface Told {
  readonly notification: { readonly title: string; readonly navigate: string };
  readonly app_badge?: number;
}

// Each message shows something: a browser takes the permission away from an app that is told and shows nothing.
self.addEventListener('push', (event) => {
  // Ours all have data.
  if (event.data === null) return;
  const { notification, app_badge: badge } = event.data.json() as Told;
  const { title, navigate: data, ...shown } = notification;
  event.waitUntil(
    Promise.all([
      self.registration.showNotification(title, { ...shown, data }),
      badge !== undefined && self.navigator.setAppBadge?.(badge),
    ]),
  );
});

// A window that is open goes there by itself, with what was entered in it; else one is opened.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(goTo(event.notification.data as string));
});

async function goTo(navigate: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' });
  open?.postMessage({ navigate });
  await (open?.focus() ?? self.clients.openWindow(navigate));
}

// The first visit is served from the cache from then on, without a reload.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});
