import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { projections } from '../../projections/index.ts';
import { OPERATOR } from '../contracts/operator.ts';
import { goldenEvents } from '../testing/domain/golden-events.ts';
import { fillWithPeople, lastMonday, thatThursday, thisMonday } from '../testing/http/people.ts';
import { startTestStack, type TestStack, userIdOf } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

suite('queries over HTTP', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday });
    await fillWithPeople(stack);
    await stack.send('RegisterClient', { clientId: 'c1', name: 'Harbour Labels', contacts: [{ name: 'Kim Lee' }] });
    const product = { productId: 'p1', sku: 'CORE-76', name: 'Core 76', kind: 'core', unitPrice: 12_500 } as const;
    await stack.send('RegisterProduct', { ...product, unit: 'piece', scale: 0 });
    for (const itemId of ['a', 'b', 'c']) {
      const item = { itemId, code: itemId, name: `Kraft ${itemId}`, kind: 'raw-material' } as const;
      await stack.send('RegisterStockItem', { ...item, unit: 'roll', scale: 0, reorderPoint: 3 });
      await stack.send('ReceiveStock', { itemId, quantity: itemId === 'c' ? 2 : 10 });
    }
    const lines = [
      { lineId: 'l1', itemId: 'a', quantity: 4 },
      { lineId: 'l2', productId: 'p1', quantity: 100 },
    ];
    await stack.send('PlaceOrder', { orderId: 'o1', clientId: 'c1', dueDate: '2026-11-23', priority: 'asap', lines });
    await stack.send('AllocateStock', { itemId: 'a', orderId: 'o1', lineId: 'l1', quantity: 4 });
    const gone = [{ lineId: 'l2', quantity: 100, before: 0 }];
    await stack.send('DeliverOrder', { orderId: 'o1', docket: 'PS-1', lines: gone });
    const enrolled = { deviceId: 'd1', name: 'Winding 1' };
    await stack.store.handle({ id: randomUUID(), type: 'EnrolDevice', payload: enrolled, user: 'admin' });
    // Their bytes come by another door.
    const paper = { fileId: 'f1', type: 'image/jpeg', bytes: 3, sha256: 'a'.repeat(64) } as const;
    for (const [type, user, payload] of [
      ['AttachOrderFile', 'admin', { orderId: 'o1', name: 'Label', kind: 'photo', ...paper }],
      ['AttachStockFile', 'admin', { itemId: 'a', name: 'Label', kind: 'photo', ...paper }],
      [
        'AttachLeaveFile',
        userIdOf('production_team'),
        { employeeId: 'e-team', requestId: 'r1', kind: 'certificate', ...paper },
      ],
    ] as const) {
      const outcome = await stack.store.handle({ id: randomUUID(), type, payload, user });
      assert.ok(outcome.accepted, JSON.stringify(outcome));
    }
    const moved = goldenEvents.filter(({ type }) => type === 'LegacyRecordKept');
    const fresh = moved.map(({ aggregate }) => aggregate);
    const imported = { id: randomUUID(), type: 'ImportDocuments', payload: { events: moved, fresh }, user: OPERATOR };
    assert.ok((await stack.store.handle(imported)).accepted);
    await stack.send('KeepMovingRule', { kind: 'role', from: 'foreman', to: 'production_manager' });
    assert.ok(await stack.readModels.waitFor(stack.store.head, 10_000));
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const firstIds: Record<string, string> = {
    'stock-levels': 'a',
    'order-details': 'o1',
    clients: 'c1',
    'client-history': 'c1',
    'product-history': 'p1',
    'employee-cards': 'e-team',
    products: 'p1',
    people: 'admin',
    'sign-ins': 'admin',
    devices: 'd1',
    employees: 'e-team',
    'employee-pay': 'e-team',
    'leave-balances': 'e-team',
    'leave-requests': 'e-team.r1',
    'order-files': 'o1',
    'stock-files': 'a',
    'leave-files': 'e-team.r1',
    'timesheet-weeks': `e-team.${thisMonday}`,
    approvals: `timesheet.e-team.${thisMonday}`,
    clock: 'e-team',
    'pay-runs': lastMonday,
    payslips: `e-team.${lastMonday}`,
    settings: 'company',
    moving: 'company',
    'legacy-records': 'machines-7',
    'confidential-records': 'suppliers-1',
  };
  const ofOne: Record<string, string> = {
    'stock-movements': '?itemId=a',
    'leave-movements': '?employeeId=e-team',
    'security-log': `?month=${thatThursday().toISOString().slice(0, 7)}`,
  };
  /**
   * Asks again as long as the answer says that it is older than the position: a busy machine may need more than one
   * wait.
   */
  const reached: TestStack['get'] = async (url, options) => {
    for (;;) {
      const answer = await stack.get(url, options);
      if (answer.body['stale'] !== true) return answer;
    }
  };
  const listOf = (name: string): string => `/api/${name}${ofOne[name] ?? ''}`;

  for (const { name, query } of projections) {
    if (query?.list || query?.series) {
      test(`the list ${name} is as its contract says`, async () => {
        const answer = await stack.get(listOf(name));
        assert.is(answer.status, 200, answer.text);
        const items = z.array(query.row).parse(answer.body.items) as unknown[];
        assert.ok(items.length > 0);
        assert.is(answer.body['total'], items.length);
        assert.match(String(answer.body['asOf']), /^\d{4}-\d\d-\d\dT.*Z$/);
        assert.is(answer.headers['x-position'], String(stack.store.head));
        assert.is(answer.headers['cache-control'], 'private, no-store');
      });

      test(`the list ${name} is not sent twice to a browser that has it`, async () => {
        const { headers, body } = await stack.get(listOf(name));
        assert.match(headers['etag'] ?? '', /^W\/"[^"]+"$/);
        const again = await stack.get(listOf(name), { headers: { 'if-none-match': `"other", ${headers['etag']}` } });
        assert.equal([again.status, again.text, again.headers['etag']], [304, '', headers['etag']]);
        assert.is(again.headers['x-position'], headers['x-position']);
        const other = await stack.get(listOf(name), { headers: { 'if-none-match': '"other"' } });
        assert.equal([other.status, other.body.items], [200, body.items]);
      });
    }
    if (query?.one) {
      test(`one of ${name} is as its contract says, and not sent twice`, async () => {
        const url = `/api/${name}/${firstIds[name]}`;
        const answer = await stack.get(url);
        assert.is(answer.status, 200, answer.text);
        assert.ok(z.safeParse(query.row, answer.body.item).success, answer.text);
        const headers = { 'if-none-match': answer.headers['etag'] ?? '' };
        assert.is((await stack.get(url, { headers })).status, 304);
      });
    }
  }

  test('a list changes its tag when a row of it changes', async () => {
    const before = await stack.get('/api/stock-levels');
    const { body } = await stack.send('ReceiveStock', { itemId: 'b', quantity: 1 });
    const headers = { 'if-none-match': before.headers['etag'] ?? '' };
    const after = await reached(`/api/stock-levels?after=${body.position}`, { headers });
    assert.is(after.status, 200);
    assert.is(after.body.items?.find(({ id }) => id === 'b')?.['onHand'], 11);
  });

  test('pages follow each other without a gap and without a row twice', async () => {
    const ids: unknown[] = [];
    let cursor: string | undefined;
    do {
      const next: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { body } = await stack.get(`/api/stock-levels?limit=1${next}`);
      ids.push(...(body.items ?? []).map(({ id }) => id));
      assert.is(body['total'], 3);
      cursor = body['nextCursor'] as string | undefined;
    } while (cursor !== undefined && ids.length < 10);
    assert.equal(ids, ['a', 'b', 'c']);
  });

  test('pages follow each other also by the longest names, in any script', async () => {
    const kinds = ['漢', 'Ж', 'م', '😀'].map((letter) => letter.repeat(120 / letter.length));
    let last: number | undefined;
    for (const [at, name] of kinds.entries()) {
      const itemId = `long-${at}`;
      const { status, body } = await stack.send('RegisterStockItem', {
        ...{
          itemId,
          kind: 'raw-material',
          code: `${at}${'L'.repeat(39)}`,
          name,
          unit: 'roll',
          scale: 0,
          reorderPoint: 0,
        },
      });
      assert.is(status, 200);
      last = body.position;
    }
    const found: unknown[] = [];
    let cursor = '';
    do {
      const { status, body } = await reached(`/api/stock-levels?limit=1&after=${last}${cursor}`);
      assert.is(status, 200);
      found.push(...(body.items ?? []).map((item) => item['name']));
      cursor = body['nextCursor'] === undefined ? '' : `&cursor=${body['nextCursor']}`;
    } while (cursor !== '');
    assert.equal(
      kinds.filter((name) => !found.includes(name)),
      [],
    );
    for (const at of kinds.keys()) await stack.send('RetireStockItem', { itemId: `long-${at}` });
  });

  test('what was just written is read when its position is asked for', async () => {
    for (let round = 1; round <= 20; round += 1) {
      const { body } = await stack.send('ReceiveStock', { itemId: 'c', quantity: 1 });
      const after = await reached(`/api/stock-levels/c?after=${body.position}`);
      assert.is(after.body.item?.['onHand'], 2 + round);
    }
  });

  test('an answer that does not reach the position says so', async () => {
    const ahead = stack.store.head + 100;
    for (const url of ['/api/stock-levels', '/api/stock-levels/a']) {
      const answer = await stack.get(`${url}?after=${ahead}`);
      assert.equal([answer.status, answer.body['stale']], [200, true]);
      assert.is(answer.headers['x-position'], String(stack.store.head));
    }
  });

  test('the history of an item is told with names, the newest first', async () => {
    const { body } = await stack.get('/api/stock-movements?itemId=a');
    assert.equal(
      body.items?.map(({ kind }) => kind),
      ['allocated', 'received', 'registered'],
    );
    assert.equal(body.items?.[0]?.['user'], { id: 'admin', name: 'Test admin' });
  });

  test('a tag names the same rows whenever it is given, also while they change', async () => {
    const rowsOf = new Map<string | undefined, string>();
    let asked = 0;
    const ask = async () => {
      asked += 1;
      // A page that nobody has asked for is worked out anew, at any moment.
      const { headers, body } = await stack.get(`/api/stock-levels?limit=${3 + (asked % 190)}`);
      const rows = JSON.stringify(body.items);
      assert.is(rowsOf.get(headers['etag']) ?? rows, rows);
      rowsOf.set(headers['etag'], rows);
    };
    for (let round = 0; round < 30; round += 1) {
      let reached = false;
      const changing = stack.send('ReceiveStock', { itemId: 'c', quantity: 1 }).then(async ({ body }) => {
        reached = await stack.readModels.waitFor(body.position ?? 0, 10_000);
      });
      while (!reached) {
        await ask();
        // The database gets its turn between two questions.
        await new Promise((resolve) => setImmediate(resolve));
      }
      await changing;
      await ask();
    }
    assert.ok(rowsOf.size >= 30);
  });
});
