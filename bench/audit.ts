import path from 'node:path';
import type { Db } from 'mongodb';
import { nameModels, projections } from '../projections/index.ts';
import { blame, stateAfter } from '../src/contracts/record-past.ts';
import { stockItem } from '../src/domain/stock/stock-item.ts';
import { verifyLog } from '../src/event-store/verify.ts';
import { loadSteps } from '../src/history/load.ts';

import type { NameOf } from '../src/projecting/definition.ts';
import { replay } from '../src/projecting/replay.ts';
import { prepareHeads } from '../src/witness/heads.ts';
import { logFile } from '../src/witness/log-file.ts';
import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import { fillLog } from './fill.ts';
import { type Line, writePlot } from './plot.ts';
import { median } from './statistics.ts';

/** Commits; each holds two events. */
const SIZES = [20_000, 100_000, 500_000];
const SIZES_WHEN_QUICK = [2_000, 20_000];
const ROUNDS = 5;
const STATE_MS_AT_MOST = 200;
const BLAME_MS_AT_MOST = 1_000;
const VERIFY_AT_LEAST = 50_000;
const MEMORY_MB_AT_MOST = 300;

/** What the past costs, as the log grows: one record at a moment, its authors, and proofs of the whole log. */
export async function benchAudit(bench: Bench): Promise<readonly FigureGroup[]> {
  const { quick, say, signal } = bench;
  const measured: Measured[] = [];
  for (const commits of quick ? SIZES_WHEN_QUICK : SIZES) {
    signal.throwIfAborted();
    say(`Filling a log with ${commits.toLocaleString('en-AU')} commits …`);
    const log = bench.database(`audit_${commits}`);
    await prepareHeads(log);
    const [pair] = await fillLog(log, commits, signal);
    measured.push(await measure(log, bench.database(`audit_views_${commits}`), stockItem.at(pair?.itemId ?? '')));
  }
  if (!quick) await writePlot(path.join(import.meta.dirname, 'results', 'audit-cost.svg'), linesOf(measured));
  const last = measured.at(-1);
  if (last === undefined) return [];
  const size = `${last.events.toLocaleString('en-AU')} events`;
  const figures = measured.flatMap(({ events, steps, stateMs, blameMs }) => {
    const of = `a record of ${steps.toLocaleString('en-AU')} commits, in a log of ${events.toLocaleString('en-AU')} events`;
    const isLast = events === last.events;
    return [
      figure(`state at a moment of ${of}`, 'ms', stateMs, isLast && !quick ? { atMost: STATE_MS_AT_MOST } : undefined),
      figure(`blame of ${of}`, 'ms', blameMs, isLast ? { atMost: BLAME_MS_AT_MOST } : undefined),
    ];
  });
  const how =
    `Logs of ${measured.map(({ events }) => events.toLocaleString('en-AU')).join(', ')} events on one server. Of a record the ` +
    `median of ${ROUNDS} rounds; of the whole log one reading. Cost against size: [audit-cost.svg](audit-cost.svg).`;
  return [
    {
      ...{ name: 'audit', title: 'The past', how },
      figures: [
        ...figures,
        figure(`verify of ${size}`, 'events/s', last.verifyRate, { atLeast: VERIFY_AT_LEAST }),
        figure('memory while it verifies', 'MB', last.memoryMB, { atMost: MEMORY_MB_AT_MOST }),
        figure(`export of ${size}`, 'events/s', last.exportRate),
        figure(`replay of stock-levels over ${size}`, 'events/s', last.replayRate),
      ],
    },
  ];
}

interface Measured {
  readonly events: number;
  /** Commits of the record that is looked at. */
  readonly steps: number;
  readonly stateMs: number;
  readonly blameMs: number;
  readonly verifyRate: number;
  readonly memoryMB: number;
  readonly exportRate: number;
  readonly replayRate: number;
}

const byId: NameOf = Object.assign((id: string) => id, { device: (id: string) => id, client: () => undefined });

async function measure(log: Db, views: Db, aggregate: string): Promise<Measured> {
  let steps = 0;
  const state = await medianMs(async () => {
    const all = await loadSteps(log, aggregate, { projections, nameOf: byId });
    steps = all.length;
    stateAfter(all.slice(0, steps / 2));
  });
  const blamed = await medianMs(async () => {
    blame(await loadSteps(log, aggregate, { projections, nameOf: byId }));
  });
  let memory = 0;
  let events = 0;
  let commits = 0;
  const verifyMs = await tookMs(async () => {
    const report = await verifyLog(log, () => {
      memory = Math.max(memory, process.memoryUsage.rss());
    });
    if (report.fault) throw new Error(report.fault.detail);
    ({ events, commits } = report);
  });
  const exportMs = await tookMs(async () => {
    for await (const _ of logFile(log, { to: commits }));
  });
  const replayMs = await tookMs(async () => {
    const wanted = new Set(['stock-levels']);
    await replay({ log, views, projections, names: nameModels, wanted, to: commits }, async (rows) => {
      for await (const _ of rows);
    });
  });
  const rate = (ms: number) => (events / ms) * 1_000;
  return {
    ...{ events, steps, stateMs: state, blameMs: blamed, memoryMB: memory / 1e6 },
    ...{ verifyRate: rate(verifyMs), exportRate: rate(exportMs), replayRate: rate(replayMs) },
  };
}

async function medianMs(work: () => Promise<void>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) took.push(await tookMs(work));
  return median(took);
}

async function tookMs(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function linesOf(measured: readonly Measured[]): readonly Line[] {
  const line = (name: string, of: (one: Measured) => number): Line => ({
    name,
    points: measured.map((one) => [one.events, of(one)]),
  });
  return [
    line('state of one record, ms', ({ stateMs }) => stateMs),
    line('blame of one record, ms', ({ blameMs }) => blameMs),
    line('verify of the whole log, ms', ({ events, verifyRate }) => (events / verifyRate) * 1_000),
    line('export of the whole log, ms', ({ events, exportRate }) => (events / exportRate) * 1_000),
    line('replay of stock-levels, ms', ({ events, replayRate }) => (events / replayRate) * 1_000),
  ];
}
