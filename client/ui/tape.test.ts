import { assert, suite } from '../../src/testing/suite.ts';
import { tapeMarks, trackOf } from './tape.ts';

suite('tape', (test) => {
  test('the track is the most there ever was, rounded up to a figure that reads well', () => {
    const tracks = [0, 3, 15, 63, 98, 430, 6_300].map((peak) => trackOf(peak));
    assert.equal(tracks, [1, 3, 15, 75, 100, 500, 7_500]);
  });
  test('an item with decimals is rounded up in whole units', () => {
    assert.is(trackOf(250_250, 3), 300_000);
  });
  test('the marks go from nothing to the end of the track', () => {
    assert.equal(tapeMarks(100), { step: 25, marks: [0, 25, 50, 75, 100] });
    assert.equal(tapeMarks(3), { step: 1, marks: [0, 1, 2, 3] });
  });
});
