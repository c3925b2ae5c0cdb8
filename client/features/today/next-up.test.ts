import type { TimesheetRow } from '#contracts/timesheet.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { card, item, line } from '../stock/example-rows.ts';
import { greeting, tasksAt, tasksFor, weeksToSubmit } from './next-up.ts';

const known = {
  cards: [
    card('waits', [line('1', { itemId: 'kraft' })]),
    card('ready', [], { stage: 'pending_material' }),
    card('slit', [], { stage: 'paper_slitting' }),
    card('gone', [], { status: 'cancelled' }),
  ],
  items: [
    item('kraft'),
    item('slit', { expected: { quantity: 9, dueDate: '2026-11-12' } }),
    item('later', { expected: { quantity: 9, dueDate: '2026-11-13' } }),
    item('low', { free: 0, low: true }),
  ],
  today: '2026-11-12',
  weeks: [],
};
const week = (monday: string, more: Partial<TimesheetRow> = {}): TimesheetRow => ({
  ...{ id: `e1.${monday}`, employeeId: 'e1', employeeName: 'Kylie Tran', monday, status: 'draft', finalised: false },
  ...{ workedMinutes: 1_488, leaveMinutes: 912, version: 3, sequence: 3, ...more },
});

suite('what to do next', (test) => {
  test('material comes first, then what is ready to move, then what was ordered and should be here', () => {
    const tasks = tasksFor('production_manager', known);
    assert.equal(
      tasks.map(({ key }) => key),
      ['waits/1', 'move/ready', 'receive/slit'],
    );
    assert.is(tasks[1]?.kind === 'move' && tasks[1].to, 'paper_slitting');
  });

  test('an order whose material is there can be slit, also while what it is for is still to be made', () => {
    const made = line('1', { productId: 'core', unit: 'piece' });
    const cards = [card('cores', [made]), card('short', [made, line('2', { itemId: 'none' })])];
    assert.equal(
      tasksFor('production_team', { ...known, cards, items: [] }).map(({ key }) => key),
      ['move/cores'],
    );
  });

  test('at a station stands what is there, the most urgent first; what goes out is delivered before it moves on', () => {
    const at = (id: string, more: Parameters<typeof card>[2]) => card(id, [], { stage: 'winding', ...more });
    const cards = [
      at('later', { dueDate: '2026-11-21' }),
      at('soon', { dueDate: '2026-11-13' }),
      at('asap', { priority: 'asap', dueDate: '2026-12-01' }),
      at('closed', { status: 'cancelled' }),
      card('out', [], { stage: 'delivery' }),
      card('gone', [], { stage: 'delivery', linesDelivered: 1 }),
    ];
    assert.equal(
      tasksAt('winding', cards).map(({ key }) => key),
      ['move/asap', 'move/soon', 'move/later'],
    );
    assert.equal(
      tasksAt('delivery', cards).map(({ key }) => key),
      ['deliver/out', 'move/gone'],
    );
  });

  test('nobody is shown what they may not do', () => {
    const kinds = (role: Parameters<typeof tasksFor>[0]) => tasksFor(role, known).map(({ kind }) => kind);
    assert.equal(kinds('sales'), ['allocate']);
    assert.equal(kinds('auditor'), []);
    assert.equal(kinds('production_team'), ['allocate', 'move', 'receive']);
  });

  test('a week that is over and not handed in is to be submitted, and one that came back is looked at', () => {
    const weeks = [
      week('2026-11-16'),
      week('2026-11-09'),
      week('2026-11-02', { status: 'submitted' }),
      week('2026-10-26'),
      week('2026-10-19', { workedMinutes: 0, leaveMinutes: 0 }),
    ];
    const keys = (rows: readonly TimesheetRow[], today: string) => weeksToSubmit(rows, today).map(({ key }) => key);
    assert.equal(keys(weeks, '2026-11-15'), ['week/e1.2026-10-26'], 'Sunday still belongs to its week');
    assert.equal(keys(weeks, '2026-11-16'), ['week/e1.2026-10-26', 'week/e1.2026-11-09']);
    const back = [week('2026-11-09', { status: 'rejected', workedMinutes: 0, leaveMinutes: 0 })];
    assert.equal(keys(back, '2026-11-12'), ['week/e1.2026-11-09']);
    const tasks = tasksFor('production_team', { ...known, weeks: weeksToSubmit(back, '2026-11-12') });
    assert.equal(
      tasks.map(({ kind }) => kind),
      ['allocate', 'move', 'week', 'receive'],
    );
  });

  test('greets by the time of day', () => {
    assert.is(greeting(6, 'Priya Raman'), 'Good morning, Priya');
    assert.is(greeting(12, 'Priya Raman'), 'Good afternoon, Priya');
    assert.is(greeting(18, 'Ana'), 'Good evening, Ana');
  });
});
