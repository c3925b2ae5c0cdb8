import { assert, suite } from '../testing/suite.ts';
import { comparePlaces, compareText } from './in-order.ts';

suite('the order of lists', (test) => {
  test('figures stand by what they are worth, with their commas and points', () => {
    const sorted = (...texts: string[]) => texts.toSorted(compareText);
    assert.equal(sorted('Core 1,000', 'Core 800', 'Core 500', 'Core 650'), [
      ...['Core 500', 'Core 650', 'Core 800', 'Core 1,000'],
    ]);
    assert.equal(sorted('Core 76 × 1,000 mm', 'Core 76 × 650 mm', 'Core 52 × 1,200 mm'), [
      ...['Core 52 × 1,200 mm', 'Core 76 × 650 mm', 'Core 76 × 1,000 mm'],
    ]);
    assert.equal(sorted('12,500 m', '1,250,000 m', '999 m'), ['999 m', '12,500 m', '1,250,000 m']);
    assert.equal(sorted('Film 0.5 mm', 'Film 0.25 mm', 'Film 1 mm'), ['Film 0.25 mm', 'Film 0.5 mm', 'Film 1 mm']);
    assert.equal(sorted('1,2,3', '1,10'), ['1,2,3', '1,10']);
    assert.equal(sorted('SCN-10', 'SCN-9', 'SCN-1'), ['SCN-1', 'SCN-9', 'SCN-10']);
  });

  test('rows that are alike stand by their id', () => {
    const [a, b] = [
      { keys: ['Core', 2], id: 'a' },
      { keys: ['Core', 2], id: 'b' },
    ];
    assert.ok(comparePlaces(a, b) < 0);
    assert.throws(() => comparePlaces(a, { keys: [2, 'Core'], id: 'c' }), /have no order/);
  });
});
