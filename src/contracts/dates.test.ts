import { assert, suite } from '../testing/suite.ts';
import { calendarDateAt, momentAt } from './dates.ts';

suite('dates in a time zone', (test) => {
  test('a moment has the date that its clocks show', () => {
    const at = new Date('2026-11-12T20:30:00Z');
    assert.is(calendarDateAt(at, 'Australia/Sydney'), '2026-11-13');
    assert.is(calendarDateAt(at, 'UTC'), '2026-11-12');
  });

  test('a date and time is one moment, in winter and in summer time', () => {
    assert.is(momentAt('2026-11-12', '9:15', 'Australia/Sydney').toISOString(), '2026-11-11T22:15:00.000Z');
    assert.is(momentAt('2026-07-01', '09:15', 'Australia/Sydney').toISOString(), '2026-06-30T23:15:00.000Z');
    assert.is(momentAt('2026-07-01', '0:00', 'UTC').toISOString(), '2026-07-01T00:00:00.000Z');
  });

  test('also on the days when the clocks change', () => {
    // Summer time in Sydney begins on 4 October 2026 at 2:00 and ends on 5 April at 3:00.
    assert.is(momentAt('2026-10-04', '1:30', 'Australia/Sydney').toISOString(), '2026-10-03T15:30:00.000Z');
    assert.is(momentAt('2026-10-04', '8:00', 'Australia/Sydney').toISOString(), '2026-10-03T21:00:00.000Z');
    assert.is(momentAt('2026-04-05', '8:00', 'Australia/Sydney').toISOString(), '2026-04-04T22:00:00.000Z');
  });
});
