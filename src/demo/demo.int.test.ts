import { openCredentials } from '../auth/credentials.ts';
import { createPasswords } from '../auth/passwords.ts';
import { prepareLog } from '../event-store/log.ts';
import { readLast } from '../event-store/read.ts';
import { verifyLog } from '../event-store/verify.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { demoSignIns, loadDemoIfEmpty } from './demo.ts';
import { demoPassword, demoPeople } from './people.ts';

suite('loading the demo company', (test) => {
  let mongo: TestMongo;
  const load = () => {
    const { logDb: log, viewDb: views } = mongo;
    // How often people have clocked on by now depends on the day of the week.
    const now = new Date('2026-11-12T10:47:00+11:00');
    return loadDemoIfEmpty({ log, views, timeZone: 'Australia/Sydney', say: () => undefined, now });
  };
  test.before(async () => {
    mongo = await testMongo();
    await prepareLog(mongo.logDb);
  });
  test.after(() => mongo.close());

  test('gives a log that is in order', async () => {
    assert.is(await load(), true);
    const report = await verifyLog(mongo.logDb);
    assert.is(report.fault, undefined);
    assert.is(report.commits, 426);
  });

  test('that was cut off is taken up again, and tells nothing twice', async () => {
    // As a kill -9 in the middle leaves it.
    await mongo.viewDb.collection<{ _id: string }>('demo').updateOne({ _id: 'demo' }, { $set: { state: 'loading' } });
    await mongo.viewDb.collection('credentials').deleteMany({});
    await mongo.logDb.collection('commits').deleteMany({ position: { $gt: 119 } });
    assert.equal(await demoSignIns(mongo.viewDb), [], 'nobody can sign in yet');
    assert.is(await load(), true);
    const report = await verifyLog(mongo.logDb);
    assert.is(report.fault, undefined);
    assert.is(report.commits, 426);
  });

  test('is done once', async () => {
    assert.is(await load(), false);
    assert.is((await readLast(mongo.logDb))?.position, 426);
  });

  test('lets its people sign in with the demo password, until they have another one', async () => {
    const credentials = await openCredentials(mongo.viewDb);
    const passwords = createPasswords();
    assert.equal(
      (await demoSignIns(mongo.viewDb)).map(({ username }) => username),
      demoPeople.map(({ username }) => username),
    );
    assert.ok(await passwords.verify(await credentials.hashOf('priya'), demoPassword));
    const id = 'her-own';
    await credentials.add({ id, userId: 'priya', hash: await passwords.hash('a password of her own') });
    await credentials.tidy('priya', { counts: id, was: 'priya' });
    assert.not.ok((await demoSignIns(mongo.viewDb)).some(({ username }) => username === 'priya'));
  });
});
