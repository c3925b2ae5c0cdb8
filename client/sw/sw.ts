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

// A new version waits until somebody says so: taking over by itself would change the code under a half-filled form.
self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') void self.skipWaiting();
});

// The first visit is served from the cache from then on, without a reload.
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});
