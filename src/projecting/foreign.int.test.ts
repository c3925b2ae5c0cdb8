import { lowStock } from '../../projections/low-stock.ts';
import { stockLevels } from '../../projections/stock-levels.ts';
import { commitsOf } from '../event-store/log.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { busyShop, Shop } from '../testing/read-models.ts';
import { assert, suite } from '../testing/suite.ts';
import { compare } from './compare.ts';
import { foreignModels } from './foreign.ts';
import { pointersOf } from './pointers.ts';
import { rebuild } from './rebuild.ts';

const projections = [stockLevels, lowStock];
const LENGTH = 60;

suite('read models of another log', (test) => {
  let mongo: TestMongo;
  let shop: Shop;
  let shops = 0;
  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(() => mongo.close());
  test.before.each(async () => {
    shops += 1;
    shop = await Shop.open(mongo, `foreign${shops}`);
    await shop.log.append(...busyShop({ items: 4, commits: LENGTH }));
    await started();
  });
  test.after.each(() => shop.close());

  /** One start of a server. Returns the names of what was given up. */
  const started = async (): Promise<readonly string[]> => {
    let discarded: readonly string[] = [];
    const onDiscarded = (names: readonly string[]): void => {
      discarded = names;
    };
    const running = shop.process(projections, { onDiscarded });
    await running.runner.built;
    await running.runner.save();
    await running.close();
    return discarded;
  };
  const put = async (history: object[]): Promise<void> => {
    await commitsOf(shop.log.db).deleteMany({});
    await shop.log.db.collection('commits').insertMany(history);
  };
  const all = () =>
    commitsOf(shop.log.db)
      .find({}, { sort: { position: 1 } })
      .toArray();
  const isOfThisLog = async (length: number): Promise<void> => {
    for (const projection of projections) {
      const { differing, position } = await compare({ log: shop.log.db, views: shop.views, projection });
      assert.equal([differing, position], [0, length], projection.name);
    }
  };

  test('are built anew when the log is shorter than they are', async () => {
    await put((await all()).slice(0, 20));
    assert.is((await foreignModels(shop.log.db, shop.views, projections)).length, 2);
    assert.equal(await started(), ['stock-levels', 'low-stock']);
    await isOfThisLog(20);
    assert.equal(await started(), [], 'once');
  });

  test('are built anew when the log went another way, however long it is', async () => {
    const other = await Shop.open(mongo, `other${shops}`);
    await other.log.append(...busyShop({ items: 3, commits: LENGTH + 5 }));
    await put(await commitsOf(other.log.db).find().toArray());
    await other.close();
    assert.equal(await started(), ['stock-levels', 'low-stock']);
    await isOfThisLog(LENGTH + 5);
  });

  test('are not taken up again where their build was broken off, and are no way back', async () => {
    await rebuild({ log: shop.log.db, views: shop.views, projection: stockLevels });
    const pointer = await pointersOf(shop.views).findOne({ _id: 'stock-levels' });
    assert.is(pointer?.previous?.mark?.position, LENGTH);
    const { version = 0, mark } = pointer ?? {};
    const building = { version: version + 1, generation: 9, position: LENGTH, mark, by: '', seen: new Date() };
    await pointersOf(shop.views).updateOne({ _id: 'stock-levels' }, { $set: { building } });
    await put((await all()).slice(0, 20));
    await started();
    const anew = await pointersOf(shop.views).findOne({ _id: 'stock-levels' });
    assert.equal([anew?.generation, anew?.previous, anew?.building], [10, undefined, undefined]);
    await isOfThisLog(20);
  });

  test('are left as they are on the log that they were made from', async () => {
    const generation = async () => (await pointersOf(shop.views).findOne({ _id: 'stock-levels' }))?.generation;
    const before = await generation();
    assert.equal(await started(), []);
    assert.is(await generation(), before);
  });
});
