import { assert, suite } from '../testing/suite.ts';
import { LiveRing } from './live-ring.ts';

const message = (position: number, changes = 1) => ({
  position,
  changes: Array.from({ length: changes }, (_, index) => ({ model: 'stock-levels', id: `item-${index}`, row: null })),
});
const positions = (ring: LiveRing, after: number) => ring.after(after)?.map(({ position }) => position);

suite('live ring', (test) => {
  test('gives what came after a position', () => {
    const ring = new LiveRing(10);
    ring.push(message(11));
    ring.push(message(14));
    assert.equal(positions(ring, 10), [11, 14]);
    assert.equal(positions(ring, 11), [14]);
    assert.equal(positions(ring, 12), [14]);
    assert.equal(positions(ring, 14), []);
  });

  test('says so when something before its time is asked for', () => {
    assert.is(new LiveRing(10).after(9), undefined);
    assert.equal(new LiveRing(10).after(10), []);
  });

  test('forgets the oldest, and does not pretend to know it', () => {
    const ring = new LiveRing(0, 5);
    ring.push(message(1, 3));
    ring.push(message(2, 2));
    assert.equal(positions(ring, 0), [1, 2]);
    ring.push(message(3));
    assert.is(ring.after(0), undefined);
    assert.equal(positions(ring, 1), [2, 3]);
  });

  test('one message larger than the whole ring leaves nothing to resume from before it', () => {
    const ring = new LiveRing(0, 5);
    ring.push(message(7, 6));
    assert.is(ring.after(6), undefined);
    assert.equal(ring.after(7), []);
  });

  test('after it was cleared, everything before has to be read anew', () => {
    const ring = new LiveRing(0);
    ring.push(message(1));
    ring.clear(1);
    assert.is(ring.after(0), undefined);
    assert.equal(ring.after(1), []);
  });
});
