import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type Command, InvalidArgumentError } from 'commander';
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
import { writeInvitations } from './invitations.ts';
import { moveProgress } from './move-progress.ts';
import { reportLines } from './move-report.ts';
import { note, print, printJson } from './terminal.ts';

interface Choice {
  readonly from: string;
  readonly dryRun?: true;
  readonly json?: true;
  readonly update?: true;
  readonly rules?: string;
  readonly follow?: number | true;
  readonly invitations?: string;
}

const HOUR_MS = 3_600_000;
const HOURS_OF_A_DAY = 24;

export function migrateCommand(command: Command, finish: Finish): void {
  command
    .requiredOption(
      '--from <place>',
      'mongodb://… of the old database, or a folder with a dump of it (BSON or Extended JSON)',
    )
    .option('--dry-run', 'only rehearse: say what would become of every document, and write nothing')
    .option('--update', 'bring what has changed in the old application since the last move up to date')
    .option('--rules <file>', 'rules that mend faults of the old documents, as JSON')
    .option('--follow [hours]', 'go on: move in what has changed, again and again, each day unless told', hoursOf)
    .option('--invitations <file>', 'write a one-time link for each person who has no password yet into this new file')
    .option('--json', 'the report as one line of JSON')
    .addHelpText(
      'after',
      '\nA run that was cut off goes on where it stopped when it is given again. Read docs/moving-in.md first.',
    )
    .action((choice: Choice) => finish(() => migrate(readConfig(), choice)));
}

async function migrate(config: Config, choice: Choice): Promise<number> {
  const { follow, dryRun, invitations } = choice;
  if (follow !== undefined && dryRun) throw new UsageError('--follow and --dry-run do not go together.');
  const rules = choice.rules === undefined ? [] : rulesIn(choice.rules);
  try {
    const ok = follow === undefined ? await once(config, choice, rules) : await again(config, choice, rules);
    if (invitations !== undefined && !dryRun) await writeInvitations(config, invitations);
    return ok ? 0 : 1;
  } catch (error) {
    throw error instanceof SourceError ? new Failure(error.message) : error;
  }
}

async function once(config: Config, choice: Choice, rules: readonly MovingRule[]): Promise<boolean> {
  const report = await withCompany(config, (company) => move(company, choice, rules), { write: true });
  if (choice.json) printJson(report);
  else for (const line of reportLines(report)) print(line);
  return report.ok;
}

/** Moves in what has changed until it is stopped. A night on which the old database is away is told, and passes. */
async function again(config: Config, choice: Choice, rules: readonly MovingRule[]): Promise<boolean> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const everyMs = (typeof choice.follow === 'number' ? choice.follow : HOURS_OF_A_DAY) * HOUR_MS;
  let ok = true;
  for (let first = true; !stopping.signal.aborted; first = false) {
    try {
      ok = await once(config, { ...choice, update: true }, rules);
    } catch (error) {
      // What is wrong at the first time will not mend by itself.
      if (first || !(error instanceof SourceError)) throw error;
      ok = false;
      note(error.message);
    }
    if (!choice.json) note(`The next time is in ${everyMs / HOUR_MS} hours. Ctrl-C ends it.`);
    await pause(everyMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
  return ok;
}

function hoursOf(text: string): number {
  const hours = Number(text);
  if (!(hours > 0 && hours <= 168)) throw new InvalidArgumentError('It must be a number of hours, up to 168.');
  return hours;
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
