import { randomBytes } from 'node:crypto';
import { calendarDateAt } from '../contracts/dates.ts';
import type { Role } from '../contracts/permissions.ts';
import type { PushState } from '../contracts/push.ts';
import { type PushChoices, type PushKind, usualChoices } from '../contracts/push-kinds.ts';
import { addDays, mondayOf } from '../contracts/week.ts';
import { until } from '../testing/app.ts';
import { cardOf, employeeOf, must } from '../testing/http/people.ts';
import { passwordOf, startTestStack, type TestStack, userIdOf } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { startWorker, type Worker } from '../testing/processes.ts';
import { quickPace } from '../testing/push/pace.ts';
import { PushService } from '../testing/push/push-service.ts';
import { assert, suite } from '../testing/suite.ts';
import { openPush, startSender } from './push.ts';
import { pushKeyOf } from './push-key.ts';
import type { Sender } from './sender.ts';

const secret = randomBytes(32).toString('hex');
const key = pushKeyOf(secret);
const clock = () => new Date();

suite('telling people on their devices', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let service: PushService;
  const senders: Sender[] = [];
  const workers: Worker<{ ready: true }>[] = [];
  const faults: string[] = [];
  let requests = 0;

  const bearer = (role: Role) => ({ authorization: `Bearer ${stack.token(role)}` });
  /** On a device of its own: the person signs in there. */
  const subscribe = async (role: Role, device: string) => {
    const login = { username: role, password: passwordOf(role) };
    const { body } = await stack.ask({ method: 'POST', url: '/api/auth/login', payload: login });
    const headers = { authorization: `Bearer ${body.accessToken}` };
    const subscription = service.subscribe(device);
    return await stack.ask({ method: 'POST', url: '/api/push/subscriptions', headers, payload: subscription });
  };
  const choose = async (role: Role, choices: PushChoices) =>
    await stack.ask({ method: 'POST', url: '/api/push/choices', headers: bearer(role), payload: choices });
  /** At any hour, and only that. */
  const only = (...wanted: PushKind[]): PushChoices => ({
    kinds: Object.fromEntries(
      Object.keys(usualChoices.kinds).map((kind) => [kind, wanted.includes(kind as PushKind)]),
    ) as PushChoices['kinds'],
    quiet: null,
  });
  const send = async (timeoutMs?: number) => {
    const sender = await startSender({
      ...{
        push: stack.push,
        log: mongo.logDb,
        store: stack.store,
        views: mongo.viewDb,
        readModels: stack.readModels,
        auth: stack.auth,
      },
      ...{ key, clock, timeZone: 'Australia/Sydney', pace: quickPace, reach: 'loopback too' },
      onError: (error) => faults.push(String(error)),
      onFault: (why) => faults.push(why),
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    senders.push(sender);
    return sender;
  };
  const stop = async () => {
    for (const sender of senders.splice(0)) await sender.close();
    for (const worker of workers.splice(0)) await worker.kill();
  };
  const requestLeave = async (role: 'sales' | 'employee' | 'production_team' = 'sales') => {
    requests += 1;
    const day = { date: addDays(mondayOf(calendarDateAt(clock(), 'Australia/Sydney')), 7 * requests), minutes: 456 };
    const requestId = `push-${requests}`;
    const asked = { employeeId: employeeOf[role], requestId, type: 'unpaid' as const, days: [day] };
    await must(stack, 'RequestLeave', asked, { role });
    return requestId;
  };
  const open = async () => await mongo.viewDb.collection('push-notices').countDocuments({ open: true });
  const allIsTold = async () => {
    const state = () =>
      mongo.viewDb.collection<{ _id: string; position: number }>('push-state').findOne({ _id: 'sender' });
    await until(
      'the sender has read all',
      async () => (await state())?.position,
      (at) => at === stack.store.head,
    );
    await until('nothing is left to tell', open, (count) => count === 0);
  };

  test.before(async () => {
    mongo = await testMongo();
    service = await PushService.start();
    const push = await openPush({ views: mongo.viewDb, key, clock, reach: 'loopback too' });
    stack = await startTestStack(mongo, { push });
    for (const worker of ['manager', 'production_manager', 'sales', 'employee', 'production_team'] as const) {
      await must(stack, 'RegisterEmployee', cardOf(worker));
    }
    await must(stack, 'AssignManager', {
      employeeId: employeeOf.production_team,
      managerId: employeeOf.production_manager,
    });
  });
  test.after.each(stop);
  test.after(async () => {
    await stack.close();
    await service.close();
    await mongo.close();
  });

  test('the door refuses what is no push service, keeps ten devices, and says nothing of them in the log', async () => {
    const good = service.subscribe('employee-0');
    const refused = async (payload: object) => {
      const { status, body } = await stack.ask({
        ...{ method: 'POST', url: '/api/push/subscriptions', headers: bearer('employee'), payload },
      });
      return [status, body.errors?.[0]?.path];
    };
    for (const endpoint of [
      'https://10.0.0.1/x',
      'http://push.example.com/x',
      'https://nas/x',
      'https://[fd00::1]/x',
    ]) {
      assert.equal(await refused({ ...good, endpoint }), [400, 'endpoint'], endpoint);
    }
    const noPoint = { ...good.keys, p256dh: 'A'.repeat(87) };
    assert.equal(await refused({ ...good, keys: noPoint }), [400, 'keys.p256dh']);
    for (let one = 1; one <= 11; one += 1) assert.is((await subscribe('employee', `employee-${one}`)).status, 200);
    const { devices } = (await stack.get('/api/push', { role: 'employee' })).body as unknown as PushState;
    assert.is(devices.length, 10);
    assert.not.match(stack.logged(), /employee-\d/);
  });

  test('an approval that waits is told to those who decide, an answer to the person who asked', async () => {
    await send();
    for (const role of ['manager', 'production_manager', 'sales'] as const) {
      await choose(role, only('approvals', 'decided'));
      assert.is((await subscribe(role, `${role}-1`)).status, 200);
    }
    const requestId = await requestLeave();
    await allIsTold();
    // The production manager decides for the production team alone.
    assert.equal(service.titlesOn('production_manager-1'), []);
    assert.equal(service.titlesOn('sales-1'), []);
    const [told] = service.delivered.splice(0);
    assert.equal(told?.message, {
      web_push: 8030,
      notification: {
        ...{ title: 'An approval waits for you', body: 'Open Misty to decide.' },
        ...{ navigate: 'http://localhost/approvals', tag: 'approvals', lang: 'en-AU', dir: 'ltr' },
      },
      app_badge: 1,
    });
    assert.equal([told?.headers['topic'], told?.headers['content-encoding']], ['approvals', 'aes128gcm']);
    assert.match(told?.headers.authorization ?? '', /^vapid t=/);

    await must(stack, 'ApproveLeave', { employeeId: employeeOf.sales, requestId }, { role: 'manager' });
    await allIsTold();
    assert.equal(service.titlesOn('sales-1'), ['A request of yours was decided']);
    assert.equal(service.delivered.length, 1);
  });

  test('what is over before it could be told is told to nobody', async () => {
    service.delivered.length = 0;
    const requestId = await requestLeave();
    await must(stack, 'WithdrawLeave', { employeeId: employeeOf.sales, requestId }, { role: 'sales' });
    await stack.readModels.waitFor(stack.store.head, 10_000);
    await send();
    await allIsTold();
    assert.equal(service.delivered, []);
  });

  test('stock that becomes low is told to those who order, once for each time', async () => {
    service.delivered.length = 0;
    await choose('manager', only('low-stock'));
    await choose('sales', only('low-stock'));
    const item = {
      itemId: 'push-kraft',
      kind: 'raw-material',
      code: 'PUSH-1',
      name: 'Kraft',
      unit: 'roll',
      scale: 0,
    } as const;
    await must(stack, 'RegisterStockItem', { ...item, reorderPoint: 20 });
    await must(stack, 'ReceiveStock', { itemId: 'push-kraft', quantity: 30 });
    await stack.readModels.waitFor(stack.store.head, 10_000);
    await send();
    await allIsTold();
    assert.equal(service.delivered, []);
    await must(stack, 'AdjustStock', { itemId: 'push-kraft', change: -10, reason: 'Damaged' });
    await must(stack, 'AdjustStock', { itemId: 'push-kraft', change: -1, reason: 'Damaged' });
    await allIsTold();
    assert.equal(service.titlesOn('manager-1'), ['An item is low']);
    assert.equal(service.titlesOn('sales-1'), []);
    await must(stack, 'ReceiveStock', { itemId: 'push-kraft', quantity: 50 });
    await must(stack, 'AdjustStock', { itemId: 'push-kraft', change: -50, reason: 'Damaged' });
    await allIsTold();
    assert.is(service.titlesOn('manager-1').length, 2);
  });

  test('a device that is over is dropped; a service that fails or hangs holds up nobody else', async () => {
    service.delivered.length = 0;
    await choose('manager', only('approvals'));
    await choose('admin', only('approvals'));
    for (const device of ['over', 'busy', 'never']) await subscribe('manager', device);
    await subscribe('admin', 'admin-1');
    service.answer('over', 410);
    service.answer('busy', 503);
    service.answer('never', 'never');
    await send(500);
    const began = performance.now();
    await requestLeave();
    const tookMs = performance.now() - began;
    await until(
      'the others are told',
      () => service.titlesOn('manager-1').length + service.titlesOn('admin-1').length,
      (count) => count === 2,
    );
    const collection = mongo.viewDb.collection('push-notices');
    const waiting = await until('the manager is told again later', () =>
      collection.findOne({ userId: 'manager', open: true, tries: 1 }),
    );
    assert.is((waiting as unknown as { left: string[] }).left.length, 2);
    const { devices } = (await stack.get('/api/push', { role: 'manager' })).body as unknown as PushState;
    assert.equal(devices.length, 3);
    assert.ok(faults.some((why) => / answered 503\.$/.test(why)));
    assert.ok(tookMs < 500, `a command took ${tookMs} ms while a push service hung`);

    // At the next try only those are told that were not.
    service.answer('busy', 201);
    service.answer('never', 201);
    await collection.updateMany({ open: true }, { $set: { dueAt: new Date(0) } });
    await allIsTold();
    assert.equal([service.titlesOn('busy').length, service.titlesOn('never').length], [1, 1]);
    assert.is(service.titlesOn('manager-1').length, 1);
    for (const { id } of devices.slice(0, 2)) {
      await stack.ask({ method: 'DELETE', url: `/api/push/subscriptions/${id}`, headers: bearer('manager') });
    }
  });

  test('quiet hours put it off, and nobody is told after they have signed out', async () => {
    service.delivered.length = 0;
    // A quiet time around now, by the clocks of the company.
    const at = (hours: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Australia/Sydney', hour: '2-digit', minute: '2-digit' }).format(
        Date.now() + hours * 3_600_000,
      );
    await choose('manager', { ...only('approvals'), quiet: { from: at(-2), until: at(2) } });
    await choose('admin', only());
    await send();
    await requestLeave();
    const collection = mongo.viewDb.collection<{ _id: string; dueAt: Date }>('push-notices');
    const later = await until('it is put off', () =>
      collection.findOne({ userId: 'manager', open: true, dueAt: { $gt: new Date(Date.now() + 60_000) } }),
    );
    assert.ok((later?.dueAt.getTime() ?? 0) < Date.now() + 3 * 3_600_000);
    assert.equal(service.delivered, []);

    await choose('manager', only('approvals'));
    const body = { username: 'manager', password: passwordOf('manager') };
    const { body: session } = await stack.ask({ method: 'POST', url: '/api/auth/login', payload: body });
    const headers = { authorization: `Bearer ${session.accessToken}` };
    await stack.ask({ method: 'POST', url: '/api/push/subscriptions', headers, payload: service.subscribe('gone') });
    await stack.ask({
      method: 'POST',
      url: '/api/auth/logout',
      headers,
      payload: { refreshToken: session.refreshToken },
    });
    await collection.updateMany({ open: true }, { $set: { dueAt: new Date(0) } });
    await until('it is told where the person is still signed in', () => service.titlesOn('manager-1').length === 1);
    await allIsTold();
    assert.equal(service.titlesOn('gone'), []);
  });

  test('work that waits on a shared tablet for an hour is told to its person', async () => {
    service.delivered.length = 0;
    await choose('sales', only('unsent'));
    await stack.push.unsent.told('tablet-1', [userIdOf('sales'), userIdOf('admin')]);
    const unsent = mongo.viewDb.collection('push-unsent');
    await send();
    await allIsTold();
    assert.equal(service.delivered, []);
    await stop();
    await unsent.updateMany({}, { $set: { since: new Date(Date.now() - 3_600_000) } });
    await send();
    await until(
      'it is told',
      () => service.titlesOn('sales-1'),
      (titles) => titles.length === 1,
    );
    assert.equal(service.titlesOn('sales-1'), ['Work of yours was not sent']);
    // The tablet has sent it, and tells so at its door.
    await stack.push.unsent.told('tablet-1', []);
    assert.is(await unsent.countDocuments({}), 0);
  });

  test('once each: two processes run, and whichever sends is killed in the midst of it', async () => {
    service.delivered.length = 0;
    await choose('manager', only('approvals'));
    await choose('sales', only('decided'));
    const args = [mongo.uri, mongo.logDb.databaseName, mongo.viewDb.databaseName, secret];
    const start = async () => {
      const worker = startWorker<{ ready: true }>(new URL('../testing/push/sender.worker.ts', import.meta.url), {
        args,
      });
      await worker.next(({ ready }) => ready);
      workers.push(worker);
      return worker;
    };
    const [first] = await Promise.all([start(), start()]);
    const ids: string[] = [];
    for (let round = 0; round < 4; round += 1) ids.push(await requestLeave());
    await allIsTold();
    const before = service.delivered.length;
    // What one message tells is everything of a kind that has come by then, so there may be fewer than four.
    assert.ok(before >= 1 && before <= 4, `${before} messages`);

    // The answer never comes, and the process that waits for it dies: it may have been the first or the second.
    service.asked.length = 0;
    service.answer('sales-1', 'never');
    await must(
      stack,
      'RejectLeave',
      { employeeId: employeeOf.sales, requestId: ids[0] ?? '', reason: 'Too many away' },
      { role: 'manager' },
    );
    await until(
      'a process is in the midst of it',
      () => service.asked.filter((device) => device === 'sales-1').length,
      (count) => count === 1,
    );
    service.answer('sales-1', 201);
    await stop();
    await start();
    await allIsTold();
    assert.equal(service.titlesOn('sales-1'), ['A request of yours was decided']);
    await first.ended;

    // Killed at moments that nobody chose, while there is more and more to tell.
    for (const requestId of ids.slice(1)) {
      await must(
        stack,
        'RejectLeave',
        { employeeId: employeeOf.sales, requestId, reason: 'Too many away' },
        { role: 'manager' },
      );
      await workers.at(-1)?.kill();
      await start();
    }
    await allIsTold();
    const notices = mongo.viewDb.collection('push-notices');
    const decided = await notices.find({ kind: 'decided', end: 'told' }).toArray();
    assert.is(new Set(decided.map(({ about, userId }) => `${about} ${userId}`)).size, decided.length);
    for (const requestId of ids) {
      const of = decided.filter(({ about }) => String(about).endsWith(requestId));
      assert.is(of.length, 1, requestId);
    }
    // Each is in one message, or in two with the same tag where a kill fell between the sending and the note of it.
    const told = service.delivered.slice(before).filter(({ device }) => device === 'sales-1');
    assert.ok(told.length >= 1 && told.length <= 1 + 2 * ids.slice(1).length, `${told.length} messages`);
    assert.equal([...new Set(told.map(({ message }) => message.notification.tag))], ['decided']);
  });
});
