import type { SplitDay } from '../../../src/contracts/hours.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { overtimeWords, paidMinutes, paidWords } from './hours-words.ts';

const day = (date: string, more: Partial<SplitDay>): SplitDay => ({
  ...{ date, ordinaryMinutes: 0, overtimeMinutes: 0, leaveMinutes: 0, holidayMinutes: 0, countedMinutes: 0 },
  ...more,
});
const week = [
  day('2026-11-02', { ordinaryMinutes: 456 }),
  day('2026-11-03', { ordinaryMinutes: 456, overtimeMinutes: 30 }),
  day('2026-11-04', { ordinaryMinutes: 456, overtimeMinutes: 120 }),
  day('2026-11-05', { leaveMinutes: 456 }),
  day('2026-11-06', { overtimeMinutes: 60 }),
  day('2026-11-07', { special: { kind: 'saturday', minutes: 240, overtimeMinutes: 0 } }),
];

suite('hours that are paid', (test) => {
  test('are told by kind, overtime with its days', () => {
    assert.is(overtimeWords(week), '3 h 30 min overtime on Tue, Wed and Fri');
    assert.is(
      paidWords(week),
      '22 h 48 min ordinary, 3 h 30 min overtime on Tue, Wed and Fri, 4 h at the rates of its day, 7 h 36 min paid leave',
    );
    assert.is(overtimeWords(week.slice(0, 2)), '30 min overtime on Tue');
    assert.is(overtimeWords([]), undefined);
    assert.is(paidWords([]), 'Nothing is paid');
  });

  test('are worked or off', () => {
    assert.equal(paidMinutes(week), { worked: 1_818, off: 456 });
  });
});
