import { assert, suite } from '../testing/suite.ts';
import { holidaysOf } from './nsw-holidays.ts';

suite('public holidays of New South Wales', (test) => {
  test('are those that New South Wales has published for 2026 and 2027', () => {
    assert.equal(
      [2026, 2027].map((year) => holidaysOf(year).map(({ date, name }) => `${date} ${name}`)),
      [
        [
          "2026-01-01 New Year's Day",
          '2026-01-26 Australia Day',
          '2026-04-03 Good Friday',
          '2026-04-04 Easter Saturday',
          '2026-04-05 Easter Sunday',
          '2026-04-06 Easter Monday',
          '2026-04-25 Anzac Day',
          '2026-04-27 Anzac Day, additional day',
          "2026-06-08 King's Birthday",
          '2026-10-05 Labour Day',
          '2026-12-25 Christmas Day',
          '2026-12-26 Boxing Day',
          '2026-12-28 Boxing Day, additional day',
        ],
        [
          "2027-01-01 New Year's Day",
          '2027-01-26 Australia Day',
          '2027-03-26 Good Friday',
          '2027-03-27 Easter Saturday',
          '2027-03-28 Easter Sunday',
          '2027-03-29 Easter Monday',
          '2027-04-25 Anzac Day',
          '2027-04-26 Anzac Day, additional day',
          "2027-06-14 King's Birthday",
          '2027-10-04 Labour Day',
          '2027-12-25 Christmas Day',
          '2027-12-26 Boxing Day',
          '2027-12-27 Christmas Day, additional day',
          '2027-12-28 Boxing Day, additional day',
        ],
      ],
    );
  });

  test('are moved or added where a fixed day is on a weekend, and no date comes twice', () => {
    const dates = (year: number) => holidaysOf(year).map(({ date }) => date);
    assert.ok(dates(2028).includes('2028-01-03'), "New Year's Day 2028 is a Saturday");
    assert.ok(dates(2033).includes('2033-01-03'), "New Year's Day 2033 is a Saturday");
    assert.ok(dates(2023).includes('2023-01-02'), "New Year's Day 2023 is a Sunday");
    assert.ok(dates(2030).includes('2030-01-28'), 'Australia Day 2030 is a Saturday');
    assert.not.ok(dates(2030).includes('2030-01-26'));
    assert.ok(dates(2022).includes('2022-12-27'), 'Christmas Day 2022 is a Sunday');
    assert.is(holidaysOf(2011).filter(({ date }) => date === '2011-04-25').length, 1, 'Easter Monday and Anzac Day');
    for (let year = 2020; year < 2060; year++) assert.is(new Set(dates(year)).size, dates(year).length);
  });
});
