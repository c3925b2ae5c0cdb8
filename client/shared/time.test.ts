import { assert, suite } from '../../src/testing/suite.ts';
import {
  ageOf,
  atMoment,
  calendarDay,
  clockTime,
  dateOf,
  daysInFull,
  daysPast,
  hoursFigure,
  lengthOf,
  moment,
  monthWords,
  now,
  shortMonth,
  timeOfDay,
  when,
} from './time.ts';

suite('times on the screen', (test) => {
  test.before.each(() => {
    // Thursday 12 November 2026, 10:47 am in Sydney.
    now.value = new Date('2026-11-11T23:47:00Z');
  });

  test('are the company’s, wherever the device is', () => {
    assert.is(timeOfDay('2026-11-11T23:42:00Z'), '10:42 am');
    assert.is(timeOfDay('2026-11-11T02:05:00Z'), '1:05 pm');
    assert.is(clockTime('2026-11-11T22:58:00Z'), '9:58');
    assert.is(dateOf('2026-11-11T14:00:00Z'), '2026-11-12');
  });
  test('are as short as they can be: time today, then the weekday, then the date', () => {
    assert.is(when('2026-11-11T22:58:00Z'), '9:58');
    assert.is(when('2026-11-10T22:58:00Z'), 'Wed');
    assert.is(when('2026-11-03T22:58:00Z'), '4 Nov');
    assert.is(when('2025-09-03T22:58:00Z'), '4 Sep 2025');
    assert.is(moment('2026-11-11T22:58:00Z'), '9:58 am');
    assert.is(moment('2026-11-10T22:58:00Z'), 'Wed 9:58 am');
    assert.is(moment('2026-11-03T22:58:00Z'), 'Wed 4 Nov, 9:58 am');
    assert.is(moment('2026-11-12T22:58:00Z'), 'Fri 13 Nov, 9:58 am');
    assert.is(atMoment('2026-11-11T22:58:00Z'), 'at 9:58 am');
    assert.is(atMoment('2026-11-10T22:58:00Z'), 'on Wed 9:58 am');
  });
  test('of a calendar date have no zone', () => {
    assert.is(calendarDay('2026-11-17'), 'Tue 17 Nov');
    assert.is(daysPast('2026-11-10'), 2);
    assert.is(daysPast('2026-11-13'), -1);
  });
  test('of several days have the month in full, and the year only when it is another one', () => {
    assert.is(daysInFull('2026-12-21', '2026-12-24'), '21–24 December');
    assert.is(daysInFull('2026-11-11', '2026-11-11'), 'Wed 11 November');
    assert.is(daysInFull('2026-12-28', '2027-01-01'), '28 December 2026 – 1 January 2027');
    assert.is(daysInFull('2026-05-04', '2026-05-05'), '4–5 May');
  });
  test('of an age grow coarser as it grows', () => {
    assert.is(ageOf('2026-11-11T23:31:00Z'), '16 min');
    assert.is(ageOf('2026-11-11T21:42:00Z'), '2 h 05 min');
    assert.is(ageOf('2026-11-10T21:42:00Z'), '1 day');
  });
  test('of a length say hours and minutes, and no minutes where there are none', () => {
    assert.is(lengthOf(1_596), '26 h 36 min');
    assert.is(lengthOf(242), '4 h 02 min');
    assert.is(lengthOf(2_280), '38 h');
    assert.is(lengthOf(45), '45 min');
    assert.is(lengthOf(0), '0 min');
    assert.is(lengthOf(-210), '−3 h 30 min');
    assert.is(hoursFigure(5_070), '84 h 30');
    assert.is(hoursFigure(2_280), '38 h 00');
    assert.is(hoursFigure(-45), '−0 h 45');
  });
  test('months have names', () =>
    assert.equal([monthWords('2026-11'), shortMonth('2026-09')], ['November 2026', 'Sep']));
});
