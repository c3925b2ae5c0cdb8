import type { HistoryCommit, HistoryEntry, RecordHistory } from '../contracts/history.ts';
import { putBackReason, takenBackIn } from '../contracts/lineage.ts';
import { roles } from '../contracts/permissions.ts';
import type { Answers, QuestionRow } from '../contracts/questions.ts';
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
    const item = { itemId: 'a', code: 'K120-980', name: 'Kraft', kind: 'raw-material', unit: 'roll' } as const;
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
    for (const typed of ['K120980', 'k120 980', 'K120–980']) {
      const found = (await search(`words=${encodeURIComponent(typed)}`)).items;
      assert.ok(
        found.some(({ command }) => command === 'RegisterStockItem'),
        typed,
      );
    }
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
    // Names have ids of their own signs.
    assert.is((await stack.get('/api/history/name/sku/k120~20_980', auditor)).status, 404);
    assert.is((await stack.get('/api/history/ordr/o1', auditor)).status, 404);
    for (const query of ['below=0', 'from=yesterday', 'kind=../x', 'record=o1', `words=${'x'.repeat(101)}`, 'more=1']) {
      assert.is((await stack.get(`/api/history?${query}`, auditor)).status, 400, query);
    }
  });

  test('tells all that one command did, over all its records, by the names that people know', async () => {
    const [cancelled] = (await search('words=earlier%20truck')).items;
    assert.ok(cancelled);
    assert.equal(cancelled.records.map(({ kind, name }) => [kind, name]).sort(), [
      ['order', cancelled.records.find(({ kind }) => kind === 'order')?.name],
      ['stock-item', 'Kraft'],
    ]);
    const { status, body } = await stack.get(`/api/commits/${cancelled.position}`, auditor);
    assert.is(status, 200);
    const { item } = body as unknown as { item: HistoryCommit };
    assert.equal([item.command, item.reason, item.more], ['CancelOrder', 'Client asked for the earlier truck', 0]);
    const changed = item.records.map(({ kind, changes }) => [kind, changes.map(({ field }) => field)] as const);
    assert.ok(new Map(changed).get('order')?.includes('status'));
    assert.ok(new Map(changed).get('stock-item')?.includes('free'));
    // What was not changed is told too: a figure is read in its unit.
    const before = item.records.find(({ kind }) => kind === 'stock-item')?.start;
    assert.equal(
      before
        ?.filter(({ field }) => ['unit', 'allocated'].includes(field))
        .map(({ value }) => value)
        .sort(),
      [4, 'roll'],
    );
    for (const wrong of ['0', '-1', '1e9', 'last']) {
      assert.is((await stack.get(`/api/commits/${wrong}`, auditor)).status, 400, wrong);
    }
    assert.is((await stack.get(`/api/commits/${stack.store.head + 1}`, auditor)).status, 404);
    assert.is((await stack.get('/api/commits/1', { role: 'manager' })).status, 403);
  });

  test('a field is put back by the command that edits it, and the reason names what is taken back', async () => {
    const card = { clientId: 'c1', name: 'Harbour Labels', contacts: [] };
    const versionOf = async () => String((await stack.get('/api/clients/c1')).body.item?.['version']);
    const revise = async (payload: object) => {
      const headers = { 'if-match': `"${await versionOf()}"` };
      const { status, body } = await stack.send('ReviseClient', { ...card, ...payload }, { headers });
      assert.is(status, 200);
      await stack.readModels.waitFor(body.position ?? 0, 10_000);
      return body.position ?? 0;
    };
    const changedAt = await revise({ phone: '02 5550 0100' });
    const putBack = await revise({ reason: putBackReason('Phone', changedAt) });
    const { steps } = await record('client/c1');
    const last = steps.at(-1);
    assert.is(last?.position, putBack);
    assert.is(takenBackIn(last?.reason), changedAt);
    assert.equal(last?.changes, [{ field: 'phone', before: '02 5550 0100' }]);
  });

  test('the log answers questions for days, each answer with its commit', async () => {
    const listed = await stack.get('/api/questions', auditor);
    const { items } = listed.body as unknown as { items: QuestionRow[] };
    assert.ok(items.length >= 10);
    const answer = async (query: string) => {
      const { status, body } = await stack.get(`/api/questions/${query}`, auditor);
      assert.is(status, 200, query);
      return (body as unknown as { item: Answers }).item;
    };
    for (const { id } of items) assert.is((await answer(id)).id, id);
    const made = await answer('roles-changed');
    assert.is(made.count, roles.length);
    const [newest] = made.answers;
    const commit = await stack.get(`/api/commits/${newest?.position}`, auditor);
    assert.is((commit.body.item as unknown as HistoryCommit).command, 'RegisterUser');
    assert.equal(newest?.cells.length, made.columns.length);
    assert.equal((await answer('roles-changed?to=2020-01-01')).answers, []);
    assert.equal((await answer('roles-changed?from=2199-01-01')).answers, []);
    assert.is((await stack.get('/api/questions/why', auditor)).status, 404);
    assert.is((await stack.get('/api/questions/sign-ins?from=yesterday', auditor)).status, 400);
    assert.is((await stack.get('/api/questions', { role: 'manager' })).status, 403);
  });
});
