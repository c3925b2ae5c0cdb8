import { assert, suite } from '../../src/testing/suite.ts';
import { type Press, wedge } from './wedge.ts';

/** Keys so many milliseconds apart. */
function typed(keys: readonly string[], gapMs: number | readonly number[], repeat = false): Press[] {
  const { press } = wedge();
  let atMs = 1_000;
  return keys.map((key, at) => {
    if (at > 0) atMs += typeof gapMs === 'number' ? gapMs : (gapMs[at - 1] ?? 0);
    return press({ key, atMs, repeat });
  });
}
const last = (keys: readonly string[], gapMs: number | readonly number[]) => typed(keys, gapMs).at(-1);

suite('a scanner among keys', (test) => {
  test('is told by its speed and its end', () => {
    assert.equal(last([...'K120-980', 'Enter'], 8), { kind: 'scan', text: 'K120-980' });
    assert.equal(last([...'SLT 052', 'Tab'], 30), { kind: 'scan', text: 'SLT 052' });
    assert.equal(last([...'SCN-1', 'Enter'], [5, 45, 5, 45, 5]), { kind: 'scan', text: 'SCN-1' });
  });

  test('hands are slower, or type less', () => {
    assert.equal(last([...'K120-980', 'Enter'], 60), { kind: 'other' });
    assert.equal(last([...'K120-980', 'Enter'], 45), { kind: 'other' });
    assert.equal(last([...'736', 'Enter'], 10), { kind: 'other' });
    assert.equal(last([...'kraft', 'Enter'], [20, 20, 20, 20, 300]), { kind: 'other' });
    assert.equal(typed(['a', 'a', 'a', 'a', 'Enter'], 30, true).at(-1), { kind: 'other' });
    assert.equal(last(['Enter'], 0), { kind: 'other' });
  });

  test('what was typed before a scan is not part of it', () => {
    assert.equal(last([...'torn K120-980', 'Enter'], [90, 90, 90, 200, 300, 8, 8, 8, 8, 8, 8, 8, 8]), {
      ...{ kind: 'scan', text: 'K120-980' },
    });
    assert.equal(
      typed([...'ab', 'ArrowLeft', 'c'], 5).map(({ kind }) => kind),
      ['first', 'more', 'other', 'first'],
    );
  });

  test('a second Enter, as some scanners send, is one of a hand', () => {
    assert.equal(
      typed([...'SCN-1', 'Enter', 'Enter'], 8)
        .map(({ kind }) => kind)
        .slice(-2),
      ['scan', 'other'],
    );
  });
});
