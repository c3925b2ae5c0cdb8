import { randomUUID } from 'node:crypto';
import {
  databasePid,
  discardFolder,
  eventually,
  isRunning,
  newDataFolder,
  type Person,
  type ServingMisty,
  serveMisty,
} from './testing/misty.ts';
import { assert, suite } from './testing/suite.ts';

const wanted = { itemId: 'k120-980', orderId: 'demo-15', lineId: '2', quantity: 3 };

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 90_000 };

suite('a serving Misty', (test) => {
  let dataFolder: string;
  let misty: ServingMisty;
  let kylie: Person;

  test.before(async () => {
    dataFolder = await newDataFolder();
    misty = await serveMisty(dataFolder);
    kylie = await misty.signIn('kylie');
  });
  test.after(async () => {
    await misty.end('SIGTERM');
    await discardFolder(dataFolder);
  });

  test(
    'is ready, has the demo company and lets its people in',
    async () => {
      const health = await kylie.get('/health/ready');
      assert.is(health.status, 200);
      const { body } = await kylie.get('/api/stock-levels/k120-980');
      const item = body['item'] as { free: number; allocated: number; onHand: number };
      assert.equal([item.free, item.allocated, item.onHand], [63, 12, 75]);
    },
    patient,
  );

  test(
    'goes on by itself after each kill -9 of its database',
    async () => {
      for (let kills = 1; kills <= 3; kills += 1) {
        process.kill(await databasePid(dataFolder), 'SIGKILL');
        const id = randomUUID();
        // The same command under the same id, as a tablet does it, until there is an answer.
        await eventually('the command is accepted', async () => {
          const { status } = await kylie.send('AllocateStock', { ...wanted, quantity: 1 }, id);
          assert.ok(status === 200 || status === 503, `status ${status}\n${misty.said()}`);
          return status === 200;
        });
      }
      await showsFree(kylie, 60);
    },
    patient,
  );

  test(
    'loses nothing that was acknowledged by a kill -9, and the next start just works',
    async () => {
      const accepted = await kylie.send('AllocateStock', wanted);
      assert.is(accepted.status, 200);
      const database = await databasePid(dataFolder);
      await misty.end('SIGKILL');
      misty = await serveMisty(dataFolder);
      kylie = await misty.signIn('kylie');
      await showsFree(kylie, 57);
      assert.not(isRunning(database), 'the database of the Misty that was killed has ended');
    },
    patient,
  );

  test(
    'stops in order at a Ctrl-C that npm hands on a second time, and leaves no process',
    async () => {
      const database = await databasePid(dataFolder);
      const feed = await kylie.follow('stock-levels');
      // npm hands on what the terminal has already brought.
      process.kill(misty.pid, 'SIGINT');
      assert.is(await misty.end('SIGINT'), 0, misty.said());
      await feed.ended;
      assert.not(isRunning(database));
      assert.not.match(misty.said(), /\bat .*:\d+:\d+/, 'no stack trace');
      // It gives its port back, and takes the one that it is given.
      const { port } = new URL(misty.url);
      misty = await serveMisty(dataFolder, { PORT: port });
      assert.is(new URL(misty.url).port, port);
      kylie = await misty.signIn('kylie');
      await showsFree(kylie, 57);
    },
    patient,
  );
});

/** The screens follow the log within moments, and after a kill once they have caught up. */
async function showsFree(person: Person, expected: number): Promise<void> {
  await eventually(`${expected} are shown as free`, async () => {
    const { body } = await person.get('/api/stock-levels/k120-980');
    return (body['item'] as { free: number } | undefined)?.free === expected;
  });
}
