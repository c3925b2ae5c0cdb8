import { assert, suite } from '../../../src/testing/suite.ts';
import { leaveCard, weekCard } from './example-rows.ts';
import { NONE, openNow, see, type Visit } from './visit.ts';

const order = ['a', 'b', 'c'];
const open = (was: string | undefined, waiting: readonly string[], mine: readonly string[] = []) =>
  openNow({ order, isWaiting: (id) => waiting.includes(id), isMine: (id) => mine.includes(id), was });

suite('a look at the inbox', (test) => {
  test('keeps each card in its place, as it waited last; what comes meanwhile stands at the end', () => {
    const visit: Visit = new Map();
    see(visit, [leaveCard]);
    see(visit, [{ ...weekCard, id: 'older', askedAt: '2026-11-01T00:00:00.000Z' }]);
    see(visit, [{ ...leaveCard, version: 2 }]);
    assert.equal([...visit.keys()], [leaveCard.id, 'older']);
    assert.is(visit.get(leaveCard.id)?.version, 2);
  });

  test('opens the first card, and keeps open what is open', () => {
    assert.is(open(undefined, ['b', 'c']), 'b');
    assert.is(open('c', order), 'c');
    assert.is(open(NONE, order), NONE, 'a closed card stays closed');
    assert.is(open(undefined, []), undefined);
  });

  test('goes on to the next after one’s own decision, and from the last to the first', () => {
    assert.is(open('a', ['b', 'c'], ['a']), 'b');
    assert.is(open('c', ['a'], ['c']), 'a');
    assert.is(open('gone', ['b']), 'b', 'also after an answered card went');
  });

  test('opens nothing when somebody else decided the open card', () => {
    assert.is(open('b', ['a', 'c']), 'b');
  });
});
