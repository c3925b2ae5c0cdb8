import { MongoClient } from 'mongodb';
import { lowStock } from '../../projections/low-stock.ts';
import { stockLevels } from '../../projections/stock-levels.ts';
import { stockMovements } from '../../projections/stock-movements.ts';
import type { StockLevel } from '../contracts/stock.ts';
import { recordedEvents } from '../event-store/commit.ts';
import { CommitMaker, type Given } from '../testing/commits.ts';
import { cutLine } from '../testing/cut-line.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { busyShop, Shop, type TestProcess } from '../testing/read-models.ts';
import { assert, suite } from '../testing/suite.ts';
import { compare } from './compare.ts';
import type { Projection } from './definition.ts';
import { digest } from './digest.ts';
import { pointersOf } from './pointers.ts';
import { rebuild } from './rebuild.ts';
import { rowsOf, writeRows } from './rows.ts';

const projections = [stockLevels, stockMovements, lowStock];
const names = projections.map(({ name }) => name);

const received = (item: number, quantity: number): Given => [`stock-item/i${item}`, 'StockReceived', { quantity }];

async function levelOf({ models }: TestProcess, id: string): Promise<StockLevel> {
  const level = await models.one('stock-levels', id);
  if (level === undefined) throw new Error(`There is no ${id}.`);
  return level as StockLevel;
}

suite('runner', (test) => {
  let mongo: TestMongo;
  const shops: Shop[] = [];
  const shopOf = async (name: string) => {
    const shop = await Shop.open(mongo, name);
    shops.push(shop);
    return shop;
  };
  const digests = async (shop: Shop) =>
    Object.fromEntries(await Promise.all(names.map(async (name) => [name, await digest(shop.views, name)])));

  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(async () => {
    for (const shop of shops) await shop.close();
    await mongo.close();
  });

  test('shows what was recorded before and after it started, as soon as its position says so', async () => {
    const shop = await shopOf('first');
    await shop.log.append(...busyShop({ items: 2, commits: 2 }), [received(0, 40)]);
    const running = shop.process(projections);
    await running.caughtUp();
    assert.is((await levelOf(running, 'i0')).free, 40);
    const position = await shop.log.append([received(0, 2)]);
    assert.ok(await running.models.waitFor(position, 20_000));
    assert.is((await levelOf(running, 'i0')).free, 42);
    assert.equal(running.errors, []);
  });

  test('says that a position is not reached in time', async () => {
    const shop = await shopOf('never');
    const running = shop.process(projections);
    await running.caughtUp();
    assert.is(await running.models.waitFor(1, 50), false);
  });

  test('after a crash it goes on from an old checkpoint, and the rows come out the same', async () => {
    const shop = await shopOf('crash');
    await shop.log.append(...busyShop({ items: 5, commits: 300 }));
    const first = shop.process(projections);
    await first.caughtUp();
    await first.close();
    const before = await digests(shop);
    const rows = await rowsOf(shop.views, 'stock-levels', 1).find({}).toArray();
    const sequence = (await levelOf(first, 'i0')).sequence;
    // As if the checkpoints of the last part, and of one read model nearly all of them, had not been saved.
    await pointersOf(shop.views).updateMany({}, { $set: { position: 200 } });
    await pointersOf(shop.views).updateOne({ _id: 'stock-movements' }, { $set: { position: 3 } });
    const second = shop.process(projections);
    const heard = new Set<string>();
    second.models.changes$.subscribe((changes) => {
      for (const { model, id } of changes) heard.add(`${model} ${id}`);
    });
    await second.caughtUp();
    assert.is((await levelOf(second, 'i0')).sequence, sequence);
    await second.close();
    // Nothing had to be written, but a listener here has not heard of it before.
    for (const id of ['i0', 'i1', 'i2', 'i3', 'i4']) assert.ok(heard.has(`stock-levels ${id}`), id);
    assert.ok(heard.has('stock-movements i0:2') && heard.has(`stock-movements i0:${sequence}`));
    assert.equal(await digests(shop), before);
    assert.equal(await rowsOf(shop.views, 'stock-levels', 1).find({}).toArray(), rows);
  });

  test('after a crash between the rows of one commit, what is missing is written and nothing else', async () => {
    const shop = await shopOf('half');
    await shop.log.append(...busyShop({ items: 3, commits: 120 }));
    const first = shop.process(projections);
    await first.caughtUp();
    await first.close();
    const before = await digests(shop);
    // The head of the history is ahead; the last movements never came.
    const movements = rowsOf(shop.views, 'stock-movements', 1);
    const lost = (await movements.find({}).toArray()).filter(({ _id, position }) => _id.includes(':') && position > 60);
    assert.ok(lost.length > 20);
    for (const { _id } of lost) await movements.deleteOne({ _id });
    assert.not.equal(await digests(shop), before);
    await pointersOf(shop.views).updateMany({}, { $set: { position: 60 } });
    const second = shop.process(projections);
    await second.caughtUp();
    assert.equal(await digests(shop), before);
  });

  test('two processes at once give the same rows as one, and each hears of every change', async () => {
    const one = await shopOf('one');
    const two = await shopOf('two');
    const history = busyShop({ items: 4, commits: 400 });
    const alone = one.process(projections);
    const first = two.process(projections);
    const second = two.process(projections);
    await Promise.all([alone.caughtUp(), first.caughtUp(), second.caughtUp()]);
    const heard = [first, second].map(({ models }) => {
      const last = new Map<string, unknown>();
      models.changes$.subscribe((changes) => {
        for (const { model, id, row } of changes) if (model === 'stock-levels') last.set(id, row);
      });
      return last;
    });
    for (let start = 0; start < history.length; start += 20) {
      const some = history.slice(start, start + 20);
      await Promise.all([one.log.append(...some), two.log.append(...some)]);
    }
    await Promise.all([alone.caughtUp(), first.caughtUp(), second.caughtUp()]);
    assert.equal(await digests(two), await digests(one));
    for (const last of heard) {
      for (const id of ['i0', 'i1', 'i2', 'i3']) assert.equal(last.get(id), await levelOf(alone, id));
    }
  });

  test('a row that is out of date never takes the place of a newer one', async () => {
    const shop = await shopOf('guard');
    const rows = rowsOf(shop.views, 'anything', 1);
    const [event] = recordedEvents(new CommitMaker().make([received(0, 1)]));
    if (event === undefined) throw new Error('There is one.');
    await writeRows(rows, [{ id: 'a', position: 7, row: { free: 7, $odd: '$free' }, event }]);
    await writeRows(rows, [
      { id: 'a', position: 6, row: { free: 6 }, event },
      { id: 'b', position: 6, row: { free: 6 }, event },
    ]);
    await writeRows(rows, [{ id: 'b', position: 8, event }]);
    await writeRows(rows, [{ id: 'b', position: 7, row: { free: 7 }, event }]);
    assert.equal(await rows.find({}).toArray(), [
      { _id: 'a', position: 7, row: { free: 7, $odd: '$free' } },
      { _id: 'b', position: 8, gone: true },
    ]);
  });

  test('parks a row that the database will not take, and the others flow on', async () => {
    const tooBig = 17 * 1024 * 1024;
    const greedy: Projection = {
      ...stockLevels,
      name: 'greedy',
      evolve(row, event, id) {
        const after = (stockLevels as Projection).evolve(row, event, id);
        return (event.data as { quantity?: number }).quantity === 13
          ? { ...after, ballast: 'x'.repeat(tooBig) }
          : after;
      },
    };
    const shop = await shopOf('greedy');
    const [a = [], b = [], c = []] = busyShop({ items: 3, commits: 3 });
    await shop.log.append(a, b, c);
    const running = shop.process([greedy]);
    await running.caughtUp();
    await shop.log.append([received(0, 1), received(1, 13), received(2, 1)], [received(1, 1), received(2, 1)]);
    await running.caughtUp();
    const onHand = async (id: string) => ((await running.models.one('greedy', id)) as StockLevel).onHand;
    assert.equal([await onHand('i0'), await onHand('i1'), await onHand('i2')], [1, 0, 2]);
    assert.is(running.models.status()[0]?.parked, 1);
    const rebuilt = await rebuild({ log: shop.log.db, views: shop.views, projection: greedy });
    assert.is(rebuilt.parked, 1);
  });

  test('parks the row that an event cannot be applied to, and the others flow on', async () => {
    const fussy: Projection = {
      ...stockLevels,
      name: 'fussy',
      evolve(row, event, id) {
        if ((event.data as { quantity?: number }).quantity === 13) throw new Error('Thirteen is too much');
        return (stockLevels as Projection).evolve(row, event, id);
      },
    };
    const shop = await shopOf('parked');
    const [a = [], b = []] = busyShop({ items: 2, commits: 2 });
    await shop.log.append(a, b, [received(0, 5), received(1, 5)]);
    const running = shop.process([fussy]);
    await running.caughtUp();
    await shop.log.append([received(0, 13)], [received(0, 1), received(1, 1)]);
    await running.caughtUp();
    const figures = async ({ models }: TestProcess) =>
      Promise.all(['i0', 'i1'].map(async (id) => ((await models.one('fussy', id)) as StockLevel).onHand));
    assert.equal(await figures(running), [5, 6]);
    assert.is(running.models.status()[0]?.parked, 1);
    const [parked] = await shop.views.collection('parked').find({}).toArray();
    assert.equal(
      [parked?.['row'], parked?.['position'], parked?.['error'], parked?.['event']],
      ['i0', 4, 'Thirteen is too much', { type: 'StockReceived', aggregate: 'stock-item/i0', sequence: 3 }],
    );
    await shop.log.append([received(0, 1), received(1, 1)]);
    await running.caughtUp();
    assert.equal(await figures(running), [5, 7]);
    await running.close();
    // Still parked after a start, and also when the log is read again.
    for (const position of [6, 1]) {
      await pointersOf(shop.views).updateOne({ _id: 'fussy' }, { $set: { position } });
      const again = shop.process([fussy]);
      await again.caughtUp();
      const before = (await figures(again))[1] ?? 0;
      await shop.log.append([received(0, 1), received(1, 1)]);
      await again.caughtUp();
      assert.equal(await figures(again), [5, before + 1]);
      await again.close();
    }
  });

  test('waits while the database is away, goes on by itself, and loses nothing', async () => {
    const shop = await shopOf('away');
    await shop.log.append(...busyShop({ items: 4, commits: 50 }));
    const line = await cutLine(mongo.uri);
    const client = new MongoClient(line.uri, { directConnection: true, serverSelectionTimeoutMS: 300 });
    const from = { log: client.db(shop.log.db.databaseName), views: client.db(shop.views.databaseName) };
    const running = shop.process(projections, { from });
    await running.caughtUp();
    const heard: number[] = [];
    running.models.changes$.subscribe((changes) => {
      for (const { model, position } of changes) if (model === 'stock-movements') heard.push(position);
    });
    line.cut();
    const position = await shop.log.append([received(0, 1)], [received(1, 1)], [received(2, 1)]);
    while (running.models.trouble === undefined) await new Promise((resolve) => setImmediate(resolve));
    assert.ok(running.models.trouble instanceof Error);
    assert.ok(running.models.position < position);
    line.mend();
    assert.ok(await running.models.waitFor(position, 20_000));
    assert.is(running.models.trouble, undefined);
    await running.close();
    await client.close();
    await line.close();
    assert.equal(heard, [51, 52, 53]);
    const place = { log: shop.log.db, views: shop.views };
    for (const projection of projections) assert.is((await compare({ ...place, projection })).differing, 0);
  });

  test('stops with its checkpoint saved', async () => {
    const shop = await shopOf('stop');
    const running = shop.process(projections, { checkpointEveryMs: 60_000 });
    await running.caughtUp();
    await shop.log.append(...busyShop({ items: 2, commits: 30 }));
    await running.caughtUp();
    await running.close();
    const pointers = await pointersOf(shop.views).find({}).toArray();
    assert.equal(
      pointers.map(({ position }) => position),
      [30, 30, 30],
    );
  });

  test('refuses a log with a gap, and says so', async () => {
    const shop = await shopOf('gap');
    await shop.log.append(...busyShop({ items: 2, commits: 30 }));
    await shop.log.db.collection('commits').deleteOne({ position: 17 });
    const running = shop.process(projections);
    const error = await running.runner.ready.then(
      () => undefined,
      (cause: Error) => cause,
    );
    assert.match(error?.message ?? '', /17/);
    assert.is((running.runner.trouble as Error).name, 'LogBroken');
  });
});
