import { assert, suite } from '../../../src/testing/suite.ts';
import { breakWords, minutesOn, shiftWords } from './clock-words.ts';

const usual = { afterMinutes: 300, minutes: 30 };
const last = { date: '2026-11-12', start: '06:45', end: '14:51', breakMinutes: 30, minutes: 456, entered: true };

suite('words about the clock', (test) => {
  test('how long somebody is on, by the minutes that the clock shows', () => {
    const at = (time: string) => minutesOn('2026-11-11T19:45:40Z', new Date(`2026-11-11T${time}Z`));
    assert.equal([at('19:45:59'), at('19:46:00'), at('23:47:10'), at('19:40:00')], [0, 1, 242, 0]);
  });

  test('which break comes off', () => {
    assert.is(breakWords(usual, 242), '30 min break after 5 h');
    assert.is(breakWords(usual, 301), 'Less 1 min break');
    assert.is(breakWords(usual, 500), 'Less 30 min break');
    assert.is(breakWords({ ...usual, minutes: 0 }, 301), undefined);
  });

  test('what became of a shift, and why the sheet did not take it', () => {
    const said = (more: object, status?: 'draft' | 'submitted' | 'approved', today = '2026-11-12') =>
      shiftWords({ ...last, ...more }, status && { status }, today);
    assert.is(said({}), '7 h 36 min after 30 min break, on this week’s sheet');
    assert.is(said({ breakMinutes: 0, minutes: 120 }), '2 h, on this week’s sheet');
    assert.match(said({}, 'draft', '2026-11-16'), /on last week’s sheet$/);
    assert.match(said({ entered: false }, 'submitted'), /not on this week’s sheet: that is submitted already$/);
    assert.match(said({ entered: false }, 'approved'), /: that is approved already$/);
    assert.match(said({ entered: false }, 'draft'), /: it has these hours already$/);
    assert.match(said({ entered: false, minutes: 0 }), /: it was too short$/);
  });
});
