import { spawn } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import path from 'node:path';
import { environment } from '../config.ts';
import { momentAt } from '../contracts/dates.ts';

/** Moments in the shop at which days, weeks, months and years are easily got wrong: `npm test -- --at each`. */
export const clocks: readonly string[] = [
  '2026-11-30 00:30', // a Monday and the last of a month; in Greenwich it is still Sunday
  '2026-06-30 23:30', // a Tuesday, the last minutes of a financial year
  '2026-12-23 12:00', // a Wednesday, with Christmas ahead
  '2026-12-31 23:30', // a Thursday
  '2027-01-01 00:30', // a Friday, the new year, and a public holiday
  '2026-11-28 15:00', // a Saturday
  '2027-02-28 23:30', // a Sunday and the last of a short month
  '2026-10-04 01:50', // a Sunday: ten minutes later it is three o'clock
  '2027-04-04 01:50', // a Sunday: after an hour and ten minutes it is two o'clock again
  '2026-12-28 07:10', // a Monday that is a public holiday
  '2026-12-01 09:00', // a Tuesday, before the story of that day has begun
];

const timeZone = 'Australia/Sydney';

/**
 * Runs a Node program while it and all that it starts see the clock as it will be, or was, at a moment in the shop, such
 * as `2026-06-30 23:30`. The clock goes on from there. Resolves with its exit code and the last line that it printed.
 *
 * @throws Error that says what to write, or to install.
 */
export async function runAt(
  moment: string,
  args: readonly string[],
  signal: AbortSignal,
): Promise<{ code: number | null; lastLine: string }> {
  const [, date, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d)$/.exec(moment) ?? [];
  if (date === undefined || time === undefined) throw new Error(`“${moment}” is no moment: write 2026-06-30 23:30.`);
  // This process may itself run under another clock.
  const already = Number.parseInt(environment()['FAKETIME'] ?? '0', 10);
  const aheadSeconds = already + Math.round((momentAt(date, time, timeZone).getTime() - Date.now()) / 1000);
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    env: {
      ...environment(),
      LD_PRELOAD: await findLibrary(),
      FAKETIME: `${aheadSeconds < 0 ? '' : '+'}${aheadSeconds}s`,
      // Waiting lasts as long as ever.
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  signal.addEventListener('abort', () => child.kill('SIGTERM'));
  let last = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    process.stdout.write(chunk);
    last = (last + chunk).slice(-200);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, lastLine: last.trimEnd().split('\n').at(-1) ?? '' };
}

async function findLibrary(): Promise<string> {
  for (const folder of ['', ...(await readdir('/usr/lib').catch(() => []))]) {
    const library = path.join('/usr/lib', folder, 'faketime', 'libfaketime.so.1');
    const isThere = await access(library).then(
      () => true,
      () => false,
    );
    if (isThere) return library;
  }
  throw new Error('Another clock needs libfaketime: install it (Debian: apt install libfaketime).');
}
