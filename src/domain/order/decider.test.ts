import { orderCommands } from '../../contracts/order.ts';
import { by, given } from '../../testing/domain/given.ts';
import {
  core,
  coreLine,
  ironbark,
  kraft,
  numberTaken,
  onKraftLine,
  placed,
  received,
} from '../../testing/domain/shop.ts';
import { World } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { client } from '../client/decider.ts';
import { product } from '../product/decider.ts';
import { stockItem } from '../stock/stock-item.ts';
import { order } from './order.ts';
import { orderNumbers } from './order-numbers.ts';

const { allocated, issued } = onKraftLine;
const wish = {
  orderId: 'o1',
  clientId: 'ironbark',
  dueDate: '2026-11-20',
  priority: 'normal',
  lines: [
    { lineId: 'l1', itemId: 'kraft', quantity: 60 },
    { lineId: 'constructor', productId: 'core', quantity: 2_400 },
  ],
} as const;
const catalogue = [ironbark, kraft, core];
const moved = (from: 'order_entered' | 'winding', to: 'pending_material' | 'winding' | 'finishing') =>
  order.event('o1', 'OrderStageMoved', { from, to });
const cancelled = order.event('o1', 'OrderCancelled', { reason: 'Double entry' });
const isUnknown = {
  refused: 'not-found',
  detail: 'There is no order constructor. Choose one from the board.',
} as const;
const isCancelled = {
  refused: 'order-closed',
  detail: 'ADM-2026-0001 is cancelled already. Choose an order that is open.',
  winner: { user: 'ben', type: 'OrderCancelled', data: { reason: 'Double entry' } },
} as const;

whoMay(orderCommands, {
  PlaceOrder: 'amps',
  ReviseOrder: 'amps',
  ChangeOrderClient: 'amps',
  MoveOrderStage: 'ampt',
  CompleteOrderLine: 'ampt',
  DeliverOrder: 'ampt',
  TakeBackDelivery: 'ampt',
  CancelOrder: 'amp',
  ReopenOrderLine: 'ampt',
  ReopenOrder: 'amp',
  ArchiveOrder: 'amp',
});

suite('PlaceOrder', (test) => {
  test('gives the first number of the year, and words, units and prices from the catalogue', () => {
    given(...catalogue)
      .when('PlaceOrder', { ...wish, lines: [...wish.lines] })
      .thenRecords(placed(), numberTaken(1));
  });
  test('gives the number after the last, in the year of the company', () => {
    given(...catalogue, numberTaken(37, 'earlier'))
      .when('PlaceOrder', { ...wish, orderId: 'o38', lines: [...wish.lines] })
      .thenRecords(placed(38), numberTaken(38));
    const { decision } = given(...catalogue, numberTaken(37, 'earlier')).when(
      'PlaceOrder',
      { ...wish, lines: [...wish.lines] },
      { today: '2027-01-01' },
    );
    assert.not('refused' in decision);
    assert.is('refused' in decision ? '' : decision[1]?.aggregate, 'order-numbers/2027');
  });
  test('takes a price and a discount that are given', () => {
    const lines = [{ ...wish.lines[1], unitPrice: 385, note: 'Printed' }];
    given(...catalogue)
      .when('PlaceOrder', { ...wish, lines, discountBasisPoints: 500, reference: 'PO 7' })
      .thenRecords(
        order.event('o1', 'OrderPlaced', {
          ...{ number: 'ADM-2026-0001', clientId: 'ironbark', clientName: 'Ironbark Textiles', reference: 'PO 7' },
          ...{ dueDate: '2026-11-20', priority: 'normal', discountBasisPoints: 500 },
          lines: [{ ...coreLine, unitPrice: 385, note: 'Printed' }],
        }),
        numberTaken(1),
      );
  });
  test('refuses an order that is entered already', () => {
    given(...catalogue, by('ben', placed(), numberTaken(1)))
      .when('PlaceOrder', { ...wish, lines: [...wish.lines] })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'This order is entered already: it is ADM-2026-0001.',
        winner: { user: 'ben', type: 'OrderPlaced' },
        fresh: { orderNumber: 'ADM-2026-0001' },
      });
  });
  test('refuses a client, a product and a material that are not there', () => {
    given(kraft, core)
      .when('PlaceOrder', { ...wish, lines: [...wish.lines] })
      .thenRefuses({ refused: 'not-found', detail: 'There is no client ironbark. Choose one from the list.' });
    given(ironbark, kraft)
      .when('PlaceOrder', { ...wish, lines: [...wish.lines] })
      .thenRefuses({ refused: 'not-found', detail: 'There is no product core. Choose one from the list.' });
    given(ironbark, core)
      .when('PlaceOrder', { ...wish, lines: [...wish.lines] })
      .thenRefuses({ refused: 'not-found', detail: 'There is no stock item kraft. Choose one from the list.' });
  });
  test('refuses a client, a product and a material that are off the lists', () => {
    given(...catalogue, by('ben', client.event('ironbark', 'ClientRetired', {})))
      .when('PlaceOrder', { ...wish, lines: [...wish.lines] })
      .thenRefuses({
        refused: 'client-retired',
        detail: 'Ironbark Textiles is off the lists. Choose another client.',
        winner: { user: 'ben', type: 'ClientRetired' },
      });
    given(...catalogue, by('ben', product.event('core', 'ProductRetired', {})))
      .when('PlaceOrder', { ...wish, lines: [...wish.lines] })
      .thenRefuses({
        refused: 'product-retired',
        detail: 'Core 76 × 1,000 mm is off the lists. Choose another product.',
        winner: { user: 'ben', type: 'ProductRetired' },
      });
    given(...catalogue, by('ben', stockItem.event('kraft', 'StockItemRetired', {})))
      .when('PlaceOrder', { ...wish, lines: [...wish.lines] })
      .thenRefuses({
        refused: 'item-retired',
        detail: 'Kraft 120 gsm 980 mm is retired. Choose another item.',
        winner: { user: 'ben', type: 'StockItemRetired' },
      });
  });
  test('gives 50 orders 50 numbers without a gap', () => {
    const world = new World();
    world.record(catalogue);
    for (let i = 1; i <= 50; i++) world.handle('PlaceOrder', { ...wish, orderId: `o${i}`, lines: [...wish.lines] });
    const numbers = world.log.flatMap(({ type, data }) =>
      type === 'OrderPlaced' && 'number' in data ? [data.number] : [],
    );
    assert.equal(
      numbers,
      Array.from({ length: 50 }, (_, i) => `ADM-2026-${String(i + 1).padStart(4, '0')}`),
    );
    assert.is(world.state(orderNumbers, '2026').last, 50);
  });
});

suite('MoveOrderStage', (test) => {
  test('moves one step forward or back without a note, and further with one', () => {
    given(placed())
      .when('MoveOrderStage', { orderId: 'o1', from: 'order_entered', to: 'pending_material' })
      .thenRecords(moved('order_entered', 'pending_material'));
    given(placed(), moved('order_entered', 'winding'))
      .when('MoveOrderStage', { orderId: 'o1', to: 'paper_slitting' })
      .thenRecords(order.event('o1', 'OrderStageMoved', { from: 'winding', to: 'paper_slitting' }));
    given(placed())
      .when('MoveOrderStage', { orderId: 'o1', to: 'winding', note: 'Slit already' })
      .thenRecords(
        order.event('o1', 'OrderStageMoved', { from: 'order_entered', to: 'winding', note: 'Slit already' }),
      );
  });
  test('refuses a jump without a note, forward and back', () => {
    const expected = { refused: 'reason-required', detail: 'A reason is required.' } as const;
    given(placed()).when('MoveOrderStage', { orderId: 'o1', to: 'paper_slitting' }).thenRefuses(expected);
    given(placed(), moved('order_entered', 'winding'))
      .when('MoveOrderStage', { orderId: 'o1', to: 'pending_material' })
      .thenRefuses(expected);
  });
  test('refuses when somebody moved it there already', () => {
    given(placed(), by('ben', moved('order_entered', 'winding')))
      .when('MoveOrderStage', { orderId: 'o1', from: 'order_entered', to: 'winding', note: 'Slit already' })
      .thenRefuses({
        refused: 'stage-moved',
        detail: 'ADM-2026-0001 is in Winding already.',
        winner: {
          ...{ user: 'ben', type: 'OrderStageMoved' },
          data: { from: 'order_entered', to: 'winding', fromWord: 'Entered', toWord: 'Winding' },
        },
        fresh: { stage: 'winding' },
      });
  });
  test('refuses when somebody moved it elsewhere', () => {
    given(placed(), by('ben', moved('winding', 'finishing')))
      .when('MoveOrderStage', { orderId: 'o1', from: 'order_entered', to: 'pending_material' })
      .thenRefuses({
        refused: 'stage-moved',
        detail: 'ADM-2026-0001 was moved to Finishing meanwhile.',
        winner: { user: 'ben', type: 'OrderStageMoved' },
      });
  });
  test('clearing gives back what is still allocated, in the same commit', () => {
    const before = [kraft, received(40), placed(), by('ben', ...allocated(24)), by('ben', ...issued(4))];
    const [stockReleased, lineReleased] = onKraftLine.released(20);
    const cleared = order.event('o1', 'OrderStageMoved', { from: 'accounting_transaction', to: 'cleared' });
    const last = order.event('o1', 'OrderStageMoved', { from: 'order_entered', to: 'accounting_transaction' });
    if (!stockReleased || !lineReleased) throw new Error('Both sides are there.');
    given(...before, last)
      .when('MoveOrderStage', { orderId: 'o1', to: 'cleared' })
      .thenRecords(lineReleased, cleared, stockReleased);
  });
  test('refuses an unknown and a closed order', () => {
    given().when('MoveOrderStage', { orderId: 'constructor', to: 'winding' }).thenRefuses(isUnknown);
    given(placed(), by('ben', cancelled))
      .when('MoveOrderStage', { orderId: 'o1', to: 'winding' })
      .thenRefuses(isCancelled);
    given(placed(), by('ben', order.event('o1', 'OrderStageMoved', { from: 'accounting_transaction', to: 'cleared' })))
      .when('MoveOrderStage', { orderId: 'o1', to: 'accounting_transaction' })
      .thenRefuses({
        refused: 'order-closed',
        detail: 'ADM-2026-0001 is cleared already. Choose an order that is open.',
        winner: { user: 'ben', type: 'OrderStageMoved', data: { to: 'cleared' } },
      });
  });
});

suite('ChangeOrderClient', (test) => {
  const banksia = client.event('banksia', 'ClientRegistered', { name: 'Banksia Foods', contacts: [] });
  const wish = { orderId: 'o1', clientId: 'banksia' };
  const seen = { expectedVersion: 1 };
  const changed = order.event('o1', 'OrderClientChanged', {
    ...{ clientId: 'banksia', clientName: 'Banksia Foods' },
    was: { clientId: 'ironbark', clientName: 'Ironbark Textiles' },
  });
  const begun = {
    refused: 'order-begun',
    detail: 'ADM-2026-0001 is begun already. Cancel it, and copy it for Banksia Foods.',
  } as const;

  test('says for whom it is, and from then on the order is theirs', () => {
    given(banksia, placed()).when('ChangeOrderClient', wish, seen).thenRecords(changed);
    given(banksia, placed(), changed).when('ChangeOrderClient', wish, { expectedVersion: 2 }).thenRecordsNothing();
    given(kraft, received(60), banksia, placed(), changed)
      .when('AllocateStock', { itemId: 'kraft', orderId: 'o1', lineId: 'l1', quantity: 4 })
      .thenRecords(
        stockItem.event('kraft', 'StockAllocated', {
          ...{ orderId: 'o1', orderNumber: 'ADM-2026-0001', clientName: 'Banksia Foods', lineId: 'l1', quantity: 4 },
        }),
        order.event('o1', 'OrderLineAllocated', {
          ...{ lineId: 'l1', itemId: 'kraft', itemName: 'Kraft 120 gsm 980 mm', quantity: 4 },
        }),
      );
  });
  test('refuses an order that is begun: made in part, moved on, with stock held for it, or delivered', () => {
    const waits = order.event('o1', 'OrderStageMoved', { from: 'order_entered', to: 'pending_material' });
    given(banksia, placed(), waits).when('ChangeOrderClient', wish, seen).thenRecords(changed);
    const ways = [
      [order.event('o1', 'OrderStageMoved', { from: 'order_entered', to: 'paper_slitting' })],
      [order.event('o1', 'OrderLineCompleted', { lineId: 'l1' })],
      [order.event('o1', 'OrderLineDelivered', { lineId: 'l1', quantity: 1 })],
      [kraft, received(9), ...allocated(9)],
    ];
    for (const way of ways)
      given(banksia, placed(), ...way)
        .when('ChangeOrderClient', wish, seen)
        .thenRefuses(begun);
    given(banksia, placed(), ...(ways[3] ?? []), ...onKraftLine.released(9))
      .when('ChangeOrderClient', wish, seen)
      .thenRecords(changed);
  });
  test('refuses what was decided on an older order, and a client who is not there', () => {
    const revised = order.event('o1', 'OrderRevised', { changes: [{ field: 'reference', from: null, to: 'PO 9' }] });
    given(banksia, placed(), by('ben', revised))
      .when('ChangeOrderClient', wish, seen)
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Order was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'OrderRevised' },
      });
    given(placed())
      .when('ChangeOrderClient', { orderId: 'o1', clientId: 'toString' }, seen)
      .thenRefuses({ refused: 'not-found', detail: 'There is no client toString. Choose one from the list.' });
  });
});

suite('CompleteOrderLine', (test) => {
  const made = order.event('o1', 'OrderLineCompleted', { lineId: 'constructor' });
  test('marks a line as made', () => {
    given(placed()).when('CompleteOrderLine', { orderId: 'o1', lineId: 'constructor' }).thenRecords(made);
  });
  test('refuses a line that is made already', () => {
    given(placed(), by('ben', made))
      .when('CompleteOrderLine', { orderId: 'o1', lineId: 'constructor' })
      .thenRefuses({
        refused: 'line-completed',
        detail: 'Core 76 × 1,000 mm is marked as made already.',
        winner: { user: 'ben', type: 'OrderLineCompleted', data: { lineId: 'constructor' } },
      });
  });
  test('refuses an unknown order or line, and a closed order', () => {
    given().when('CompleteOrderLine', { orderId: 'constructor', lineId: 'l1' }).thenRefuses(isUnknown);
    given(placed()).when('CompleteOrderLine', { orderId: 'o1', lineId: 'toString' }).thenRefuses({
      refused: 'not-found',
      detail: 'There is no line toString on ADM-2026-0001. Choose one of its lines.',
    });
    given(placed(), by('ben', cancelled))
      .when('CompleteOrderLine', { orderId: 'o1', lineId: 'l1' })
      .thenRefuses(isCancelled);
  });
});

suite('CancelOrder', (test) => {
  test('cancels an order that holds nothing', () => {
    given(placed()).when('CancelOrder', { orderId: 'o1', reason: 'Double entry' }).thenRecords(cancelled);
  });
  test('gives everything back, of every item', () => {
    const other = stockItem.event('other', 'StockItemRegistered', {
      ...{ kind: 'finished-goods', code: 'C76', name: 'Core 76', unit: 'piece', scale: 0, reorderPoint: 0 },
    });
    const forCore = {
      ...{ orderId: 'o1', orderNumber: 'ADM-2026-0001', clientName: 'Ironbark Textiles', lineId: 'constructor' },
    };
    const coreMove = { lineId: 'constructor', itemId: 'other', itemName: 'Core 76', quantity: 7 };
    const cores = [
      stockItem.event('other', 'StockAllocated', { ...forCore, quantity: 7 }),
      order.event('o1', 'OrderLineAllocated', coreMove),
    ];
    const kraftReleased = { ...forCore, lineId: 'l1', quantity: 20, reason: 'Double entry' };
    given(
      ...[kraft, other, received(40), received(9, 'other'), placed()],
      ...[allocated(24), issued(4), cores].map((events) => by('ben', ...events)),
    )
      .when('CancelOrder', { orderId: 'o1', reason: 'Double entry' })
      .thenRecords(
        ...onKraftLine.released(20).slice(1),
        order.event('o1', 'OrderLineReleased', coreMove),
        cancelled,
        stockItem.event('kraft', 'StockReleased', kraftReleased),
        stockItem.event('other', 'StockReleased', { ...forCore, quantity: 7, reason: 'Double entry' }),
      );
  });
  test('refuses without a reason', () => {
    given(placed())
      .when('CancelOrder', { orderId: 'o1' })
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
  });
  test('refuses an unknown and a closed order', () => {
    given().when('CancelOrder', { orderId: 'constructor', reason: 'x' }).thenRefuses(isUnknown);
    given(placed(), by('ben', cancelled)).when('CancelOrder', { orderId: 'o1', reason: 'x' }).thenRefuses(isCancelled);
  });
});

suite('ReopenOrderLine', (test) => {
  const made = order.event('o1', 'OrderLineCompleted', { lineId: 'l1' });
  const reopened = order.event('o1', 'OrderLineReopened', { lineId: 'l1' });
  test('takes back that a line is made; then it can be made again', () => {
    given(placed(), made).when('ReopenOrderLine', { orderId: 'o1', lineId: 'l1' }).thenRecords(reopened);
    given(placed(), made, reopened).when('CompleteOrderLine', { orderId: 'o1', lineId: 'l1' }).thenRecords(made);
  });
  test('refuses a line that is not made, and a closed order', () => {
    given(placed(), made, by('ben', reopened))
      .when('ReopenOrderLine', { orderId: 'o1', lineId: 'l1' })
      .thenRefuses({
        refused: 'nothing-changed',
        detail: 'Kraft 120 gsm 980 mm is not marked as made.',
        winner: { user: 'ben', type: 'OrderLineReopened' },
      });
    given(placed(), made, by('ben', cancelled))
      .when('ReopenOrderLine', { orderId: 'o1', lineId: 'l1' })
      .thenRefuses({
        refused: 'order-closed',
        detail: 'ADM-2026-0001 is cancelled already. Reopen it first.',
        winner: { user: 'ben', type: 'OrderCancelled' },
      });
  });
});

suite('ReopenOrder', (test) => {
  const reason = 'Cancelled by mistake';
  const inWinding = order.event('o1', 'OrderStageMoved', {
    from: 'order_entered',
    to: 'winding',
    note: 'Slit already',
  });
  const cleared = order.event('o1', 'OrderStageMoved', { from: 'winding', to: 'cleared', note: 'Sent' });
  const reopened = order.event('o1', 'OrderReopened', { stage: 'winding', reason });
  test('puts an order that was cleared, cancelled or put away back to where it stood', () => {
    for (const end of [[cancelled], [cleared], [cancelled, order.event('o1', 'OrderArchived', {})]]) {
      given(placed(), inWinding, ...end)
        .when('ReopenOrder', { orderId: 'o1', reason })
        .thenRecords(reopened);
    }
    given(placed(), inWinding, cleared, reopened)
      .when('MoveOrderStage', { orderId: 'o1', from: 'winding', to: 'paper_slitting' })
      .thenRecords(order.event('o1', 'OrderStageMoved', { from: 'winding', to: 'paper_slitting' }));
  });
  test('refuses without a reason, and an order that is open', () => {
    given(placed(), cancelled)
      .when('ReopenOrder', { orderId: 'o1' })
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
    given(placed(), inWinding, cleared, by('ben', reopened))
      .when('ReopenOrder', { orderId: 'o1', reason })
      .thenRefuses({
        refused: 'nothing-changed',
        detail: 'ADM-2026-0001 is open already.',
        winner: { user: 'ben', type: 'OrderReopened' },
      });
  });
});

suite('ArchiveOrder', (test) => {
  const archived = order.event('o1', 'OrderArchived', {});
  test('puts a cancelled or cleared order away', () => {
    given(placed(), cancelled).when('ArchiveOrder', { orderId: 'o1' }).thenRecords(archived);
    given(placed(), order.event('o1', 'OrderStageMoved', { from: 'accounting_transaction', to: 'cleared' }))
      .when('ArchiveOrder', { orderId: 'o1' })
      .thenRecords(archived);
  });
  test('refuses an order that is open, and one that is archived already', () => {
    given(placed())
      .when('ArchiveOrder', { orderId: 'o1' })
      .thenRefuses({
        refused: 'order-not-closed',
        detail: 'ADM-2026-0001 is still open. Clear or cancel it first.',
        fresh: { stage: 'order_entered' },
      });
    given(placed(), cancelled, by('ben', archived))
      .when('ArchiveOrder', { orderId: 'o1' })
      .thenRefuses({
        refused: 'nothing-changed',
        detail: 'ADM-2026-0001 is archived already.',
        winner: { user: 'ben', type: 'OrderArchived' },
      });
    given().when('ArchiveOrder', { orderId: 'constructor' }).thenRefuses(isUnknown);
  });
});
