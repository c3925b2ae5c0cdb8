import { projections } from '../../projections/index.ts';
import { type Given, TestLog } from '../testing/commits.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { ReadModels } from './read-models.ts';
import { Runner } from './runner.ts';

const registered = (id: string): Given => [
  `stock-item/${id}`,
  'StockItemRegistered',
  { kind: 'raw-material', code: id.toUpperCase(), name: `Kraft ${id}`, unit: 'roll', scale: 0, reorderPoint: 10 },
];
const received = (id: string, quantity: number): Given => [`stock-item/${id}`, 'StockReceived', { quantity }];

suite('runner', (test) => {
  let mongo: TestMongo;
  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(() => mongo.close());

  test('shows what was recorded before and after it started', async () => {
    const log = await TestLog.open(mongo.logDb);
    await log.append([registered('a')], [received('a', 40)]);
    const runner = Runner.start({ log: mongo.logDb, views: mongo.viewDb, source: log, projections });
    const models = new ReadModels({ runner, projections });
    await runner.ready;
    assert.is(((await models.one('stock-levels', 'a')) as { free: number }).free, 40);
    const position = await log.append([received('a', 2)]);
    assert.ok(await models.waitFor(position, 5_000));
    const page = await models.list('stock-levels', {}, { limit: 10 });
    assert.equal(
      page.items.map((item) => (item as { free: number }).free),
      [42],
    );
    models.close();
    await runner.close();
  });
});
