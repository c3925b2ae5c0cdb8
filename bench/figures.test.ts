import { assert, suite } from '../src/testing/suite.ts';
import { figure, isMet } from './figures.ts';
import { groupText } from './report.ts';

suite('figures of the bench', (test) => {
  test('a goal is met at its very limit, and a figure without one is neither', () => {
    assert.is(isMet(figure('ratio', '×', 4, { atLeast: 4 })), true);
    assert.is(isMet(figure('ratio', '×', 3.99, { atLeast: 4 })), false);
    assert.is(isMet(figure('cost', '×', 1.2, { atMost: 1.2 })), true);
    assert.is(isMet(figure('cost', '×', 1.21, { atMost: 1.2 })), false);
    assert.is(isMet(figure('rate', '/s', 1)), undefined);
  });

  test('several rounds are one figure, their median, with the least and the most', () => {
    const one = figure('rate', '/s', { median: 2_345.6, low: 9.87, high: 12_000 });
    assert.equal(one, { what: 'rate', unit: '/s', value: 2_345.6, low: 9.87, high: 12_000 });
    assert.match(
      groupText({ name: 'a', title: 'A', how: '', figures: [one] }),
      /^A\n {2}rate {2}2,346 \/s {2}9\.87–12,000$/,
    );
  });

  test('a goal that is missed cannot be overlooked', () => {
    const figures = [figure('much', '×', 5, { atLeast: 4 }), figure('little', '×', 3.999, { atLeast: 4 })];
    const [, much, little] = groupText({ name: 'a', title: 'A', how: '', figures }).split('\n');
    assert.match(much ?? '', /≥ 4 met$/);
    assert.match(little ?? '', /≥ 4 NOT MET$/);
  });
});
