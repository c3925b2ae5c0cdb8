import { isKnownEvent } from '../domain/event-versions.ts';
import { TestLog } from '../testing/commits.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { requireReadable } from './too-new.ts';

suite('a log of another version', (test) => {
  let mongo: TestMongo;
  let log: TestLog;
  test.before(async () => {
    mongo = await testMongo();
    log = await TestLog.open(mongo.logDb);
  });
  test.after(() => mongo.close());

  test('is read where this program knows all its events, also those that were moved in', async () => {
    await log.append(
      [['stock-item/k', 'StockReceived', { quantity: 1 }]],
      [['client/c', 'ClientImported', { name: 'Acme', contacts: [] }]],
    );
    await requireReadable(log.db, log.head, isKnownEvent);
  });

  test('is refused in words where a newer one has written, with the commit and what it holds', async () => {
    const head = await log.append([['order/o1', 'OrderSplit', { into: ['o2', 'o3'] }]]);
    const said = await requireReadable(log.db, head, isKnownEvent).then(
      () => '',
      (error: Error) => `${error.name}: ${error.message}`,
    );
    assert.match(
      said,
      /^LogTooNew: The log was written by a newer Misty than this one: commit 3 holds OrderSplit, version 1/,
    );
    assert.match(said, /Start the newer Misty again/);
    assert.not.ok(isKnownEvent('StockReceived', 2));
    assert.not.ok(isKnownEvent('toString', 1));
  });
});
