import { assert, suite } from '../testing/suite.ts';
import type { CardTerms } from './employee.ts';
import type { EmploymentType } from './employment.ts';
import { defaultSettings } from './settings.ts';
import { weekDates } from './week.ts';
import { hoursOfWeek, type WeekTime } from './week-hours.ts';

const monday = '2026-12-21';
const company = { ...defaultSettings, holidays: [{ date: '2026-12-25', name: 'Christmas Day' }] };
const always = (employmentType: EmploymentType, weekdayMinutes?: number[]): CardTerms => [
  { terms: { employmentType, weeklyMinutes: 2_280, ...(weekdayMinutes && { weekdayMinutes }) } },
];
const fullTime = always('full-time');

function split(week: Partial<WeekTime>, terms = fullTime) {
  const days = hoursOfWeek({ monday, worked: [], leave: [], ...week }, terms, company) ?? [];
  const sum = (of: 'ordinaryMinutes' | 'overtimeMinutes' | 'leaveMinutes' | 'holidayMinutes') =>
    days.reduce((minutes, day) => minutes + day[of], 0);
  return [sum('ordinaryMinutes'), sum('overtimeMinutes'), sum('leaveMinutes'), sum('holidayMinutes')];
}

suite('hours of a week', (test) => {
  test('are those of all entries of a day together', () => {
    const [date = ''] = weekDates(monday);
    const worked = [
      { date, minutes: 300 },
      { date, minutes: 366 },
    ];
    assert.equal(split({ worked }), [456, 210, 0, 456]);
  });

  test('have paid leave in them, and no other', () => {
    const leave = [
      { date: '2026-12-21', type: 'annual', minutes: 456 },
      { date: '2026-12-22', type: 'unpaid', minutes: 456 },
    ] as const;
    assert.equal(split({ leave }), [0, 0, 456, 456]);
  });

  test('have a public holiday for people with fixed days', () => {
    const weekdayMinutes = [0, 0, 0, 0, 300, 0, 0];
    assert.equal(split({}, always('part-time', weekdayMinutes)), [0, 0, 0, 300]);
    assert.equal(split({}, always('part-time')), [0, 0, 0, 0]);
    assert.equal(split({}, always('casual', weekdayMinutes)), [0, 0, 0, 0]);
    // Full time from the day before on: the holiday is paid.
    const later = [...always('casual'), { ...always('full-time')[0], from: '2026-12-24' }] as CardTerms;
    assert.equal(split({}, later), [0, 0, 0, 456]);
    assert.equal(
      split({}, [...always('casual'), { ...always('full-time')[0], from: '2026-12-26' }] as CardTerms),
      [0, 0, 0, 0],
    );
  });

  test('are not known where no pay rules cover the week', () => {
    assert.is(hoursOfWeek({ monday: '2019-12-30', worked: [], leave: [] }, fullTime, company), undefined);
  });
});
