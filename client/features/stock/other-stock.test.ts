import { assert, suite } from '../../../src/testing/suite.ts';
import { item } from './example-rows.ts';
import { likeness, otherStock } from './other-stock.ts';

const kraft = item('a', { name: 'Kraft 120 gsm 980 mm', free: 3 });

suite('other stock', (test) => {
  test('is the most alike that has enough', () => {
    const items = [
      kraft,
      item('b', { name: 'White liner 140 gsm 980 mm', free: 90 }),
      item('c', { name: 'Kraft 120 gsm 1,040 mm', free: 48 }),
      item('d', { name: 'Kraft 120 gsm 980 mm, second', free: 2 }),
      item('e', { name: 'Kraft 120 gsm 980 mm slit', free: 99, unit: 'm' }),
    ];
    assert.is(otherStock(kraft, 24, items)?.id, 'c');
    assert.is(otherStock(kraft, 60, items)?.id, 'b');
    assert.is(otherStock(kraft, 100, items), undefined);
  });

  test('names are compared by their words and their letters', () => {
    assert.is(likeness('Kraft 120', 'kraft 120'), 1);
    assert.is(likeness('Kraft', 'Pallet'), 0);
    assert.ok(likeness('Kraft 120 gsm', 'Kraft 90 gsm') > likeness('Kraft 120 gsm', 'Liner 140 gsm'));
  });
});
