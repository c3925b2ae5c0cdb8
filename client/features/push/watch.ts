import { effect } from '@preact/signals';
import { waitingCount } from '../../shared/deciding.ts';
import { session } from '../../sync/session.ts';
import { stored } from '../../sync/stored.ts';
import { renewHere, TOLD_HERE } from './this-device.ts';

/** Sees to it that a person who wants to be told on this device is, that a tap on a message leads there, and that the icon counts. */
export function watchPush(): void {
  if (!('serviceWorker' in navigator)) return;
  let renewedFor: string | undefined;
  effect(() => {
    const person = session.value?.user.id;
    if (person !== undefined && person !== renewedFor && stored(TOLD_HERE) === person) void renewHere();
    renewedFor = person;
  });
  effect(() => {
    // Once the app is open it knows better than the last message.
    if (stored(TOLD_HERE) === undefined || !('setAppBadge' in navigator)) return;
    const count = session.value ? waitingCount() : 0;
    void navigator.setAppBadge(count).catch(() => undefined);
  });
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ readonly navigate?: unknown }>) => {
    if (typeof data?.navigate === 'string') follow(data.navigate);
  });
}

/** As a tap on a link does: without loading the page anew. */
function follow(address: string): void {
  const { pathname, search } = new URL(address);
  const link = document.createElement('a');
  link.href = pathname + search;
  document.body.append(link);
  link.click();
  link.remove();
}
