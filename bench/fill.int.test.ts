import { verifyLog } from '../src/event-store/verify.ts';
import { type TestMongo, testMongo } from '../src/testing/mongo.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { fillLog } from './fill.ts';
import { allocation, done, openStore } from './shop.ts';

suite('a log filled for the bench', (test) => {
  let mongo: TestMongo;
  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(() => mongo.close());

  test('is a sound log of the size that was asked for, and commands go on from it', async () => {
    const pairs = await fillLog(mongo.logDb, 1_100, new AbortController().signal);
    const { commits, fault } = await verifyLog(mongo.logDb);
    assert.is(fault, undefined, JSON.stringify(fault));
    assert.is(commits, 1_100);

    const store = await openStore(mongo.logDb);
    for (const pair of pairs) await done(store, allocation(pair));
    await store.close();
    assert.is((await verifyLog(mongo.logDb)).commits, 1_100 + pairs.length);
  });
});
