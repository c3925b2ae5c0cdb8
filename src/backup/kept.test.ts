import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { assert, suite } from '../testing/suite.ts';
import { isDecided } from './kept.ts';

const sources = fileURLToPath(new URL('../', import.meta.url));

suite('what a backup holds', (test) => {
  test('of every collection that the code opens somebody has decided whether it is kept', async () => {
    const files = (await readdir(sources, { recursive: true })).filter(
      (file) => file.endsWith('.ts') && !file.includes('.test.') && !file.startsWith('testing'),
    );
    const texts = await Promise.all(files.map((file) => readFile(path.join(sources, file), 'utf8')));
    const opened = texts.flatMap((text) =>
      [...text.matchAll(/\bviews\s*\.collection(?:<[^(]*>)?\(\s*'([^']+)'/g)].map(([, name = '']) => name),
    );
    assert.ok(opened.includes('credentials') && opened.includes('shares'));
    assert.equal(
      opened.filter((name) => !isDecided(name)),
      [],
    );
  });
});
