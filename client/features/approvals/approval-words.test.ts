import { assert, suite } from '../../../src/testing/suite.ts';
import { now } from '../../shared/time.ts';
import { addressOf, amountWords, askedWords } from './approval-words.ts';
import { leaveCard, weekCard } from './example-rows.ts';
import { tallyWords } from './tally-words.ts';

suite('words of an approval', (test) => {
  test.before.each(() => {
    now.value = new Date('2026-11-11T23:47:00Z');
  });

  test('say what is asked for, and how much of it', () => {
    assert.is(askedWords(leaveCard), 'Annual leave, 21–24 December');
    assert.is(amountWords(leaveCard), '3½ days, 26 h 36 min');
    assert.is(askedWords(weekCard), 'Timesheet, 2–8 November');
    assert.is(amountWords(weekCard), '41 h 30 min worked');
    const { timesheet } = weekCard;
    const withLeave = { timesheet: { ...timesheet, leaveMinutes: 456 } };
    assert.is(amountWords(withLeave), '41 h 30 min worked, 7 h 36 min leave');
  });

  test('lead to the request, or to the week', () => {
    assert.is(addressOf(leaveCard), '/leave?for=kylie&request=r1');
    assert.is(addressOf(weekCard), '/timesheets?of=kylie&week=2026-11-02');
  });

  test('count days and halves of them', () => {
    const leave = (...halves: ('first' | undefined)[]) => ({
      leave: {
        ...leaveCard.leave,
        days: halves.map((half) => ({ date: '2026-12-21', minutes: 60, half })),
        minutes: 60,
      },
    });
    const count = (...halves: ('first' | undefined)[]) => amountWords(leave(...halves)).split(',')[0];
    assert.equal([count('first'), count(undefined)], ['½ day', '1 day']);
    assert.equal([count(undefined, 'first'), count(undefined, undefined)], ['1½ days', '2 days']);
  });

  test('of several at once say what became of each, and nothing of what did not happen', () => {
    assert.is(tallyWords({ approved: 5, taken: 0, refused: 0, unsent: 0 }), '5 approved.');
    assert.is(
      tallyWords({ approved: 0, taken: 2, refused: 1, unsent: 1 }),
      '0 approved. 2 were decided by somebody else first. 1 was not approved: the card says why. 1 was not sent, and stays chosen.',
    );
  });
});
