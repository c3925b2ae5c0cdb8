import type { HeadProof, SignedHead } from '#contracts/heads.ts';
import { fetchJson } from '../api.ts';
import { ask } from '../ask.ts';
import { follow } from '../feed.ts';
import { check, type Means } from './check.ts';
import { doubt, pinned } from './pinned.ts';
import { openPins, type PinStore } from './pins.ts';
import { tell } from './tell.ts';

let store: Promise<PinStore | undefined> | undefined;
let work: Promise<void> = Promise.resolve();

/** Checks each signed head that the live feed brings. The tabs of a device do so one after another. */
export function startWitness(): void {
  if (store !== undefined) return;
  // A browser that keeps nothing pins nothing.
  store = globalThis.indexedDB === undefined ? Promise.resolve(undefined) : openPins().catch(() => undefined);
  void store.then(async (pins) => {
    doubt.value = await pins?.doubt();
    pinned.value = (await pins?.known())?.pin;
  });
  follow({
    changes: () => undefined,
    joined: () => undefined,
    reset: () => undefined,
    head(signed) {
      work = work.then(() => oneAtATime(() => look(signed))).catch(() => undefined);
    },
  });
}

/** The log of now is believed from here on, as after a backup was put back. */
export async function believeLogOfNow(): Promise<void> {
  const pins = await store;
  await pins?.forget();
  doubt.value = undefined;
  pinned.value = undefined;
}

async function look(signed: SignedHead): Promise<void> {
  const pins = await store;
  if (pins === undefined) return;
  const before = await pins.doubt();
  doubt.value = before;
  if (before !== undefined) return await tell(pins, ask);
  const checked = await check(await pins.known(), signed, means);
  if ('known' in checked) {
    await pins.keep(checked.known);
    pinned.value = checked.known.pin;
    return;
  }
  await pins.keepDoubt(checked.doubt);
  doubt.value = checked.doubt;
  await tell(pins, ask);
}

const means: Means = {
  async proof(from, to) {
    const { body } = await fetchJson<HeadProof>(`/api/heads?from=${from}&to=${to}`);
    if (body === undefined) throw new Error('The server has shown no hashes.');
    return body;
  },
  async verify(publicKey, text, signature) {
    try {
      const key = await crypto.subtle.importKey('raw', bytesOf(publicKey), 'Ed25519', false, ['verify']);
      return await crypto.subtle.verify('Ed25519', key, bytesOf(signature), new TextEncoder().encode(text));
    } catch {
      // An older browser knows no such signatures, and over plain http there are none. The hashes are checked anyway.
      return undefined;
    }
  },
};

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function oneAtATime(job: () => Promise<void>): Promise<void> {
  return navigator.locks === undefined ? job() : navigator.locks.request('misty-witness', job);
}
