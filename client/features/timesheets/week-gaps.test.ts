import { weekDates } from '../../../src/contracts/week.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { gapWords } from './week-gaps.ts';
import type { DayView } from './week-view.ts';

const fullTime = { employmentType: 'full-time', weeklyMinutes: 2_280 } as const;
const week = (...worked: readonly number[]) =>
  weekDates('2026-11-02').map((date, at) => ({
    ...{ date, working: at < 5, worked: worked[at] ?? 0, leave: [] as DayView['leave'], holiday: undefined },
  }));

suite('before a week is submitted', (test) => {
  test('one is asked where nothing, or less than half of the week, stands in it', () => {
    assert.is(gapWords(week(), fullTime), 'Nothing is entered in this week.');
    assert.is(
      gapWords(week(456, 0, 6), fullTime),
      'Only 7 h 42 min of 38 h stands in this week. Nothing is entered on Tue, Thu and Fri.',
    );
    assert.is(gapWords(week(6, 6, 6, 6, 6), fullTime), 'Only 30 min of 38 h stands in this week.');
    assert.is(gapWords(week(456, 456, 228), fullTime), undefined);
    assert.is(gapWords(week(456, 456, 456, 456, 456), fullTime), undefined);
  });
  test('leave and public holidays count as what stands there', () => {
    const away = week(456).map((day) =>
      day.working ? { ...day, leave: [{ type: 'annual', minutes: 456 }] as const } : day,
    );
    assert.is(gapWords(away, fullTime), undefined);
    const closed = week().map((day, at) => ({
      ...day,
      holiday: at === 0 ? { name: 'Labour Day', minutes: 456 } : undefined,
    }));
    assert.is(
      gapWords(closed, fullTime),
      'Only 7 h 36 min of 38 h stands in this week. Nothing is entered on Tue, Wed, Thu and Fri.',
    );
  });
  test('people of a few hours are asked by their own week, casuals only about an empty one', () => {
    assert.is(gapWords(week(456), { employmentType: 'part-time', weeklyMinutes: 912 }), undefined);
    assert.is(gapWords(week(6), { employmentType: 'casual', weeklyMinutes: 2_280 }), undefined);
    assert.is(gapWords(week(), { employmentType: 'casual', weeklyMinutes: 0 }), 'Nothing is entered in this week.');
  });
});
