import type { Winner } from '#contracts/problems.ts';
import type { StockMovement } from '#contracts/stock.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { now } from '../../shared/time.ts';
import { item } from './example-rows.ts';
import { movementEntry } from './movement-words.ts';
import { levelWords, lowWords, stayWords, winnerDetail, winnerTitle, wish } from './stock-words.ts';

now.value = new Date('2026-11-11T23:47:00Z');
const rolls = item('kraft');
const movement = (more: Partial<StockMovement>): StockMovement => ({
  ...{ id: 'kraft:4', itemId: 'kraft', sequence: 4, position: 9, at: '2026-11-11T22:58:00Z' },
  ...{
    user: { id: 'kylie', name: 'Kylie Tran' },
    kind: 'allocated',
    quantity: 12,
    free: 63,
    allocated: 12,
    onHand: 75,
  },
  ...more,
});
const told = (more: Partial<StockMovement>) => {
  const { title, sub, figure } = movementEntry(movement(more), rolls, (_, id) => id);
  return [title, sub, figure];
};
const winner = (more: Partial<Winner>): Winner => ({
  ...{ user: { id: 'ben', name: 'Ben Okafor' }, at: '2026-11-11T23:42:00Z' },
  event: { type: 'StockAllocated', aggregate: 'stock-item/kraft', sequence: 5, position: 10 },
  data: { quantity: 60, orderNumber: 'ADM-2026-0039', clientName: 'Ironbark Textiles', freeBefore: 63, freeAfter: 3 },
  ...more,
});

suite('stock in words', (test) => {
  test('the history says what happened, who did it, and what was free afterwards', () => {
    const order = { orderNumber: 'ADM-2026-0037', clientName: 'Saltbush Films' };
    assert.equal(told(order), ['Allocated 12 to ADM-2026-0037', 'Kylie Tran · Saltbush Films', '63 free']);
    const onTablet = { id: 'kylie', name: 'Kylie Tran', device: { id: 'd1', name: 'Winding 1' } };
    assert.is(told({ ...order, user: onTablet })[1], 'Kylie Tran, on Winding 1 · Saltbush Films');
    assert.equal(told({ kind: 'received', quantity: 1_040, supplier: 'Opal Fibre', docket: '88214' }), [
      'Received 1,040 from Opal Fibre',
      'Kylie Tran · docket 88214',
      '63 free',
    ]);
    assert.is(told({ kind: 'counted', quantity: 1, was: 52, onHand: 51 })[0], 'Counted 51, was 52');
    assert.is(told({ kind: 'counted', quantity: 0, was: 51, onHand: 51 })[0], 'Counted 51, as recorded');
    assert.equal(told({ kind: 'issued', quantity: 2, reason: 'Sample' }).slice(0, 2), [
      'Issued 2',
      'Kylie Tran · Sample',
    ]);
    assert.is(movementEntry(movement({}), rolls, (_, id) => id).time, '9:58');
  });

  test('figures have the places of their unit, and one is one', () => {
    assert.is(wish('Allocate', 1, rolls), 'Allocate 1 roll');
    assert.is(wish('Allocate', 2_505, { unit: 'm', scale: 1 }), 'Allocate 250.5 m');
    assert.is(stayWords(1, 0), '1 stays free after this');
    assert.is(stayWords(0, 0), 'None stays free after this');
    assert.is(levelWords(rolls), '63 rolls free, 12 allocated, 75 on hand, reorder at 20');
  });

  test('low is said with the figure that it is measured by', () => {
    assert.is(lowWords({ free: 15, reorderPoint: 18, scale: 0 }), 'Below 18');
    assert.is(lowWords({ free: 18, reorderPoint: 18, scale: 0 }), 'At 18');
    assert.is(lowWords({ free: 0, reorderPoint: 18, scale: 0 }), 'None free');
  });

  test('the person who was first is named, with what they did, when, and what it changed', () => {
    assert.is(winnerTitle(winner({}), 0), 'Ben Okafor allocated 60 at 10:42 am');
    assert.is(winnerDetail(winner({}), 3, rolls), 'to ADM-2026-0039, Ironbark Textiles. 63 were free, now 3.');
    const received = winner({
      event: { type: 'StockReceived', aggregate: 'stock-item/kraft', sequence: 5, position: 10 },
      data: { quantity: 40, freeBefore: 1, freeAfter: 41 },
    });
    assert.is(winnerTitle(received, 0), 'Ben Okafor received 40 at 10:42 am');
    assert.is(winnerDetail(received, 41, rolls), '1 was free, now 41.');
  });
});
