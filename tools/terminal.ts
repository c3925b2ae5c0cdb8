import type { DestinationStream } from 'pino';

/** A line of the answer. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The answer for other programs: one JSON value on one line. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value));
}

/** What is worth knowing beside the answer: progress, warnings. Never mixed with the answer itself. */
export function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Whether somebody is watching: progress bars are for people. */
export function isWatched(): boolean {
  return process.stderr.isTTY === true;
}

/** "12,345" */
export function figure(count: number): string {
  return count.toLocaleString('en-AU');
}

/** Rows under each other, each column as wide as its widest cell. Ends of lines have no spaces. */
export function columns(rows: readonly (readonly string[])[], indent = ''): string[] {
  const widths: number[] = [];
  for (const row of rows)
    row.forEach((cell, index) => {
      widths[index] = Math.max(widths[index] ?? 0, cell.length);
    });
  return rows.map((row) =>
    `${indent}${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ')}`.trimEnd(),
  );
}

/** A reader of the first lines only, such as `head`, closes the pipe. That is no failure. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}

/** The server's log for somebody who watches it: a readable line each, to standard error. */
export const watchedLog: DestinationStream = {
  write(text) {
    const { level, time, msg, err, reqId } = JSON.parse(text) as LogLine;
    const at = new Date(time).toTimeString().slice(0, 8);
    const word = level >= 50 ? 'error' : level >= 40 ? 'warning' : 'note';
    const why = err?.message === undefined || err.message === msg ? '' : `: ${err.message}`;
    note(`${at} ${word}: ${msg ?? ''}${why}${reqId === undefined ? '' : ` (request ${reqId})`}`);
  },
};

interface LogLine {
  readonly level: number;
  readonly time: number;
  readonly msg?: string;
  readonly err?: { readonly message?: string };
  readonly reqId?: string;
}
