import { by, given } from '../../testing/domain/given.ts';
import {
  core,
  coreLine,
  ironbark,
  kraft,
  kraftLine,
  onKraftLine,
  placed,
  received,
} from '../../testing/domain/shop.ts';
import { suite } from '../../testing/suite.ts';
import { product } from '../product/decider.ts';
import { order } from './order.ts';

const { allocated, issued } = onKraftLine;
const asked = [
  { lineId: 'l1', itemId: 'kraft', quantity: 60 },
  { lineId: 'constructor', productId: 'core', quantity: 2_400 },
];
const [kraftAsked = { lineId: '', quantity: 0 }, coreAsked = { lineId: '', quantity: 0 }] = asked;
const before = [ironbark, kraft, core, received(100), placed()];
const onScreen = { expectedVersion: 1 };

suite('ReviseOrder', (test) => {
  test('records each field before and after, and leaves alone what is left out', () => {
    given(...before)
      .when('ReviseOrder', { orderId: 'o1', dueDate: '2026-11-18', reference: 'PO 7', priority: 'normal' }, onScreen)
      .thenRecords(
        order.event('o1', 'OrderRevised', {
          changes: [
            { field: 'reference', from: null, to: 'PO 7' },
            { field: 'dueDate', from: '2026-11-20', to: '2026-11-18' },
          ],
        }),
      );
  });
  test('clears a field with null', () => {
    const named = order.event('o1', 'OrderRevised', { changes: [{ field: 'reference', from: null, to: 'PO 7' }] });
    given(...before, named)
      .when('ReviseOrder', { orderId: 'o1', reference: null, reason: 'Wrong paper' }, { expectedVersion: 2 })
      .thenRecords(
        order.event('o1', 'OrderRevised', {
          changes: [{ field: 'reference', from: 'PO 7', to: null }],
          reason: 'Wrong paper',
        }),
      );
  });
  test('records nothing when nothing changes', () => {
    given(...before)
      .when('ReviseOrder', { orderId: 'o1', dueDate: '2026-11-20', notes: null, lines: asked }, onScreen)
      .thenRecordsNothing();
  });
  test('changes, adds and removes lines', () => {
    const added = { lineId: 'l3', productId: 'core', quantity: 10 };
    given(...before)
      .when('ReviseOrder', { orderId: 'o1', lines: [{ ...kraftAsked, quantity: 50, note: 'Dry' }, added] }, onScreen)
      .thenRecords(
        order.event('o1', 'OrderRevised', {
          changes: [],
          lines: [
            { ...kraftLine, required: 50, note: 'Dry' },
            { ...coreLine, lineId: 'l3', required: 10 },
          ],
        }),
      );
  });
  test('a line keeps the words and the price of the day it was ordered', () => {
    const dearer = product.event('core', 'ProductRevised', {
      ...{ sku: 'C76-1000', name: 'Core 76 new', kind: 'core', unitPrice: 99_999 },
    });
    given(...before, dearer)
      .when('ReviseOrder', { orderId: 'o1', lines: [kraftAsked, { ...coreAsked, quantity: 2_500 }] }, onScreen)
      .thenRecords(
        order.event('o1', 'OrderRevised', { changes: [], lines: [kraftLine, { ...coreLine, required: 2_500 }] }),
      );
  });
  test('an unchanged line of a retired product stays, a new one is refused', () => {
    const gone = by('ben', product.event('core', 'ProductRetired', {}));
    given(...before, gone)
      .when('ReviseOrder', { orderId: 'o1', lines: [{ ...kraftAsked, quantity: 59 }, coreAsked] }, onScreen)
      .thenRecords(
        order.event('o1', 'OrderRevised', { changes: [], lines: [{ ...kraftLine, required: 59 }, coreLine] }),
      );
    given(...before, gone)
      .when('ReviseOrder', { orderId: 'o1', lines: [...asked, { ...coreAsked, lineId: 'l3' }] }, onScreen)
      .thenRefuses({
        refused: 'product-retired',
        detail: 'Core 76 × 1,000 mm is off the lists. Choose another product.',
        winner: { user: 'ben', type: 'ProductRetired' },
      });
  });
  test('goes down to what is allocated and issued, and not below', () => {
    const used = [by('ben', ...allocated(30)), by('ben', ...issued(10))];
    given(...before, ...used)
      .when('ReviseOrder', { orderId: 'o1', lines: [{ ...kraftAsked, quantity: 30 }, coreAsked] }, onScreen)
      .thenRecords(
        order.event('o1', 'OrderRevised', { changes: [], lines: [{ ...kraftLine, required: 30 }, coreLine] }),
      );
    given(...before, ...used)
      .when('ReviseOrder', { orderId: 'o1', lines: [{ ...kraftAsked, quantity: 29 }, coreAsked] }, onScreen)
      .thenRefuses({
        refused: 'line-in-use',
        detail: '30 are allocated or issued to Kraft 120 gsm 980 mm. Release or return some before asking for fewer.',
        winner: { user: 'ben', type: 'OrderLineAllocated', data: { quantity: 30 } },
        fresh: { allocated: 20, issued: 10, wanted: 29 },
      });
  });
  test('refuses to take off or to exchange a line that is in use', () => {
    given(...before, by('ben', ...allocated(1)))
      .when('ReviseOrder', { orderId: 'o1', lines: [coreAsked] }, onScreen)
      .thenRefuses({
        refused: 'line-in-use',
        detail:
          '1 is allocated or issued to Kraft 120 gsm 980 mm. Release or return it before taking it off the order.',
        winner: { user: 'ben', type: 'OrderLineAllocated' },
      });
    given(...before, by('ben', ...allocated(2)))
      .when('ReviseOrder', { orderId: 'o1', lines: [{ ...coreAsked, lineId: 'l1' }, coreAsked] }, onScreen)
      .thenRefuses({
        refused: 'line-in-use',
        detail:
          '2 are allocated or issued to Kraft 120 gsm 980 mm. Release or return them before asking for something else.',
        winner: { user: 'ben', type: 'OrderLineAllocated' },
      });
    given(...before, by('ben', order.event('o1', 'OrderLineCompleted', { lineId: 'constructor' })))
      .when('ReviseOrder', { orderId: 'o1', lines: [kraftAsked] }, onScreen)
      .thenRefuses({
        refused: 'line-in-use',
        detail: 'Core 76 × 1,000 mm is made already. Leave it on the order.',
        winner: { user: 'ben', type: 'OrderLineCompleted' },
      });
  });
  test('a line that keeps what it was given is covered by it after the edit', () => {
    const edited = order.event('o1', 'OrderRevised', {
      changes: [],
      lines: [{ ...kraftLine, required: 40 }, coreLine],
    });
    given(...before, by('ben', ...allocated(30)), edited)
      .when('AllocateStock', { itemId: 'kraft', orderId: 'o1', lineId: 'l1', quantity: 11 })
      .thenRefuses({
        refused: 'line-covered',
        detail: 'Only 10 are still needed on this line.',
        winner: { user: 'ben', type: 'OrderLineAllocated' },
      });
  });
  test('allocating and moving a stage make no edit stale', () => {
    const stage = order.event('o1', 'OrderStageMoved', { from: 'order_entered', to: 'pending_material' });
    given(...before, by('ben', ...allocated(5)), by('ben', stage))
      .when('ReviseOrder', { orderId: 'o1', dueDate: '2026-11-18' }, onScreen)
      .thenRecords(
        order.event('o1', 'OrderRevised', {
          changes: [{ field: 'dueDate', from: '2026-11-20', to: '2026-11-18' }],
        }),
      );
  });
  test('refuses an edit of an older version, with who changed what', () => {
    const changes = [{ field: 'dueDate', from: '2026-11-20', to: '2026-11-18' }] as const;
    const lines = [
      { ...kraftLine, required: 50 },
      { ...coreLine, lineId: 'l3' },
    ];
    given(...before, by('ben', order.event('o1', 'OrderRevised', { changes, lines })))
      .when('ReviseOrder', { orderId: 'o1', dueDate: '2026-11-25' }, onScreen)
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Order was modified by another user. Please refresh and try again.',
        winner: {
          ...{ user: 'ben', type: 'OrderRevised' },
          data: {
            orderNumber: 'ADM-2026-0001',
            changes: [{ field: 'dueDate', from: '2026-11-20', to: '2026-11-18' }],
            lines: [
              { lineId: 'l1', description: 'Kraft 120 gsm 980 mm', unit: 'roll', scale: 0, from: 60, to: 50 },
              { lineId: 'l3', description: 'Core 76 × 1,000 mm', unit: 'piece', scale: 0, from: null, to: 2_400 },
              {
                lineId: 'constructor',
                description: 'Core 76 × 1,000 mm',
                unit: 'piece',
                scale: 0,
                from: 2_400,
                to: null,
              },
            ],
          },
        },
        fresh: { orderNumber: 'ADM-2026-0001', version: 2 },
      });
  });
  test('refuses an unknown and a closed order', () => {
    given()
      .when('ReviseOrder', { orderId: 'constructor', dueDate: '2026-11-25' }, onScreen)
      .thenRefuses({ refused: 'not-found', detail: 'There is no order constructor. Choose one from the board.' });
    given(...before, by('ben', order.event('o1', 'OrderCancelled', { reason: 'Double entry' })))
      .when('ReviseOrder', { orderId: 'o1', dueDate: '2026-11-25' }, onScreen)
      .thenRefuses({
        refused: 'order-closed',
        detail: 'ADM-2026-0001 is cancelled already. Choose an order that is open.',
        winner: { user: 'ben', type: 'OrderCancelled' },
      });
  });
});
