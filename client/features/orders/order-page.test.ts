import type { OrderDetail } from '../../../src/contracts/order.ts';
import type { StockLevel } from '../../../src/contracts/stock.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { changesSince } from './edit-state.ts';
import { linesWords } from './lines-words.ts';
import { releasedWords } from './released-words.ts';
import { stockFor } from './stock-for.ts';

function entry(sequence: number, type: string, title: string, detail?: string): OrderDetail['history'][number] {
  const user = { id: 'ben', name: 'Ben Okafor' };
  return { sequence, position: sequence, at: '2026-11-12T00:46:00Z', user, type, title, ...(detail && { detail }) };
}

function level(id: string, part: Partial<StockLevel>): StockLevel {
  return {
    ...{ id, kind: 'raw-material', code: id, name: id, unit: 'roll', scale: 0, onHand: 0, allocated: 0, free: 0 },
    ...{
      reorderPoint: 0,
      peak: 0,
      low: false,
      allocations: [],
      retired: false,
      version: 1,
      cardVersion: 1,
      sequence: 1,
    },
    ...{ updatedAt: '2026-11-12T00:00:00Z', ...part },
  };
}

suite('order page', (test) => {
  test('an order that is closed waits for no stock: nothing on it is said to be covered or not', () => {
    const line = { allocated: 0, issued: 0, required: 5 } as OrderDetail['lines'][number];
    const lines = [line, { ...line, issued: 5 }];
    assert.is(linesWords({ status: 'open', lines }), '2 lines, 1 covered');
    assert.is(linesWords({ status: 'open', lines: [{ ...line, allocated: 5 }] }), '1 line, all covered');
    assert.is(linesWords({ status: 'cleared', lines }), '2 lines');
    assert.is(linesWords({ status: 'cancelled', lines: [line] }), '1 line');
  });

  test('only edits count as changes since a version', () => {
    const history = [
      entry(9, 'OrderRevised', 'Delivery 18 Nov, was 17 Nov', 'Priority ASAP'),
      entry(8, 'OrderLineAllocated', 'Allocated 8 rolls'),
      entry(7, 'OrderRevised', 'Notes changed'),
    ];
    assert.equal(
      changesSince({ history }, 7).map(({ who, words }) => `${who}: ${words}`),
      ['Ben Okafor: Delivery 18 Nov, was 17 Nov · Priority ASAP'],
    );
    assert.equal(changesSince({ history }, 9), []);
  });
  test('what goes back to free is summed by unit', () => {
    const line = { issued: 0, unit: 'roll', scale: 0 } as const;
    const lines = [
      { ...line, allocated: 8, issued: 4 },
      { ...line, allocated: 24 },
      { ...line, allocated: 1_200, unit: 'm' as const },
      { ...line, allocated: 0, unit: 'kg' as const },
    ];
    assert.is(releasedWords(lines), '32 rolls and 1,200 m allocated go back to free. What was issued stays issued.');
    assert.is(releasedWords([{ ...line, allocated: 0 }]), 'Nothing is allocated to it.');
  });
  test('stock for a line is counted like it and free, with what was asked for first', () => {
    const levels = [
      level('most', { free: 60 }),
      level('asked', { free: 3 }),
      level('made', { free: 5, productId: 'core-76' }),
      level('none', { free: 0 }),
      level('metres', { free: 900, unit: 'm' }),
      level('parts', { free: 900, scale: 2 }),
      level('gone', { free: 9, retired: true }),
    ];
    const ids = (line: Parameters<typeof stockFor>[0]) => stockFor(line, levels).map(({ id }) => id);
    assert.equal(ids({ unit: 'roll', scale: 0, itemId: 'asked' }), ['asked', 'most', 'made']);
    assert.equal(ids({ unit: 'roll', scale: 0, productId: 'core-76' }), ['made', 'most', 'asked']);
    assert.equal(ids({ unit: 'kg', scale: 0 }), []);
  });
});
