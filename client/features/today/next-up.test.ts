import type { LowStock } from '#contracts/stock.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { card, item, line } from '../stock/examples.ts';
import { greeting, tasksFor } from './next-up.ts';

const low: LowStock = {
  ...{ id: 'slit', code: 'SLT', name: 'Slit kraft', unit: 'm', scale: 0, free: 0, allocated: 5, onHand: 5, peak: 9 },
  ...{ reorderPoint: 3, since: '2026-11-10T00:00:00.000Z' },
};
const known = {
  cards: [
    card('waits', [line('1', { itemId: 'kraft' })]),
    card('ready', [], { stage: 'pending_material' }),
    card('slit', [], { stage: 'paper_slitting' }),
    card('gone', [], { status: 'cancelled' }),
  ],
  items: [item('kraft')],
  low: [low],
};

suite('what to do next', (test) => {
  test('material comes first, then what is ready to move, then what runs low', () => {
    const tasks = tasksFor('production_manager', known);
    assert.equal(
      tasks.map(({ key }) => key),
      ['waits/1', 'move/ready', 'receive/slit'],
    );
    assert.is(tasks[1]?.kind === 'move' && tasks[1].to, 'paper_slitting');
  });

  test('nobody is shown what they may not do', () => {
    const kinds = (role: Parameters<typeof tasksFor>[0]) => tasksFor(role, known).map(({ kind }) => kind);
    assert.equal(kinds('sales'), ['allocate']);
    assert.equal(kinds('auditor'), []);
    assert.equal(kinds('production_team'), ['allocate', 'move', 'receive']);
  });

  test('greets by the time of day', () => {
    assert.is(greeting(6, 'Priya Raman'), 'Good morning, Priya');
    assert.is(greeting(12, 'Priya Raman'), 'Good afternoon, Priya');
    assert.is(greeting(18, 'Ana'), 'Good evening, Ana');
  });
});
