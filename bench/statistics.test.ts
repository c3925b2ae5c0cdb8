import fc from 'fast-check';
import { assert, suite } from '../src/testing/suite.ts';
import { median, percentile, ratioOf, spreadOf } from './statistics.ts';

suite('statistics of the bench', (test) => {
  test('the median is the middle value, or the mean of the two in the middle', () => {
    assert.is(median([7]), 7);
    assert.is(median([30, 1, 2]), 2);
    assert.is(median([4, 1, 30, 2]), 3);
    assert.is(median([10, 9, 100]), 10);
  });

  test('a percentile is a value that was measured', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    assert.is(percentile(hundred, 50), 50);
    assert.is(percentile(hundred, 95), 95);
    assert.is(percentile(hundred, 99), 99);
    assert.is(percentile([5, 3], 99), 5);
    assert.is(percentile([5, 3], 0), 3);
  });

  test('percentiles of any values never fall as the percentage rises, and lie between the least and the most', () => {
    const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
    const percents = fc.tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }));
    fc.assert(
      fc.property(values, percents, (measured, [one, other]) => {
        const { low, high } = spreadOf(measured);
        const a = percentile(measured, Math.min(one, other));
        const b = percentile(measured, Math.max(one, other));
        assert.ok(low <= a && a <= b && b <= high);
        assert.is(measured.includes(a), true);
      }),
    );
  });

  test('a ratio is taken round by round, so that a slow moment does not count', () => {
    // In the second round everything was ten times slower.
    assert.equal(ratioOf([400, 40, 440], [100, 10, 110]), { median: 4, low: 4, high: 4 });
    assert.equal(ratioOf([1, 2, 3], [2, 2, 2]), { median: 1, low: 0.5, high: 1.5 });
  });

  test('rounds that do not belong together, or none at all, are no figure', () => {
    assert.throws(() => ratioOf([1, 2], [1]), /held against/);
    assert.throws(() => median([]), /Nothing was measured/);
    assert.throws(() => percentile([], 50), /Nothing was measured/);
  });

  test('what was measured stays in its order', () => {
    const measured = [3, 1, 2];
    median(measured);
    percentile(measured, 50);
    assert.equal(measured, [3, 1, 2]);
  });
});
