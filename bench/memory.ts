import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import type { WebServer } from './web-server.ts';

/** Resident memory. The database's is undefined where its server does not tell. */
export interface Memory {
  readonly mistyBytes: number;
  readonly databaseBytes: number | undefined;
}

export function benchMemory(atFirst: Memory, afterwards: Memory): FigureGroup {
  const figures = [
    figure('Misty, just started', 'MB', atFirst.mistyBytes / 1e6),
    figure('Misty, after the commands over HTTP', 'MB', afterwards.mistyBytes / 1e6),
    ...[atFirst.databaseBytes ?? []].flat().map((bytes) => figure('the database, at first', 'MB', bytes / 1e6)),
    ...[afterwards.databaseBytes ?? []].flat().map((bytes) => figure('the database, afterwards', 'MB', bytes / 1e6)),
  ];
  return { name: 'memory', title: 'Memory', how: 'Resident memory of the two processes.', figures };
}

export async function memoryNow(bench: Bench, server: WebServer): Promise<Memory> {
  return { mistyBytes: await server.rssBytes(), databaseBytes: await databaseRssBytes(bench) };
}

async function databaseRssBytes({ databasePid, client }: Bench): Promise<number | undefined> {
  if (databasePid === undefined) {
    const status = await client
      .db('admin')
      .command({ serverStatus: 1 })
      .catch(() => undefined);
    const megabytes: unknown = status?.['mem']?.resident;
    return typeof megabytes === 'number' ? megabytes * 2 ** 20 : undefined;
  }
  const told = await promisify(execFile)('ps', ['-o', 'rss=', '-p', `${databasePid}`]).catch(() => undefined);
  const kilobytes = Number(told?.stdout.trim() || Number.NaN);
  return Number.isFinite(kilobytes) ? kilobytes * 1_024 : undefined;
}
