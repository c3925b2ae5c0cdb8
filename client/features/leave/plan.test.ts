import type { LeaveRequest } from '#contracts/leave.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { type Calendar, clashes, type LeaveDraft, likelyHalf, planOf, without } from './plan.ts';

const company = {
  weekdayMinutes: [456, 456, 456, 456, 456, 0, 0],
  holidays: [
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2026-12-26', name: 'Boxing Day' },
    { date: '2026-12-28', name: 'Boxing Day, observed' },
    { date: '2027-01-01', name: 'New Year’s Day' },
  ],
};
const shop: Calendar = { company };

function wish(first: string, last: string, choices: LeaveDraft['choices'] = {}): LeaveDraft {
  return { requestId: 'r1', type: 'annual', first, last, choices, note: '' };
}

function request(days: LeaveRequest['days'], status: LeaveRequest['status'] = 'pending'): LeaveRequest {
  return {
    ...{ id: 'e1.r0', requestId: 'r0', employeeId: 'e1', employeeName: 'Kylie Tran', type: 'annual', status, days },
    ...{ firstDay: days[0]?.date ?? '', lastDay: days.at(-1)?.date ?? '', minutes: 456, sequence: 1 },
    ...{ requestedAt: '2026-11-12T00:00:00.000Z', requestedBy: { id: 'kylie', name: 'Kylie Tran' } },
  };
}

const dates = (draft: LeaveDraft, calendar = shop) => planOf(draft, calendar).days.map(({ date }) => date);

suite('a plan of leave', (test) => {
  test('has the days that are worked; holidays are named and cost nothing', () => {
    const plan = planOf(wish('2026-12-21', '2026-12-25', { '2026-12-23': 'second' }), shop);
    assert.equal(plan.days, [
      { date: '2026-12-21', minutes: 456 },
      { date: '2026-12-22', minutes: 456 },
      { date: '2026-12-23', minutes: 228, half: 'second' },
      { date: '2026-12-24', minutes: 456 },
    ]);
    assert.equal(plan.rows.at(-1), { kind: 'holiday', date: '2026-12-25', name: 'Christmas Day' });
    assert.equal([plan.minutes, plan.halves, plan.problem], [1_596, 7, undefined]);
  });

  test('goes over New Year, and says nothing of a holiday on a day that is not worked anyway', () => {
    const plan = planOf(wish('2026-12-24', '2027-01-04'), shop);
    assert.equal(
      plan.days.map(({ date }) => date),
      ['2026-12-24', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-04'],
    );
    assert.equal(
      plan.rows.flatMap((row) => (row.kind === 'holiday' ? [row.date] : [])),
      ['2026-12-25', '2026-12-28', '2027-01-01'],
    );
  });

  test('has every date once where the clocks change, and 29 February where there is one', () => {
    // Summer time begins on Sunday 4 October 2026 in Sydney and ends on Sunday 4 April 2027.
    const sundays: Calendar = { company, terms: [{ terms: { weekdayMinutes: [456, 0, 0, 0, 0, 0, 300] } }] };
    assert.equal(dates(wish('2026-10-03', '2026-10-05'), sundays), ['2026-10-04', '2026-10-05']);
    assert.equal(dates(wish('2027-04-03', '2027-04-05'), sundays), ['2027-04-04', '2027-04-05']);
    assert.equal(dates(wish('2028-02-28', '2028-03-01')), ['2028-02-28', '2028-02-29', '2028-03-01']);
    assert.equal(dates(wish('2027-02-26', '2027-03-01')), ['2027-02-26', '2027-03-01']);
  });

  test('follows terms from the day on which they begin', () => {
    const terms = [{ terms: {} }, { from: '2026-11-18', terms: { weekdayMinutes: [0, 0, 0, 300, 0, 0, 0] } }];
    assert.equal(dates(wish('2026-11-16', '2026-11-27'), { company, terms }), [
      ...['2026-11-16', '2026-11-17', '2026-11-19', '2026-11-26'],
    ]);
  });

  test('follows the days that were agreed with a person', () => {
    const partTime: Calendar = { company, terms: [{ terms: { weekdayMinutes: [300, 0, 455, 0, 0, 0, 0] } }] };
    const plan = planOf(wish('2026-11-09', '2026-11-15', { '2026-11-11': 'second' }), partTime);
    assert.equal(plan.days, [
      { date: '2026-11-09', minutes: 300 },
      { date: '2026-11-11', minutes: 227, half: 'second' },
    ]);
    assert.is(planOf(wish('2026-11-11', '2026-11-11', { '2026-11-11': 'first' }), partTime).minutes, 228);
  });

  test('leaves out what is taken out of it, and forgets nothing else', () => {
    const draft = without(wish('2026-11-09', '2026-11-11', { '2026-11-10': 'first' }), ['2026-11-09', '2026-11-11']);
    assert.equal(planOf(draft, shop).days, [{ date: '2026-11-10', minutes: 228, half: 'first' }]);
    assert.is(planOf(draft, shop).rows.length, 3);
  });

  test('says what is missing, or why there is nothing to ask for', () => {
    const problem = (draft: LeaveDraft, calendar = shop) => planOf(draft, calendar).problem;
    assert.is(problem(wish('', '')), 'Choose the first day.');
    assert.is(problem(wish('2026-11-09', '')), 'Choose the last day.');
    assert.is(problem(wish('2026-11-09', '2026-11-08')), 'The last day is before the first.');
    assert.is(problem(wish('2026-11-14', '2026-11-15')), 'None of these days is worked.');
    assert.match(problem(wish('2026-12-25', '2026-12-28')) ?? '', /^These are public holidays/);
    assert.is(
      problem(without(wish('2026-11-09', '2026-11-09'), ['2026-11-09'])),
      'Every day is left out. Put one back.',
    );
    // A casual without fixed days has nothing to take leave from.
    const casual: Calendar = { company, terms: [{ terms: { weekdayMinutes: [0, 0, 0, 0, 0, 0, 0] } }] };
    assert.match(problem(wish('2026-11-09', '2026-11-13'), casual) ?? '', /^No fixed working days/);
  });

  test('of more days than one request may have is refused in words, however long it is', () => {
    const words = 'At most 300 days fit into one request. Ask for the rest in another one.';
    const everyDay: Calendar = { company: { weekdayMinutes: Array(7).fill(456), holidays: [] } };
    assert.is(planOf(wish('2027-01-01', '2027-10-27'), everyDay).days.length, 300);
    assert.is(planOf(wish('2027-01-01', '2027-10-28'), everyDay).problem, words);
    assert.is(planOf(without(wish('2027-01-01', '2027-10-28'), ['2027-03-03']), everyDay).days.length, 300);
    assert.is(planOf(wish('1900-01-01', '2199-12-31'), shop).problem, words);
    assert.is(planOf(wish('1900-01-01', '2199-12-31'), { company: { ...company, weekdayMinutes: [] } }).problem, words);
  });
});

suite('days that two requests share', (test) => {
  const whole = { date: '2026-11-10', minutes: 456 };
  const morning = { date: '2026-11-10', minutes: 228, half: 'first' as const };

  test('are found in what waits and what is approved, and nowhere else', () => {
    const asked = [{ date: '2026-11-09', minutes: 456 }, whole];
    assert.equal(clashes(asked, [request([whole])])[0]?.dates, ['2026-11-10']);
    assert.is(clashes(asked, [request([whole], 'approved')]).length, 1);
    for (const status of ['rejected', 'withdrawn', 'cancelled'] as const) {
      assert.equal(clashes(asked, [request([whole], status)]), []);
    }
  });

  test('are not shared when they are different halves', () => {
    assert.equal(clashes([{ ...morning, half: 'second' }], [request([morning])]), []);
    assert.is(clashes([morning], [request([morning])]).length, 1);
    assert.is(clashes([whole], [request([morning])]).length, 1);
  });

  test('have the half that is likely meant', () => {
    const range = wish('2026-11-10', '2026-11-12');
    assert.is(likelyHalf('2026-11-10', range, []), 'second', 'one works in the morning, and goes');
    assert.is(likelyHalf('2026-11-12', range, []), 'first');
    assert.is(likelyHalf('2026-11-10', wish('2026-11-10', '2026-11-10'), []), 'first');
    assert.is(likelyHalf('2026-11-10', wish('2026-11-10', '2026-11-10'), [request([morning])]), 'second');
  });
});
