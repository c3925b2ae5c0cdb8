import type { Command } from 'commander';
import { nameModels, projections } from '../projections/index.ts';
import { readConfig } from '../src/config.ts';
import { commitsOf } from '../src/event-store/log.ts';
import { type ReplayedRow, replay } from '../src/projecting/replay.ts';
import { type Company, withCompany } from './company.ts';
import { UsageError } from './failure.ts';
import type { Finish } from './finish.ts';
import { progressView } from './progress-view.ts';
import { momentOf } from './record.ts';
import { figure, print, printJson } from './terminal.ts';
import { writeWhole } from './whole-file.ts';

interface ReplayChoice {
  readonly to: string;
  readonly out: string;
  readonly projection?: readonly string[];
  readonly json?: true;
}

export function replayCommand(command: Command, finish: Finish): void {
  command
    .requiredOption('--to <place>', 'the moment: a position, a date (its end), or a time')
    .requiredOption('--out <file>', 'the file to write')
    .option('--projection <name...>', 'only these read models')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nA line of JSON for the moment, and one for each row. What is served now stays as it is.')
    .action((choice: ReplayChoice) => finish(() => withCompany(readConfig(), (company) => replayTo(company, choice))));
}

async function replayTo(company: Company, { to, out, json, projection: names }: ReplayChoice): Promise<number> {
  const unknown = names?.find((name) => !projections.some((one) => one.name === name));
  if (unknown !== undefined) {
    throw new UsageError(
      `There is no read model ${unknown}. There are ${projections.map(({ name }) => name).join(', ')}.`,
    );
  }
  const position = await momentOf(company, to);
  const commit = await commitsOf(company.log).findOne({ position }, { projection: { at: 1, hash: 1 } });
  const view = progressView('replay', json ?? false);
  let rows = 0;
  const options = {
    ...{ log: company.log, views: company.views, to: position },
    ...{ projections, names: nameModels },
    wanted: new Set(names ?? projections.map(({ name }) => name)),
    onProgress: (reached: number) => view.update({ position: reached, head: position }),
  };
  await replay(options, (replayed) =>
    writeWhole(
      out,
      linesOf({ position, at: commit?.at, hash: commit?.hash }, replayed, () => {
        rows += 1;
      }),
    ),
  );
  view.end();
  if (json) printJson({ ok: true, file: out, position, rows });
  else print(`${out}: ${figure(rows)} rows as they stood after position ${position}.`);
  return 0;
}

async function* linesOf(moment: object, rows: AsyncIterable<ReplayedRow>, counted: () => void): AsyncGenerator<string> {
  yield `${JSON.stringify(moment)}\n`;
  for await (const row of rows) {
    counted();
    yield `${JSON.stringify(row)}\n`;
  }
}
