import type { Command } from 'commander';
import { rotateKeys } from '../src/auth/keys.ts';
import { readConfig } from '../src/config.ts';
import { Failure } from './failure.ts';
import type { Finish } from './finish.ts';
import { print, printJson } from './terminal.ts';

export function keysCommand(command: Command, finish: Finish): void {
  command
    .command('rotate')
    .description('make a new key that signs from now on; the old ones verify until what they signed has lapsed')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nA server that runs takes the new key over within a minute; nobody is signed out.')
    .action((choice: { readonly json?: true }) => finish(() => rotate(choice)));
}

async function rotate({ json }: { readonly json?: true }): Promise<number> {
  const { jwtSecrets, dataFolder, lifetimes } = readConfig();
  if (jwtSecrets !== undefined) {
    throw new Failure(
      'MISTY_JWT_SECRET is set: give it a new value there, move the old one to MISTY_JWT_SECRET_PREVIOUS, and start Misty again.',
    );
  }
  const rotated = await rotateKeys(dataFolder, lifetimes.accessSeconds);
  if (json) printJson(rotated);
  else print(`Key ${rotated.kid} signs from now on; ${rotated.kept} verify still, ${rotated.deleted} deleted.`);
  return 0;
}
