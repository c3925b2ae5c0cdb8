import type { Command } from 'commander';
import { readConfig } from '../src/config.ts';
import { hasData, withCompany } from './company.ts';
import { proveServer } from './doctor-contract.ts';
import { databaseChecks } from './doctor-database.ts';
import { installChecks } from './doctor-install.ts';
import { type Check, machineChecks } from './doctor-machine.ts';
import { systemChecks } from './doctor-system.ts';
import { failureOf } from './failure.ts';
import type { Finish } from './finish.ts';
import { columns, print, printJson } from './terminal.ts';

interface DoctorChoice {
  readonly fix?: true;
  readonly database?: true;
  readonly json?: true;
}

export function doctorCommand(command: Command, finish: Finish): void {
  command
    .option('--database', 'also run the tests of the log against this kind of server; takes a few minutes')
    .option('--fix', 'put right what can be put right safely')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nChanges nothing without --fix. Ends with 1 when something is wrong; a warning is not.')
    .action((choice: DoctorChoice) => finish(() => doctor(choice)));
}

/** The owner's list: what each item is called, and the checks that answer it. */
const SECURITY: readonly [item: string, checks: readonly string[]][] = [
  ['No default passwords', ['Passwords']],
  ['Secrets are secret', ['Data folder', 'Secrets', 'Vault']],
  ['The database asks who is there', ['Database user', 'Insert-only']],
  ['Firewall', ['Firewall']],
  ['HTTPS', ['HTTPS', 'Certificate']],
  ['Backups', ['Backup', 'Restore', 'Emergency kit']],
  ['Updates', ['Node', 'Updates']],
];

async function doctor({ database = undefined, json = undefined, fix = undefined }: DoctorChoice): Promise<number> {
  const config = readConfig();
  const checks: Check[] = [];
  const look = async (found: readonly Check[]): Promise<void> => {
    const told: Check[] = [];
    // One after another: the proxy starts again only once its certificate is right.
    for (const check of found) told.push(fix ? await putRight(check) : check);
    checks.push(...told);
    if (!json) for (const line of columns(told.flatMap(rowsOf))) print(line);
  };
  await look(await machineChecks(config));
  await look(await installChecks(config));
  await look(await systemChecks(config));
  if (config.mongodbUri === undefined && !(await hasData(config))) {
    const detail = `there is no data in ${config.dataFolder} yet`;
    await look([{ name: 'Database', state: 'warn', detail, remedy: 'npm start' }]);
  } else {
    try {
      await withCompany(config, async (company) => look(await databaseChecks(company)));
    } catch (error) {
      await look([
        { name: 'Database', state: 'fail', detail: failureOf(error), remedy: 'look at what the database says' },
      ]);
    }
  }
  if (database) await look([await proveServer(config, json ?? false)]);
  const security = SECURITY.map(([item, names]) => ({ item, ...worst(checks, names) }));
  const failed = checks.filter(({ state }) => state === 'fail').length;
  const warned = checks.filter(({ state }) => state === 'warn').length;
  if (json)
    printJson({ ok: failed === 0, failed, warned, checks: checks.map(({ fix: _fix, ...check }) => check), security });
  else {
    print('\nSecurity');
    for (const line of columns(security.map(({ item, state, by }) => [WORDS[state], item, by.join(', ')]))) print(line);
    print(
      failed === 0
        ? `\nFit to run${warned === 0 ? '' : `, with ${warned} warning${warned === 1 ? '' : 's'}`}.`
        : `\n${failed} wrong.`,
    );
  }
  return failed === 0 ? 0 : 1;
}

/** A check that has been put right is told as such; where that fails, it stays as it was, with the reason. */
async function putRight(check: Check): Promise<Check> {
  if (check.fix === undefined) return check;
  try {
    await check.fix();
    return { name: check.name, state: 'ok', detail: `put right: ${check.detail}` };
  } catch (error) {
    return { ...check, detail: `${check.detail}, and it could not be put right: ${failureOf(error)}` };
  }
}

/** The worst of some checks, and which they are. What could not be looked at is not known. */
function worst(
  checks: readonly Check[],
  names: readonly string[],
): { readonly state: Check['state'] | 'unknown'; readonly by: readonly string[] } {
  const found = checks.filter(({ name }) => names.includes(name));
  const state =
    (['fail', 'warn', 'ok'] as const).find((one) => found.some((check) => check.state === one)) ?? 'unknown';
  return { state, by: found.filter((check) => check.state === state && state !== 'ok').map(({ name }) => name) };
}

const WORDS = { ok: 'ok   ', warn: 'WARN ', fail: 'WRONG', unknown: '-    ' };

function rowsOf({ name, state, detail, remedy }: Check): string[][] {
  const row = [WORDS[state], name.padEnd(13), detail];
  return remedy === undefined ? [row] : [row, ['     ', ''.padEnd(13), `→ ${remedy}`]];
}
