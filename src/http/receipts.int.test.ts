import type { OrderDetail } from '../contracts/order.ts';
import type { Payslip } from '../contracts/pay.ts';
import type { Role } from '../contracts/permissions.ts';
import type { JudgedReceipt, Paper, PrintedReceipt } from '../contracts/receipts.ts';
import { receiptAddress, receiptAt, signReceipt } from '../history/receipt.ts';
import { fillWithPeople, lastMonday, must, thatThursday, version } from '../testing/http/people.ts';
import { startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';
import { headKeyOf } from '../witness/signing-key.ts';

const strange = headKeyOf('3'.repeat(64));

suite('receipts', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday });
    await fillWithPeople(stack);
    const item = { itemId: 'a', code: 'K-1', name: 'Kraft', kind: 'raw-material', unit: 'roll' } as const;
    await must(stack, 'RegisterStockItem', { ...item, scale: 0, reorderPoint: 3 });
    await must(stack, 'ReceiveStock', { itemId: 'a', quantity: 10, docket: 'DN-77' });
    await must(stack, 'RegisterClient', { clientId: 'c1', name: 'Harbour Labels', contacts: [] });
    const lines = [{ lineId: 'l1', itemId: 'a', quantity: 4 }];
    const order = { clientId: 'c1', dueDate: '2027-11-23', priority: 'asap', lines } as const;
    await must(stack, 'PlaceOrder', { ...order, orderId: 'o1' });
    await must(stack, 'PlaceOrder', { ...order, orderId: 'o2' });
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  const row = async <Row>(path: string, role: Role = 'admin'): Promise<Row> =>
    (await stack.get(`/api/${path}?after=${stack.store.head}`, { role })).body.item as unknown as Row;
  const order = (id: string) => row<OrderDetail>(`order-details/${id}`);
  const slipOf = (role: Role) => row<Payslip>(`payslips/e-${role}.${lastMonday}`, role);
  const ask = (paper: Paper, record: string, sequence: number, role: Role = 'admin') =>
    stack.get(`/api/receipts/${paper}/${record}?sequence=${sequence}&after=${stack.store.head}`, { role });
  const printed = async (paper: Paper, record: string, sequence: number, role: Role = 'admin') => {
    const { status, body, text } = await ask(paper, record, sequence, role);
    assert.is(status, 200, text);
    return body.item as unknown as PrintedReceipt;
  };
  const scan = (address: string, role: Role = 'admin') =>
    stack.get(`/api/receipts?${new URLSearchParams({ address, after: String(stack.store.head) })}`, { role });
  const judged = async (address: string, role?: Role) => {
    const { status, body, text } = await scan(address, role);
    assert.is(status, 200, text);
    return body.item as unknown as JudgedReceipt;
  };

  test('of a job card stands until something on it is changed, and names what and by whom', async () => {
    const { sequence, version: last } = await order('o1');
    const { address, position, hash } = await printed('job', 'o1', sequence, 'production_team');
    assert.ok(address.length < 260, `${address.length} characters are too many for a code on paper`);
    const fresh = await judged(address, 'sales');
    assert.is(fresh.verdict, 'stands');
    assert.equal([fresh.said?.position, fresh.said?.hash], [position, hash]);
    assert.ok(fresh.held?.some(({ field, value }) => field === 'clientName' && value === 'Harbour Labels'));
    // Prices and addresses are not on it.
    const elsewhere = { orderId: 'o1', deliveryAddress: 'Dock 4', discountBasisPoints: 500 };
    await must(stack, 'ReviseOrder', elsewhere, { headers: version(last) });
    assert.is((await judged(address)).verdict, 'stands');
    const earlier = { orderId: 'o1', dueDate: '2027-11-20', reason: 'The earlier truck' };
    const { version: now } = await order('o1');
    await must(stack, 'ReviseOrder', earlier, { role: 'sales', headers: version(now) });
    const { verdict, changes } = await judged(address);
    assert.is(verdict, 'changed');
    assert.equal(
      changes?.map(({ field, before, after, by }) => [field, before, after, by.user.name, by.reason]),
      [['dueDate', '2027-11-23', '2027-11-20', 'Test sales', 'The earlier truck']],
    );
  });

  test('of a packing slip is about its delivery: another one changes nothing, what is taken back does', async () => {
    const deliver = { orderId: 'o2', lines: [{ lineId: 'l1', quantity: 2 }] };
    const position = await must(stack, 'DeliverOrder', { ...deliver, docket: 'PS-1' });
    const { address } = await printed('slip', `o2.${position}`, (await order('o2')).sequence);
    await must(stack, 'DeliverOrder', { ...deliver, docket: 'PS-2' });
    const { verdict, held } = await judged(address);
    assert.is(verdict, 'stands');
    const docket = held?.filter(({ field }) => field === 'delivery.docket').map(({ value }) => value);
    assert.equal(docket, ['PS-1']);
    const back = { orderId: 'o2', lineId: 'l1', quantity: 1, reason: 'One roll was wet' };
    await must(stack, 'TakeBackDelivery', back, { role: 'production_team' });
    const after = await judged(address);
    assert.is(after.verdict, 'changed');
    assert.equal(
      after.changes
        ?.filter(({ field }) => field.endsWith('.quantity'))
        .map(({ after, by }) => [after, by.user.name, by.reason]),
      [[1, 'Test production_team', 'One roll was wet']],
    );
  });

  test('of a payslip is for the person, the pay office and the auditor; a recalculation shows', async () => {
    const { sequence } = await slipOf('employee');
    const record = `e-employee.${lastMonday}`;
    const { address } = await printed('payslip', record, sequence, 'employee');
    for (const role of ['employee', 'manager', 'auditor'] as const)
      assert.is((await judged(address, role)).verdict, 'stands', role);
    for (const role of ['sales', 'production_manager'] as const) {
      const { status, text } = await scan(address, role);
      assert.is(status, 404, role);
      assert.not.match(text, /Cents/);
      assert.is((await ask('payslip', record, sequence, role)).status, 404, role);
    }
    const week = { employeeId: 'e-employee', monday: lastMonday };
    await must(stack, 'ReopenTimesheet', { ...week, reason: 'Wrong day' }, { role: 'manager' });
    const { verdict, changes } = await judged(address, 'employee');
    assert.is(verdict, 'changed');
    assert.equal(
      changes?.map(({ field, before, after, by }) => [field, before, after, by.user.name]),
      [['status', 'worked-out', 'taken-back', 'Test manager']],
    );
  });

  test('of an erasure says who erased what of whom; set again, it says that too', async () => {
    const [employeeId, field] = ['e-sales', 'tax-file-number'] as const;
    const tax = { employeeId, taxFileNumber: '123456782' };
    const set = await stack.send('SetTaxFileNumber', tax, { headers: version(0) });
    const wish = [
      { employeeId, field },
      { role: 'manager', headers: version(set.body.sequence ?? 0) },
    ] as const;
    const erased = await stack.send('ErasePrivateDetail', ...wish);
    const sequence = erased.body.sequence ?? 0;
    const { address } = await printed('erasure', `${employeeId}.${field}`, sequence, 'sales');
    const fresh = await judged(address, 'auditor');
    assert.equal([fresh.verdict, fresh.by?.user.name], ['stands', 'Test manager']);
    assert.ok(fresh.held?.some((one) => one.field === field && one.value === 'erased'));
    assert.is((await scan(address, 'production_team')).status, 404);
    await stack.send('SetTaxFileNumber', tax, { headers: version(sequence) });
    const again = await judged(address, 'manager');
    assert.equal(
      again.changes?.map((one) => [one.field, one.before, one.after, one.by.user.name]),
      [[field, 'erased', 'on file', 'Test admin']],
    );
  });

  test('is asked for by those who may read the paper, of what is there', async () => {
    const { sequence } = await order('o1');
    assert.is((await ask('job', 'o1', sequence, 'employee')).status, 403);
    assert.is((await ask('job', 'o1', 999)).status, 404);
    assert.is((await ask('job', 'never-was', 1)).status, 404);
    assert.is((await stack.get('/api/receipts/invoice/o1?sequence=1')).status, 400);
    assert.is((await stack.ask({ url: '/api/receipts?address=x' })).status, 401);
  });

  test('of another company, forged, damaged, or beyond the end is told apart', async () => {
    const { address } = await printed('job', 'o1', (await order('o1')).sequence);
    const good = receiptAt(address);
    assert.ok(good);
    const { at, key: _, ...said } = good.receipt;
    const verdictOf = async (signed: string) => (await judged(signed)).verdict;
    assert.is(await verdictOf(receiptAddress(signReceipt({ ...said, at: new Date(at) }, strange))), 'other-company');
    const later = { ...good, receipt: { ...good.receipt, sequence: good.receipt.sequence + 1 } };
    assert.is(await verdictOf(receiptAddress(later)), 'forged');
    const ofAnother = { ...good, receipt: { ...good.receipt, key: strange.id } };
    assert.is(await verdictOf(receiptAddress(ofAnother)), 'other-company');
    const unreadable = [
      ...['', 'x', '/orders/o1', '/receipt/job/o1', address.slice(0, -3), `${address}&p=2`],
      ...[
        address.replace('/job/', '/invoice/'),
        address.replace('p=', 'p=-'),
        address.replace('t=', 't=9999999999999'),
      ],
    ];
    for (const bad of unreadable) assert.is(await verdictOf(bad), 'unreadable', bad);
    assert.is((await scan('x'.repeat(601))).status, 400);
  });

  test('that a rewritten or shorter log does not bear out is told, and stands in the security log', async () => {
    const { address } = await printed('job', 'o1', (await order('o1')).sequence);
    const good = receiptAt(address);
    assert.ok(good);
    const { at, key: _, ...said } = good.receipt;
    const ours = stack.headKey;
    const signed = (changed: Partial<typeof said>) =>
      receiptAddress(signReceipt({ ...said, ...changed, at: new Date(at) }, ours));
    assert.is((await judged(signed({ hash: 'f'.repeat(64) }))).verdict, 'rewritten');
    assert.is((await judged(signed({ position: stack.store.head + 1_000 }))).verdict, 'shorter');
    const { body } = await stack.get(`/api/history?after=${stack.store.head}`, { role: 'auditor' });
    const commands = body.items?.map(({ command }) => command);
    assert.equal(commands?.slice(0, 2), ['DoubtLog', 'DoubtLog']);
  });
});
