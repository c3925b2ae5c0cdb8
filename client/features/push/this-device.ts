import type { Problem } from '#contracts/problems.ts';
import { appleDevice, installWay } from '../../shared/install.ts';
import { ask } from '../../sync/ask.ts';
import { session } from '../../sync/session.ts';
import { store, stored } from '../../sync/stored.ts';

/** Who wants to be told on this device. It is one person: a browser has one address for messages. */
export const TOLD_HERE = 'misty-push';

/** Why this device cannot be told, or that it can. */
export type PushWay = 'can' | 'needs-https' | 'shared' | 'install-first' | 'cannot' | 'blocked';

export function pushWay(): PushWay {
  if (!isSecureContext) return 'needs-https';
  if (session.value?.idleSeconds !== undefined) return 'shared';
  const able = 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis;
  if (!able) return appleDevice() !== undefined && installWay() !== 'installed' ? 'install-first' : 'cannot';
  return Notification.permission === 'denied' ? 'blocked' : 'can';
}

/** Asks the person, then has this device told. Only after a tap. `key`: by which messages of this server are known. */
export async function turnOn(key: string): Promise<Problem | undefined> {
  if ((await Notification.requestPermission()) !== 'granted') return undefined;
  const userId = session.value?.user.id;
  const problem = await subscribe(key);
  if (problem === undefined) store(TOLD_HERE, userId);
  return problem;
}

/** `id`: of the subscription at the server. */
export async function turnOff(id: string | undefined): Promise<Problem | undefined> {
  const { problem } = id === undefined ? {} : await ask('DELETE', `/api/push/subscriptions/${id}`);
  if (problem !== undefined) return problem;
  store(TOLD_HERE, undefined);
  const held = await (await worker())?.pushManager.getSubscription();
  await held?.unsubscribe();
  return undefined;
}

/**
 * At each start and sign-in: the browser may have lost its subscription, the server may have dropped it or have another
 * key, and it counts for the present sign-in alone. Never throws; the next start tries again.
 */
export async function renewHere(): Promise<void> {
  if (stored(TOLD_HERE) !== session.value?.user.id || pushWay() !== 'can') return;
  if (Notification.permission !== 'granted') return;
  const { body } = await ask<{ readonly key: string }>('GET', '/api/push');
  if (body !== undefined) await subscribe(body.key).catch(() => undefined);
}

async function subscribe(key: string): Promise<Problem | undefined> {
  const pushManager = (await worker())?.pushManager;
  if (pushManager === undefined) return NO_WORKER;
  const held = await pushManager.getSubscription();
  const isOurs = held !== null && base64url(held.options.applicationServerKey) === key;
  if (held !== null && !isOurs) await held.unsubscribe();
  const made = isOurs
    ? held
    : await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(() => undefined);
  if (made === undefined) return NO_SERVICE;
  const { endpoint, keys } = made.toJSON();
  return (await ask('POST', '/api/push/subscriptions', { endpoint, keys })).problem;
}

const WORKER_MS = 10_000;

/** What shows messages while Misty is closed. It comes a moment after the first start. */
async function worker(): Promise<ServiceWorkerRegistration | undefined> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, WORKER_MS));
  return await Promise.race([navigator.serviceWorker.ready, late]);
}

function base64url(key: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(key ?? new ArrayBuffer()));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

const NO_WORKER = inWords(
  'This browser keeps nothing of Misty, as in a private window, so it cannot tell you anything.',
);
const NO_SERVICE = inWords('The browser cannot reach the service that it gets notifications from. Try again later.');

function inWords(detail: string): Problem {
  return { type: '/problems/not-ready', title: 'Not ready', status: 503, code: 'not-ready', detail };
}
