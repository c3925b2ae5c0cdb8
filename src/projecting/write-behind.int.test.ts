import { lowStock } from '../../projections/low-stock.ts';
import { stockLevels } from '../../projections/stock-levels.ts';
import { stockMovements } from '../../projections/stock-movements.ts';
import type { StockLevel, StockMovement } from '../contracts/stock.ts';
import type { Given } from '../testing/commits.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { busyShop, Shop, type TestProcess } from '../testing/read-models.ts';
import { assert, suite } from '../testing/suite.ts';
import { compare } from './compare.ts';
import { digest } from './digest.ts';
import { pointersOf } from './pointers.ts';
import { rowsOf } from './rows.ts';
import { Writer } from './writer.ts';

const projections = [stockLevels, stockMovements, lowStock];
const received = (item: number, quantity: number): Given => [`stock-item/i${item}`, 'StockReceived', { quantity }];
const NEVER_MS = 3_600_000;

/** Everything that a screen can ask of a process, in every way of reading. */
async function shown({ models }: TestProcess) {
  const levels = await models.list('stock-levels', {}, { limit: 100 });
  const movements = await models.list('stock-movements', { itemId: 'i1' }, { limit: 100 });
  const low = await models.list('low-stock', {}, { limit: 100 });
  return { levels, movements, low, one: await models.one('stock-levels', 'i2') };
}

suite('rows that are written behind', (test) => {
  let mongo: TestMongo;
  const shops: Shop[] = [];
  const shopOf = async (name: string) => {
    const shop = await Shop.open(mongo, name);
    shops.push(shop);
    return shop;
  };
  const differing = async (shop: Shop) => {
    const place = { log: shop.log.db, views: shop.views };
    const found = await Promise.all(projections.map((projection) => compare({ ...place, projection })));
    return found.reduce((sum, one) => sum + one.differing, 0);
  };

  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(async () => {
    for (const shop of shops) await shop.close();
    await mongo.close();
  });

  test('are read as they are before they are written, alone, in lists and in histories', async () => {
    const shop = await shopOf('unwritten');
    await shop.log.append(...busyShop({ items: 4, commits: 60 }));
    const behind = shop.process(projections, { writeEveryMs: NEVER_MS });
    await behind.caughtUp();
    const position = await shop.log.append(
      [received(1, 3)],
      [received(2, 400)],
      [received(1, 4)],
      [['stock-item/i3', 'StockItemRetired', { reason: 'No longer made' }]],
      ...busyShop({ items: 9, commits: 9 }).slice(4),
    );
    assert.ok(await behind.models.waitFor(position, 20_000));
    const stored = await rowsOf(shop.views, 'stock-levels', 1).findOne({ _id: 'i2' });
    assert.ok((stored?.position ?? 0) < position, 'nothing of it is written yet');
    const before = await shown(behind);
    assert.is(before.levels.total, 8, 'nine, of which one is retired');
    const [newest, next] = before.movements.items as StockMovement[];
    assert.equal([newest?.quantity, next?.quantity], [4, 3]);
    await behind.runner.save();
    const anew = shop.process(projections);
    await anew.caughtUp();
    assert.equal(await shown(anew), before);
  });

  test('are folded again when the process dies before it writes them', async () => {
    const shop = await shopOf('died');
    const history = busyShop({ items: 5, commits: 300 });
    await shop.log.append(...history.slice(0, 100));
    const dying = shop.process(projections, { writeEveryMs: NEVER_MS });
    await dying.caughtUp();
    const position = await shop.log.append(...history.slice(100));
    assert.ok(await dying.models.waitFor(position, 20_000));
    // Its checkpoints go on being saved, and say no more than what is written.
    const live = () => projections.flatMap(({ name }) => dying.runner.model(name) ?? []);
    await new Writer({ views: shop.views, live, onTakenBack: () => undefined }).saveCheckpoints();
    const checkpoints = (await pointersOf(shop.views).find({}).toArray()).map((pointer) => pointer.position);
    assert.equal(checkpoints, [100, 100, 100]);
    const after = shop.process(projections);
    await after.caughtUp();
    assert.is(await differing(shop), 0);
    assert.equal(await shown(after), await shown(dying));
  });

  test('are written once, however often they changed', async () => {
    const shop = await shopOf('once');
    await shop.log.append(...busyShop({ items: 1, commits: 1 }));
    const running = shop.process([stockLevels], { writeEveryMs: NEVER_MS });
    await running.caughtUp();
    const position = await shop.log.append(...Array.from({ length: 200 }, () => [received(0, 1)]));
    assert.ok(await running.models.waitFor(position, 20_000));
    const [generation] = [running.runner.model('stock-levels')];
    assert.is(generation?.unwritten, 1);
    await running.runner.save();
    assert.is(generation?.unwritten, 0);
    assert.is(((await running.models.one('stock-levels', 'i0')) as StockLevel).onHand, 200);
  });

  test('of two processes that write at different times are the same as of one', async () => {
    const shop = await shopOf('two');
    const history = busyShop({ items: 4, commits: 400 });
    const often = shop.process(projections, { writeEveryMs: 1 });
    const seldom = shop.process(projections, { writeEveryMs: 300 });
    for (let start = 0; start < history.length; start += 20) await shop.log.append(...history.slice(start, start + 20));
    await Promise.all([often.caughtUp(), seldom.caughtUp()]);
    assert.is(await differing(shop), 0);
    assert.equal(await shown(seldom), await shown(often));
    assert.ok(await digest(shop.views, 'stock-levels'));
  });
});
