import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { type Config, readConfig } from '../src/config.ts';
import { type MovingRule, movingRules } from '../src/contracts/moving.ts';
import { databaseTime, openClock } from '../src/database/clock.ts';
import { aggregates, deciders } from '../src/domain/catalogue.ts';
import { EventStore } from '../src/event-store/store.ts';
import { holdMove } from '../src/moving/hold.ts';
import type { MoveReport } from '../src/moving/report.ts';
import { runMove } from '../src/moving/run.ts';
import { openSource } from '../src/moving/source.ts';
import { SourceError } from '../src/moving/source-error.ts';
import { openSeal } from '../src/vault.ts';
import { type Company, withCompany } from './company.ts';
import { Failure, UsageError } from './failure.ts';
import type { Finish } from './finish.ts';
import { moveProgress } from './move-progress.ts';
import { reportLines } from './move-report.ts';
import { note, print, printJson } from './terminal.ts';

interface Choice {
  readonly from: string;
  readonly dryRun?: true;
  readonly json?: true;
  readonly update?: true;
  readonly rules?: string;
}

export function migrateCommand(command: Command, finish: Finish): void {
  command
    .requiredOption(
      '--from <place>',
      'mongodb://… of the old database, or a folder with a dump of it (BSON or Extended JSON)',
    )
    .option('--dry-run', 'only rehearse: say what would become of every document, and write nothing')
    .option('--update', 'bring what has changed in the old application since the last move up to date')
    .option('--rules <file>', 'rules that mend faults of the old documents, as JSON')
    .option('--json', 'the report as one line of JSON')
    .addHelpText(
      'after',
      '\nA run that was cut off goes on where it stopped when it is given again. Read docs/moving-in.md first.',
    )
    .action((choice: Choice) => finish(() => migrate(readConfig(), choice)));
}

async function migrate(config: Config, choice: Choice): Promise<number> {
  const rules = choice.rules === undefined ? [] : rulesIn(choice.rules);
  try {
    const report = await withCompany(config, (company) => move(company, choice, rules), { write: true });
    if (choice.json) printJson(report);
    else for (const line of reportLines(report)) print(line);
    return report.ok ? 0 : 1;
  } catch (error) {
    throw error instanceof SourceError ? new Failure(error.message) : error;
  }
}

async function move(
  { config, log, views }: Company,
  choice: Choice,
  rules: readonly MovingRule[],
): Promise<MoveReport> {
  const { from, dryRun = false, update = false, json = false } = choice;
  const { timeZone } = config;
  const { now, close } = await openClock(() => databaseTime(views));
  const release = dryRun ? undefined : await holdMove(views, now);
  const progress = moveProgress(json);
  try {
    const source = await openSource(from);
    try {
      return await runMove({
        ...{ source, log, views, timeZone, dryRun, update, rules, now: now(), note },
        openStore: (clock) => EventStore.open({ log, aggregates, deciders, timeZone, clock }),
        seal: () => openSeal(config, { log, views }),
        onProgress: progress.update,
      });
    } finally {
      await source.close();
    }
  } finally {
    progress.end();
    await release?.();
    close();
  }
}

function rulesIn(file: string): readonly MovingRule[] {
  let text: unknown;
  try {
    text = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new UsageError(`The rules in ${file} cannot be read: ${(error as Error).message}.`);
  }
  const read = movingRules.safeParse(text);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new UsageError(
    `The rules in ${file} are none: ${issue?.path.join('.')} ${issue?.message}. A rule is such as {"kind":"role","from":"foreman","to":"production_manager"}.`,
  );
}
