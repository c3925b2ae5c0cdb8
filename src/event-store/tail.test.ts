import { CommitMaker } from '../testing/commits.ts';
import { assert, suite } from '../testing/suite.ts';
import { Tail } from './tail.ts';

suite('the newest commits', (test) => {
  const maker = new CommitMaker();
  const received = ['stock-item/kraft', 'StockReceived', { quantity: 1 }] as const;
  const commits = Array.from({ length: 60 }, (_, n) => maker.make(Array(n < 20 ? 1 : 10).fill(received)));
  const first = (tail: Tail) => commits.find(({ position }) => tail.after(position - 1, 1) !== undefined)?.position;

  test('are handed out after a position, and never with a gap', () => {
    const tail = new Tail(100, 10_000);
    tail.push(commits);
    assert.equal(
      tail.after(58, 5)?.map(({ position }) => position),
      [59, 60],
    );
    assert.equal(tail.after(0, 2)?.length, 2);
  });

  test('are bounded by their number', () => {
    const tail = new Tail(5, 10_000);
    for (const commit of commits) tail.push([commit]);
    assert.ok((first(tail) ?? 0) >= 51, `it reaches back to ${first(tail)}`);
    assert.is(tail.after(10, 5), undefined);
    assert.is(tail.after(59, 5)?.length, 1);
  });

  test('are bounded by their events', () => {
    const tail = new Tail(1_000, 50);
    for (const commit of commits) tail.push([commit]);
    assert.ok((first(tail) ?? 0) >= 51, `it reaches back to ${first(tail)}`);
    assert.is(tail.after(60, 5)?.length, 0);
  });
});
