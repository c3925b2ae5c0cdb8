import type { CardTerms } from '#contracts/employee.ts';
import { defaultSettings } from '#contracts/settings.ts';
import type { Timesheet } from '#contracts/timesheet.ts';
import { weekDates } from '#contracts/week.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { draftOf } from './week-draft.ts';
import { daysOf, daysOff, givenRows, paidRows, totalOf, totalWords, totalWordsInShort } from './week-view.ts';

const monday = '2026-11-02';
const dates = weekDates(monday);
const fullTime: CardTerms = [{ terms: { employmentType: 'full-time', weeklyMinutes: 2_280 } }];

function viewOf(worked: readonly number[], more: Partial<Timesheet> = {}, company = defaultSettings, terms = fullTime) {
  const entries = worked.flatMap((minutes, at) => (minutes === 0 ? [] : [{ date: dates[at] ?? '', minutes }]));
  const row = { monday, entries, leave: [], shifts: [], ...more };
  const days = daysOf(row, draftOf(row), terms, company);
  return { days, given: givenRows(days), paid: paidRows(days, monday, company) };
}
const leaveOn = (at: number, type: Timesheet['leave'][number]['type'], minutes = 456) => ({
  ...{ requestId: 'r1', type, date: dates[at] ?? '', minutes },
});

suite('the grid of a week', (test) => {
  test('shows the week of the picture: three days worked, two on leave, two hours over', () => {
    const leave = [leaveOn(3, 'annual'), leaveOn(4, 'annual')];
    const { days, given, paid } = viewOf([456, 456, 576], { leave });
    assert.equal(
      [...given, ...paid].map(({ title, sub, locked, minutes }) => [title, sub, locked, minutes]),
      [
        ['Annual leave', 'From approved leave', true, [0, 0, 0, 456, 456, 0, 0]],
        ['Ordinary', 'Up to 7:36 a day', false, [456, 456, 456, 456, 456, 0, 0]],
        ['Overtime', 'First 3 h at 150 %', false, [0, 0, 120, 0, 0, 0, 0]],
      ],
    );
    assert.is(totalOf(days), 2_400);
    assert.is(totalWords(days), '38 h 00 min ordinary, of which 15 h 12 min leave · 2 h 00 min overtime');
    assert.is(totalWordsInShort(days), '38:00 ordinary, 2:00 overtime');
    assert.equal(
      days.map(({ working }) => working),
      [true, true, true, true, true, false, false],
    );
  });

  test('an empty week is no time at all', () => {
    const { days, given } = viewOf([]);
    assert.equal([totalOf(days), totalWords(days), given], [0, '0 h 00 min ordinary', []]);
  });

  test('a public holiday is paid and named, and leave without pay is not counted', () => {
    const company = { ...defaultSettings, holidays: [{ date: dates[1] ?? '', name: 'Melbourne Cup' }] };
    const { days, given } = viewOf([456], { leave: [leaveOn(2, 'unpaid'), leaveOn(3, 'sick', 228)] }, company);
    assert.equal(
      given.map(({ title, sub, minutes }) => [title, sub, minutes]),
      [
        ['Sick leave', 'From approved leave', [0, 0, 0, 228, 0, 0, 0]],
        ['Unpaid leave', 'From approved leave', [0, 0, 456, 0, 0, 0, 0]],
        ['Public holiday', 'Melbourne Cup', [0, 456, 0, 0, 0, 0, 0]],
      ],
    );
    assert.equal([...daysOff(days)], [dates[1], dates[2], dates[3]]);
    assert.is(totalOf(days), 456 + 456 + 228);
    assert.is(
      totalWords(days),
      '19 h 00 min ordinary, of which 3 h 48 min leave and 7 h 36 min public holiday · 7 h 36 min leave without pay',
    );
  });

  test('days with rates of their own have a row, and the whole day is in it', () => {
    const [rules] = defaultSettings.payRules;
    assert.ok(rules);
    const payRules = [{ ...rules, saturday: [{ minutes: 120, basisPoints: 15_000 }, { basisPoints: 20_000 }] }];
    const { days, paid } = viewOf([456, 0, 0, 0, 0, 300], {}, { ...defaultSettings, payRules });
    const saturday = paid.at(-1);
    assert.equal([saturday?.title, saturday?.sub, saturday?.minutes[5]], ['Saturday', 'First 2 h at 150 %', 300]);
    assert.is(totalOf(days), 756);
    assert.is(totalWords(days), '7 h 36 min ordinary · 5 h 00 min at the rates of the day');
  });

  test('without pay rules nothing is split, and the hours still add up', () => {
    const { days, paid } = viewOf([456], { leave: [leaveOn(1, 'annual')] }, { ...defaultSettings, payRules: [] });
    assert.equal([paid, totalOf(days)], [[], 912]);
    assert.match(totalWords(days), /No pay rules/);
  });
});
