import { computed, effect, signal } from '@preact/signals';
import { flying, sendingCount, tappedCount } from './connection.ts';
import type { Closed, OutboxDoor } from './outbox/door.ts';
import type { Entry } from './outbox/entry.ts';
import { onPersonLeaves, session, signedOutBecause } from './session.ts';

// The door to what waits on this device. What is behind it is fetched once the first screen is drawn.

/** One's own commands on this device that nobody has decided yet, or that were refused and want an answer. In line. */
export const waiting = signal<readonly Entry[]>([]);

/** How many of one's own cannot be opened, as when the server has lost its part of the key. */
export const unreadable = signal(0);

/** Why nothing can be kept here: a private window, or what is kept was written by a later version of Misty. */
export const closedBecause = signal<Closed | undefined>(undefined);

/** Whether it is known what waits here: after a reload it is read first. */
export const isCounted = signal(false);

/** What the strip counts: given, and not done. */
export const outboxCount = computed(
  () => tappedCount.value + sendingCount.value + waiting.value.filter(({ problem }) => problem === undefined).length,
);

/** Those that want an answer. */
export const refusedCount = computed(() => waiting.value.filter(({ problem }) => problem !== undefined).length);

const AGAIN_MS = 3_000;

let here:
  | {
      readonly userId: string;
      readonly way: string;
      readonly role: string;
      readonly door: Promise<OutboxDoor | Closed | undefined>;
    }
  | undefined;

function show(entries: readonly Entry[], underWay: ReadonlySet<string>, closed: number): void {
  isCounted.value = true;
  waiting.value = entries;
  flying.value = underWay;
  unreadable.value = closed;
}

/** What is kept of the person who is here. Undefined where nobody is, or where this browser keeps nothing. */
export async function outbox(): Promise<OutboxDoor | undefined> {
  const known = session.value;
  if (!known) return undefined;
  if (here?.userId !== known.user.id || here.way !== known.way || here.role !== known.user.role) {
    const door = import('./outbox/door.ts')
      .then((it) => it.openDoor(known, show))
      .catch(() => {
        // Its code could not be fetched, or the database did not answer: it is tried again.
        if (here?.door === door) here = undefined;
        setTimeout(outbox, AGAIN_MS);
        return undefined;
      });
    here = { userId: known.user.id, way: known.way, role: known.user.role, door };
  }
  const asked = here;
  const answer = await asked.door;
  const door = typeof answer === 'string' ? undefined : answer;
  if (here !== asked) return door;
  closedBecause.value = typeof answer === 'string' ? answer : undefined;
  // What waits in a later version's database is there, and not known.
  if (answer === 'keeps nothing') isCounted.value = true;
  return door;
}

/** Has what waits sent as soon as its person is here. The app calls it once. */
export function startOutbox(): void {
  let gone: { readonly door: Promise<OutboxDoor | Closed | undefined>; readonly count: number } | undefined;
  const goneDoor = async () => {
    const door = await gone?.door;
    return typeof door === 'string' ? undefined : door;
  };
  const goes = () => {
    if (here === undefined) return;
    gone = { door: here.door, count: waiting.value.length };
    here = undefined;
    void goneDoor().then((door) => door?.stop());
    show([], new Set(), 0);
    isCounted.value = false;
  };
  onPersonLeaves((comes) => {
    goes();
    void goneDoor().then((door) => door?.forget());
    if (comes === undefined && gone !== undefined && gone.count > 0) {
      signedOutBecause.value = `Not sent yet, and kept on this device: ${gone.count}. It goes when you sign in here again.`;
    }
    gone = undefined;
  });
  effect(() => {
    const known = session.value;
    if (here?.userId !== known?.user.id || here?.way !== known?.way || here?.role !== known?.user.role) goes();
    // Who has gone has taken the key along.
    if (known === null) import('./outbox/opened.ts').then((it) => it.close()).catch(() => undefined);
    if (!known) return;
    void outbox().then((door) => {
      void door?.renew(known);
      void door?.hurry();
    });
    // It is to be there when the connection goes.
    import('./outbox/giving.ts').catch(() => undefined);
  });
}
