import type { NameOf } from '../projecting/definition.ts';
import { TestLog } from '../testing/commits.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { askLog } from './ask.ts';
import { numberGaps } from './number-gaps.ts';

const nameOf: NameOf = Object.assign((id: string) => id, { device: (id: string) => id, client: () => undefined });

suite('asking the log', (test) => {
  let mongo: TestMongo;
  let log: TestLog;
  test.before(async () => {
    mongo = await testMongo();
    log = await TestLog.open(mongo.logDb);
    for (const number of [1, 2, 4, 5, 7, 8]) {
      await log.append([['order-numbers/2026', 'OrderNumberTaken', { number, orderId: `o${number}` }]]);
    }
  });
  test.after(() => mongo.close());

  const gaps = async (from: number, to: number, max = 10) => {
    const { answers, count } = await askLog(log.db, numberGaps, { from, to, nameOf, max });
    return [count, ...answers.map(({ cells: [, missing] }) => missing)];
  };

  test('tells the newest answers first, no more than are wanted, and how many there are', async () => {
    assert.equal(await gaps(1, log.head), [2, '6', '3']);
    assert.equal(await gaps(1, log.head, 1), [2, '6']);
  });

  test('breaks off when nobody waits for the answer any more', async () => {
    let looks = 0;
    const gone = () => {
      looks += 1;
      return true;
    };
    const { count } = await askLog(log.db, numberGaps, { from: 1, to: log.head, nameOf, max: 10, gone });
    assert.equal([count, looks], [0, 1]);
  });

  test('knows what came before the first commit that is asked about', async () => {
    assert.equal(await gaps(3, 3), [1, '3']);
    assert.equal(await gaps(4, 4), [0]);
    assert.equal(await gaps(log.head + 1, log.head), [0]);
  });
});
