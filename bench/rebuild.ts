import type { Db } from 'mongodb';
import { projections } from '../projections/index.ts';
import { commitsOf } from '../src/event-store/log.ts';
import { rebuild } from '../src/projecting/rebuild.ts';
import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import { ratioOf, spreadOf } from './statistics.ts';

/** Few rows that change often, orders with their lines, and a row for each event. */
const REBUILT = ['stock-levels', 'order-board', 'stock-movements'];
const AT_LEAST = 0.5;

/** What it takes to work a read model out anew, held against only reading the same log. */
export async function benchRebuild(bench: Bench): Promise<readonly FigureGroup[]> {
  const { quick, signal } = bench;
  const rounds = quick ? 1 : 3;
  const { log } = await bench.largeLog();
  const views = bench.database('views');
  // Once beforehand, because the first reader also brings the log into the database's cache.
  const { events } = await scan(log);

  const scanned: number[] = [];
  const rebuilt = new Map<string, number[]>();
  for (let round = 0; round < rounds; round++) {
    scanned.push((await scan(log)).perSecond);
    for (const projection of projections.filter(({ name }) => REBUILT.includes(name))) {
      signal.throwIfAborted();
      const start = performance.now();
      const { parked } = await rebuild({ log, views, projection, signal });
      const perSecond = events / secondsSince(start);
      if (parked > 0) throw new Error(`${projection.name} could not apply every event, so its rate says nothing.`);
      rebuilt.set(projection.name, [...(rebuilt.get(projection.name) ?? []), perSecond]);
    }
  }
  const figures = [...rebuilt].flatMap(([name, rates]) => [
    figure(`rebuild of ${name}`, 'events/s', spreadOf(rates)),
    figure(`rebuild of ${name} against the scan`, '×', ratioOf(rates, scanned), { atLeast: AT_LEAST }),
  ]);
  const how =
    `A log of ${events.toLocaleString('en-AU')} events, read by one cursor without an order, and rebuilt into a new ` +
    `generation until it is served. ${rounds === 1 ? 'One round' : `${rounds} rounds`}, in turns.`;
  const scans = figure('cursor over the whole log', 'events/s', spreadOf(scanned));
  return [{ name: 'rebuild', title: 'Rebuild of a read model', how, figures: [scans, ...figures] }];
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
