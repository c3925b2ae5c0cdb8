import type { Command } from 'commander';
import { readConfig } from '../src/config.ts';
import { readLast } from '../src/event-store/read.ts';
import { type LogFileLine, type LogFileRange, logFile } from '../src/witness/log-file.ts';
import { type Company, withCompany } from './company.ts';
import { Failure } from './failure.ts';
import type { Finish } from './finish.ts';
import { firstAt, lastBefore } from './places.ts';
import { type ProgressView, progressView } from './progress-view.ts';
import { figure, print, printJson } from './terminal.ts';
import { placeOf } from './times.ts';
import { writeWhole } from './whole-file.ts';

interface ExportChoice {
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly aggregate?: readonly string[];
  readonly json?: true;
}

export function exportCommand(command: Command, finish: Finish): void {
  command
    .requiredOption('--out <file>', 'the file to write')
    .option('--from <place>', 'from this position, date or time on')
    .option('--to <place>', 'up to this position or date, or before this time')
    .option('--aggregate <id...>', 'only the commits of these things, such as stock-item/kraft-120')
    .option('--json', 'as one line of JSON')
    .addHelpText(
      'after',
      '\nWrites the log so that anybody can check it: node tools/verify-export.mjs FILE (docs/log-format.md).',
    )
    .action((choice: ExportChoice) => finish(() => withCompany(readConfig(), (company) => exportLog(company, choice))));
}

async function exportLog(company: Company, { out, json, aggregate, ...places }: ExportChoice): Promise<number> {
  const { from, to } = await rangeOf(company, places);
  const view = progressView('export', json ?? false);
  const counts = { lines: 0, bytes: 0 };
  const range: LogFileRange = { from, to, ...(aggregate && { aggregates: aggregate }) };
  await writeWhole(out, counted(logFile(company.log, range), { view, counts, to }));
  view.end();
  if (json) printJson({ ok: true, file: out, from, to, ...counts });
  else print(`${out}: positions ${from} to ${to}, ${figure(counts.bytes)} bytes.`);
  return 0;
}

async function rangeOf({ log, config }: Company, places: Pick<ExportChoice, 'from' | 'to'>) {
  const head = (await readLast(log))?.position ?? 0;
  const first = places.from === undefined ? 1 : await firstAt(log, placeOf(places.from, config.timeZone, 'from'));
  const last = places.to === undefined ? head : await lastBefore(log, placeOf(places.to, config.timeZone, 'to'));
  const [from, to] = [Math.max(1, first), Math.min(head, last)];
  if (from > to && head > 0) {
    throw new Failure(`The log ends at position ${head}: nothing was recorded between those places.`);
  }
  return { from, to };
}

async function* counted(
  lines: AsyncIterable<LogFileLine>,
  { view, counts, to }: { view: ProgressView; counts: { lines: number; bytes: number }; to: number },
): AsyncGenerator<string> {
  for await (const { text, position } of lines) {
    counts.lines += 1;
    counts.bytes += Buffer.byteLength(text) + 1;
    view.update({ position, head: to });
    yield `${text}\n`;
  }
}
