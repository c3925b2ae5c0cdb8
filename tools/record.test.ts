import { assert, suite } from '../src/testing/suite.ts';
import { whoWords } from './record.ts';

suite('authors at the command line', (test) => {
  test('are named with the shared tablet that they worked on', () => {
    assert.is(whoWords({ user: 'ben' }), 'ben');
    assert.is(whoWords({ user: 'ben', device: 'winding-1' }), 'ben on winding-1');
  });
});
