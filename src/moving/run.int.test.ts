import { environment } from '../config.ts';
import { aggregates, deciders } from '../domain/catalogue.ts';
import { readLast } from '../event-store/read.ts';
import { type Command, EventStore } from '../event-store/store.ts';
import { verifyLog } from '../event-store/verify.ts';
import { movedInDocuments } from '../private-details/documents.ts';
import { createSeal } from '../private-details/seal.ts';
import { at, oldAllocation, oldClient, oldCompany, oldOrder, oldStock } from '../testing/legacy/old-company.ts';
import { sourceOf } from '../testing/legacy/planned.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { holdMove } from './hold.ts';
import { type RunOptions, runMove } from './run.ts';
import { openSource } from './source.ts';

/** Points at which a run is cut off. MISTY_CUTS=200 for the long run. */
const CUTS = Number(environment()['MISTY_CUTS'] ?? '10');
const NOW = at('2026-10-30T07:05:00Z');
const LATER = at('2026-10-31T22:00:00Z');

class Cut extends Error {}

suite('a move', (test) => {
  let mongo: TestMongo;
  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(() => mongo.close());
  test.before.each(async () => {
    for (const db of [mongo.logDb, mongo.viewDb]) {
      for (const { name } of await db.listCollections({}, { nameOnly: true }).toArray()) await db.dropCollection(name);
    }
  });

  const open = (clock: () => Date) =>
    EventStore.open({ log: mongo.logDb, aggregates, deciders, timeZone: 'Australia/Sydney', clock });
  const move = (company = oldCompany(), more: Partial<RunOptions> = {}) =>
    runMove({
      ...{ source: sourceOf(company), log: mongo.logDb, views: mongo.viewDb, timeZone: 'Australia/Sydney' },
      ...{ dryRun: false, update: false, rules: [], now: NOW, unitsPerCommit: 1, openStore: open },
      ...{ seal: async () => createSeal(Buffer.alloc(32, 7)), onProgress: () => undefined, note: () => undefined },
      ...more,
    });
  const head = async () => (await readLast(mongo.logDb))?.hash;
  /** A store that dies before or after it has recorded this command. */
  const dying = (point: number, before: boolean) => async (clock: () => Date) => {
    const store = await open(clock);
    let count = 0;
    const handle = store.handle.bind(store);
    store.handle = async (command: Command) => {
      count += 1;
      if (count === point && before) throw new Cut();
      const outcome = await handle(command);
      if (count === point) throw new Cut();
      return outcome;
    };
    return store;
  };

  test('accounts for every document, and a second run writes nothing and says so', async () => {
    const rehearsed = await move(oldCompany(), { dryRun: true });
    assert.is(await head(), undefined);
    const real = await move();
    assert.equal({ ...rehearsed, dryRun: false }, real);
    assert.is(real.ok, true);
    assert.equal(real.collections['orders'], { read: 1, made: 1, merged: 0, changed: 0, same: 0, skipped: 0 });
    assert.equal(real.collections['production_logs'], { read: 1, made: 0, merged: 1, changed: 0, same: 0, skipped: 0 });
    const after = await head();
    const again = await move(oldCompany(), { now: LATER });
    assert.is(await head(), after);
    assert.equal([again.ok, again.collections['orders']?.same, again.totals.after], [true, 1, real.totals.after]);
    assert.is((await verifyLog(mongo.logDb)).fault, undefined);
  });

  test(
    'that was cut off anywhere ends as one that was not',
    async () => {
      await move();
      const whole = await head();
      const length = (await readLast(mongo.logDb))?.position ?? 0;
      for (let n = 0; n < CUTS; n++) {
        await clear(mongo);
        // Spread over the whole run, each once before and once after it was recorded.
        const point = 1 + Math.floor((n * length) / CUTS);
        const now = at('2026-10-30T07:05:00Z');
        await move(oldCompany(), { now, openStore: dying(point, n % 2 === 0) }).then(
          () => assert.unreachable(`the run was not cut off at ${point}`),
          (error: unknown) => assert.instance(error, Cut),
        );
        // Cut before its first commit, a run has not begun: the next one is the first.
        const isThere = (await readLast(mongo.logDb)) !== undefined;
        const report = await move(oldCompany(), { now: isThere ? LATER : now });
        assert.equal([report.ok, await head()], [true, whole], `cut off at ${point}`);
      }
    },
    { timeoutMs: 20_000 + CUTS * 4_000 },
  );

  test('reads a database that is in use, as it reads a dump of it', async () => {
    const old = mongo.client.db(`${mongo.viewDb.databaseName}_old`);
    try {
      for (const [name, documents] of Object.entries(oldCompany()))
        await old.collection(name).insertMany(documents.map((one) => ({ ...one })));
      const [before, options] = mongo.uri.split('?');
      const address = `${before?.replace(/\/[^/]*$/, '')}/${old.databaseName}${options === undefined ? '' : `?${options}`}`;
      const source = await openSource(address);
      const moved = await move(undefined, { source });
      await source.close();
      assert.is(moved.ok, true);
      const after = await head();
      const dump = await move(oldCompany(), { now: LATER });
      assert.equal([dump.totals, await head()], [moved.totals, after]);
    } finally {
      await old.dropDatabase();
    }
  });

  test('says what has changed since, and brings it up to date when that is wished', async () => {
    await move();
    const newer = oldCompany({
      orders: [
        oldOrder('o1', 'ADM-2026-0030', 'c1', { due_date: at('2026-11-20T00:00:00Z') }),
        oldOrder('o2', 'ADM-2026-0031', 'c2'),
      ],
      clients: [oldClient('c1', 'Quill and Son'), oldClient('c2', 'Bluewattle')],
      raw_substrate_stock: [oldStock('s1', 'p1', 350)],
    });
    const told = await move(newer, { now: LATER });
    assert.equal(
      [told.ok, told.collections['orders']],
      [false, { read: 2, made: 1, merged: 0, changed: 1, same: 0, skipped: 0 }],
    );
    const updated = await move(newer, { now: LATER, update: true });
    assert.equal([updated.ok, updated.collections['clients']?.changed], [true, 1]);
    const still = await move(newer, { now: LATER, update: true });
    assert.equal([still.ok, still.collections['clients']?.same, still.collections['orders']?.same], [true, 2, 2]);
  });

  test('seals tax and bank fields, and writes none of them into the log', async () => {
    await move();
    const text = JSON.stringify(await mongo.logDb.collection('commits').find().toArray());
    for (const secret of ['123456782', '22943107', '99887766', '00418800', 'pbkdf2']) assert.not.match(text, secret);
    assert.is(await mongo.viewDb.collection('private-details').countDocuments(), 2);
    assert.is(await movedInDocuments(mongo.viewDb).countDocuments(), 4);
  });

  test('is refused where there is nothing, another application, another company, or a company at work', async () => {
    const refused = async (wish: Promise<unknown>, words: RegExp) => {
      await wish.then(
        () => assert.unreachable('it was not refused'),
        (error: Error) => assert.match(error.message, words),
      );
    };
    await refused(move({}), /There is not one document in it/);
    await refused(
      move({ users: [{ login: 'x' }], posts: [{ title: 'y' }] }),
      /no dump of the old application: what is in users was not written by it/,
    );
    await refused(move({ posts: [{ title: 'y' }] }), /none of its collections is there/);
    assert.is(await head(), undefined);
    await move();
    const other = oldCompany({
      ...Object.fromEntries(Object.keys(oldCompany()).map((name) => [name, []])),
      clients: [oldClient('zz', 'Elsewhere')],
    });
    await refused(move(other), /another company's/);
    await clear(mongo);
    const store = await open(() => NOW);
    const payload = { clientId: 'c', name: 'Here already', contacts: [] };
    await store.handle({
      id: 'e1f3b6de-0000-4000-8000-000000000001',
      type: 'RegisterClient',
      payload,
      user: 'operator',
    });
    await store.close();
    const before = await head();
    await refused(move(), /Misty has data of its own already, such as client\/c/);
    assert.is(await head(), before);
  });

  test('is alone: a second one at the same time is refused, and one that died is not waited for', async () => {
    const release = await holdMove(mongo.viewDb, () => NOW);
    await holdMove(mongo.viewDb, () => NOW).then(
      () => assert.unreachable('two at once'),
      (error: Error) => assert.match(error.message, /Another move is under way/),
    );
    const afterwards = await holdMove(mongo.viewDb, () => at('2026-10-30T07:07:00Z'));
    await release();
    await afterwards();
    const free = await holdMove(mongo.viewDb, () => NOW);
    await free();
  });

  test('keeps movements of an item in more than one commit, and later ones are added', async () => {
    const movement = (n: number) =>
      oldAllocation(`m${n}`, 's1', 1, 'gone', {
        is_archived: true,
        created_at: `2026-10-03T00:00:00.${String(n).padStart(6, '0')}+00:00`,
      });
    const many = Array.from({ length: 230 }, (_, n) => movement(n));
    const first = await move(oldCompany({ stock_movements: many }));
    assert.equal([first.ok, first.collections['stock_movements']?.merged], [true, 230]);
    const second = await move(oldCompany({ stock_movements: [...many, movement(231)] }), { now: LATER });
    assert.equal(second.collections['stock_movements'], {
      read: 231,
      made: 0,
      merged: 1,
      changed: 0,
      same: 230,
      skipped: 0,
    });
    assert.is(second.ok, true);
  });
});

async function clear({ logDb, viewDb }: TestMongo): Promise<void> {
  await Promise.all([logDb.dropDatabase(), viewDb.dropDatabase()]);
}
