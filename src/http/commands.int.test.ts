import { randomUUID } from 'node:crypto';
import { type Answer, nameOf, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

suite('commands over HTTP', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  const item = { kind: 'raw-material', name: 'Kraft', unit: 'roll', scale: 0, reorderPoint: 0 } as const;
  const order = { clientId: 'c1', dueDate: '2026-11-23', priority: 'normal' } as const;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo);
    accepted(await stack.send('RegisterClient', { clientId: 'c1', name: 'Harbour Labels' }));
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const accepted = (answer: Answer): Answer => {
    assert.is(answer.status, 200, answer.text);
    return answer;
  };
  /** An item with so many on hand, and an order with a line for it. */
  const shop = async (name: string, onHand: number): Promise<{ itemId: string; orderId: string; lineId: string }> => {
    const ids = { itemId: `${name}-item`, orderId: `${name}-order`, lineId: 'l1' };
    accepted(await stack.send('RegisterStockItem', { ...item, itemId: ids.itemId, code: name }));
    accepted(await stack.send('ReceiveStock', { itemId: ids.itemId, quantity: onHand }));
    const lines = [{ lineId: ids.lineId, itemId: ids.itemId, quantity: 500, unitPrice: 100 }];
    accepted(await stack.send('PlaceOrder', { ...order, orderId: ids.orderId, lines }));
    return ids;
  };

  test('an accepted command is answered with its place in the log', async () => {
    const ids = await shop('accepted', 10);
    const key = randomUUID();
    const headers = { 'idempotency-key': key };
    const answer = await stack.send('AllocateStock', { ...ids, quantity: 3 }, { role: 'sales', headers });
    assert.equal(accepted(answer).body, {
      commandId: key,
      position: stack.store.head,
      aggregate: `stock-item/${ids.itemId}`,
      sequence: 3,
    });
    assert.is(answer.headers['x-position'], String(stack.store.head));
    const commit = await mongo.logDb.collection('commits').findOne({ position: answer.body.position });
    assert.is(commit?.['actor'].user, 'sales');
  });

  test('a save that changed nothing is told the true version, with which the next save gets through', async () => {
    const card = { clientId: 'quiet', name: 'Quiet Paper' };
    accepted(await stack.send('RegisterClient', card));
    const headers = { 'if-match': '"1"' };
    const same = accepted(await stack.send('ReviseClient', { ...card, contacts: [] }, { headers }));
    assert.equal([same.body.aggregate, same.body.sequence], ['client/quiet', 1]);
    const next = { 'if-match': `"${same.body.sequence}"` };
    const saved = accepted(await stack.send('ReviseClient', { ...card, name: 'Quiet Papers' }, { headers: next }));
    assert.equal([saved.body.aggregate, saved.body.sequence], ['client/quiet', 2]);
  });

  test('what open orders ask for leaves the lists only once that was said', async () => {
    const { itemId } = await shop('wanted', 1);
    accepted(await stack.send('AdjustStock', { itemId, change: -1, reason: 'Wet' }));
    const core = {
      productId: 'wanted-core',
      sku: 'WANTED',
      name: 'Core',
      kind: 'core',
      unit: 'piece',
      scale: 0,
    } as const;
    accepted(await stack.send('RegisterProduct', { ...core, unitPrice: 100 }));
    const lines = [{ lineId: 'l1', productId: core.productId, quantity: 5, unitPrice: 100 }];
    accepted(await stack.send('PlaceOrder', { ...order, orderId: 'wanted-too', lines }));
    await stack.readModels.waitFor(stack.store.head, 10_000);

    const head = stack.store.head;
    const said = await stack.send('RetireStockItem', { itemId });
    assert.equal([said.status, said.body.code], [409, 'still-asked-for']);
    assert.match(said.body.detail ?? '', /^ADM-\d{4}-\d+ still asks for it\. See to that first, or/);
    assert.is((await stack.send('RetireProduct', { productId: core.productId })).body.code, 'still-asked-for');
    assert.is(stack.store.head, head);

    const headers = { 'idempotency-key': randomUUID() };
    const retire = () => stack.send('RetireStockItem', { itemId, stillAsked: true }, { headers });
    const done = accepted(await retire());
    assert.equal(accepted(await retire()).body, done.body, 'the same answer again');
    accepted(await stack.send('RetireProduct', { productId: core.productId, stillAsked: true }));
  });

  test('what nobody asks for any more leaves the lists as it is', async () => {
    const { itemId, orderId } = await shop('unwanted', 1);
    accepted(await stack.send('AdjustStock', { itemId, change: -1, reason: 'Wet' }));
    accepted(await stack.send('CancelOrder', { orderId, reason: 'Not wanted' }));
    await stack.readModels.waitFor(stack.store.head, 10_000);
    accepted(await stack.send('RetireStockItem', { itemId }));
  });

  test('an order is told its number', async () => {
    const { body } = await stack.send('PlaceOrder', {
      ...order,
      orderId: randomUUID(),
      lines: [{ lineId: 'l1', itemId: (await shop('numbered', 1)).itemId, quantity: 1 }],
    });
    assert.match(JSON.stringify(body.result), /ADM-\d{4}-\d{4}/);
  });

  test('sent again under its id, also at the same time and in capitals, it is recorded once and answered alike', async () => {
    const ids = await shop('again', 10);
    const key = randomUUID();
    const send = (id: string) =>
      stack.send('AllocateStock', { ...ids, quantity: 2 }, { headers: { 'idempotency-key': id } });
    const head = stack.store.head;
    const together = await Promise.all([key, key, key].map(send));
    const later = await send(key.toUpperCase());
    for (const answer of [...together, later]) assert.equal(accepted(answer).body, together[0]?.body);
    assert.is(stack.store.head, head + 1);
    assert.is(later.headers['idempotency-replayed'], 'true');
    await stack.readModels.waitFor(stack.store.head, 20_000);
    assert.is((await stack.get(`/api/stock-levels/${ids.itemId}`)).body.item?.['allocated'], 2);
  });

  test('the id of a command belongs to that command: another payload or person gets 422 and learns nothing', async () => {
    const ids = await shop('reused', 10);
    const headers = { 'idempotency-key': randomUUID() };
    accepted(await stack.send('AllocateStock', { ...ids, quantity: 2 }, { headers }));
    const head = stack.store.head;
    const others = [
      await stack.send('AllocateStock', { ...ids, quantity: 3 }, { headers }),
      await stack.send('ReleaseAllocation', { ...ids, quantity: 2 }, { headers }),
      await stack.send('AllocateStock', { ...ids, quantity: 2 }, { headers, role: 'manager' }),
    ];
    for (const answer of others) {
      assert.equal([answer.status, answer.body.code], [422, 'command-id-reused']);
      assert.not.match(answer.text, /StockAllocated|sequence|position|admin/);
      assert.is(answer.body.commandId, headers['idempotency-key']);
    }
    assert.is(stack.store.head, head);
  });

  test('a refusal names who was first, when and with what, and the fresh state', async () => {
    const ids = await shop('refused', 10);
    const first = accepted(await stack.send('AllocateStock', { ...ids, quantity: 8 }, { role: 'sales' }));
    const second = await stack.send('AllocateStock', { ...ids, quantity: 5 }, { role: 'production_team' });
    assert.equal(
      [second.status, second.body.code, second.body.detail],
      [409, 'insufficient-stock', 'Insufficient stock or concurrent allocation occurred.'],
    );
    const { user, at, event, data } = second.body.winner ?? {};
    assert.equal(user, { id: 'sales', name: nameOf('sales') });
    assert.ok(Math.abs(Date.parse(at ?? '') - Date.now()) < 60_000);
    const { position, aggregate } = first.body;
    assert.equal(event, { type: 'StockAllocated', aggregate, sequence: 3, position });
    assert.is(data?.['quantity'], 8);
    assert.is(second.body.fresh?.['free'], 2);
    assert.is(second.headers['x-position'], String(stack.store.head));
  });

  test('two who want the last units at once: one gets them, the other is told by whom', async () => {
    const ids = await shop('race', 5);
    const answers = await Promise.all(
      (['sales', 'manager'] as const).map((role) => stack.send('AllocateStock', { ...ids, quantity: 5 }, { role })),
    );
    assert.equal(answers.map(({ status }) => status).sort(), [200, 409]);
    const loser = answers.find(({ status }) => status === 409);
    const winner = answers[0] === loser ? 'manager' : 'sales';
    assert.is(loser?.body.winner?.user.name, nameOf(winner));
  });

  test('an edit says which version was on screen: without it 428, with an older one 412 in the shop’s words', async () => {
    const { orderId } = await shop('edited', 10);
    const revise = (headers: Record<string, string>, reference: string, role: 'sales' | 'manager' = 'sales') =>
      stack.send('ReviseOrder', { orderId, reference }, { headers, role });
    const without = await revise({}, 'PO 1');
    assert.equal([without.status, without.body.code], [428, 'version-required']);
    accepted(await revise({ 'if-match': '"1"' }, 'PO 1', 'manager'));
    const stale = await revise({ 'if-match': '"1"' }, 'PO 2');
    assert.equal(
      [stale.status, stale.body.code, stale.body.detail],
      [412, 'stale-version', 'Order was modified by another user. Please refresh and try again.'],
    );
    assert.is(stale.body.winner?.user.name, nameOf('manager'));
    const version = stale.body.fresh?.['version'];
    accepted(await revise({ 'if-match': `"${version}"` }, 'PO 2'));
  });

  test('allocating to a line makes nobody’s edit of the order stale', async () => {
    const ids = await shop('not-stale', 10);
    accepted(await stack.send('AllocateStock', { ...ids, quantity: 1 }));
    const headers = { 'if-match': '"1"' };
    accepted(await stack.send('ReviseOrder', { orderId: ids.orderId, reference: 'PO 9' }, { headers }));
  });
});
