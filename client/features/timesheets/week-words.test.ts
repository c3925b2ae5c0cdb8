import { assert, suite } from '../../../src/testing/suite.ts';
import { now, wallTime } from '../../shared/time.ts';
import { draftOf, withDay } from './week-draft.ts';
import { changesInWords, dayInFull, stateInList, stateOf } from './week-words.ts';

suite('words about a week', (test) => {
  test.before.each(() => {
    now.value = new Date('2026-11-11T23:47:00Z');
  });

  test('times of the day', () => {
    assert.equal(
      ['06:45', '15:03', '00:10', '12:00'].map((time) => wallTime(time)),
      [...['6:45 am', '3:03 pm', '12:10 am', '12:00 pm']],
    );
    assert.is(wallTime('16:49', true), '4:49');
    assert.is(dayInFull('2026-11-04'), 'Wednesday 4 November');
  });

  test('how a week stands', () => {
    const week = { status: 'draft', finalised: false, version: 0 } as const;
    const ben = { id: 'ben', name: 'Ben Okafor' };
    const words = [
      week,
      { ...week, version: 3, savedAt: '2026-11-11T23:46:00.000Z' },
      { ...week, version: 3 },
      { ...week, status: 'submitted', submittedAt: '2026-11-09T01:00:00.000Z' } as const,
      { ...week, status: 'approved', decidedBy: ben } as const,
      { ...week, status: 'approved', decidedBy: ben, finalised: true } as const,
      { ...week, status: 'rejected', decidedBy: ben } as const,
    ].map((one) => stateOf(one));
    assert.equal(
      words.map(({ words: said, kind }) => `${kind}: ${said}`),
      [
        'dashed: Nothing entered',
        'dashed: Draft, saved 10:46',
        'dashed: Draft, from the clock',
        'plain: Submitted Mon',
        'done: Approved by Ben Okafor',
        'done: Approved, pay is final',
        'signal: Sent back',
      ],
    );
  });

  test('how a week stands in a list', () => {
    const week = { version: 3, finalised: false } as const;
    const words = [
      stateInList({ ...week, status: 'draft' }),
      stateInList({ ...week, status: 'draft', version: 0 }),
      stateInList({ ...week, status: 'approved' }),
      stateInList({ ...week, status: 'approved', finalised: true }),
    ];
    assert.equal(
      words.map((one) => one.words),
      ['Draft', 'Nothing entered', 'Approved', 'Pay is final'],
    );
  });

  test('what is different in another version', () => {
    const base = draftOf({ monday: '2026-11-02', entries: [{ date: '2026-11-02', minutes: 456 }] });
    const longer = withDay(base, '2026-11-02', [{ minutes: 480 }]);
    assert.is(changesInWords(base, { ...longer, note: 'Two nights' }), 'Mon 2 Nov 8:00, was 7:36 · the note');
    const costed = withDay(base, '2026-11-02', [{ minutes: 456, orderId: 'o1' }]);
    assert.is(changesInWords(base, costed), 'Mon 2 Nov 7:36, entered otherwise');
    assert.is(changesInWords(base, base), '');
  });
});
