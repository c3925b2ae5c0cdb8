import { type TestMongo, testMongo } from './mongo.ts';
import { assert, suite } from './suite.ts';

suite('testMongo', (test) => {
  let mongo: TestMongo;
  test.before(async () => {
    mongo = await testMongo();
  });
  test.after(() => mongo.close());

  test('reads back what it wrote', async () => {
    await mongo.logDb.collection('commits').insertOne({ position: 1 });
    assert.is((await mongo.logDb.collection('commits').findOne({ position: 1 }))?.['position'], 1);
  });

  test('keeps the log and the read models apart', async () => {
    assert.is.not(mongo.logDb.databaseName, mongo.viewDb.databaseName);
    assert.is(await mongo.viewDb.collection('commits').countDocuments(), 0);
  });
});
