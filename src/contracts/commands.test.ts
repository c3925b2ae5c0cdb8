import * as z from 'zod/mini';
import { assert, suite } from '../testing/suite.ts';
import type { CommandContract } from './command.ts';
import { commands } from './commands.ts';

suite('commands', (test) => {
  for (const [type, { payload, example }] of Object.entries<CommandContract>(commands)) {
    test(`the example of ${type} is one`, () => {
      const read = z.safeParse(payload, example);
      assert.equal(read.success ? [] : read.error.issues, []);
    });
  }
});
