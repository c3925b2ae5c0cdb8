import { assert, suite } from '../src/testing/suite.ts';
import { placeOf } from './times.ts';

const zone = 'Australia/Sydney';
const at = (text: string, side: 'from' | 'to' = 'from'): string => {
  const place = placeOf(text, zone, side);
  return 'at' in place ? place.at.toISOString() : `position ${place.position}`;
};

suite('a place in the log as somebody writes it', (test) => {
  test('is a position, a day from its first moment to its end, or a time', () => {
    assert.is(at('4711'), 'position 4711');
    assert.is(at('2026-11-12'), '2026-11-11T13:00:00.000Z');
    assert.is(at('2026-11-12', 'to'), '2026-11-12T13:00:00.000Z');
    assert.is(at('2026-11-12 9:05'), '2026-11-11T22:05:00.000Z');
    assert.is(at('2026-12-31', 'to'), '2026-12-31T13:00:00.000Z');
  });

  test('of the hour that comes twice is the first one, and the other is told by its offset', () => {
    assert.is(at('2026-04-05 02:30'), '2026-04-04T15:30:00.000Z');
    assert.is(at('2026-04-05T02:30:00+11:00'), '2026-04-04T15:30:00.000Z');
    assert.is(at('2026-04-05T02:30:00+10:00'), '2026-04-04T16:30:00.000Z');
    assert.is(at('2026-04-05', 'to'), '2026-04-05T14:00:00.000Z', 'a day of 25 hours ends later');
  });

  test('of the hour that the clocks skip is refused', () => {
    assert.throws(() => at('2026-10-04 02:30'), /^The clocks skip 2026-10-04 02:30 in Australia\/Sydney/);
  });

  test('is nothing else, and the answer says how to write one', () => {
    for (const text of [
      '',
      'yesterday',
      '-1',
      '2026-13-01',
      '2026-11-12 25:00',
      '1.5',
      '9'.repeat(16),
      'x'.repeat(5_000),
    ])
      assert.throws(
        () => placeOf(text, zone, 'from'),
        (error: Error) => /is no place in the log: give a position/.test(error.message) && error.message.length < 200,
        text.slice(0, 20),
      );
  });
});
