import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../folders.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const NOW = Date.parse('2026-11-12T02:00:00Z');
const HOUR_MS = 3_600_000;

suite('/metrics', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let madeAt: Date | undefined;
  let isAway = false;
  test.before(async () => {
    mongo = await testMongo();
    const clock = () => new Date(NOW);
    const backupTimes = async () => {
      if (isAway) throw new Error('The database is away.');
      return { madeAt };
    };
    stack = await startTestStack(mongo, { clock, backupTimes });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });
  const look = () => stack.ask({ method: 'GET', url: '/metrics', remoteAddress: '127.0.0.1' });
  const figure = async (name: string): Promise<number | undefined> => {
    const line = (await look()).text.split('\n').find((one) => one.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  };
  const answered = async (outcome: string) => (await figure(`misty_command_seconds_count{outcome="${outcome}"}`)) ?? 0;

  test('tells the head of the log, how far screens are behind it, and how commands ended', async () => {
    const item = { itemId: 'kraft', code: 'K1', kind: 'raw-material', name: 'Kraft', unit: 'roll' } as const;
    const payload = { ...item, scale: 0, reorderPoint: 0 } as const;
    const headers = { 'idempotency-key': randomUUID() };
    for (let time = 0; time < 2; time += 1) {
      assert.is((await stack.send('RegisterStockItem', payload, { headers })).status, 200);
    }
    assert.is((await stack.send('RegisterStockItem', payload)).status, 409);
    await stack.readModels.waitFor(stack.store.head, 10_000);
    assert.equal([await answered('accepted'), await answered('repeated'), await answered('refused')], [1, 1, 1]);
    assert.is(await figure('misty_log_position'), stack.store.head);
    assert.is(await figure('misty_read_models_behind'), 0);
    assert.is(await figure('misty_live_feeds'), 0);
    assert.is(await figure('misty_log_conflicts'), 0);
    assert.ok(((await figure('process_resident_memory_bytes')) ?? 0) > 2 ** 20);
  });

  test('tells how old the backup is, and nothing where there is none', async () => {
    assert.is(await figure('misty_backup_age_seconds'), undefined);
    madeAt = new Date(NOW - 3 * HOUR_MS);
    assert.is(await figure('misty_backup_age_seconds'), 3 * 3_600);
    assert.is(await figure('misty_restore_age_seconds'), undefined);
    // Without a database it tells what it knew, and all else.
    isAway = true;
    assert.is(await figure('misty_backup_age_seconds'), 3 * 3_600);
    assert.is(await figure('misty_log_position'), stack.store.head);
    isAway = false;
    madeAt = undefined;
    assert.is(await figure('misty_backup_age_seconds'), undefined);
  });

  test('has all that the rules for Prometheus and the dashboard for Grafana ask of it', async () => {
    const { text } = await look();
    for (const file of ['deploy/alerts.yml', 'deploy/dashboard.json']) {
      const asked = [...new Set((await readFile(path.join(projectFolder, file), 'utf8')).match(/misty_\w+/g))];
      assert.ok(asked.length >= 5, file);
      for (const name of asked) assert.match(text, `# TYPE ${name.replace(/_(count|bucket)$/, '')} `);
    }
  });

  test('is for programs on this machine: what came through a proxy, or from elsewhere, finds nothing', async () => {
    assert.match((await look()).headers['content-type'] ?? '', /^text\/plain/);
    const from = { method: 'GET', url: '/metrics' } as const;
    assert.is((await stack.ask({ ...from, remoteAddress: '192.168.1.20' })).status, 404);
    const headers = { 'x-forwarded-for': '127.0.0.1' };
    assert.is((await stack.ask({ ...from, remoteAddress: '127.0.0.1', headers })).status, 404);
  });
});
