import { readdirSync, readFileSync } from 'node:fs';
import { commands } from '../contracts/commands.ts';
import { assert, suite } from './suite.ts';

suite('who may', (test) => {
  test('stands once for every command, in a test of its aggregate', () => {
    const domain = new URL('../domain/', import.meta.url);
    const texts = readdirSync(domain, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.test.ts'))
      .map((path) => readFileSync(new URL(path, domain), 'utf8'))
      .filter((text) => /^whoMay\(/m.test(text));
    const rows = texts.flatMap((text) => [...text.matchAll(/^ {2}(\w+): '[ampstex]+',$/gm)].map(([, type]) => type));
    assert.equal(rows.sort(), Object.keys(commands).sort());
  });
});
