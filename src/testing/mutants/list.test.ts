import { fileURLToPath } from 'node:url';
import { suite } from '../suite.ts';
import { mutants, soundText } from './list.ts';

const project = fileURLToPath(new URL('../../../', import.meta.url));

suite('mutants', (test) => {
  for (const mutant of mutants) {
    test(`has its place in the code: ${mutant.name}`, async () => {
      await soundText(project, mutant);
    });
  }
});
