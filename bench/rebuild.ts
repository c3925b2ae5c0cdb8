import type { Db } from 'mongodb';
import { projections } from '../projections/index.ts';
import { commitsOf } from '../src/event-store/log.ts';
import { rebuild } from '../src/projecting/rebuild.ts';
import { type Rows, rowsOf, type StoredRow } from '../src/projecting/rows.ts';
import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import { ratioOf, spreadOf } from './statistics.ts';

/** Few rows that change often, and orders with their lines: reading the log is most of the work. */
const ROW_MODELS = ['stock-levels', 'order-board'];
/** A row for each event: writing them is most of the work. */
const HISTORIES = ['stock-movements'];
const ROW_MODELS_AT_LEAST = 0.5;
const HISTORIES_AT_LEAST = 0.7;
/** As many as a rebuild inserts at once. */
const ROWS_AT_ONCE = 2_500;

/** What it takes to work a read model out anew, held against only reading the same log, or only writing the same rows. */
export async function benchRebuild(bench: Bench): Promise<readonly FigureGroup[]> {
  const { quick, signal } = bench;
  const rounds = quick ? 1 : 3;
  const { log } = await bench.largeLog();
  const views = bench.database('views');
  // Once beforehand, because the first reader also brings the log into the database's cache.
  const { events } = await scan(log);

  const scanned: number[] = [];
  const written = new Map<string, number[]>();
  const rebuilt = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    scanned.push((await scan(log)).perSecond);
    for (const projection of projections.filter(({ name }) => [...ROW_MODELS, ...HISTORIES].includes(name))) {
      signal.throwIfAborted();
      const start = performance.now();
      const { parked, generation } = await rebuild({ log, views, projection, signal });
      const perSecond = events / secondsSince(start);
      if (parked > 0) throw new Error(`${projection.name} could not apply every event, so its rate says nothing.`);
      rebuilt.set(projection.name, [...(rebuilt.get(projection.name) ?? []), perSecond]);
      if (!HISTORIES.includes(projection.name)) continue;
      const seconds = await writeOnly(views, rowsOf(views, projection.name, generation));
      written.set(projection.name, [...(written.get(projection.name) ?? []), events / seconds]);
    }
  }
  const figures = [...rebuilt].flatMap(([name, rates]) => {
    const raw = written.get(name);
    const held =
      raw === undefined
        ? figure(`rebuild of ${name} against the scan`, '×', ratioOf(rates, scanned), { atLeast: ROW_MODELS_AT_LEAST })
        : figure(`rebuild of ${name} against raw insertMany of its rows`, '×', ratioOf(rates, raw), {
            atLeast: HISTORIES_AT_LEAST,
          });
    return [figure(`rebuild of ${name}`, 'events/s', spreadOf(rates)), held];
  });
  const how =
    `A log of ${events.toLocaleString('en-AU')} events, read by one cursor without an order, and rebuilt into a new ` +
    `generation until it is served, with its indexes. Raw insertMany writes ${ROWS_AT_ONCE.toLocaleString('en-AU')} ` +
    `rows at a time, which lie in memory, without an index. ${rounds === 1 ? 'One round' : `${rounds} rounds`}, in turns.`;
  const scans = figure('cursor over the whole log', 'events/s', spreadOf(scanned));
  return [{ name: 'rebuild', title: 'Rebuild of a read model', how, figures: [scans, ...figures] }];
}

/** The seconds that it takes to write the same rows into a collection of their own, and to do nothing else. */
async function writeOnly(views: Db, rows: Rows): Promise<number> {
  const raw = views.collection<StoredRow>('raw_rows');
  const all = await rows.find({}).toArray();
  const start = performance.now();
  for (let at = 0; at < all.length; at += ROWS_AT_ONCE)
    await raw.insertMany(all.slice(at, at + ROWS_AT_ONCE), { ordered: false });
  const seconds = secondsSince(start);
  await raw.drop();
  return seconds;
}

async function scan(log: Db): Promise<{ events: number; perSecond: number }> {
  let events = 0;
  const start = performance.now();
  for await (const commit of commitsOf(log).find({})) events += commit.events.length;
  return { events, perSecond: events / secondsSince(start) };
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1_000;
}
