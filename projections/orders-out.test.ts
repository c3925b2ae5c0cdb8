import { orderOut } from '../src/contracts/reports.ts';
import { coreLine, order, placed } from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { ordersOut } from './orders-out.ts';

const went = (quantity: number) => order('OrderLineDelivered', { lineId: coreLine.lineId, quantity });
const back = (quantity: number) =>
  order('OrderLineDeliveryTakenBack', { lineId: coreLine.lineId, quantity, reason: 'Wet' });
const moved = (from: string, to: string) => order('OrderStageMoved', { from, to });

suite('orders that went out', (test) => {
  const outAt = (...events: Parameters<typeof project>[1][number][]) =>
    project(ordersOut, [placed('o1'), ...events])
      .view('o1')
      ?.outAt.slice(11, 16);

  test('went when the last of what goes to the client was delivered', () => {
    assert.is(outAt(went(2_399)), undefined);
    assert.is(outAt(went(2_399), went(1), went(5)), '20:03');
    const row = project(ordersOut, [placed('o1'), went(2_400)]).view('o1');
    assert.equal(row && orderOut.parse(row), row);
  });
  test('went when they were moved on past Delivery, if that came first', () => {
    assert.is(outAt(moved('finishing', 'delivery')), undefined);
    assert.is(outAt(moved('finishing', 'delivery'), moved('delivery', 'invoicing'), went(2_400)), '20:03');
  });
  test('have not gone any more when a delivery is taken back, a line is added or they are cancelled', () => {
    assert.is(outAt(went(2_400), back(1)), undefined);
    assert.is(outAt(went(2_400), back(1), went(1)), '20:04');
    assert.is(
      outAt(went(2_400), order('OrderRevised', { changes: [], lines: [{ ...coreLine, required: 9_000 }] })),
      undefined,
    );
    assert.is(outAt(went(2_400), order('OrderCancelled', { reason: 'Double' })), undefined);
  });
  test('count by the delivery date that they have now', () => {
    const revised = order('OrderRevised', { changes: [{ field: 'dueDate', from: '2026-11-20', to: '2026-11-27' }] });
    assert.is(project(ordersOut, [placed('o1'), went(2_400), revised]).view('o1')?.dueDate, '2026-11-27');
  });
  test('are not told of where they had gone before the company moved in: nobody knows when', () => {
    const stands = {
      stage: 'accounting_transaction',
      stageSince: '2026-11-01T00:00:00.000Z',
      status: 'open',
      archived: false,
    };
    const old = placed('o1', { stands });
    const { view } = project(ordersOut, [old, moved('accounting_transaction', 'cleared')]);
    assert.is(view('o1'), undefined);
  });
});
