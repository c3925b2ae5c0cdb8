import { type Command, InvalidArgumentError } from 'commander';
import type { Db } from 'mongodb';
import { readConfig } from '../src/config.ts';
import { type Commit, type RecordedEvent, recordedEvents } from '../src/event-store/commit.ts';
import { readAggregates, readCommits } from '../src/event-store/read.ts';
import { type Company, withCompany } from './company.ts';
import type { Finish } from './finish.ts';
import { firstAt, lastBefore } from './places.ts';
import { whoWords } from './record.ts';
import { note, print, printJson } from './terminal.ts';
import { formatTime, type Place, placeOf } from './times.ts';

interface EventsChoice {
  readonly aggregate?: string;
  readonly from?: string;
  readonly to?: string;
  readonly type?: string;
  readonly limit?: number;
  readonly json?: true;
}

export function eventsCommand(command: Command, finish: Finish): void {
  command
    .option('--aggregate <id>', 'of one thing, such as stock-item/kraft-120, or of one kind, such as order')
    .option('--from <place>', 'from this position, date or time on')
    .option('--to <place>', 'up to this position or date, or before this time')
    .option('--type <type>', 'events of one type, such as StockAllocated')
    .option('--limit <count>', 'at most so many', countOf)
    .option('--json', 'a line of JSON for each event')
    .addHelpText('after', '\nDates and times are those of the company: 2026-11-12, or "2026-11-12 10:42".')
    .action((choice: EventsChoice) =>
      finish(async () => {
        const config = readConfig();
        const { from = '1', to } = choice;
        const start = placeOf(from, config.timeZone, 'from');
        const end = to === undefined ? undefined : placeOf(to, config.timeZone, 'to');
        return await withCompany(config, (company) => events(company, choice, { start, end }));
      }),
    );
}

async function events(
  { config, log }: Company,
  { type, aggregate, limit = Number.POSITIVE_INFINITY, json }: EventsChoice,
  { start, end }: { start: Place; end: Place | undefined },
): Promise<number> {
  const first = await firstAt(log, start);
  const last = end === undefined ? undefined : await lastBefore(log, end);
  let shown = 0;
  for await (const commits of windows(log, { first, last, aggregate })) {
    for (const event of commits.flatMap(recordedEvents)) {
      if (type !== undefined && event.type !== type) continue;
      if (aggregate !== undefined && !belongsTo(event, aggregate)) continue;
      if (shown === limit) {
        if (!json) note(`More follows: --from ${event.position}`);
        return 0;
      }
      shown += 1;
      if (json) printJson(event);
      else print(lineOf(event, config.timeZone));
    }
  }
  if (shown === 0 && !json) note('No event fits.');
  return 0;
}

async function* windows(
  log: Db,
  { first, last, aggregate }: { first: number; last: number | undefined; aggregate: string | undefined },
): AsyncGenerator<readonly Commit[]> {
  const to = last ?? Number.POSITIVE_INFINITY;
  if (aggregate?.includes('/')) {
    yield (await readAggregates(log, [aggregate])).filter(({ position }) => position >= first && position <= to);
  } else {
    yield* readCommits(log, { after: Math.max(0, first - 1), to });
  }
}

function belongsTo(event: RecordedEvent, aggregate: string): boolean {
  return aggregate.includes('/') ? event.aggregate === aggregate : event.aggregate.startsWith(`${aggregate}/`);
}

function lineOf(
  { position, at, aggregate, sequence, type, data, reason, ...by }: RecordedEvent,
  timeZone: string,
): string {
  const why = reason === undefined || 'reason' in data ? '' : ` (${reason})`;
  return `${position}  ${formatTime(at, timeZone)}  ${whoWords(by)}  ${aggregate} ${sequence}  ${type}  ${JSON.stringify(data)}${why}`;
}

function countOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}
