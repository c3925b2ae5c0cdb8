import type { Command } from 'commander';
import { rotateKeys } from '../src/auth/keys.ts';
import { readConfig } from '../src/config.ts';
import { openHeadKey, rotateHeadKey } from '../src/witness/head-keys.ts';
import { readKeyStatements } from '../src/witness/heads.ts';
import { type Company, withCompany } from './company.ts';
import { Failure } from './failure.ts';
import type { Finish } from './finish.ts';
import { print, printJson } from './terminal.ts';
import { formatTime } from './times.ts';

export function keysCommand(command: Command, finish: Finish): void {
  command
    .command('rotate')
    .description('make a new key that signs from now on; the old ones verify until what they signed has lapsed')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nA running server uses the new key within a minute. Nobody is signed out.')
    .action((choice: { readonly json?: true }) => finish(() => rotate(choice)));
  command
    .command('heads')
    .description('say which keys have signed the heads of the log; the first is the one to write down')
    .option('--rotate', 'make a new key first; the one before vouches for it')
    .option('--json', 'as one line of JSON')
    .action((choice: HeadsChoice) => finish(() => withCompany(readConfig(), (company) => heads(company, choice))));
}

interface HeadsChoice {
  readonly rotate?: true;
  readonly json?: true;
}

async function heads({ config, log }: Company, { rotate: anew, json }: HeadsChoice): Promise<number> {
  if (anew) await rotateHeadKey(config.dataFolder);
  const signing = await openHeadKey(config.dataFolder, log, new Date());
  const keys = (await readKeyStatements(log)).map(({ key, by }) => ({ id: key.id, since: key.since, by }));
  if (json) printJson({ signing: signing.id, keys });
  else {
    const byWhom = (by: string | undefined) => (by === undefined ? 'the first: write it down' : `vouched for by ${by}`);
    for (const { id, since, by } of keys)
      print(`${id}  since ${formatTime(new Date(since), config.timeZone)}  ${byWhom(by)}`);
  }
  if (anew && !json) print(`Key ${signing.id} signs from the next start on.`);
  return 0;
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
