import type { Command } from 'commander';
import { readConfig } from '../src/config.ts';
import { demoSignIns, loadDemoIfEmpty } from '../src/demo/demo.ts';
import { readLast } from '../src/event-store/read.ts';
import { type Company, withCompany } from './company.ts';
import { Failure } from './failure.ts';
import type { Finish } from './finish.ts';
import { signInLines } from './sign-ins.ts';
import { note, print, printJson } from './terminal.ts';

export function seedCommand(command: Command, finish: Finish): void {
  command
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nOnly where nothing is recorded yet: what is in the log can never be taken out again.')
    .action((choice: { json?: true }) =>
      finish(() => withCompany(readConfig(), (company) => seed(company, choice.json ?? false), { write: true })),
    );
}

async function seed({ config, log, views }: Company, json: boolean): Promise<number> {
  const loaded = await loadDemoIfEmpty({ log, views, timeZone: config.timeZone, say: note });
  const position = (await readLast(log))?.position ?? 0;
  if (!loaded) {
    throw new Failure(
      `There are ${position} commits in the log already, and the demo company is for an empty one: set MISTY_DATA to a new folder to try it there.`,
    );
  }
  const signIns = await demoSignIns(views);
  if (json) printJson({ position, signIns });
  else for (const line of [`The demo company is loaded, in ${position} commits.`, ...signInLines(signIns)]) print(line);
  return 0;
}
