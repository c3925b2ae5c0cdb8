import { by, given } from '../../testing/domain/given.ts';
import { coreLine, kraftLine, placed as placedWith } from '../../testing/domain/shop.ts';
import { suite } from '../../testing/suite.ts';
import { order } from './order.ts';

/** Kraft that is sold, and cores. */
const placed = () => placedWith(1, 'o1', [{ ...kraftLine, unitPrice: 12_500 }, coreLine]);
const delivered = (quantity: number, more: { docket?: string; note?: string; moreThanOrdered?: true } = {}) =>
  order.event('o1', 'OrderLineDelivered', { lineId: 'l1', quantity, ...more });
const takenBack = (quantity: number) =>
  order.event('o1', 'OrderLineDeliveryTakenBack', { lineId: 'l1', quantity, reason: 'Wet' });
const cores = (quantity: number) => order.event('o1', 'OrderLineDelivered', { lineId: 'constructor', quantity });
const deliver = (quantity: number, more: { before?: number } = {}) => ({
  orderId: 'o1',
  lines: [{ lineId: 'l1', quantity, ...more }],
});

suite('DeliverOrder', (test) => {
  test('records what went out of each line, under one packing slip', () => {
    given(placed())
      .when('DeliverOrder', {
        ...{ orderId: 'o1', docket: 'PS-7', note: 'By rail' },
        lines: [
          { lineId: 'l1', quantity: 20 },
          { lineId: 'constructor', quantity: 2_400 },
        ],
      })
      .thenRecords(
        delivered(20, { docket: 'PS-7', note: 'By rail' }),
        order.event('o1', 'OrderLineDelivered', {
          ...{ lineId: 'constructor', quantity: 2_400, docket: 'PS-7', note: 'By rail' },
        }),
      );
    given(placed(), delivered(20)).when('DeliverOrder', deliver(40)).thenRecords(delivered(40));
  });
  test('refuses more than was ordered unless that is said, and then the order says so', () => {
    given(placed(), by('ben', delivered(20)))
      .when('DeliverOrder', deliver(41))
      .thenRefuses({
        refused: 'more-than-ordered',
        detail:
          'Only 40 of Kraft 120 gsm 980 mm are still to be delivered. Say that more goes out than was ordered, if that is so.',
        winner: { user: 'ben', type: 'OrderLineDelivered', data: { quantity: 20, orderNumber: 'ADM-2026-0001' } },
        fresh: { required: 60, delivered: 20, wanted: 41 },
      });
    given(placed(), delivered(60)).when('DeliverOrder', deliver(1)).thenRefuses({
      refused: 'more-than-ordered',
      detail: 'All of Kraft 120 gsm 980 mm is delivered. Say that more goes out than was ordered, if that is so.',
    });
    given(placed(), delivered(20))
      .when('DeliverOrder', { ...deliver(41), moreThanOrdered: true })
      .thenRecords(delivered(41, { moreThanOrdered: true }));
    // What is not above is not marked.
    given(placed())
      .when('DeliverOrder', { ...deliver(60), moreThanOrdered: true })
      .thenRecords(delivered(60));
  });
  test('refuses what was filled in before somebody else delivered, or took back', () => {
    given(placed(), by('ben', delivered(20)))
      .when('DeliverOrder', { ...deliver(60, { before: 0 }), moreThanOrdered: true })
      .thenRefuses({
        refused: 'delivered-meanwhile',
        detail:
          '20 rolls of Kraft 120 gsm 980 mm are delivered by now, not 0. Look what went out before you record yours.',
        winner: { user: 'ben', type: 'OrderLineDelivered' },
      });
    given(placed(), delivered(20), by('ben', takenBack(5)))
      .when('DeliverOrder', deliver(40, { before: 20 }))
      .thenRefuses({
        refused: 'delivered-meanwhile',
        detail:
          '15 rolls of Kraft 120 gsm 980 mm are delivered by now, not 20. Look what went out before you record yours.',
        winner: { user: 'ben', type: 'OrderLineDeliveryTakenBack' },
      });
    given(placed(), delivered(20))
      .when('DeliverOrder', deliver(40, { before: 20 }))
      .thenRecords(delivered(40));
  });
  test('refuses an order that is closed, and a line that is not there; then nothing of it is recorded', () => {
    given(placed(), by('ben', order.event('o1', 'OrderCancelled', { reason: 'Double' })))
      .when('DeliverOrder', deliver(1))
      .thenRefuses({
        refused: 'order-closed',
        detail: 'ADM-2026-0001 is cancelled already. Choose an order that is open.',
        winner: { user: 'ben', type: 'OrderCancelled' },
      });
    given(placed())
      .when('DeliverOrder', {
        ...{ orderId: 'o1' },
        lines: [
          { lineId: 'l1', quantity: 1 },
          { lineId: 'toString', quantity: 1 },
        ],
      })
      .thenRefuses({
        refused: 'not-found',
        detail: 'There is no line toString on ADM-2026-0001. Choose one of its lines.',
      });
  });
});

suite('TakeBackDelivery', (test) => {
  const wish = { orderId: 'o1', lineId: 'l1', quantity: 5, reason: 'Wet' };
  test('takes off what is delivered, with the reason', () => {
    given(placed(), delivered(20)).when('TakeBackDelivery', wish).thenRecords(takenBack(5));
    given(placed(), delivered(60), takenBack(5)).when('DeliverOrder', deliver(5)).thenRecords(delivered(5));
  });
  test('refuses without a reason, and more than is delivered', () => {
    given(placed(), delivered(20))
      .when('TakeBackDelivery', { ...wish, reason: undefined })
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
    given(placed(), delivered(20), by('ben', takenBack(16)))
      .when('TakeBackDelivery', wish)
      .thenRefuses({
        refused: 'not-delivered',
        detail: 'Only 4 of Kraft 120 gsm 980 mm are delivered.',
        winner: { user: 'ben', type: 'OrderLineDeliveryTakenBack' },
      });
    given(placed())
      .when('TakeBackDelivery', wish)
      .thenRefuses({ refused: 'not-delivered', detail: 'Nothing of Kraft 120 gsm 980 mm is delivered.' });
  });
});

suite('an order with something still to be delivered', (test) => {
  const inDelivery = order.event('o1', 'OrderStageMoved', { from: 'finishing', to: 'delivery' });
  const moved = (to: 'invoicing' | 'accounting_transaction', note?: string) =>
    order.event('o1', 'OrderStageMoved', { from: 'delivery', to, note });
  const nothingWent =
    'Still to be delivered: 60 rolls of Kraft 120 gsm 980 mm and 1 more line. Record what went out first, or move it all the same.';
  const on = { orderId: 'o1', to: 'invoicing' } as const;

  test('does not go past Delivery in silence, by no road', () => {
    given(placed(), inDelivery, delivered(20)).when('MoveOrderStage', on).thenRefuses({
      refused: 'still-to-deliver',
      detail:
        'Still to be delivered: 40 rolls of Kraft 120 gsm 980 mm and 1 more line. Record what went out first, or move it all the same.',
    });
    for (const to of ['accounting_transaction', 'cleared'] as const) {
      given(placed(), inDelivery)
        .when('MoveOrderStage', { orderId: 'o1', to, note: 'Done already' })
        .thenRefuses({ refused: 'still-to-deliver', detail: nothingWent });
    }
    given(placed(), inDelivery, delivered(60), cores(2_400), by('ben', takenBack(5)))
      .when('MoveOrderStage', on)
      .thenRefuses({
        refused: 'still-to-deliver',
        detail:
          'Still to be delivered: 5 rolls of Kraft 120 gsm 980 mm. Record what went out first, or move it all the same.',
        winner: { user: 'ben', type: 'OrderLineDeliveryTakenBack' },
      });
  });
  test('goes on where that is said, and the order says what had not gone out', () => {
    given(placed(), inDelivery, delivered(20), cores(2_400))
      .when('MoveOrderStage', { ...on, undelivered: true })
      .thenRecords(
        order.event('o1', 'OrderLeftUndelivered', { lines: [{ lineId: 'l1', quantity: 40 }] }),
        moved('invoicing'),
      );
  });
  test('goes on without a question once all of it went out, and where it is past Delivery already', () => {
    given(placed(), inDelivery, delivered(60), cores(2_400)).when('MoveOrderStage', on).thenRecords(moved('invoicing'));
    given(placed(), inDelivery, moved('invoicing'))
      .when('MoveOrderStage', { orderId: 'o1', to: 'accounting_transaction' })
      .thenRecords(order.event('o1', 'OrderStageMoved', { from: 'invoicing', to: 'accounting_transaction' }));
  });
  test('does not count material that was used up in making its products; where it asks for nothing else, it does', () => {
    given(placedWith(), inDelivery, cores(2_400)).when('MoveOrderStage', on).thenRecords(moved('invoicing'));
    given(placedWith(1, 'o1', [kraftLine]), inDelivery)
      .when('MoveOrderStage', on)
      .thenRefuses({
        refused: 'still-to-deliver',
        detail:
          'Still to be delivered: 60 rolls of Kraft 120 gsm 980 mm. Record what went out first, or move it all the same.',
      });
  });
  test('keeps the lines that went out as an edit finds them', () => {
    const line = (quantity: number) => ({ lineId: 'l1', itemId: 'kraft', quantity });
    const rest = { lineId: 'constructor', productId: 'core', quantity: 2_400 };
    given(placed(), by('ben', delivered(20)))
      .when('ReviseOrder', { orderId: 'o1', lines: [line(19), rest] }, { expectedVersion: 1 })
      .thenRefuses({
        refused: 'line-in-use',
        detail: '20 of Kraft 120 gsm 980 mm are delivered already. A line cannot ask for fewer.',
        winner: { user: 'ben', type: 'OrderLineDelivered' },
      });
    given(placed(), delivered(20))
      .when('ReviseOrder', { orderId: 'o1', lines: [rest] }, { expectedVersion: 1 })
      .thenRefuses({
        refused: 'line-in-use',
        detail: '20 of Kraft 120 gsm 980 mm are delivered already. Leave it on the order.',
      });
  });
});
