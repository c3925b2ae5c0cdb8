import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '../../../src/folders.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { everyDay, installSteps } from './install-steps.ts';

suite('the training card', (test) => {
  test('says on paper what it says in the app, with a picture of each step', async () => {
    const card = await readFile(path.join(projectFolder, 'docs', 'training.md'), 'utf8');
    for (const words of everyDay) assert.ok(card.includes(words), words);
    for (const { kind, name, steps } of installSteps) {
      assert.ok(card.includes(`## ${name}`), name);
      for (const [at, words] of steps.entries()) {
        const picture = `client/public/steps/${kind}-${at + 1}.svg`;
        assert.ok(card.includes(words) && card.includes(`../${picture}`), words);
        assert.match(await readFile(path.join(projectFolder, picture), 'utf8'), /<title>/);
      }
    }
  });
});
