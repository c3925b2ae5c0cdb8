import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Bench } from './bench.ts';

/** What the database has in memory; undefined where the server does not tell. */
export async function databaseRssBytes({ databasePid, client }: Bench): Promise<number | undefined> {
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
