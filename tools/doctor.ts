import type { Command } from 'commander';
import { readConfig } from '../src/config.ts';
import { hasData, withCompany } from './company.ts';
import { proveServer } from './doctor-contract.ts';
import { databaseChecks } from './doctor-database.ts';
import { type Check, machineChecks } from './doctor-machine.ts';
import { failureOf } from './failure.ts';
import type { Finish } from './finish.ts';
import { columns, print, printJson } from './terminal.ts';

interface DoctorChoice {
  readonly database?: true;
  readonly json?: true;
}

export function doctorCommand(command: Command, finish: Finish): void {
  command
    .option('--database', 'also run the tests of the log against this kind of server; takes a few minutes')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nChanges nothing. Ends with 1 when something is wrong; a warning is not.')
    .action((choice: DoctorChoice) => finish(() => doctor(choice)));
}

async function doctor({ database = undefined, json = undefined }: DoctorChoice): Promise<number> {
  const config = readConfig();
  const checks: Check[] = [];
  const tell = (found: readonly Check[]): void => {
    checks.push(...found);
    if (!json) for (const line of columns(found.map(rowOf))) print(line);
  };
  tell(await machineChecks(config));
  if (config.mongodbUri === undefined && !(await hasData(config))) {
    tell([
      { name: 'Database', state: 'warn', detail: `there is no data in ${config.dataFolder} yet: start Misty once` },
    ]);
  } else {
    try {
      tell(await withCompany(config, databaseChecks));
    } catch (error) {
      tell([{ name: 'Database', state: 'fail', detail: failureOf(error) }]);
    }
  }
  if (database) tell([await proveServer(config, json ?? false)]);
  const failed = checks.filter(({ state }) => state === 'fail').length;
  const warned = checks.filter(({ state }) => state === 'warn').length;
  if (json) printJson({ ok: failed === 0, failed, warned, checks });
  else
    print(
      failed === 0
        ? `\nFit to run${warned === 0 ? '' : `, with ${warned} warning${warned === 1 ? '' : 's'}`}.`
        : `\n${failed} wrong.`,
    );
  return failed === 0 ? 0 : 1;
}

function rowOf({ name, state, detail }: Check): string[] {
  const words = { ok: 'ok', warn: 'WARN', fail: 'WRONG' };
  return [words[state].padEnd(5), name.padEnd(12), detail];
}
