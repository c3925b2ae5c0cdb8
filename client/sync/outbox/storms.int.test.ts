import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { IDBFactory } from 'fake-indexeddb';
import { environment } from '../../../src/config.ts';
import type { Role } from '../../../src/contracts/permissions.ts';
import { commitsOf } from '../../../src/event-store/log.ts';
import { type Chance, pick, seeded } from '../../../src/testing/chance.ts';
import { startTestStack, type TestStack, userIdOf } from '../../../src/testing/http/stack.ts';
import { type TestMongo, testMongo } from '../../../src/testing/mongo.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { withDatabase } from './database.ts';
import { type Entries, entriesOf } from './entries.ts';
import { type Entry, firstOfEach } from './entry.ts';
import { Outbox, type Said } from './outbox.ts';
import type { Answer, Sent } from './post.ts';
import { type Partition, partitionOf } from './vault.ts';

// What people do on a shared tablet, and what happens to them, by chance: tabs are killed, answers get lost, the database
// is closed under the app, another person takes over, clocks are wrong, there is no room, a new version comes. Outbox,
// vault and database are the app's own, and the server is a real one. MISTY_STORMS=1000 for the long run; MISTY_STORM for
// one seed.

const STORMS = 40;
const ITEMS = 3;
const HOUR_MS = 3_600_000;
const people = ['manager', 'production_manager', 'sales'] as const satisfies readonly Role[];
const times = { pauseMs: 1, pauseMaxMs: 4, patienceMs: 12 };

suite('storms', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let address: string;
  test.before(async () => {
    mongo = await testMongo();
    const usual = { signInsPerMinute: 1_000, pagesPerMinute: 1_000 };
    stack = await startTestStack(mongo, { limits: { ...usual, commandsPerMinute: 1e9, queriesPerMinute: 1e9 } });
    address = await stack.app.listen({ port: 0, host: '127.0.0.1' });
    for (let at = 0; at < ITEMS; at += 1) {
      const item = { itemId: `item-${at}`, code: `I-${at}`, name: `Item ${at}` };
      const kind = { kind: 'raw-material', unit: 'roll', scale: 0, reorderPoint: 0 } as const;
      assert.is((await stack.send('RegisterStockItem', { ...item, ...kind })).status, 200);
    }
  });
  test.after(async () => {
    await stack?.close();
    await mongo?.close();
  });

  const { MISTY_STORM: one, MISTY_STORMS: count = STORMS } = environment();
  const seeds = one === undefined ? Array.from({ length: Number(count) }, (_, at) => at + 1) : [Number(one)];
  test(
    `${seeds.length} storms: nothing is lost, nothing done twice, nothing in another name`,
    async () => {
      let given = 0;
      for (const seed of seeds) given += await storm(seed, { stack, mongo, address });
      console.log(`${seeds.length} storms, ${given} commands`);
      assert.ok(given > seeds.length);
    },
    { timeoutMs: 60_000 + seeds.length * 2_000 },
  );
});

interface World {
  readonly stack: TestStack;
  readonly mongo: TestMongo;
  readonly address: string;
}

interface Given {
  /** Tells the wish from all others, whatever id it is sent under. */
  readonly mark: string;
  readonly owner: Role;
  /** It was said at once that it is not kept. */
  notKept: boolean;
  sent: Sent | undefined;
}

/** Answers how many commands were given. */
async function storm(seed: number, world: World): Promise<number> {
  const tablet = new Tablet(seed, world);
  const chance = seeded(seed);
  await tablet.comesIn(pick(chance, people));
  for (let step = 0; step < 10 + chance() * 25; step += 1) await pick(chance, doings)(tablet, chance);
  const refused = await tablet.calm();
  const log = await commitsOf(world.mongo.logDb)
    .find({ 'events.data.note': { $regex: `^storm-${seed}-` } })
    .toArray();
  for (const { mark, owner, notKept, sent } of tablet.given) {
    const done = log.filter(({ events }) => (events[0]?.data as { note?: string } | undefined)?.note === mark);
    const told = `seed ${seed}, ${mark}`;
    assert.ok(done.length <= 1, `${told}: done ${done.length} times`);
    assert.ok(
      done.every(({ actor }) => actor.user === userIdOf(owner)),
      `${told}: in another name`,
    );
    const isRefused = refused.has(mark) || (sent?.ok === false && sent.problem.code !== 'waits');
    assert.ok(done.length === 1 || notKept || isRefused, `${told}: lost`);
  }
  return tablet.given.length;
}

type Doing = (tablet: Tablet, chance: Chance) => Promise<void> | void;

const give: Doing = (tablet, chance) => tablet.give(chance);
const doings: readonly Doing[] = [
  ...[give, give, give, give, give, give],
  (tablet, chance) => tablet.network(chance() < 0.5),
  (tablet) => tablet.network(true),
  (tablet, chance) => tablet.luck(chance() * 0.6),
  (tablet) => tablet.killTab(),
  (tablet) => tablet.openTab(),
  (tablet, chance) => tablet.comesIn(pick(chance, people)),
  (tablet) => tablet.signsOut(),
  (tablet) => tablet.databaseCloses(),
  (tablet) => tablet.newVersion(),
  (tablet, chance) => tablet.clock((chance() - 0.5) * 2 * HOUR_MS),
  (tablet, chance) => tablet.full(chance() < 0.3),
  (_tablet, chance) => wait(chance() * 8),
];

/** What is in the browser of one tablet: its database, its locks, its tabs, and who is signed in. */
class Tablet {
  readonly given: Given[] = [];
  readonly #seed: number;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #shares = new Map(people.map((role) => [role, randomUUID()]));
  readonly #locks = new Map<string, Promise<unknown>>();
  #tabs: Tab[] = [];
  #here: Role | undefined;
  #online = true;
  #bad = 0;
  #ahead = 0;
  #isFull = false;

  constructor(seed: number, world: World) {
    this.#seed = seed;
    this.#world = world;
    this.#chance = seeded(seed * 7_919);
    globalThis.indexedDB = new IDBFactory();
    // The connection of the storm before is of no use to this one.
    void this.databaseCloses();
  }

  async comesIn(who: Role): Promise<void> {
    if (this.#here !== who) this.signsOut();
    this.#here = who;
    if (this.#tabs.length === 0) await this.openTab();
  }

  signsOut(): void {
    for (const { box } of this.#tabs) box.stop();
    this.#tabs = [];
    this.#here = undefined;
  }

  async openTab(): Promise<void> {
    const who = this.#here;
    if (who === undefined || this.#tabs.length > 2) return;
    const partition = await partitionOf(userIdOf(who), this.#shares.get(who as never) ?? '');
    if (this.#here !== who) return;
    const tab = this.#open(who, partition);
    this.#tabs.push(tab);
    void tab.box.hurry();
  }

  /** Without a word: what it had in hand is never ended. */
  killTab(): void {
    const tab = this.#tabs.shift();
    if (tab === undefined) return;
    tab.alive = false;
    tab.die();
  }

  async newVersion(): Promise<void> {
    while (this.#tabs.length > 0) this.killTab();
    await this.openTab();
  }

  async give(chance: Chance): Promise<void> {
    const tab = pick(chance, this.#tabs);
    const owner = this.#here;
    if (tab === undefined || owner === undefined) return;
    const mark = `storm-${this.#seed}-${this.given.length}`;
    const given: Given = { mark, owner, notKept: false, sent: undefined };
    this.given.push(given);
    const itemId = `item-${Math.floor(chance() * ITEMS)}`;
    // Some take more than there ever is, and are refused.
    const wish =
      chance() < 0.2
        ? ({ type: 'AdjustStock', payload: { itemId, change: -1_000_000, reason: mark } } as const)
        : ({ type: 'ReceiveStock', payload: { itemId, quantity: 1, note: mark } } as const);
    const sending = tab.box.give({ id: randomUUID(), ...wish }).then(
      (sent) => {
        given.sent = sent;
      },
      () => {
        given.notKept = true;
      },
    );
    // A tab that dies while it saves has not said that it is kept.
    await Promise.race([sending, tab.dead.then(() => this.#mayBeUnsaved(given))]);
  }

  network(on: boolean): void {
    this.#online = on;
    if (on) for (const { box } of this.#tabs) void box.hurry();
  }

  luck(bad: number): void {
    this.#bad = bad;
  }

  clock(aheadMs: number): void {
    this.#ahead = aheadMs;
  }

  full(isFull: boolean): void {
    this.#isFull = isFull;
  }

  async databaseCloses(): Promise<void> {
    await withDatabase(async (database) => database.close()).catch(() => undefined);
  }

  /** All is well again, and each person comes in once more. Answers the marks of what is refused. */
  async calm(): Promise<ReadonlySet<string>> {
    this.#online = true;
    this.#bad = 0;
    this.#isFull = false;
    const refused = new Set<string>();
    for (const who of people) {
      await this.comesIn(who);
      const [tab] = this.#tabs;
      const entries = await until(async () => {
        await tab?.box.hurry();
        const { entries: left, unreadable } = (await tab?.entries.all()) ?? { entries: [], unreadable: 0 };
        assert.is(unreadable, 0, `seed ${this.#seed}: cannot be opened`);
        // What waits behind a refusal for its answer is still there, and is not lost.
        return firstOfEach(left).length === 0 ? left : undefined;
      });
      assert.ok(entries, `seed ${this.#seed}: something never gets through`);
      for (const { payload } of entries) refused.add(markOf(payload));
      this.signsOut();
    }
    return refused;
  }

  #mayBeUnsaved(given: Given): void {
    if (given.sent === undefined) given.notKept = true;
  }

  #open(who: Role, partition: Partition): Tab {
    const tab = new Tab();
    const kept = entriesOf(partition);
    tab.entries = kept;
    const alive = <Result>(work: () => Promise<Result>): Promise<Result> =>
      tab.alive ? Promise.race([work(), tab.dead.then(() => never<Result>())]) : never<Result>();
    const entries: Entries = {
      add: (entry, bytes) => alive(async () => (this.#isFull ? full() : await kept.add(entry, bytes))),
      bytesOf: (entry) => alive(() => kept.bytesOf(entry)),
      all: () => alive(() => kept.all()),
      settle: (change) => alive(() => kept.settle(change)),
    };
    tab.box = new Outbox({
      ...{ userId: userIdOf(who), device: 'tablet', entries, times },
      post: (entry) => alive(() => this.#post(entry)),
      lock: (work, how) => this.#lock(partition.id, tab, work, how?.ifFree === true),
      tell: (said: Said) => {
        for (const other of this.#tabs) if (other !== tab && tab.alive) setImmediate(() => void other.box.hear(said));
      },
      isOff: () => !this.#online,
      hasNetwork: () => this.#online,
      show: () => undefined,
      waits: () => ({ type: 'about:blank', title: '', status: 0, code: 'waits', detail: '' }),
      now: () => new Date(Date.now() + this.#ahead),
    });
    return tab;
  }

  /** As the browser sends it: with the cookie of the person who is signed in at that moment. */
  async #post({ id, type, payload, userId }: Entry): Promise<Answer> {
    const here = this.#here;
    if (here === undefined || userIdOf(here) !== userId || !this.#online) return unreached;
    if (this.#chance() < this.#bad / 2) return unreached;
    const headers = { authorization: `Bearer ${this.#world.stack.token(here)}`, 'misty-user': userId };
    const response = await fetch(`${this.#world.address}/api/commands/${type}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify(payload),
    });
    const body = (await response.json()) as never;
    // It arrived, and nobody hears of it; or something in between answers instead.
    if (this.#chance() < this.#bad)
      return this.#chance() < 0.5 ? unreached : { ...unreached, reached: true, retryAfterMs: 2 };
    if (response.ok) return { sent: { ok: true, accepted: body }, again: false, reached: true };
    return { sent: { ok: false, problem: body }, again: response.status >= 500, reached: true };
  }

  /** As the browser's: one at a time, and a tab that dies lets go. */
  async #lock<Result>(
    name: string,
    tab: Tab,
    work: () => Promise<Result>,
    ifFree: boolean,
  ): Promise<Result | undefined> {
    const before = this.#locks.get(name);
    if (ifFree && before !== undefined) return undefined;
    const mine = (before ?? Promise.resolve()).then(() => (tab.alive ? Promise.race([work(), tab.dead]) : undefined));
    const held = mine
      .catch(() => undefined)
      .then(() => {
        if (this.#locks.get(name) === held) this.#locks.delete(name);
      });
    this.#locks.set(name, held);
    return (await mine) as Result | undefined;
  }
}

class Tab {
  alive = true;
  box!: Outbox;
  entries!: Entries;
  die!: () => void;
  readonly dead = new Promise<undefined>((resolve) => {
    this.die = () => resolve(undefined);
  });
}

const problem = { type: 'about:blank', title: '', status: 0, code: 'offline', detail: '' };
const unreached: Answer = { sent: { ok: false, problem }, again: true, reached: false };

function markOf(payload: object): string {
  const { note, reason } = payload as { readonly note?: string; readonly reason?: string };
  return note ?? reason ?? '';
}

function full(): never {
  throw new DOMException('No room left.', 'QuotaExceededError');
}

function never<Result>(): Promise<Result> {
  return new Promise<Result>(() => undefined);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function until<Found>(look: () => Promise<Found | undefined>): Promise<Found | undefined> {
  for (let tries = 0; tries < 400; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await wait(5);
  }
  return undefined;
}
