import { assert, suite } from '../testing/suite.ts';
import { createGuesses } from './guesses.ts';

suite('wrong guesses of a place', (test) => {
  let now = 0;
  const guesses = () => createGuesses({ max: 3, withinMs: 60_000, clock: () => now });

  test('are so many in a stretch of time, each place apart', () => {
    now = 0;
    const all = guesses();
    for (const at of [0, 10_000, 20_000]) {
      now = at;
      assert.is(all.take('one'), 0);
    }
    assert.is(all.take('one'), 40);
    assert.is(all.take('other'), 0);
    now = 60_000;
    assert.is(all.take('one'), 0, 'the first is forgotten');
    assert.is(all.take('one'), 10);
  });

  test('are not brought back by one that is right', () => {
    now = 0;
    const all = guesses();
    all.take('one');
    all.take('one');
    for (let right = 0; right < 10; right += 1) {
      assert.is(all.take('one'), 0);
      all.giveBack('one');
    }
    assert.is(all.take('one'), 0);
    assert.ok(all.take('one') > 0);
  });
});
