import { assert, suite } from '../../../src/testing/suite.ts';
import { card, item, line } from './example-rows.ts';
import { linesFor, needyLines, nextAllocations } from './open-lines.ts';

const kraft = item('kraft');
const forKraft = (lineId: string, more = {}) => line(lineId, { itemId: 'kraft', ...more });

suite('open lines', (test) => {
  test('the most urgent comes first: ASAP, then what must be delivered, then by date', () => {
    const lines = needyLines([
      card('late', [forKraft('1')], { dueDate: '2026-11-01' }),
      card('must', [forKraft('1')], { priority: 'must-deliver', dueDate: '2026-12-24' }),
      card('soon', [forKraft('1')], { dueDate: '2026-11-14' }),
      card('asap', [forKraft('1'), forKraft('2')], { priority: 'asap', dueDate: '2026-12-31' }),
    ]);
    assert.equal(
      lines.map(({ key }) => key),
      ['asap/1', 'asap/2', 'must/1', 'late/1', 'soon/1'],
    );
  });

  test('an item is offered to the lines that ask for it, then to others that are counted alike', () => {
    const lines = needyLines([
      card('a', [line('1', { itemId: 'other' }), line('2', { itemId: 'kraft', unit: 'm' })], { priority: 'asap' }),
      card('b', [forKraft('1')]),
      card('c', [line('1', { productId: 'labels' })]),
    ]);
    const { own, others } = linesFor(kraft, lines);
    assert.equal(
      own.map(({ key }) => key),
      ['b/1'],
    );
    // A roll of labels is no roll of kraft, and metres are no rolls.
    assert.equal(
      others.map(({ key }) => key),
      ['a/1'],
    );
  });

  test('what is made goes to the lines that ask for its product', () => {
    const made = item('made', { kind: 'finished-goods', productId: 'labels' });
    const lines = needyLines([card('a', [line('1', { productId: 'labels' }), line('2', { productId: 'tags' })])]);
    assert.equal(
      linesFor(made, lines).own.map(({ key }) => key),
      ['a/1'],
    );
    assert.equal(
      linesFor(made, lines).others.map(({ key }) => key),
      ['a/2'],
    );
  });

  test('as much as is needed can be allocated next, or as much as there is', () => {
    const cards = [
      card('a', [forKraft('1', { needed: 24 })], { priority: 'asap' }),
      card('b', [forKraft('1', { needed: 100 })]),
    ];
    const next = nextAllocations(cards, [kraft]);
    assert.equal(
      next.map(({ line: { key }, quantity }) => [key, quantity]),
      [
        ['a/1', 24],
        ['b/1', 63],
      ],
    );
  });

  test('nobody waits for material that is not there, for a line that is made, or in the last stages', () => {
    const nothing = nextAllocations([card('a', [forKraft('1')])], [item('kraft', { free: 0 })]);
    assert.equal(nothing, []);
    const made = card('b', [forKraft('1', { completed: true })]);
    const delivered = card('c', [forKraft('1')], { stage: 'delivery' });
    assert.equal(nextAllocations([made, delivered], [kraft]), []);
  });
});
