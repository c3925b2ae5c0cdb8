import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { MongoClient } from 'mongodb';
import { cacheFolder, environment } from '../config.ts';
import { connect } from '../database/connect.ts';
import { installServer } from '../database/embedded-install.ts';
import { launch, type ServerProcess } from '../database/embedded-process.ts';
import { type Answer, passwordOf, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { assert, suite } from '../testing/suite.ts';

// A server of its own, because this one is killed.
suite('the database goes away', (test) => {
  let folder: string;
  let server: ServerProcess;
  let client: MongoClient;
  let stack: TestStack;
  const start = async (port: number): Promise<ServerProcess> => {
    const env = environment();
    const program = await installServer({ cacheFolder: cacheFolder(env), env, log: () => undefined });
    return await launch({ program, storageFolder: path.join(folder, 'db'), port, auth: false, env });
  };
  const kill = async (): Promise<void> => {
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
  };

  test.before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'misty-gone-'));
    server = await start(0);
    const uri = `mongodb://127.0.0.1:${server.port}/?directConnection=true`;
    client = await connect(uri, { poolSizeMin: 0, timeoutMs: 1_000 });
    // On a slow machine the writers below ask more often than people do.
    const limits = { commandsPerMinute: 1_000_000, queriesPerMinute: 1_000_000 };
    stack = await startTestStack({ logDb: client.db('gone_log'), viewDb: client.db('gone') }, { limits });
    const item = { itemId: 'kraft', code: 'K1', name: 'Kraft', kind: 'raw-material', unit: 'roll', scale: 0 } as const;
    await stack.send('RegisterStockItem', { ...item, reorderPoint: 0 });
  });
  test.after(async () => {
    await stack.close();
    await client.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const unavailable = (answer: Answer): void => {
    assert.equal([answer.status, answer.body.code], [503, 'not-ready'], answer.text);
    assert.match(answer.headers['retry-after'] ?? '', /^\d+$/);
    assert.match(answer.body.detail ?? '', /again/);
    assert.not.match(answer.text, /Mongo|ECONN|127\.0\.0\.1|\.ts/);
  };
  /** Sends a command again and again under its id until it is acknowledged. */
  const received = async (id: string): Promise<void> => {
    for (;;) {
      const headers = { 'idempotency-key': id };
      const answer = await stack.send('ReceiveStock', { itemId: 'kraft', quantity: 1 }, { headers });
      if (answer.status === 200) return;
      unavailable(answer);
      await pause(20);
    }
  };
  const healthy = async (): Promise<void> => {
    while ((await stack.ask({ method: 'GET', url: '/health/ready' })).status !== 200) await pause(50);
  };

  test(
    'a request meanwhile is told to try again, and afterwards everything works by itself',
    async () => {
      await kill();
      unavailable(await stack.send('ReceiveStock', { itemId: 'kraft', quantity: 1 }));
      const number = { employeeId: 'kylie', taxFileNumber: '123456782' };
      unavailable(await stack.send('SetTaxFileNumber', number, { headers: { 'if-match': '"0"' } }));
      unavailable(await stack.get('/api/private-details/kylie'));
      const payload = { username: 'sales', password: passwordOf('sales') };
      unavailable(await stack.ask({ method: 'POST', url: '/api/auth/login', payload }));
      unavailable(await stack.get('/api/stock-movements?itemId=kraft'));
      const ready = await stack.ask({ method: 'GET', url: '/health/ready' });
      unavailable(ready);
      assert.match(ready.body.detail ?? '', /^The database does not answer\./);
      assert.is((await stack.ask({ method: 'GET', url: '/health/live' })).status, 200);

      server = await start(server.port);
      await healthy();
      await received(randomUUID());
      assert.is((await stack.ask({ method: 'POST', url: '/api/auth/login', payload })).status, 200);
      assert.is((await stack.get('/api/stock-movements?itemId=kraft')).status, 200);
    },
    { timeoutMs: 60_000 },
  );

  test(
    'killed under eight writers it loses nothing that was acknowledged and records nothing twice',
    async () => {
      const commits = client.db('gone_log').collection<{ _id: string; position: number }>('commits');
      const before = await commits.countDocuments();
      const perWriter = 40;
      const acknowledged: string[] = [];
      const writer = async (): Promise<void> => {
        for (let count = 0; count < perWriter; count += 1) {
          const id = randomUUID();
          await received(id);
          acknowledged.push(id);
        }
      };
      const writers = Promise.all(Array.from({ length: 8 }, writer));
      for (const share of [0.25, 0.6]) {
        while (acknowledged.length < share * 8 * perWriter) await pause(1);
        await kill();
        // Asked by somebody else, because the writers hear of it only with their next command.
        unavailable(await stack.send('ReceiveStock', { itemId: 'kraft', quantity: 1 }));
        server = await start(server.port);
      }
      await writers;

      const found = await commits.find({ _id: { $in: acknowledged } }).toArray();
      assert.is(new Set(acknowledged).size, 8 * perWriter);
      assert.is(found.length, 8 * perWriter);
      assert.is(await commits.countDocuments(), before + 8 * perWriter);
      await healthy();
      // The reader of the log pauses between its tries, so it may come a moment after the commands.
      assert.ok(await stack.readModels.waitFor(stack.store.head, 30_000));
      const answer = await stack.get(`/api/stock-levels/kraft?after=${stack.store.head}`);
      assert.is(answer.body.item?.['onHand'], 1 + 8 * perWriter);
    },
    { timeoutMs: 100_000 },
  );
});
