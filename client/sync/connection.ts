import { signal } from '@preact/signals';

export type Connection = 'live' | 'sending' | 'offline' | 'sign-in-again';

/** What the strip says about the connection. */
export const connection = signal<Connection>(navigator.onLine ? 'live' : 'offline');

/** Since when figures are no longer fresh; undefined while they are. */
export const offlineSince = signal<Date | undefined>(navigator.onLine ? undefined : new Date());

/** How many commands of this person wait on this tablet. */
export const outboxCount = signal(0);

addEventListener('offline', () => {
  connection.value = 'offline';
  offlineSince.value ??= new Date();
});
addEventListener('online', () => {
  connection.value = 'live';
  offlineSince.value = undefined;
});
