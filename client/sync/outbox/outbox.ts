import type { Problem } from '#contracts/problems.ts';
import type { WaitingType } from '#contracts/waits.ts';
import type { Entries } from './entries.ts';
import { type Bytes, type Entry, firstOfEach, thingsOf } from './entry.ts';
import type { Answer, Sent } from './post.ts';

export interface Wish {
  readonly id: string;
  readonly type: WaitingType;
  readonly payload: object;
  readonly version?: number | undefined;
  /** What was on screen before it was changed. */
  readonly base?: object | undefined;
  /** What goes along with it. */
  readonly bytes?: Bytes | undefined;
}

/** What windows tell each other. */
export type Said = { readonly changed: true } | { readonly settled: string; readonly sent: Sent };

/** Shows what is in line, which are under way, and how many cannot be opened. */
export type Show = (entries: readonly Entry[], flying: ReadonlySet<string>, unreadable: number) => void;

interface Parts {
  readonly userId: string;
  readonly device: string;
  readonly entries: Entries;
  /** Sends it as its person, or says that this person is not here. Never throws. */
  readonly post: (entry: Entry) => Promise<Answer>;
  /** One window at a time. */
  readonly lock: <Result>(
    work: () => Promise<Result>,
    how?: { readonly ifFree: boolean },
  ) => Promise<Result | undefined>;
  readonly tell: (said: Said) => void;
  /** Whether the server cannot be reached, as far as it is known: nobody waits for an answer then. */
  readonly isOff: () => boolean;
  /** Whether the browser knows that there is no network: then nothing is tried. */
  readonly hasNetwork: () => boolean;
  readonly show: Show;
  /** Why somebody is told that theirs waits. */
  readonly waits: () => Problem;
  readonly now: () => Date;
  readonly times?: Partial<typeof usualTimes>;
}

type Change = Parameters<Entries['settle']>[0];

/** So many are sent side by side, each about something else. */
const LINES_MAX = 4;
const RETRY_AFTER_MAX_MS = 600_000;
const usualTimes = {
  pauseMs: 400,
  pauseMaxMs: 60_000,
  /** How long a screen waits for an answer before it is told that the command waits. */
  patienceMs: 4_000,
};

interface Pause {
  readonly failures: number;
  readonly until: number;
  /** By the server's own word: no sign of a network shortens it. */
  readonly told: boolean;
}

/**
 * The commands of one person on this device. Each is saved before it is sent; one window at a time sends them, first in,
 * first out for each thing that they are about; and it goes off the line when the server has said yes, or when the person
 * has answered a refusal.
 */
export class Outbox {
  readonly #parts: Parts;
  readonly #times: typeof usualTimes;
  readonly #askers = new Map<string, ((sent: Sent) => void)[]>();
  readonly #flying = new Map<string, Promise<void>>();
  readonly #pauses = new Map<string, Pause>();
  readonly #newer = new Map<string, number>();
  readonly #done = new Map<string, { readonly wish: string; readonly sent: Sent }>();
  #line: readonly Entry[] = [];
  #unreadable = 0;
  #draining: Promise<void> | undefined;
  #again = false;
  #wake: () => void = () => undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unreached: Pause | undefined;
  #stopped = false;
  #turn: Promise<unknown> = Promise.resolve();
  #held: string | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#times = { ...usualTimes, ...parts.times };
  }

  /**
   * Saves a command, sends it, and answers what came of it; or after a moment that it waits. `onCounted` is called once it is
   * saved and shown.
   *
   * @throws DOMException when it cannot be saved.
   */
  async give(wish: Wish, onCounted: () => void = () => undefined): Promise<Sent> {
    const { isOff, waits } = this.#parts;
    const { id, done } = await this.#take(wish);
    onCounted();
    if (done !== undefined) return done;
    const answer = new Promise<Sent>((resolve) => {
      const asker = (sent: Sent) => {
        clearTimeout(patience);
        resolve(sent);
      };
      // Once told that it waits, the screen goes on: what comes of it later is the outbox's to say.
      const patience = setTimeout(() => {
        this.#askers.set(
          id,
          (this.#askers.get(id) ?? []).filter((one) => one !== asker),
        );
        resolve({ ok: false, problem: waits() });
      }, this.#times.patienceMs);
      this.#askers.set(id, [...(this.#askers.get(id) ?? []), asker]);
    });
    if (isOff()) this.#answer(id, { ok: false, problem: waits() });
    this.#parts.tell({ changed: true });
    void this.drain();
    return await answer;
  }

  /** Sends what can be sent. Never throws: what cannot be sent now is tried again. */
  async drain(): Promise<void> {
    this.#again = true;
    this.#wake();
    this.#draining ??= this.#drainOnce().finally(() => {
      this.#draining = undefined;
      // Something may have come in this very moment.
      if (this.#again && !this.#stopped) void this.drain();
    });
    await this.#draining;
  }

  /** The network, or the person, is back: what pauses goes at once. */
  async hurry(): Promise<void> {
    const now = Date.now();
    if (this.#unreached?.told !== true || this.#unreached.until <= now) this.#unreached = undefined;
    for (const [id, { told, until }] of this.#pauses) if (!told || until <= now) this.#pauses.delete(id);
    await this.drain();
  }

  /** Another window has said something. */
  async hear(said: Said): Promise<void> {
    if ('settled' in said) {
      // Its own screen shows the refusal, so that it wants no answer in the outbox.
      if (this.#answer(said.settled, said.sent) && !said.sent.ok) await this.discard(said.settled);
    }
    await this.look();
    await this.drain();
  }

  /** Shows what is in line. Never throws: what cannot be read now is looked at when it is sent. */
  async look(): Promise<void> {
    await this.#look().catch(() => undefined);
  }

  /** A refused one is tried once more, as it is. */
  async retry(id: string): Promise<void> {
    const entry = await this.#find(id);
    if (entry === undefined) return;
    this.#pauses.delete(id);
    await this.#change({ put: [{ ...entry, problem: undefined, holdsUpTo: undefined }] });
    await this.drain();
  }

  /** Another wish in the place of one that was refused, or that was never sent. */
  async replace(id: string, wish: Pick<Wish, 'id' | 'payload'> & Partial<Wish>): Promise<void> {
    const entry = await this.#find(id);
    if (entry === undefined || (entry.tried && entry.problem === undefined)) return;
    const anew = { problem: undefined, holdsUpTo: undefined, tried: false };
    await this.#change({ put: [{ ...entry, ...wish, ...anew }] });
    await this.drain();
  }

  /** It is not sent while somebody changes it; undefined: nobody does. */
  async hold(id: string | undefined): Promise<void> {
    this.#held = id;
    await this.drain();
  }

  /** It is given up. What is on its way cannot be held back. */
  async discard(id: string): Promise<void> {
    const entry = await this.#find(id);
    if (entry === undefined || this.#flying.has(id)) return;
    await this.#change({ remove: entry.seq });
    await this.drain();
  }

  /** The person has gone. What waits stays theirs. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#wake();
    for (const id of this.#askers.keys()) this.#answer(id, { ok: false, problem: this.#parts.waits() });
  }

  /** Puts it in line; or answers what came of the very same before. */
  async #take(wish: Wish): Promise<{ readonly id: string; readonly done?: Sent }> {
    const { entries, userId, device, isOff, now } = this.#parts;
    const { bytes, ...plain } = wish;
    const fresh = { ...plain, userId, device, at: now().toISOString() };
    if (wish.type !== 'SaveTimesheet') {
      // What is sent at once need not be noted twice.
      await this.#add({ ...fresh, tried: !isOff() }, bytes);
      return { id: wish.id };
    }
    // A week is sent whole: the newest is what counts, and it goes on from what was saved before it.
    const [thing = ''] = thingsOf(wish);
    const version = this.#newest(thing, wish.version);
    const words = JSON.stringify(wish.payload);
    const done = this.#done.get(thing);
    if (done?.wish === words && done.sent.ok && done.sent.accepted.sequence === version)
      return { id: wish.id, done: done.sent };
    if (this.#flying.size === 0) await this.#draining;
    const taken = await this.#parts.lock(
      async () => {
        const { entries: line } = await entries.all();
        const before = line.findLast((entry) => thingsOf(entry).includes(thing));
        if (before === undefined || (before.tried && before.problem === undefined)) return undefined;
        const same = JSON.stringify(before.payload) === words && before.problem === undefined;
        // What waits was made on top of what it was made on, however often it is changed.
        const base = before.problem === undefined ? before.base : fresh.base;
        const put = { ...before, ...fresh, base, version, problem: undefined, holdsUpTo: undefined };
        if (same) return before.id;
        await this.#change({ put: [put] });
        return put.id;
      },
      { ifFree: true },
    );
    if (taken !== undefined) return { id: taken };
    const last = this.#line.findLast((entry) => thingsOf(entry).includes(thing) && entry.problem === undefined);
    if (last !== undefined && JSON.stringify(last.payload) === words) return { id: last.id };
    await this.#add({ ...fresh, version, tried: !isOff() && last === undefined });
    return { id: wish.id };
  }

  async #drainOnce(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      try {
        await this.#parts.lock(() => this.#sendAll());
      } catch {
        // The browser has closed what it keeps, or another window has taken over. What waits is looked at again.
        this.#later(this.#times.pauseMaxMs);
      }
    }
  }

  async #sendAll(): Promise<void> {
    let look = true;
    while (!this.#stopped) {
      if (this.#flying.size === 0 && !this.#parts.hasNetwork()) return;
      if (look || this.#again) {
        this.#again = false;
        await this.#look();
      }
      look = false;
      const ready = firstOfEach(this.#line).filter(({ id }) => !this.#flying.has(id) && id !== this.#held);
      const due = ready.filter(({ id }) => this.#until(id) <= Date.now());
      for (const entry of due.slice(0, LINES_MAX - this.#flying.size)) this.#fly(entry);
      if (this.#flying.size === 0) {
        const next = Math.min(...ready.map(({ id }) => this.#until(id)));
        if (Number.isFinite(next)) this.#later(next - Date.now());
        return;
      }
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      if (!this.#again) await Promise.race([...this.#flying.values(), woken]);
    }
    await Promise.all(this.#flying.values());
  }

  #fly(entry: Entry): void {
    const flight = this.#send(entry)
      // It stays where it is in line.
      .catch(() => this.#pause(entry.id, false, undefined))
      .finally(() => {
        this.#flying.delete(entry.id);
        this.#show();
      });
    this.#flying.set(entry.id, flight);
    this.#show();
  }

  async #send(given: Entry): Promise<void> {
    const entry = { ...given, tried: true };
    if (!given.tried) await this.#change({ put: [entry] });
    const { sent, again, reached, retryAfterMs } = await this.#parts.post(entry);
    if (again) {
      this.#pause(entry.id, reached, retryAfterMs);
      if (this.#parts.isOff()) this.#answer(entry.id, { ok: false, problem: this.#parts.waits() });
      return;
    }
    this.#unreached = undefined;
    this.#pauses.delete(entry.id);
    if (sent.ok) await this.#accepted(entry, sent);
    // It goes off the line once its screen has it, and not before.
    else if (this.#answer(entry.id, sent)) await this.#change({ remove: entry.seq });
    else {
      const last = this.#line.at(-1)?.seq ?? entry.seq;
      await this.#change({ put: [{ ...entry, problem: sent.problem, holdsUpTo: last }] });
    }
    this.#answer(entry.id, sent);
    this.#parts.tell({ settled: entry.id, sent });
  }

  async #accepted(entry: Entry, sent: Extract<Sent, { ok: true }>): Promise<void> {
    if (entry.type !== 'SaveTimesheet') return await this.#change({ remove: entry.seq });
    const [thing = ''] = thingsOf(entry);
    const { sequence } = sent.accepted;
    this.#newer.set(`${thing}@${entry.version}`, sequence);
    this.#done.set(thing, { wish: JSON.stringify(entry.payload), sent });
    // What was saved behind it was made on top of it.
    await this.#change(async () => {
      const { entries } = await this.#parts.entries.all();
      const put = entries
        .filter((later) => later.seq > entry.seq && later.version === entry.version && thingsOf(later).includes(thing))
        .map((later) => ({ ...later, version: sequence }));
      return { put, remove: entry.seq };
    });
  }

  #newest(thing: string, version: number | undefined): number | undefined {
    let newest = version;
    for (let next = this.#newer.get(`${thing}@${newest}`); next !== undefined; ) {
      newest = next;
      next = this.#newer.get(`${thing}@${newest}`);
    }
    return newest;
  }

  /** As it stands in the database, where other windows write too. */
  async #look(): Promise<void> {
    await this.#inTurn(async () => {
      const { entries, unreadable } = await this.#parts.entries.all();
      this.#line = entries;
      this.#unreadable = unreadable;
    });
    this.#show();
  }

  /** One after the other: what is read is never older than what was written here. */
  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #find(id: string): Promise<Entry | undefined> {
    return (await this.#parts.entries.all()).entries.find((entry) => entry.id === id);
  }

  async #change(wanted: Change | (() => Promise<Change>)): Promise<void> {
    await this.#inTurn(async () => {
      const change = typeof wanted === 'function' ? await wanted() : wanted;
      await this.#parts.entries.settle(change);
      const { put = [], remove } = change;
      const changed = new Map(put.map((entry) => [entry.seq, entry]));
      this.#line = this.#line.filter(({ seq }) => seq !== remove).map((entry) => changed.get(entry.seq) ?? entry);
    });
    this.#show();
    this.#parts.tell({ changed: true });
  }

  async #add(entry: Omit<Entry, 'seq'>, bytes?: Bytes): Promise<void> {
    const [thing = ''] = thingsOf(entry);
    await this.#inTurn(async () => {
      const version = this.#newest(thing, entry.version);
      this.#line = [...this.#line, await this.#parts.entries.add({ ...entry, version }, bytes)];
    });
    this.#show();
  }

  /** Whether a screen still waited for it. */
  #answer(id: string, sent: Sent): boolean {
    const askers = this.#askers.get(id) ?? [];
    this.#askers.delete(id);
    for (const asker of askers) asker(sent);
    return askers.length > 0;
  }

  #until(id: string): number {
    return Math.max(this.#unreached?.until ?? 0, this.#pauses.get(id)?.until ?? 0);
  }

  #pause(id: string, reached: boolean, retryAfterMs: number | undefined): void {
    const failures = ((reached ? this.#pauses.get(id) : this.#unreached)?.failures ?? 0) + 1;
    const { pauseMs, pauseMaxMs } = this.#times;
    const growing = Math.min(pauseMs * 2 ** (failures - 1), pauseMaxMs) * (0.75 + Math.random() / 2);
    const ms = Math.max(growing, Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS));
    const pause = { failures, until: Date.now() + ms, told: retryAfterMs !== undefined };
    if (reached) this.#pauses.set(id, pause);
    else this.#unreached = pause;
  }

  #later(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#stopped) this.#timer = setTimeout(() => void this.drain(), Math.max(ms, 0) + 1);
  }

  #show(): void {
    if (!this.#stopped) this.#parts.show(this.#line, new Set(this.#flying.keys()), this.#unreadable);
  }
}
