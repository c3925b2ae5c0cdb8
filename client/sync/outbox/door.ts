import { effect } from '@preact/signals';
import type { Session } from '#contracts/sign-in.ts';
import { wroteAt } from '../api.ts';
import { present } from '../clock.ts';
import { isOff, line } from '../connection.ts';
import { newId } from '../ids.ts';
import { offlineProblem } from '../problem.ts';
import { session } from '../session.ts';
import { forgetPin } from './by-pin.ts';
import { isFull, isLate, isNewer, withDatabase } from './database.ts';
import { type Entries, entriesOf } from './entries.ts';
import { carriesBytes, type Entry } from './entry.ts';
import { keepOpen, openedPartition } from './opened.ts';
import { Outbox, type Said, type Show, type Wish } from './outbox.ts';
import { type Answer, postCommand, type Sent } from './post.ts';
import { dropSnapshots, readSnapshot, type Snapshot, writeSnapshot } from './snapshots.ts';
import { type Partition, partitionOf, sealText, unsealText } from './vault.ts';

/** A window that has the lock and does nothing with it is asleep. */
const ASLEEP_MS = 20_000;
/** Another window may close while it pauses; this one then looks for itself. */
const LOOK_MS = 60_000;

export interface OutboxDoor extends Pick<Outbox, 'hurry' | 'retry' | 'replace' | 'discard' | 'hold' | 'stop'> {
  /**
   * Saves a command, sends it, and answers what came of it; or after a moment that it waits. Never throws. `onCounted` is
   * called once it is in line.
   */
  give(wish: Wish, onCounted: () => void): Promise<Sent>;
  /** What a screen showed last, if it is kept. */
  read(what: string): Promise<Snapshot | undefined>;
  write(what: string, snapshot: Snapshot): Promise<void>;
  /** Makes a text of it that only this person opens, on this device. */
  seal(value: unknown): Promise<string>;
  /** Undefined where it is another person's, or damaged. */
  unseal(text: string): Promise<unknown>;
  /** The server has said again that this person is signed in. */
  renew(known: Session): Promise<void>;
  /** The person leaves this device: nothing that was shown stays on it. */
  forget(): Promise<void>;
}

/** By the server's part of the key; without it by what was left open here. */
async function partitionFor({ user, offline }: Session): Promise<Partition | undefined> {
  return offline === undefined ? await openedPartition(user.id) : await partitionOf(user.id, offline.share);
}

/** Why there is no door: this browser keeps nothing, or what it keeps was written by a later version of Misty. */
export type Closed = 'keeps nothing' | 'newer';

/**
 * Opens what is kept of this person on this device.
 *
 * @throws DOMException where the database does not answer: it may another time.
 */
export async function openDoor(known: Session, show: Show): Promise<OutboxDoor | Closed> {
  if (navigator.locks === undefined || globalThis.indexedDB === undefined || crypto.subtle === undefined)
    return 'keeps nothing';
  const { id: userId, role } = known.user;
  const closed = (error: unknown) => {
    if (isLate(error)) throw error;
    return isNewer(error) ? 'newer' : undefined;
  };
  const partition = await partitionFor(known).catch(closed);
  if (partition === undefined || partition === 'newer') return partition ?? 'keeps nothing';
  const device = await deviceId().catch(() => undefined);
  if (device === undefined) return 'keeps nothing';
  const name = `misty-outbox ${partition.id}`;
  // A PIN shows less than a password, and another role something else.
  const scope = `${role}/${known.way === 'pin' ? 'pin' : 'all'}/`;
  const channel = new BroadcastChannel(name);
  let stopped = false;
  const entries = entriesOf(partition);
  const box = new Outbox({
    ...{ userId, device, entries, post: (entry) => postAsMe(entry, entries) },
    lock: (work, how) => locked(name, work, how?.ifFree === true),
    tell(said: Said) {
      if (!stopped) channel.postMessage(said);
    },
    isOff,
    hasNetwork: () => navigator.onLine,
    show,
    waits: () => offlineProblem('It is kept on this device, and is sent when the connection is back.', 'waits'),
    now: present,
  });
  channel.addEventListener('message', ({ data }: MessageEvent<Said>) => void box.hear(data));
  const stopWatching = effect(() => {
    if (line.value === 'live') void box.hurry();
  });
  const looking = setInterval(() => void box.drain(), LOOK_MS);
  const wake = () => void box.hurry();
  // What waits here is told before anything is sent, and also where nothing can be sent.
  void box.look();
  for (const event of ['online', 'pageshow']) addEventListener(event, wake);
  const door: OutboxDoor = {
    async give(wish, onCounted) {
      try {
        return await box.give(wish, onCounted);
      } catch (error) {
        const why = isFull(error)
          ? 'This device has no room left, so that it could not be kept.'
          : 'This browser could not keep it.';
        return { ok: false, problem: { ...offlineProblem(''), code: 'not-kept', detail: `${why} It is not sent.` } };
      }
    },
    read: (what) => readSnapshot(partition, scope + what),
    write: (what, snapshot) => writeSnapshot(partition, scope + what, snapshot),
    seal: (value) => sealText(partition, value),
    unseal: (text) => unsealText(partition, text),
    renew: (now) => keepOpen(partition, now).catch(() => undefined),
    async forget() {
      await dropSnapshots(partition).catch(() => undefined);
      await forgetPin(partition.id).catch(() => undefined);
    },
    hurry: () => box.hurry(),
    retry: (id) => box.retry(id),
    replace: (id, wish) => box.replace(id, wish),
    discard: (id) => box.discard(id),
    hold: (id) => box.hold(id),
    stop() {
      stopped = true;
      box.stop();
      stopWatching();
      clearInterval(looking);
      channel.close();
      for (const event of ['online', 'pageshow']) removeEventListener(event, wake);
    },
  };
  return door;
}

const NOT_HERE: Answer = { sent: { ok: false, problem: offlineProblem('') }, again: true, reached: false };

const BYTES_LOST: Answer = {
  sent: {
    ok: false,
    problem: {
      ...offlineProblem('', 'bytes-lost'),
      title: 'The file cannot be opened here any more',
      detail: 'The file that was kept on this device cannot be opened any more. Attach it again, then discard this.',
    },
  },
  again: false,
  reached: true,
};

/** Sends it as the person whose it is, and as nobody else. */
async function postAsMe(entry: Entry, entries: Entries): Promise<Answer> {
  const { id, type, payload, version, userId } = entry;
  const bytes = carriesBytes(type) ? await entries.bytesOf(entry) : undefined;
  if (carriesBytes(type) && bytes === undefined) return BYTES_LOST;
  // Asked in the same moment in which the request takes the person's name.
  if (session.value?.user.id !== userId) return NOT_HERE;
  const answer = await postCommand(type, id, payload, { version, bytes });
  const { sent } = answer;
  if (sent.ok) wroteAt(sent.accepted.position);
  // The session has ended. The same person comes in again, and it goes on.
  return !sent.ok && sent.problem.status === 401 ? { ...answer, again: true, reached: false } : answer;
}

async function locked<Result>(name: string, work: () => Promise<Result>, ifFree: boolean): Promise<Result | undefined> {
  if (ifFree) return await navigator.locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
  const asleep = AbortSignal.timeout(ASLEEP_MS);
  let begun = false;
  const begin = () => {
    begun = true;
    return work();
  };
  try {
    return await navigator.locks.request(name, { signal: asleep }, begin);
  } catch (error) {
    if (begun || !asleep.aborted) throw error;
    // Whatever both send is sent under its own id, and is done once.
    return await navigator.locks.request(name, { steal: true }, work);
  }
}

async function deviceId(): Promise<string> {
  return await withDatabase(async (database) => {
    const writing = database.transaction('keys', 'readwrite');
    const known = await writing.store.get('device-id');
    const id = typeof known === 'string' ? known : newId();
    if (id !== known) await writing.store.put(id, 'device-id');
    await writing.done;
    return id;
  });
}
