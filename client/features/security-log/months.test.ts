import { assert, suite } from '../../../src/testing/suite.ts';
import { monthsOfLog } from './months.ts';

suite('months of the security log', (test) => {
  test('are those that a month of the company lies in', () => {
    assert.equal(monthsOfLog('2026-11', 'Australia/Sydney'), ['2026-10', '2026-11']);
    assert.equal(monthsOfLog('2026-01', 'Australia/Perth'), ['2025-12', '2026-01']);
    assert.equal(monthsOfLog('2026-11', 'America/New_York'), ['2026-11', '2026-12']);
    assert.equal(monthsOfLog('2026-11', 'UTC'), ['2026-11', '2026-11']);
  });
});
