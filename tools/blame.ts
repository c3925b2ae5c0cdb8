import type { Command } from 'commander';
import { readConfig } from '../src/config.ts';
import { type Blame, blame } from '../src/contracts/record-past.ts';
import type { Step } from '../src/history/record-history.ts';
import { type Company, withCompany } from './company.ts';
import { Failure } from './failure.ts';
import type { Finish } from './finish.ts';
import { authorCells, authorOf, stepsOfRecord } from './record.ts';
import { columns, print, printJson } from './terminal.ts';

export function blameCommand(command: Command, finish: Finish): void {
  command
    .argument('<aggregate>', 'one thing, such as order/order-0042')
    .argument('[field]', 'one of its fields, or the beginning of several: lines.line-1')
    .option('--json', 'a line of JSON for each field')
    .addHelpText(
      'after',
      '\nSays of each field who set it to what it is, when, by which command and why, and what it was before.',
    )
    .action((aggregate: string, field: string | undefined, { json }: { json?: true }) =>
      finish(() => withCompany(readConfig(), (company) => tellBlame(company, { aggregate, field, json }))),
    );
}

interface BlameChoice {
  readonly aggregate: string;
  readonly field: string | undefined;
  readonly json: true | undefined;
}

async function tellBlame(company: Company, { aggregate, field, json }: BlameChoice): Promise<number> {
  const all = blame(await stepsOfRecord(company, aggregate));
  const found = all.filter((one) => field === undefined || one.field === field || one.field.startsWith(`${field}.`));
  if (found.length === 0) {
    throw new Failure(`${aggregate} has no field ${field}. It has ${all.map((one) => one.field).join(', ')}.`);
  }
  for (const { field, value, before, step } of json ? found : [])
    printJson({ field, value, before, ...authorOf(step) });
  if (!json) for (const line of columns(found.map((one) => cellsOf(one, company.config.timeZone)))) print(line);
  return 0;
}

function cellsOf({ field, value, before, step }: Blame<Step>, timeZone: string): readonly string[] {
  const was = before === undefined ? '' : `, was ${JSON.stringify(before)}`;
  return [field, `${JSON.stringify(value)}${was}`, ...authorCells(step, timeZone)];
}
