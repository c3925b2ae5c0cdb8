import { assert, suite } from '../../src/testing/suite.ts';
import { cardEntries } from './card-words.ts';

suite('history of a card in words', (test) => {
  test('says who changed it, on which shared tablet, and why', () => {
    const ben = { id: 'ben', name: 'Ben Okafor', device: { id: 'd1', name: 'Office' } };
    const place = { sequence: 2, at: '2026-11-11T23:42:00.000Z', changes: [] };
    const [entry] = cardEntries({}, [{ ...place, user: ben, kind: 'retired', reason: 'Buys no more' }]);
    assert.equal([entry?.title, entry?.sub], ['Taken off the list', 'Ben Okafor, on Office · Buys no more']);
  });
});
