import { healthReport } from '../contracts/health.ts';
import { DatabaseFault } from '../event-store/errors.ts';
import { diskLight, findings } from '../health.ts';
import { startTestStack, type TestStack, userIdOf } from '../testing/http/stack.ts';
import { tabletsOf } from '../testing/http/tablets.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

suite('the health page', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let fault: DatabaseFault | undefined;
  const tablets = tabletsOf(() => stack);
  const now = new Date();
  const watched = { dataFolder: '/', databaseFolder: undefined, backupFolder: '/mnt/nas', diskFreeBytes: 0 };
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, {
      pingDatabase: async () => {
        if (fault !== undefined) throw fault;
      },
      healthLook: {
        findings: () => findings(mongo.viewDb, watched, now),
        disks: async () => [diskLight({ name: 'Disk', folder: '/', free: 2 ** 30, keptFree: 0 })],
      },
    });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });
  const look = async () => {
    const { status, body } = await stack.get('/api/health');
    assert.is(status, 200);
    return healthReport.parse(body);
  };

  test('is for administrators', async () => {
    assert.is((await stack.get('/api/health', { role: 'manager' })).status, 403);
  });

  test('has each light with what puts it right, every read model and every tablet with what waits on it', async () => {
    const { id, cookies } = await tablets.tablet('Winding 1');
    await tablets.post('/api/push/unsent', { people: [{ userId: userIdOf('production_team'), count: 3 }] }, cookies);
    await stack.readModels.waitFor(stack.store.head, 10_000);
    const { lights, head, readModels, devices } = await look();
    assert.equal(
      lights.map(({ name, state }) => [name, state]),
      [
        ['Misty', 'ok'],
        ['Database', 'ok'],
        ['Disk', 'ok'],
        ['Backup', 'warn'],
        ['Restore', 'warn'],
        ['Emergency kit', 'warn'],
      ],
    );
    assert.is(lights.find(({ name }) => name === 'Emergency kit')?.remedy, 'misty kit');
    assert.ok(readModels.every(({ position, behind }) => position + behind === head));
    assert.equal(devices, [{ id, name: 'Winding 1', live: false, unsent: 1 }]);
  });

  test('says what it can while the database does not answer', async () => {
    fault = new DatabaseFault('The database does not answer.');
    const { lights, readModels } = await look();
    fault = undefined;
    assert.equal(
      lights.find(({ name }) => name === 'Database'),
      {
        ...{ name: 'Database', state: 'fail', detail: 'The database does not answer.', remedy: 'sudo misty doctor' },
      },
    );
    assert.ok(lights.some(({ name }) => name === 'Disk'));
    assert.ok(readModels.length > 0);
  });
});
