import { assert, suite } from '../testing/suite.ts';
import {
  addDays,
  formatDay,
  formatDays,
  formatHours,
  mondayOf,
  monthBeside,
  timesheetId,
  weekDates,
  weekdayOf,
} from './week.ts';

suite('weeks', (test) => {
  test('begin on Monday, also across months, years and changes of the clock', () => {
    assert.is(mondayOf('2026-11-12'), '2026-11-09');
    assert.is(mondayOf('2026-11-09'), '2026-11-09');
    assert.is(mondayOf('2026-11-15'), '2026-11-09');
    assert.is(mondayOf('2027-01-01'), '2026-12-28');
    assert.is(weekdayOf('2026-11-09'), 0);
    assert.is(weekdayOf('2026-11-15'), 6);
    assert.is(addDays('2026-10-03', 1), '2026-10-04');
    assert.is(addDays('2028-03-01', -1), '2028-02-29');
    assert.equal(weekDates('2026-12-28').slice(3, 5), ['2026-12-31', '2027-01-01']);
    assert.is(timesheetId('e1', '2026-12-28'), 'e1.2026-12-28');
  });
  test('months follow each other over the ends of years', () => {
    assert.equal(
      [monthBeside('2026-12', 1), monthBeside('2027-01', -1), monthBeside('2026-11', -11)],
      ['2027-01', '2026-12', '2025-12'],
    );
  });
  test('dates are told as short as can be', () => {
    const today = '2026-11-12';
    assert.is(formatDays('2026-11-03', '2026-11-05', today), '3–5 Nov');
    assert.is(formatDays('2026-11-03', '2026-11-03', today), '3 Nov');
    assert.is(formatDays('2026-11-30', '2026-12-02', today), '30 Nov – 2 Dec');
    assert.is(formatDays('2025-11-03', '2025-11-05', today), '3–5 Nov 2025');
    assert.is(formatDays('2026-12-28', '2027-01-01', today), '28 Dec 2026 – 1 Jan 2027');
    assert.is(formatDay('2026-11-09', today), 'Mon 9 Nov');
    assert.is(formatDay('2027-01-02', today), 'Sat 2 Jan 2027');
  });
  test('hours have two digits of minutes', () => {
    assert.is(formatHours(720), '12h 00m');
    assert.is(formatHours(912), '15h 12m');
    assert.is(formatHours(0), '0h 00m');
    assert.is(formatHours(-61), '−1h 01m');
  });
});
