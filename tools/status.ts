import { setTimeout } from 'node:timers/promises';
import type { Command } from 'commander';
import { projections } from '../projections/index.ts';
import { readConfig } from '../src/config.ts';
import { embeddedWarning } from '../src/database/open.ts';
import { readLast } from '../src/event-store/read.ts';
import { readParked } from '../src/projecting/parked.ts';
import { type Pointer, readPointers } from '../src/projecting/pointers.ts';
import { type Company, withCompany } from './company.ts';
import type { Finish } from './finish.ts';
import { columns, figure, print, printJson } from './terminal.ts';
import { formatTime } from './times.ts';

export function statusCommand(command: Command, finish: Finish): void {
  command
    .option('--watch', 'again every two seconds, until Ctrl-C')
    .option('--json', 'as one line of JSON')
    .addHelpText('after', '\nEnds with 1 when a read model holds a row that an event could not be applied to.')
    .action(({ watch, ...options }: { json?: true; watch?: true }) =>
      finish(() =>
        withCompany(readConfig(), (company) => (watch ? watched(company, options) : status(company, options))),
      ),
    );
}

const EVERY_MS = 2_000;
/** Everything away, and back to the first line. */
const CLEAR = '\u001b[2J\u001b[H';

/** On a terminal each look takes the place of the one before; in a file or a pipe they follow each other. */
async function watched(company: Company, options: { json?: true }): Promise<number> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  for (;;) {
    if (process.stdout.isTTY && !options.json) process.stdout.write(CLEAR);
    const code = await status(company, options);
    const goesOn = await setTimeout(EVERY_MS, true, { signal: stopping.signal }).catch(() => false);
    if (!goesOn) return code;
  }
}

async function status(company: Company, { json }: { json?: true }): Promise<number> {
  const { config, database, log, views } = company;
  const last = await readLast(log);
  const head = last?.position ?? 0;
  const pointers = await readPointers(views);
  const models = await Promise.all(projections.map((projection) => modelStatus(projection, pointers, head, company)));
  const fault = models.some(({ parked }) => parked > 0);
  if (json) {
    const { server, dataFolder, startedHere } = database;
    const commit = last && { position: head, at: last.at, user: last.actor.user, command: last.command.type };
    printJson({ database: { ...server, dataFolder, running: !startedHere }, head, last: commit, readModels: models });
    return fault ? 1 : 0;
  }
  const lastWords = last
    ? `${formatTime(last.at, config.timeZone)}, ${last.command.type} by ${last.actor.user}`
    : 'nothing is recorded yet';
  const rows = [
    ['Database', database.describe],
    ...(database.server.kind === 'embedded' ? [['', embeddedWarning]] : []),
    ['Service', serviceWords(company)],
    ['Log', `${figure(head)} ${head === 1 ? 'commit' : 'commits'}; ${lastWords}`],
  ];
  for (const line of columns(rows)) print(line);
  print('');
  for (const line of columns([['Read model', 'Generation', 'Behind', ''], ...models.map(modelRow)])) print(line);
  return fault ? 1 : 0;
}

function serviceWords({ config, database }: Company): string {
  if (config.mongodbUri !== undefined) return 'not known: a server of your own does not say';
  return database.startedHere ? 'not running' : 'running';
}

type ModelStatus = Awaited<ReturnType<typeof modelStatus>>;

async function modelStatus(
  { name, version }: (typeof projections)[number],
  pointers: ReadonlyMap<string, Pointer>,
  head: number,
  { views }: Company,
) {
  const pointer = pointers.get(name);
  const generation = pointer?.generation ?? 0;
  return {
    name,
    generation,
    position: pointer?.position ?? 0,
    behind: Math.max(0, head - (pointer?.position ?? 0)),
    outdated: generation > 0 && pointer?.version !== version,
    ...(pointer?.building && { building: pointer.building.position }),
    ...(pointer?.previous && { previous: pointer.previous.generation }),
    parked: (await readParked(views, name, generation)).size,
  };
}

function modelRow({ name, generation, behind, outdated, building, parked }: ModelStatus): string[] {
  const remarks = [
    ...(generation === 0 ? ['not built yet'] : []),
    ...(outdated ? ['made by other rules: built anew at the next start'] : []),
    ...(building === undefined ? [] : [`the next generation is being built, at position ${building}`]),
    ...(parked > 0 ? [`${parked} rows parked: an event could not be applied to them`] : []),
  ];
  return [name, String(generation), String(behind), remarks.join('; ')];
}
