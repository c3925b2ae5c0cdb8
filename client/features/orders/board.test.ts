import type { OrderCard } from '../../../src/contracts/order.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { byStage, isJump, isLate, lateWords, searchOrders, stageAfter, stageBefore, trouble } from './board.ts';

const today = '2026-11-12';
const all = { search: '', lateOnly: false, asapOnly: false };

function card(part: Partial<OrderCard>): OrderCard {
  return {
    ...{ id: 'o1', number: 'ADM-2026-0041', clientId: 'c1', clientName: 'Bluewattle Packaging', people: [] },
    touched: { at: '2026-11-11T20:40:00Z', user: { id: 'ana', name: 'Ana Petrović' } },
    ...{
      summary: '2,400 × Core 76 × 1,000 mm',
      lines: ['2,400 × Core 76 × 1,000 mm'],
      lineCount: 1,
      linesCovered: 0,
      ...{ linesToDeliver: 1, linesDelivered: 0, dockets: [] },
      openLines: [],
      archived: false,
    },
    ...{ stage: 'winding', status: 'open', priority: 'normal', dueDate: '2026-11-17' },
    ...{ placedAt: '2026-11-02T00:00:00Z', stageSince: '2026-11-11T20:40:00Z', version: 1, sequence: 1 },
    ...part,
  };
}

suite('order board', (test) => {
  test('an order is late from the day after its date until it is delivered', () => {
    assert.not(isLate(card({ dueDate: today }), today));
    assert.ok(isLate(card({ dueDate: '2026-11-11' }), today));
    assert.ok(isLate(card({ dueDate: '2026-11-11', stage: 'delivery' }), today));
    assert.not(isLate(card({ dueDate: '2026-11-11', stage: 'invoicing' }), today));
    assert.not(isLate(card({ dueDate: '2026-11-11', status: 'cancelled' }), today));
    assert.equal([lateWords(1), lateWords(2)], ['1 day late', '2 days late']);
  });
  test('late is told across the end of a year', () => {
    assert.ok(isLate(card({ dueDate: '2025-12-31' }), '2026-01-01'));
  });
  test('only a move by more than one stage is a jump', () => {
    assert.equal([stageAfter('winding'), stageBefore('winding')], ['finishing', 'paper_slitting']);
    assert.equal([stageAfter('cleared'), stageBefore('order_entered')], [undefined, undefined]);
    assert.equal([isJump('winding', 'finishing'), isJump('winding', 'paper_slitting')], [false, false]);
    assert.equal([isJump('winding', 'delivery'), isJump('winding', 'order_entered')], [true, true]);
  });
  test('every word that is typed must be somewhere on the order, on whichever of its lines', () => {
    const one = card({
      reference: 'BW-7719',
      lineCount: 2,
      lines: ['2,400 × Core 76 × 1,000 mm', '1,200 m × Slit kraft 52 mm'],
    });
    for (const typed of ['', 'blue', '0041', 'core 76', 'BW-77', 'packaging 2,400', '76x1000', 'slit', 'bw7719'])
      assert.equal(searchOrders([one], typed), [one], typed);
    assert.equal(searchOrders([one], 'blue film'), []);
  });
  test('cards stand under their stage; cancelled ones are off the way', () => {
    const cards = [
      card({ id: 'a' }),
      card({ id: 'b', stage: 'cleared', status: 'cleared' }),
      card({ id: 'c', status: 'cancelled' }),
    ];
    const columns = byStage(cards, all, today);
    assert.equal([columns.winding.map(({ id }) => id), columns.cleared.map(({ id }) => id)], [['a'], ['b']]);
  });
  test('the filters show what is late, and what is wanted as soon as possible', () => {
    const cards = [
      card({ id: 'late', dueDate: '2026-11-10' }),
      card({ id: 'asap', priority: 'asap' }),
      card({ id: 'done', priority: 'asap', status: 'cleared', stage: 'cleared', dueDate: '2026-11-01' }),
    ];
    const ids = (filter: typeof all) =>
      Object.values(byStage(cards, filter, today))
        .flat()
        .map(({ id }) => id);
    assert.equal(ids({ ...all, lateOnly: true }), ['late']);
    assert.equal(ids({ ...all, asapOnly: true }), ['asap']);
    assert.equal(trouble(cards, today), { late: 1, asap: 1 });
  });
});
