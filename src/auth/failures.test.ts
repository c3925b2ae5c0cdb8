import { assert, suite } from '../testing/suite.ts';
import { createFailures } from './failures.ts';

suite('failed sign-ins', (test) => {
  test('are noted the fifth time, then ever more seldom, and none is left out', () => {
    const failures = createFailures();
    const noted = Array.from({ length: 41 }, () => failures.count('ben'));
    assert.equal(
      noted.flatMap((count, index) => (count === 0 ? [] : [[index + 1, count]])),
      [
        [5, 5],
        [10, 5],
        [20, 10],
        [40, 20],
      ],
    );
    assert.is(failures.settle('ben'), 1);
    assert.is(failures.settle('ben'), 0);
  });

  test('are counted for each account, and a few of them are noted when the person is in', () => {
    const failures = createFailures();
    for (const user of ['ben', 'amy', 'ben']) assert.is(failures.count(user), 0);
    assert.equal([failures.settle('ben'), failures.settle('amy'), failures.settle('zoe')], [2, 1, 0]);
  });
});
