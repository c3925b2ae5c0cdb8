import { assert, suite } from '../../src/testing/suite.ts';
import { hoursText, parseHours } from './hours.ts';

suite('hours in fields', (test) => {
  test('are written as hours and minutes', () => {
    assert.equal([456, 2_280, 0, 5, -4_560].map(hoursText), ['7:36', '38:00', '0:00', '0:05', '−76:00']);
  });
  test('are read as people type them', () => {
    for (const typed of ['7:36', '07:36', '7.6', '7,6', ' 7h36 ', '7 h 36 min', '7h 36m']) {
      assert.is(parseHours(typed), 456, typed);
    }
    for (const typed of ['38', '38:00', '38.0', '38h', '38 h', '38:']) assert.is(parseHours(typed), 2_280, typed);
    assert.equal(
      [parseHours('7.25'), parseHours('0'), parseHours('-76:00'), parseHours('−76')],
      [435, 0, -4_560, -4_560],
    );
  });
  test('that are none, or no whole minutes, are not guessed', () => {
    for (const typed of ['', 'x', '7:60', '7:3', '7:5:1', '7.33', '7:365', ':30', '1e3', '--7', '7:36 pm']) {
      assert.is(parseHours(typed), undefined, typed);
    }
  });
  test('come back from what was written', () => {
    for (let minutes = -3_000; minutes <= 3_000; minutes += 7) assert.is(parseHours(hoursText(minutes)), minutes);
  });
});
