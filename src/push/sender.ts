import type { Db } from 'mongodb';
import type { Commit } from '../event-store/commit.ts';
import { recordedEvents } from '../event-store/commit.ts';
import { readWindow } from '../event-store/read.ts';
import type { EventStore } from '../event-store/store.ts';
import type { Reach } from './address.ts';
import { type Account, audienceOf } from './audience.ts';
import type { Choices } from './choices.ts';
import { messageOf } from './message.ts';
import { type Posted, post } from './post.ts';
import type { PushKey } from './push-key.ts';
import type { Notice, Queue } from './queue.ts';
import { tellAt } from './quiet.ts';
import { type Reason, reasonsOf } from './reasons.ts';
import { isTimeForReminders, remindersAt } from './reminders.ts';
import type { State } from './state.ts';
import type { Subscription, Subscriptions } from './subscriptions.ts';
import type { Turn } from './turn.ts';
import type { UnsentWork } from './unsent.ts';

export interface SenderOptions {
  readonly log: Db;
  /** The log as it grows: the event store. */
  readonly source: Pick<EventStore, 'commitsAfter'>;
  /** How far the read models of this process are: no commit is looked at before they know it. */
  readonly read: () => number;
  readonly state: State;
  readonly turn: Turn;
  readonly queue: Queue;
  readonly choices: Choices;
  readonly subscriptions: Subscriptions;
  readonly unsent: UnsentWork;
  readonly key: PushKey;
  readonly reach: Reach;
  readonly clock: () => Date;
  readonly timeZone: string;
  readonly onError: (error: unknown) => void;
  /** Told of a push service that does not take a message, without its address. */
  readonly onFault?: (why: string) => void;
  /** So long a push service may take. */
  readonly timeoutMs?: number;
  readonly pace: Pace;
}

export interface Pace {
  /** How often the sender looks whether the log has moved on. It asks its own memory, not the database. */
  readonly lookMs: number;
  /** How often it says that it still has the turn, and looks for what is due by the clock. */
  readonly beatMs: number;
  /** A process that does not say so for so long has lost its turn. */
  readonly turnMs: number;
}

export const usualPace: Pace = { lookMs: 250, beatMs: 5_000, turnMs: 15_000 };
/** How often it looks at the calendar. */
const CALENDAR_MS = 5 * 60_000;
/** A server that comes back after a long time tells nobody what is old. */
const NEWS_MS = 24 * 60 * 60_000;
/** Work that waits on a tablet for so long is told of. */
const UNSENT_MS = 60 * 60_000;
/** Messages that wait for push services at the same time. */
const AT_ONCE_MAX = 16;
const PAUSES_MS = [30_000, 120_000, 600_000, 1_800_000];

/**
 * Tells people on their own devices what the log and the calendar bring. It follows the log behind everything else, from
 * a checkpoint of its own, so a push service that is slow or gone holds up nothing but itself.
 *
 * Once each, over kill and restart, rests on three steps that each may be done again:
 * 1. A commit gives notices, each with an id made of reason, position and person. They are added where they are not there
 *    yet, and only then the checkpoint moves. A process that dies in between adds the same ones again, which adds nothing.
 * 2. A notice stays open until a push service has taken it. A process that dies before leaves it open, and the next one
 *    sends it.
 * 3. Nobody can both hand a message to a push service and write down that it did, in one step. A process that dies
 *    between the two leaves a message that is sent a second time. We choose that over one that is lost, because the second
 *    takes the place of the first: both have the topic of their kind, by which a push service keeps only the newest for a
 *    device that is off, and the same tag, by which a browser shows one notification, and it does not sound again.
 *
 * Several processes may run; one has the turn, the others look every few seconds whether it still has. One that hangs
 * and wakes up after it lost its turn can move no checkpoint, and what it still sends is no second line on a screen, as
 * in step 3.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #timer: NodeJS.Timeout;
  /** Person and kind of what is on its way. */
  readonly #sending = new Map<string, Promise<void>>();
  readonly #stopping = new AbortController();
  #looking: Promise<void> | undefined;
  /** Undefined while another process has the turn. */
  #checkpoint: number | undefined;
  #beatAt = 0;
  #calendarAt = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#wake(), options.pace.lookMs);
    this.#timer.unref();
  }

  /** Stops after what is on its way, and lets another process go on. */
  async close(): Promise<void> {
    this.#stopping.abort();
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.all(this.#sending.values());
    await this.#options.turn.give().catch(() => undefined);
  }

  #wake(): void {
    this.#looking ??= this.#look()
      .catch((error) => {
        // The database may go away and come back. Until then somebody else may have the turn.
        this.#checkpoint = undefined;
        this.#beatAt = performance.now() + this.#options.pace.beatMs;
        this.#options.onError(error);
      })
      .finally(() => {
        this.#looking = undefined;
      });
  }

  async #look(): Promise<void> {
    const { turn, read } = this.#options;
    const beats = performance.now() >= this.#beatAt;
    if (beats) {
      this.#checkpoint = await turn.take();
      this.#beatAt = performance.now() + this.#options.pace.beatMs;
    }
    if (this.#checkpoint === undefined) return;
    const moved = await this.#follow(this.#checkpoint, read());
    const looks = performance.now() >= this.#calendarAt;
    if (looks) this.#calendarAt = performance.now() + CALENDAR_MS;
    const reminded = looks && (await this.#remind());
    if (moved || beats || reminded) await this.#sendDue();
  }

  /** Reads on from the checkpoint. Answers whether there was anything. */
  async #follow(checkpoint: number, read: number): Promise<boolean> {
    const { source, turn } = this.#options;
    // An older log was put in the place of this one.
    if (checkpoint > read && !(await this.#isAhead(checkpoint))) await this.#moveTo(read);
    let position = checkpoint;
    // All that there is just now, from memory where the store has it there.
    for await (const commits of source.commitsAfter(checkpoint, AbortSignal.abort())) {
      const known = commits.filter((commit) => commit.position <= read);
      const last = known.at(-1);
      if (last === undefined || this.#stopping.signal.aborted) break;
      await this.#note(known);
      if (!(await turn.moveTo(last.position))) {
        this.#checkpoint = undefined;
        return false;
      }
      position = last.position;
      this.#checkpoint = position;
    }
    return position > checkpoint;
  }

  /** Whether the log has this position, though the read models of this process do not know it yet. */
  async #isAhead(position: number): Promise<boolean> {
    return (await readWindow(this.#options.log, position - 1, 1)).length > 0;
  }

  async #moveTo(position: number): Promise<void> {
    this.#checkpoint = (await this.#options.turn.moveTo(position)) ? position : undefined;
  }

  /** Adds what these commits give. */
  async #note(commits: readonly Commit[]): Promise<void> {
    const { state, clock, queue } = this.#options;
    const oldest = clock().getTime() - NEWS_MS;
    const found = commits
      .filter(({ at }) => at.getTime() >= oldest)
      .flatMap((commit) =>
        distinct(recordedEvents(commit).flatMap(reasonsOf)).map((reason) => ({ ...reason, commit })),
      );
    /** Each item is looked at once, however often it moved. */
    const low = new Map<string, string | undefined>();
    const notices: Omit<Notice, 'dueAt' | 'tries' | 'left'>[] = [];
    for (const { commit, ...reason } of found) {
      const { kind, about } = reason;
      if (kind === 'low-stock') {
        if (!low.has(about)) low.set(about, await state.lowSince(about));
        // Of an item that was low already it is known, and of one that rose since there is nothing to tell.
        if (low.get(about) !== commit.at.toISOString()) continue;
      }
      const people = await audienceOf(reason, await state.company(), (account) => state.decides(account));
      for (const userId of await this.#willing(kind, people)) {
        notices.push({ id: [kind, about, commit.position, userId].join(' '), userId, kind, about });
      }
    }
    await queue.add(notices);
  }

  /** Answers whether there was anything. */
  async #remind(): Promise<boolean> {
    const { state, clock, timeZone, unsent } = this.#options;
    const now = clock();
    const due = isTimeForReminders(now, timeZone) ? remindersAt(now, timeZone, await state.calendar()) : [];
    for (const { kind, about, userId } of due) await this.#add(kind, about, userId, '');
    const waiting = await unsent.before(new Date(now.getTime() - UNSENT_MS));
    for (const { id, userId, deviceId, since } of waiting) {
      // A person who is at the tablet sees it there.
      const isThere = (await state.openSessions(userId)).some((session) => session.deviceId === deviceId);
      if (!isThere) await this.#add('unsent', id, userId, String(since.getTime()));
    }
    return due.length + waiting.length > 0;
  }

  async #add(kind: Notice['kind'], about: string, userId: string, of: string): Promise<void> {
    const people = await this.#willing(kind, [userId]);
    await this.#options.queue.add(people.map(() => ({ id: [kind, about, of, userId].join(' '), userId, kind, about })));
  }

  /** Those who want to hear of that kind and have a device for it. */
  async #willing(kind: Notice['kind'], userIds: readonly string[]): Promise<readonly string[]> {
    if (userIds.length === 0) return [];
    const { subscriptions, choices } = this.#options;
    const holders = [...(await subscriptions.holders(userIds))];
    const chosen = await Promise.all(holders.map((userId) => choices.of(userId)));
    return holders.filter((_, index) => chosen[index]?.kinds[kind] === true);
  }

  async #sendDue(): Promise<void> {
    const groups = new Map<string, Notice[]>();
    for (const notice of await this.#options.queue.due(this.#options.clock())) {
      const key = `${notice.kind} ${notice.userId}`;
      groups.set(key, [...(groups.get(key) ?? []), notice]);
    }
    for (const [key, notices] of groups) {
      if (this.#sending.size >= AT_ONCE_MAX) return;
      if (this.#sending.has(key)) continue;
      const sent = this.#tell(notices)
        .catch(this.#options.onError)
        .finally(() => this.#sending.delete(key));
      this.#sending.set(key, sent);
    }
  }

  /** Tells one person all that there is of one kind, by one message. */
  async #tell(notices: readonly Notice[]): Promise<void> {
    const { state, queue, choices, clock, timeZone } = this.#options;
    const [first] = notices;
    if (first === undefined) return;
    const { userId, kind } = first;
    const ids = notices.map(({ id }) => id);
    const account = (await state.company()).people.find(({ id }) => id === userId);
    const { kinds, quiet } = await choices.of(userId);
    const still = account?.active && kinds[kind] ? await state.stillSo(account, notices) : undefined;
    if (account === undefined || still === undefined) return await queue.end(ids, 'past');
    const now = clock();
    const dueAt = tellAt(now, quiet, timeZone);
    if (dueAt > now) return await queue.putOff(ids, { dueAt });
    const devices = await this.#devicesOf(account, notices);
    if (devices.length === 0) return await queue.end(ids, 'no device');
    const badge = await state.approvalsOf(account);
    const results = await Promise.all(devices.map((device) => this.#post(device, kind, { ...still, badge })));
    await this.#settle(notices, devices, results);
  }

  /** Where somebody is told: where they are signed in, and at another try only where it failed. */
  async #devicesOf({ id }: Account, notices: readonly Notice[]): Promise<readonly Subscription[]> {
    const { subscriptions, state } = this.#options;
    const open = new Set((await state.openSessions(id)).map((session) => session.id));
    const left = notices.some((notice) => notice.left === undefined)
      ? undefined
      : new Set(notices.flatMap((notice) => notice.left ?? []));
    return (await subscriptions.of(id)).filter(
      (one) => open.has(one.sessionId) && (left === undefined || left.has(one.id)),
    );
  }

  async #post(
    device: Subscription,
    kind: Notice['kind'],
    said: { count: number; badge: number | undefined; path?: string | undefined },
  ): Promise<Posted> {
    const { key, reach, timeoutMs, subscriptions, onFault } = this.#options;
    const message = messageOf(kind, { ...said, origin: device.origin });
    const posted = await post(device, message, { key, reach, ...(timeoutMs !== undefined && { timeoutMs }) });
    if (posted.kind === 'over') await subscriptions.drop(device.id);
    if (posted.kind === 'failed' || posted.kind === 'refused') onFault?.(posted.why);
    return posted;
  }

  async #settle(
    notices: readonly Notice[],
    devices: readonly Subscription[],
    results: readonly Posted[],
  ): Promise<void> {
    const { queue, clock } = this.#options;
    const ids = notices.map(({ id }) => id);
    const left = devices.filter((_, index) => results[index]?.kind === 'failed').map(({ id }) => id);
    if (left.length === 0) {
      const isTold = results.some(({ kind }) => kind === 'taken');
      return await queue.end(ids, isTold ? 'told' : 'no device');
    }
    const tries = Math.max(...notices.map((notice) => notice.tries)) + 1;
    const pauseMs = PAUSES_MS[tries - 1];
    if (pauseMs === undefined) return await queue.end(ids, 'given up');
    const asked = Math.max(...results.map((one) => (one.kind === 'failed' ? (one.retryAfterMs ?? 0) : 0)));
    const dueAt = new Date(clock().getTime() + Math.min(Math.max(pauseMs, asked), PAUSES_MS.at(-1) ?? pauseMs));
    await queue.putOff(ids, { dueAt, tries, left });
  }
}

/** An allocation has several events of one item, and is one reason. */
function distinct(reasons: readonly Reason[]): readonly Reason[] {
  return [...new Map(reasons.map((reason) => [`${reason.kind} ${reason.about}`, reason])).values()];
}
