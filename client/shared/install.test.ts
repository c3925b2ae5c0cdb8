import { assert, suite } from '../../src/testing/suite.ts';
import { untilAsked } from './install.ts';

const DAY_MS = 86_400_000;

suite('the question whether to install', (test) => {
  const first = Date.parse('2026-03-02T09:00:00Z');

  test('comes half a minute after the first visit, and at once on later ones', () => {
    assert.is(untilAsked(first, first, Number.NaN), 30_000);
    assert.is(untilAsked(first + 12_000, first, Number.NaN), 18_000);
    assert.is(untilAsked(first + DAY_MS, first, Number.NaN), 0);
  });

  test('rests for a week after a no', () => {
    assert.is(untilAsked(first + 40_000, first, first + 40_000), 7 * DAY_MS);
    assert.is(untilAsked(first + 6 * DAY_MS, first, first), DAY_MS);
    assert.is(untilAsked(first + 8 * DAY_MS, first, first), 0);
  });

  test('waits no longer than that where the clock was put back', () => {
    assert.is(untilAsked(first - 30 * DAY_MS, first, Number.NaN), 30_000);
    assert.is(untilAsked(first - 30 * DAY_MS, first, first), 7 * DAY_MS);
  });
});
