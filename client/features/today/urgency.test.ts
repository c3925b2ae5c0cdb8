import { assert, suite } from '../../../src/testing/suite.ts';
import { now } from '../../shared/time.ts';
import { onItWords } from './urgency.ts';

suite('who is on an order', (test) => {
  const dave = { id: 'dave', name: 'Dave Cooper' };
  const touched = (at: Date) => ({ touched: { at: at.toISOString(), user: dave } });

  test('is said by name to everybody else', () => {
    assert.match(onItWords(touched(now.value), 'priya') ?? '', /^Last worked on by Dave Cooper at \d+:\d\d [ap]m$/);
    assert.is(onItWords(touched(now.value), 'dave'), undefined);
  });

  test('is not said of another day', () => {
    assert.is(onItWords(touched(new Date(now.value.getTime() - 86_400_000)), 'priya'), undefined);
  });
});
