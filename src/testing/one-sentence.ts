import type { Ran } from './misty.ts';
import { assert } from './suite.ts';

/** One line, exit code 1, nothing that looks like code, and an answer that is empty. */
export function oneSentence({ code, stdout, stderr }: Ran, words: RegExp): void {
  const lines = stderr.trim().split('\n');
  assert.match(lines.at(-1) ?? '', words);
  assert.is(lines.length, 1, stderr);
  assert.not.match(stderr, /\n\s+at |Error:|node_modules/);
  assert.is(stdout, '');
  assert.is(code, 1);
}
