import { assert, suite } from '../testing/suite.ts';
import { kept } from './prune.ts';

const DAY_MS = 24 * 3_600_000;
const now = new Date('2026-11-30T15:00:00Z');
const set = (daysAgo: number) => ({ id: String(daysAgo), made: new Date(now.getTime() - daysAgo * DAY_MS) });
const staying = (days: readonly number[], checked: readonly number[]) =>
  kept(days.map(set), new Set(checked.map(String)), now).map(({ id }) => Number(id));

suite('which backups are kept', (test) => {
  test('those of the last 30 days', () => assert.equal(staying([31, 30, 29, 0], []), [30, 29, 0]));
  test('the newest, however old it is', () => assert.equal(staying([90, 60], []), [60]));
  test('the newest that was restored on trial', () => assert.equal(staying([90, 60, 40, 1], [90, 60]), [60, 1]));
});
