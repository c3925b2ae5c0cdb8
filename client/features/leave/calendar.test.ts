import type { AwayEntry } from '#contracts/leave.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { type AwayDay, awayCells, calendarDates, calendarTitle, crowdOf, crowdWords } from './calendar.ts';

const shop = {
  company: {
    weekdayMinutes: [456, 456, 456, 456, 456, 0, 0],
    holidays: [{ date: '2026-12-25', name: 'Christmas Day' }],
  },
};
const dates = calendarDates('2026-12-21');
const away = (date: string, more: Partial<AwayDay> = {}): AwayDay => ({ date, kind: 'approved', ...more });

/** "3 approved 0–2.5" for every cell that has something in it. */
function cells(...days: readonly AwayDay[]): string[] {
  return awayCells(dates, days, shop).flatMap(({ date, days: length, bars }) =>
    bars.length === 0
      ? []
      : [`${date} ${length}: ${bars.map((bar) => `${bar.kind} ${bar.from}–${bar.to}`).join(', ')}`],
  );
}

suite('the team calendar', (test) => {
  test('has two weeks, and a title without a year where nobody needs one', () => {
    assert.equal([dates.length, dates[0], dates[13]], [14, '2026-12-21', '2027-01-03']);
    assert.is(calendarTitle('2026-11-09', '2026-11-12'), '9–22 Nov');
    assert.is(calendarTitle('2026-12-21', '2026-11-12'), '21 Dec – 3 Jan');
    assert.is(calendarTitle('2027-01-04', '2026-11-12'), '4–17 Jan 2027');
    assert.is(calendarTitle('2027-12-27', '2026-11-12'), '27 Dec 2027 – 9 Jan 2028');
  });

  test('shows days on end as one, also with a half at either end', () => {
    assert.equal(cells(away('2026-12-21'), away('2026-12-22'), away('2026-12-23')), ['2026-12-21 3: approved 0–3']);
    assert.equal(cells(away('2026-12-21', { half: 'second' }), away('2026-12-22', { half: 'first' })), [
      '2026-12-21 2: approved 0.5–1.5',
    ]);
  });

  test('parts what does not join on: half days in between, weekends, another state', () => {
    assert.equal(cells(away('2026-12-21'), away('2026-12-22', { half: 'second' })), [
      '2026-12-21 1: approved 0–1',
      '2026-12-22 1: approved 0.5–1',
    ]);
    assert.equal(cells(away('2026-12-21', { half: 'first' }), away('2026-12-22')), [
      '2026-12-21 1: approved 0–0.5',
      '2026-12-22 1: approved 0–1',
    ]);
    assert.equal(cells(away('2026-12-21'), away('2026-12-22', { kind: 'pending' })), [
      '2026-12-21 1: approved 0–1',
      '2026-12-22 1: pending 0–1',
    ]);
    const both = [away('2026-12-21', { half: 'first' }), away('2026-12-21', { half: 'second', kind: 'mine' as const })];
    assert.equal(cells(...both, away('2026-12-22')), [
      '2026-12-21 1: approved 0–0.5, mine 0.5–1',
      '2026-12-22 1: approved 0–1',
    ]);
  });

  test('knows the days on which a person does not work', () => {
    const off = (calendar: Parameters<typeof awayCells>[2]) =>
      awayCells(dates.slice(0, 7), [], calendar).flatMap(({ date, worked }) => (worked ? [] : [date.slice(8)]));
    assert.equal(off(shop), ['25', '26', '27']);
    assert.equal(off({ ...shop, terms: [{ terms: { weekdayMinutes: [456, 0, 456, 0, 0, 0, 0] } }] }), [
      '22',
      '24',
      '25',
      '26',
      '27',
    ]);
  });
});

suite('who is away as well', (test) => {
  const entry = (employeeName: string, ...days: readonly string[]): AwayEntry => ({
    ...{ id: employeeName, employeeId: employeeName, employeeName, status: 'approved' },
    ...{ firstDay: days[0] ?? '', lastDay: days.at(-1) ?? '', days: days.map((date) => ({ date })) },
  });
  const asked = ['2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24'].map((date) => ({ date }));

  test('is said for the days on which most are', () => {
    const dave = entry('Dave Mitchell', '2026-12-21', '2026-12-22', '2026-12-23');
    const nerida = entry('Nerida Gale', '2026-12-21', '2026-12-22', '2026-12-23', '2026-12-24');
    const crowd = crowdOf(asked, [nerida, dave, entry('Ana', '2026-12-28')]);
    assert.ok(crowd);
    assert.is(crowdWords(crowd, 7, '2026-11-12'), 'Two of seven are already away 21–23 Dec');
    assert.equal(crowd.names, ['Dave Mitchell', 'Nerida Gale']);
    const one = crowdOf(asked, [entry('Ana', '2026-12-24')]);
    assert.is(one && crowdWords(one, 30, '2026-11-12'), 'One of 30 is already away 24 Dec');
    assert.is(crowdOf(asked, []), undefined);
    assert.is(crowdOf([], [dave]), undefined);
  });
});
