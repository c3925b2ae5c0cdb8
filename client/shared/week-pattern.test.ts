import { assert, suite } from '../../src/testing/suite.ts';
import { weekWords } from './week-pattern.ts';

suite('a week in words', (test) => {
  test('joins days that are alike, and leaves out those that are not worked', () => {
    assert.is(weekWords([456, 456, 456, 456, 456, 0, 0]), 'Mon–Fri 7:36');
    assert.is(weekWords([480, 480, 480, 480, 360, 0, 0]), 'Mon–Thu 8:00, Fri 6:00');
    assert.is(weekWords([0, 240, 0, 240, 240, 0, 300]), 'Tue 4:00, Thu–Fri 4:00, Sun 5:00');
    assert.is(weekWords([0, 0, 0, 0, 0, 0, 0]), 'No days');
  });
});
