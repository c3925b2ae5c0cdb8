import path from 'node:path';
import { projectFolder } from '../src/folders.ts';
import { startWorker } from '../src/testing/processes.ts';
import { bundle } from '../tools/built.js';
import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import type { Moved } from './moving.worker.ts';

const SIZE = 100_000;
const SIZE_WHEN_QUICK = 10_000;
const TIMEOUT_MS = 600_000;
const PER_SECOND_AT_LEAST = 2_000;
const MEMORY_MB_AT_MOST = 300;

/** How long the evening of the move is, and what room it takes. */
export async function benchMoving(bench: Bench): Promise<readonly FigureGroup[]> {
  const size = bench.quick ? SIZE_WHEN_QUICK : SIZE;
  const log = bench.database('moving_log');
  const views = bench.database('moving');
  const worker = startWorker<Moved>(await builtWorker(), {
    args: [bench.uri, log.databaseName, views.databaseName, String(size)],
  });
  bench.onClose(() => worker.kill());
  const moved = await worker.next(undefined, TIMEOUT_MS);
  if (!moved.accountedFor) throw new Error('Not every document is accounted for, so the rate says nothing.');
  const figures = [
    figure('documents moved in', '/s', size / moved.seconds, { atLeast: PER_SECOND_AT_LEAST }),
    figure('from the first document to the report', 's', moved.seconds),
    figure('of that, reading', 's', moved.readingSeconds),
    figure('memory at the most', 'MB', moved.memoryBytes / 1e6, { atMost: MEMORY_MB_AT_MOST }),
  ];
  const how =
    `${size.toLocaleString('en-AU')} documents of an invented company, read, classified, recorded durably and read back, ` +
    'in a process of its own, built as the command is.';
  return [{ name: 'moving', title: 'Moving in', how, figures }];
}

async function builtWorker(): Promise<string> {
  const folder = path.join(projectFolder, 'dist', 'bench-moving');
  await bundle('bench/moving.worker.ts', folder);
  return path.join(folder, 'moving.worker.js');
}
