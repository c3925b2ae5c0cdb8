import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ServerDescription } from '../src/database/connect.ts';
import { type Figure, type FigureGroup, isMet } from './figures.ts';
import type { DiskSync, Machine } from './machine.ts';

/** Everything that a run found out, as it is written to bench/results. */
export interface Report {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly quick: boolean;
  readonly machine: Machine;
  readonly database: Pick<ServerDescription, 'kind' | 'version'> & { readonly writeConcern: object };
  readonly diskSync: DiskSync;
  readonly groups: readonly FigureGroup[];
}

/** For a terminal. */
export function headText(report: Omit<Report, 'groups'>): string {
  return headLines(report).join('\n');
}

/** For a terminal. */
export function groupText({ title, figures }: FigureGroup): string {
  const rows = figures.map(cells);
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([what = '', value = '', spread = '', goal = '']) =>
    `  ${what.padEnd(widths[0] ?? 0)}  ${value.padStart(widths[1] ?? 0)}  ${spread.padEnd(widths[2] ?? 0)}  ${goal}`.trimEnd(),
  );
  return [title, ...lines].join('\n');
}

/** Writes `<date>-<server>.json` and `.md`; returns the second one's path. */
export async function writeReport(folder: string, report: Report): Promise<string> {
  const { kind, version } = report.database;
  const name = `${report.date}-${kind === 'embedded' ? 'secantusdb' : 'mongodb'}-${version}`;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(report, null, 2)}\n`);
  const text = path.join(folder, `${name}.md`);
  await writeFile(text, markdown(report));
  return text;
}

function markdown(report: Report): string {
  const { date, database, groups } = report;
  const head = [`# Figures of ${date}, ${serverName(database)}`, '', ...headLines(report).map((line) => `- ${line}`)];
  const note =
    'Rates depend on the machine; the ratios are what to compare. Least–most are of the rounds, the figure is their median.';
  const parts = groups.map(({ title, how, figures }) => {
    const rows = figures.map((one) => `| ${cells(one).join(' | ')} |`);
    return [`## ${title}`, '', how, '', '| what | figure | least–most | goal |', '|---|---:|---|---|', ...rows].join(
      '\n',
    );
  });
  return `${[...head, '', note, '', parts.join('\n\n')].join('\n')}\n`;
}

function headLines({ machine, database, diskSync, quick }: Omit<Report, 'groups'>): string[] {
  const { cores, cpu, memoryGb, system, node, load, misty, driver } = machine;
  return [
    `Machine: ${cores} cores (${cpu}), ${memoryGb} GB, ${system}, Node ${node}; load ${load} before the run`,
    `Database: ${serverName(database)}, write concern ${JSON.stringify(database.writeConcern)}; driver ${driver}; Misty ${misty}`,
    `Disk: 4 KiB are safe after ${diskSync.medianMs.toFixed(2)} ms (median), ${diskSync.p99Ms.toFixed(2)} ms (p99)`,
    ...(quick ? ['A quick run: few rounds and small logs, so the figures are rough'] : []),
  ];
}

function serverName({ kind, version }: Report['database']): string {
  return kind === 'embedded' ? `SecantusDB ${version} (embedded)` : `MongoDB ${version}`;
}

/** What, figure, least–most, goal. */
function cells(one: Figure): string[] {
  const { what, value, unit, low, high, goal } = one;
  const spread = low === undefined || high === undefined || low === high ? '' : `${short(low)}–${short(high)}`;
  if (goal === undefined) return [what, `${short(value)} ${unit}`, spread, ''];
  const words = 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
  return [what, `${short(value)} ${unit}`, spread, `${words} ${isMet(one) ? 'met' : 'NOT MET'}`];
}

/** Three figures that mean something, no more. */
function short(value: number): string {
  if (value >= 100 || value === 0) return Math.round(value).toLocaleString('en-AU');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
