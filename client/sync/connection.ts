import { computed, signal } from '@preact/signals';
import { present } from './clock.ts';

export type Connection = 'live' | 'sending' | 'offline' | 'sign-in-again';

/** Whether changes arrive: the live feed says so, and the browser when it has no network at all. */
export const line = signal<Exclude<Connection, 'sending'>>(navigator.onLine ? 'live' : 'offline');

/** Commands that were given a moment ago, and are neither under way nor kept yet. */
export const tappedCount = signal(0);

/** Commands that are under way and are kept nowhere. */
export const sendingCount = signal(0);

/** Ids of commands that are under way out of the outbox. */
export const flying = signal<ReadonlySet<string>>(new Set());

/** What the strip says about the connection. */
export const connection = computed<Connection>(() =>
  line.value === 'live' && sendingCount.value + flying.value.size > 0 ? 'sending' : line.value,
);

/** Since when figures are no longer fresh; undefined while they are. */
export const offlineSince = signal<Date | undefined>(navigator.onLine ? undefined : present());

/** Whether nothing can be reached, as far as it is known. */
export function isOff(): boolean {
  return !navigator.onLine || line.value === 'offline';
}

export function lineIsUp(): void {
  line.value = 'live';
  offlineSince.value = undefined;
}

export function lineIsDown(): void {
  line.value = 'offline';
  offlineSince.value ??= present();
}

/** Whether the live feed is to be open. Then it alone knows when the line is up again. */
export const fed = signal(false);

addEventListener('offline', lineIsDown);
addEventListener('online', () => {
  if (!fed.value) lineIsUp();
});
