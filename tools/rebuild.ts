import { Argument, type Command } from 'commander';
import { projections } from '../projections/index.ts';
import { readConfig } from '../src/config.ts';
import { goBack } from '../src/projecting/building.ts';
import { compare } from '../src/projecting/compare.ts';
import type { Projection } from '../src/projecting/definition.ts';
import { rebuild, rebuildIfOutdated } from '../src/projecting/rebuild.ts';
import { type Company, withCompany } from './company.ts';
import { differenceLines } from './differences.ts';
import { Failure, UsageError } from './failure.ts';
import type { Finish } from './finish.ts';
import { progressView } from './progress-view.ts';
import { figure, print, printJson } from './terminal.ts';

interface RebuildChoice {
  readonly all?: true;
  readonly outdated?: true;
  readonly dryRun?: true;
  readonly back?: true;
  readonly json?: true;
}

const names = projections.map(({ name }) => name);

export function rebuildCommand(command: Command, finish: Finish): void {
  command
    .addArgument(new Argument('[projection]', 'which read model').choices(names))
    .option('--all', 'every read model, one after another')
    .option('--outdated', 'those that other rules than those of this program made, or nobody yet')
    .option('--dry-run', 'only say what would differ')
    .option('--back', 'use the generation before the present one again')
    .option('--json', 'a line of JSON for each read model')
    .addHelpText('after', '\nA running Misty goes on meanwhile, and uses the new one within a second.')
    .action((name: string | undefined, choice: RebuildChoice) =>
      finish(async () => {
        const chosen = chosenOf(name, choice);
        return await withCompany(readConfig(), (company) => rebuildEach(company, chosen, choice));
      }),
    );
}

function chosenOf(name: string | undefined, { all, outdated, dryRun, back }: RebuildChoice): readonly Projection[] {
  if ([name, all, outdated].filter((one) => one !== undefined).length !== 1) {
    throw new UsageError(`Name one read model, or say --all or --outdated. There are ${names.join(', ')}.`);
  }
  if ([dryRun, back, outdated].filter(Boolean).length > 1) {
    throw new UsageError('--dry-run, --back and --outdated do not go together.');
  }
  return projections.filter((projection) => name === undefined || projection.name === name);
}

async function rebuildEach(
  company: Company,
  chosen: readonly Projection[],
  { dryRun, back, outdated, json = undefined }: RebuildChoice,
): Promise<number> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  for (const projection of chosen) {
    if (back) await rebuildBack(company, projection, json);
    else if (dryRun) await rebuildDry(company, projection, json);
    else await rebuildOne(company, projection, { signal: stopping.signal, outdated: outdated ?? false, json });
  }
  return 0;
}

async function rebuildOne(
  { log, views }: Company,
  projection: Projection,
  {
    signal,
    outdated,
    json,
  }: { readonly signal: AbortSignal; readonly outdated: boolean; readonly json: true | undefined },
) {
  const view = progressView(projection.name, json ?? false);
  const startedAt = performance.now();
  try {
    const options = { log, views, projection, signal, onProgress: view.update };
    const built = await (outdated ? rebuildIfOutdated(options) : rebuild(options));
    view.end();
    if (built === undefined) return;
    const seconds = Math.round(performance.now() - startedAt) / 1000;
    if (json) return printJson({ ...built, seconds });
    const resumed = built.resumedFrom === undefined ? '' : `, taken up at position ${built.resumedFrom}`;
    const parked = built.parked === 0 ? '' : `; ${built.parked} rows are parked`;
    print(
      `${built.name}: generation ${built.generation} is in use, up to position ${built.position} (${seconds} s, ${figure(built.eventsPerSecond)} events/s${resumed})${parked}`,
    );
  } catch (error) {
    view.end();
    if (!signal.aborted) throw error;
    throw new Failure(`${projection.name}: stopped. The next rebuild goes on from here; the present one stays in use.`);
  }
}

async function rebuildDry({ log, views }: Company, projection: Projection, json?: true) {
  const view = progressView(projection.name, json ?? false);
  const comparison = await compare({ log, views, projection, onProgress: view.update });
  view.end();
  if (json) return printJson(comparison);
  for (const line of differenceLines(comparison)) print(line);
}

async function rebuildBack({ views }: Company, projection: Projection, json?: true) {
  const { generation, previous } = await goBack(views, projection);
  if (json) return printJson({ name: projection.name, generation, previous: previous?.generation });
  print(
    `${projection.name}: generation ${generation} is in use again; "rebuild ${projection.name} --back" undoes this.`,
  );
}
