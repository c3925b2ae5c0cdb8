import type { HistoryEntry, RecordHistory } from '../contracts/history.ts';
import { roles } from '../contracts/permissions.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const auditor = { role: 'auditor' } as const;

suite('history over HTTP', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo);
    const item = { itemId: 'a', code: 'K-1', name: 'Kraft', kind: 'raw-material', unit: 'roll' } as const;
    await stack.send('RegisterStockItem', { ...item, scale: 0, reorderPoint: 3 });
    await stack.send('ReceiveStock', { itemId: 'a', quantity: 10, docket: 'DN-77' });
    await stack.send('RegisterClient', { clientId: 'c1', name: 'Harbour Labels', contacts: [] });
    const lines = [{ lineId: 'l1', itemId: 'a', quantity: 4 }];
    await stack.send('PlaceOrder', { orderId: 'o1', clientId: 'c1', dueDate: '2027-11-23', priority: 'asap', lines });
    await stack.send('AllocateStock', { itemId: 'a', orderId: 'o1', lineId: 'l1', quantity: 4 });
    const cancelled = { orderId: 'o1', reason: 'Client asked for the earlier truck' };
    const { status } = await stack.send('CancelOrder', cancelled, { headers: { 'if-match': '"1"' } });
    assert.is(status, 200);
    await stack.readModels.waitFor(stack.store.head, 10_000);
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });
  const record = async (path: string) => {
    const { status, body } = await stack.get(`/api/history/${path}`, auditor);
    assert.is(status, 200, path);
    return (body as unknown as { item: RecordHistory }).item;
  };
  const search = async (query: string) => {
    const { status, body } = await stack.get(`/api/history?${query}`, auditor);
    assert.is(status, 200, query);
    return body as unknown as { items: HistoryEntry[]; below?: number };
  };

  test('tells what each commit changed about one record, closed ones included', async () => {
    const { kind, id, steps } = await record('order/o1');
    assert.equal([kind, id], ['order', 'o1']);
    assert.equal(
      steps.map(({ sequence, user, events }) => [sequence, user.name, events[0]]),
      [
        [1, 'Test admin', 'OrderPlaced'],
        [2, 'Test admin', 'OrderLineAllocated'],
        [4, 'Test admin', 'OrderLineReleased'],
      ],
    );
    assert.is(steps[2]?.reason, 'Client asked for the earlier truck');
    const status = steps[2]?.changes.find(({ field }) => field === 'status');
    assert.equal([status?.before, status?.after], ['open', 'cancelled']);
    const stock = await record('stock-item/a');
    const allocated = stock.steps.flatMap(({ changes }) => changes.filter(({ field }) => field === 'allocated'));
    assert.equal(
      allocated.map(({ after }) => after),
      [0, 4, 0],
    );
  });

  test('finds commits by person, kind, day, record and words, the newest first', async () => {
    const { items } = await search('words=earlier%20TRUCK');
    assert.equal(
      items.map(({ command, records }) => [command, records.map(({ kind }) => kind).sort()]),
      [['CancelOrder', ['order', 'stock-item']]],
    );
    assert.is((await search('kind=client')).items.length, 1);
    assert.is((await search('record=order/o1')).items.length, 3);
    assert.is((await search('user=nobody')).items.length, 0);
    assert.is((await search('to=2020-01-01')).items.length, 0);
    const all = await search('');
    assert.equal(
      all.items.map(({ position }) => position),
      all.items.map(({ position }) => position).sort((a, b) => b - a),
    );
    const rest = await search(`below=${all.items[1]?.position}`);
    assert.is(rest.items[0]?.position, all.items[2]?.position);
  });

  test('is for administrators and auditors, and says in words what cannot be', async () => {
    for (const role of roles) {
      const wanted = role === 'admin' || role === 'auditor' ? 200 : 403;
      assert.is((await stack.get('/api/history', { role })).status, wanted, role);
      assert.is((await stack.get('/api/history/order/o1', { role })).status, wanted, role);
    }
    assert.is((await stack.get('/api/history/order/none', auditor)).status, 404);
    assert.is((await stack.get('/api/history/ordr/o1', auditor)).status, 404);
    for (const query of ['below=0', 'from=yesterday', 'kind=../x', 'record=o1', `words=${'x'.repeat(101)}`, 'more=1']) {
      assert.is((await stack.get(`/api/history?${query}`, auditor)).status, 400, query);
    }
  });
});
