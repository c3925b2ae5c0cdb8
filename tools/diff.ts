import type { Command } from 'commander';
import { readConfig } from '../src/config.ts';
import { type Difference, difference, stateAfter } from '../src/contracts/record-past.ts';
import type { Step } from '../src/history/record-history.ts';
import { type Company, withCompany } from './company.ts';
import { UsageError } from './failure.ts';
import type { Finish } from './finish.ts';
import { authorCells, authorOf, momentOf, stepsOfRecord } from './record.ts';
import { columns, note, print, printJson } from './terminal.ts';

export function diffCommand(command: Command, finish: Finish): void {
  command
    .argument('<aggregate>', 'one thing, such as order/order-0042')
    .argument('<a>', 'a moment: a position, a date (its end), or a time')
    .argument('<b>', 'a later moment')
    .option('--json', 'a line of JSON for each field')
    .addHelpText(
      'after',
      '\nSays field by field what differs between two moments: who, when, by which command, and why.',
    )
    .action((aggregate: string, a: string, b: string, { json }: { json?: true }) =>
      finish(() => withCompany(readConfig(), (company) => tellDifference(company, { aggregate, a, b, json }))),
    );
}

interface DiffChoice {
  readonly aggregate: string;
  readonly a: string;
  readonly b: string;
  readonly json: true | undefined;
}

async function tellDifference(company: Company, { aggregate, a, b, json }: DiffChoice): Promise<number> {
  const [from, to] = [await momentOf(company, a), await momentOf(company, b)];
  if (from > to) throw new UsageError(`${b} comes before ${a}: give the earlier moment first.`);
  const steps = await stepsOfRecord(company, aggregate);
  const before = stateAfter(steps.filter(({ position }) => position <= from));
  const found = difference(
    before,
    steps.filter(({ position }) => position > from && position <= to),
  );
  for (const { step, since: _, ...change } of json ? found : []) printJson({ ...change, ...authorOf(step) });
  if (!json) for (const line of columns(found.map((one) => cellsOf(one, company.config.timeZone)))) print(line);
  if (found.length === 0 && !json) note(`Nothing about ${aggregate} differs between positions ${from} and ${to}.`);
  return 0;
}

function cellsOf({ field, before, after, step }: Difference<Step>, timeZone: string): readonly string[] {
  return [field, `${wordsOf(before)} → ${wordsOf(after)}`, ...authorCells(step, timeZone)];
}

function wordsOf(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
