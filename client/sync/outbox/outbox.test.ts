import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import type { WaitingType } from '../../../src/contracts/waits.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { keepByPin, openByPin, PIN_TRIES_MAX } from './by-pin.ts';
import { withDatabase } from './database.ts';
import { entriesOf } from './entries.ts';
import type { Bytes, Entry } from './entry.ts';
import { keepOpen } from './opened.ts';
import { Outbox } from './outbox.ts';
import type { Answer } from './post.ts';
import { readSnapshot, writeSnapshot } from './snapshots.ts';
import { partitionOf, sealText, unsealText } from './vault.ts';

suite('the outbox of one person', (test) => {
  test.before.each(freshDatabase);

  test('what is given is saved before it is sent, and off the line once the server has said yes', async () => {
    const box = await opened();
    box.answer = async (entry) => {
      assert.equal(await box.ids(), [entry.id]);
      return yes(7);
    };
    assert.is((await box.give('a', 'ReceiveStock', { itemId: 'kraft', quantity: 1 })).ok, true);
    assert.equal(await box.ids(), []);
  });

  test('what is about the same thing goes in order; what is about another passes a refusal', async () => {
    const box = await opened();
    box.off = true;
    await box.give('a', 'IssueStock', { itemId: 'kraft', quantity: 9 });
    await box.give('b', 'IssueStock', { itemId: 'kraft', quantity: 1 });
    await box.give('c', 'IssueStock', { itemId: 'glue', quantity: 1 });
    box.off = false;
    box.answer = async ({ id }) => (id === 'a' ? no(409) : yes(1));
    await box.hurry();
    assert.equal(box.posted, ['a', 'c']);
    assert.equal(await box.ids(), ['a', 'b']);
    // What is given after the refusal was read is meant all the same.
    await box.give('d', 'IssueStock', { itemId: 'kraft', quantity: 1 });
    assert.equal(await box.ids(), ['a', 'b']);
    await box.discard('a');
    assert.equal(box.posted, ['a', 'c', 'd', 'b']);
    assert.equal(await box.ids(), []);
  });

  test('what nobody has decided is tried again under its id, and not before the server said', async () => {
    const box = await opened();
    let tries = 0;
    box.answer = async () => {
      tries += 1;
      return tries === 1 ? { ...lost, reached: true, retryAfterMs: 40 } : tries === 2 ? lost : yes(1);
    };
    const since = performance.now();
    assert.is((await box.give('a', 'ReceiveStock', { itemId: 'kraft', quantity: 1 })).ok, true);
    assert.ok(performance.now() - since >= 40);
    assert.equal(box.posted, ['a', 'a', 'a']);
  });

  test('of a week the newest counts, and goes on from what was saved before it', async () => {
    const box = await opened();
    const week = (...minutes: number[]) => ({ employeeId: 'dave', monday: '2026-11-09', entries: minutes });
    box.off = true;
    await box.give('a', 'SaveTimesheet', week(1), { version: 4 });
    await box.give('b', 'SaveTimesheet', week(1, 2), { version: 4 });
    assert.equal(
      (await box.entries.all()).entries.map(({ payload }) => payload),
      [week(1, 2)],
    );
    box.off = false;
    const versions: (number | undefined)[] = [];
    box.answer = async ({ version }) => {
      versions.push(version);
      if (versions.length === 1) void box.give('c', 'SaveTimesheet', week(1, 2, 3), { version: 4 });
      return yes((version ?? 0) + 1);
    };
    await box.hurry();
    await until(async () => (await box.ids()).length === 0 && versions.length === 2);
    assert.equal(versions, [4, 5]);
    // The screen has not heard yet, and gives the same once more.
    assert.is((await box.give('d', 'SaveTimesheet', week(1, 2, 3), { version: 4 })).ok, true);
    assert.is(versions.length, 2);
  });

  test('a connection to the database that died is opened again', async () => {
    const box = await opened();
    box.off = true;
    await withDatabase(async (database) => database.close());
    await box.give('a', 'ReceiveStock', { itemId: 'kraft', quantity: 1 });
    await withDatabase(async (database) => database.close());
    assert.equal(await box.ids(), ['a']);
  });

  test('what is given after the browser has cleared everything under a running page opens later as well', async () => {
    const box = await opened();
    box.off = true;
    await freshDatabase();
    await box.give('a', 'ReceiveStock', { itemId: 'kraft', quantity: 1 });
    const again = await entriesOf(await partitionOf('priya', 'share')).all();
    assert.equal(
      again.entries.map(({ id }) => id),
      ['a'],
    );
  });

  test('what waits is told before anything is sent, also where nothing can be sent', async () => {
    const before = await opened();
    before.off = true;
    await before.give('a', 'ReceiveStock', { itemId: 'kraft', quantity: 1 });
    const box = await opened();
    box.off = true;
    await box.look();
    assert.equal(box.shown, ['a']);
  });

  test('it is said when a command is saved: until then a screen counts it itself', async () => {
    const box = await opened();
    const counted: unknown[] = [];
    box.answer = async () => {
      assert.equal(counted, [['a']]);
      return yes(1);
    };
    const onCounted = () => void counted.push(box.shown);
    await box.give('a', 'ReceiveStock', { itemId: 'kraft', quantity: 1 }, { onCounted });
    assert.equal(counted, [['a']]);
  });

  test('a week that waits keeps what it was made on, however often it is changed; after a refusal it is made anew', async () => {
    const box = await opened();
    const week = (minutes: number) => ({ employeeId: 'dave', monday: '2026-11-09', entries: [minutes] });
    const bases = async () => (await box.entries.all()).entries.map(({ base }) => base);
    box.off = true;
    await box.give('a', 'SaveTimesheet', week(1), { version: 4, base: { was: 0 } });
    await box.give('b', 'SaveTimesheet', week(2), { version: 4, base: { was: 1 } });
    assert.equal(await bases(), [{ was: 0 }]);
    box.off = false;
    box.answer = async () => no(412);
    await box.hurry();
    box.off = true;
    await box.give('c', 'SaveTimesheet', week(3), { version: 5, base: { was: 9 } });
    assert.equal(await bases(), [{ was: 9 }]);
  });

  test('what an update of the server no longer takes is kept as it was given', async () => {
    const box = await opened();
    box.off = true;
    await box.give('a', 'ReceiveStock', { itemId: 'kraft', rolls: 1 });
    box.off = false;
    for (const status of [400, 404]) {
      box.answer = async () => no(status);
      await box.retry('a');
      const [entry] = (await box.entries.all()).entries;
      assert.equal([entry?.problem?.status, entry?.payload], [status, { itemId: 'kraft', rolls: 1 }]);
    }
  });

  test('a draft opens with its own key alone, and where it is whole', async () => {
    const mine = await partitionOf('priya', 'share');
    const text = await sealText(mine, { 'receive/kraft': { docket: 'IR-1' } });
    assert.not.match(text, /IR-1|kraft/);
    assert.equal(await unsealText(mine, text), { 'receive/kraft': { docket: 'IR-1' } });
    assert.is(await unsealText(await partitionOf('ben', 'share'), text), undefined);
    for (const damaged of ['', 'x', `${text.slice(0, -8)}AAAAAAA=`, '{"a":1}'])
      assert.is(await unsealText(mine, damaged), undefined);
  });

  test('what is damaged is left out, is counted, and does not keep the rest from being read', async () => {
    const box = await opened();
    box.off = true;
    for (const id of ['a', 'b']) await box.give(id, 'ReceiveStock', { itemId: id, quantity: 1 });
    const partition = await partitionOf('priya', 'share');
    const asOf = '2026-11-12T00:00:00.000Z';
    for (const name of ['orders', 'stock']) await writeSnapshot(partition, name, { value: [name], asOf });
    await withDatabase(async (database) => {
      const [first] = await database.getAll('outbox');
      assert.ok(first);
      const bytes = new Uint8Array(first.data);
      bytes.set([(bytes.at(3) ?? 0) ^ 1], 3);
      await database.put('outbox', first);
      for (const key of await database.getAllKeys('snapshots')) {
        const sealed = await database.get('snapshots', key);
        if (sealed) await database.put('snapshots', { ...sealed, data: sealed.data.slice(1) }, key);
      }
    });
    const { entries, unreadable } = await box.entries.all();
    assert.equal([entries.map(({ id }) => id), unreadable], [['b'], 1]);
    assert.is(await readSnapshot(partition, 'orders'), undefined);
    await writeSnapshot(partition, 'orders', { value: [7], asOf });
    assert.equal(await readSnapshot(partition, 'orders'), { value: [7], asOf });
  });

  test('500 that wait go in seconds', async () => {
    const box = await opened();
    box.off = true;
    for (let at = 0; at < 500; at += 1) await box.give(`${at}`, 'ReceiveStock', { itemId: `i-${at % 7}`, quantity: 1 });
    box.off = false;
    await box.hurry();
    await until(async () => (await box.ids()).length === 0);
    assert.is(new Set(box.posted).size, 500);
    assert.is(box.posted.length, 500);
  });

  test('what goes along with a command is sealed beside it, sent with it, and goes when it goes', async () => {
    const box = await opened();
    const [file, preview] = ['a photo of the pallet', 'small'].map((text) => new TextEncoder().encode(text).buffer);
    const photo = { orderId: 'o1', fileId: 'f1', bytes: file?.byteLength };
    box.off = true;
    await box.give('a', 'AttachOrderFile', photo, { bytes: { file: file ?? new ArrayBuffer(), preview } });
    await box.give('b', 'AttachOrderFile', { ...photo, fileId: 'f2' }, { bytes: { file: file ?? new ArrayBuffer() } });
    const kept = await withDatabase((database) => database.getAll('outbox'));
    assert.is(kept.length, 4);
    for (const { data } of kept) assert.not.match(new TextDecoder().decode(data), /pallet|small|AttachOrderFile/);
    assert.equal(await box.ids(), ['a', 'b'], 'bytes are no entries');

    const [first] = (await box.entries.all()).entries;
    const others = entriesOf(await partitionOf('ben', 'share'));
    assert.is(first && (await others.bytesOf(first)), undefined);
    const sent: string[] = [];
    box.off = false;
    box.answer = async (entry) => {
      const bytes = await box.entries.bytesOf(entry);
      sent.push(...[bytes?.file, bytes?.preview].map((one) => new TextDecoder().decode(one)));
      return yes(1);
    };
    await box.hurry();
    assert.equal(sent, ['a photo of the pallet', 'small', 'a photo of the pallet', '']);
    assert.is((await withDatabase((database) => database.getAll('outbox'))).length, 0);
  });

  test('nobody else opens what waits; without the share it is counted, and stays', async () => {
    const box = await opened();
    box.off = true;
    await box.give('a', 'ReceiveStock', { itemId: 'kraft', quantity: 1 });
    const others = await entriesOf(await partitionOf('ben', 'share')).all();
    assert.equal(others, { entries: [], unreadable: 0 });
    const lostShare = await entriesOf(await partitionOf('priya', 'another share')).all();
    assert.equal(lostShare, { entries: [], unreadable: 1 });
    const kept = JSON.stringify(await withDatabase((database) => database.getAll('outbox')));
    assert.not.match(kept, /kraft|priya|Receive/);
  });
});

suite('what a PIN opens without the server', (test) => {
  test.before.each(freshDatabase);
  const session = {
    ...{ user: { id: 'kylie', username: 'kylie', name: 'Kylie Tran', role: 'production_team' as const } },
    ...{ timeZone: 'Australia/Sydney', way: 'pin' as const, idleSeconds: 120, expiresAt: '', signInExpiresAt: '' },
    offline: { share: 'her share', seconds: 60 },
  };
  async function cameIn(): Promise<void> {
    await keepOpen(await partitionOf('kylie', 'her share'), session);
    await keepByPin(session, '2741');
  }

  test('the right one, as often as wanted; and nobody else’s', async () => {
    await cameIn();
    for (let at = 0; at < 7; at += 1) assert.ok('session' in (await openByPin('kylie', '2741')));
    assert.equal(await openByPin('sione', '2741'), { left: 0 });
  });

  test('five wrong ones end it, also for the right one', async () => {
    await cameIn();
    for (let left = PIN_TRIES_MAX - 1; left >= 0; left -= 1) assert.equal(await openByPin('kylie', '1111'), { left });
    assert.equal(await openByPin('kylie', '2741'), { left: 0 });
  });

  test('for as long as the server said, by whatever the clock is set to', async () => {
    const now = Date.now;
    try {
      for (const aheadMs of [61_000, -3_600_000, 365 * 86_400_000]) {
        await cameIn();
        Date.now = () => now() + aheadMs;
        assert.equal(await openByPin('kylie', '2741'), { left: 0 }, `${aheadMs}`);
        Date.now = now;
      }
    } finally {
      Date.now = now;
    }
  });
});

function freshDatabase(): Promise<void> {
  globalThis.indexedDB = new IDBFactory();
  // The connection of the test before is of no use.
  return withDatabase(async (database) => database.close()).catch(() => undefined);
}

interface GiveMore {
  readonly version?: number;
  readonly base?: object;
  readonly bytes?: Bytes;
  readonly onCounted?: () => void;
}

async function opened() {
  const entries = entriesOf(await partitionOf('priya', 'share'));
  const state = {
    off: false,
    shown: [] as string[],
    posted: [] as string[],
    answer: async (_entry: Entry): Promise<Answer> => yes(1),
  };
  let busy: Promise<unknown> | undefined;
  const box = new Outbox({
    ...{ userId: 'priya', device: 'tablet', entries, times: { pauseMs: 1, pauseMaxMs: 4, patienceMs: 2_000 } },
    async post(entry) {
      state.posted.push(entry.id);
      return await state.answer(entry);
    },
    async lock(work, how) {
      if (how?.ifFree && busy !== undefined) return undefined;
      while (busy !== undefined) await busy.catch(() => undefined);
      const mine = work();
      busy = mine;
      return await mine.finally(() => {
        busy = undefined;
      });
    },
    tell: () => undefined,
    isOff: () => state.off,
    hasNetwork: () => !state.off,
    show(line) {
      state.shown = line.map(({ id }) => id);
    },
    waits: () => ({ type: 'about:blank', title: '', status: 0, code: 'waits', detail: '' }),
    now: () => new Date(),
  });
  return Object.assign(state, {
    entries,
    give: (id: string, type: WaitingType, payload: object, { onCounted, ...more }: GiveMore = {}) =>
      box.give({ id, type, payload, ...more }, onCounted),
    hurry: () => box.hurry(),
    look: () => box.look(),
    retry: (id: string) => box.retry(id),
    discard: (id: string) => box.discard(id),
    ids: async () => (await entries.all()).entries.map(({ id }) => id),
  });
}

function yes(sequence: number): Answer {
  const accepted = { commandId: '', position: sequence, aggregate: '', sequence };
  return { sent: { ok: true, accepted }, again: false, reached: true };
}

function no(status: number): Answer {
  const problem = { type: 'about:blank', title: 'No', status, code: 'no', detail: 'No.' };
  return { sent: { ok: false, problem }, again: false, reached: true };
}

const lost: Answer = { ...no(0), again: true, reached: false };

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 500 && !(await holds()); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  assert.ok(await holds());
}
