import { assert, suite } from '../testing/suite.ts';
import { halvesOf, halvesWords, overlap } from './leave-days.ts';
import { capital, listed, numberWord, uncapital } from './words.ts';

suite('words', (test) => {
  test('of small numbers are written out', () => {
    assert.equal([numberWord(0), numberWord(2), numberWord(12), numberWord(13)], ['none', 'two', 'twelve', '13']);
  });
  test('of a list end with and', () => {
    assert.equal([listed([]), listed(['Mon']), listed(['Mon', 'Tue'])], ['', 'Mon', 'Mon and Tue']);
    assert.is(listed(['Mon', 'Tue', 'Wed']), 'Mon, Tue and Wed');
    assert.is(capital('élan'), 'Élan');
    assert.is(uncapital('Your payslips'), 'your payslips');
  });
  test('of days count halves', () => {
    assert.equal([1, 2, 3, 4, 7].map(halvesWords), ['½ day', '1 day', '1½ days', '2 days', '3½ days']);
    assert.is(halvesOf([{ date: '2026-11-09' }, { date: '2026-11-10', half: 'second' }]), 3);
  });
  test('say whether parts of days have time in common', () => {
    const day = { date: '2026-11-09' };
    assert.is(overlap(day, { ...day, half: 'first' }), true);
    assert.is(overlap({ ...day, half: 'first' }, { ...day, half: 'second' }), false);
    assert.is(overlap(day, { date: '2026-11-10' }), false);
  });
});
