import { assert, suite } from '../../../src/testing/suite.ts';
import { everyLabel, linesFor } from './scale.ts';

suite('scale of a chart', (test) => {
  test('has lines at round figures, up to what is the most', () => {
    assert.equal(linesFor(0), [0, 1]);
    assert.equal(linesFor(3), [0, 1, 2, 3]);
    assert.equal(linesFor(82), [0, 20, 40, 60, 80, 100]);
    assert.equal(linesFor(100), [0, 20, 40, 60, 80, 100]);
    assert.equal(linesFor(101), [0, 50, 100, 150]);
    assert.equal(linesFor(4_210), [0, 1_000, 2_000, 3_000, 4_000, 5_000]);
  });
  test('is never below what it shows, and has few lines', () => {
    for (let max = 1; max < 20_000; max += 37) {
      const lines = linesFor(max);
      assert.ok((lines.at(-1) ?? 0) >= max && lines.length <= 6, String(max));
    }
  });
  test('leaves labels out where they would touch', () => {
    assert.equal([everyLabel(12, 900, 48), everyLabel(12, 300, 48), everyLabel(13, 300, 56)], [1, 2, 3]);
  });
});
