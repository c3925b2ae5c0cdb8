import { open } from 'node:fs/promises';
import type { Command } from 'commander';
import { projections } from '../projections/index.ts';
import { readConfig } from '../src/config.ts';
import { signedHead } from '../src/contracts/heads.ts';
import { readLast } from '../src/event-store/read.ts';
import { type LogReport, verifyLog } from '../src/event-store/verify.ts';
import { faultsOf, faultWords, filesOfLog } from '../src/files/attached.ts';
import { FileStore } from '../src/files/file-store.ts';
import { type Comparison, compare } from '../src/projecting/compare.ts';
import type { Projection } from '../src/projecting/definition.ts';
import { type Pointer, readPointers } from '../src/projecting/pointers.ts';
import { headJudge } from '../src/witness/verify-heads.ts';
import { type Company, withCompany } from './company.ts';
import { differenceLines, differenceWords } from './differences.ts';
import { Failure } from './failure.ts';
import type { Finish } from './finish.ts';
import { progressView } from './progress-view.ts';
import { figure, print, printJson } from './terminal.ts';

export function verifyCommand(command: Command, finish: Finish): void {
  command
    .option('--json', 'as one line of JSON')
    .option('--heads <file>', 'only checks that the log bears out the signed heads of a file, such as an export')
    .addHelpText(
      'after',
      '\nReads the whole log. A running Misty goes on meanwhile. Ends with 1 when something is wrong.',
    )
    .action(({ json = false, heads }: { json?: boolean; heads?: string }) =>
      finish(() =>
        withCompany(readConfig(), (company) =>
          heads === undefined ? verify(company, json) : verifyHeads(company, heads, json),
        ),
      ),
    );
}

async function verify(company: Company, json: boolean): Promise<number> {
  const log = await provedLog(company, json);
  // What is folded from a log that is not in order proves nothing.
  const readModels = log.fault ? [] : await provedModels(company, json);
  const files = log.fault ? undefined : await provedFiles(company, json);
  const fault = log.fault
    ? `the log at position ${log.fault.position}: ${log.fault.detail}`
    : [...readModels.flatMap(({ fault }) => fault ?? []), ...(files?.fault ? [files.fault] : [])][0];
  if (json) printJson({ ok: fault === undefined, fault, log, readModels, files });
  else print(fault === undefined ? 'All is in order.' : `Something is wrong. ${fault}.`);
  return fault === undefined ? 0 : 1;
}

/** Every byte of what is attached. */
async function provedFiles(
  { log, config }: Company,
  json: boolean,
): Promise<{ readonly files: number; readonly fault?: string }> {
  const { attached: all } = await filesOfLog(log);
  const faults = await faultsOf(new FileStore(config.dataFolder), all, true);
  if (!json)
    print(
      `files: ${figure(all.length)} attached, ${faults.length === 0 ? 'each as it came' : 'and not all of them as they came'}`,
    );
  const fault = faults.length > 0 && `${faultWords(faults)}: bring them back with "misty restore --files"`;
  return { files: all.length, ...(fault && { fault }) };
}

/** A line of a file that is longer holds no head. */
const HEAD_CHARACTERS_MAX = 10_000;

async function verifyHeads({ log }: Company, file: string, json: boolean): Promise<number> {
  const faultOf = await headJudge(log);
  let heads = 0;
  let fault: string | undefined;
  for await (const line of shortLines(file)) {
    if (!line.startsWith('{"head":')) continue;
    const parsed = signedHead.safeParse(parsedJson(line));
    if (!parsed.success) throw new Failure(`${file} has a line that begins as a signed head and cannot be read.`);
    heads += 1;
    fault = await faultOf(parsed.data);
    if (fault !== undefined) break;
  }
  if (heads === 0)
    throw new Failure(`${file} holds no signed head. Give an export, or lines {"head":…,"signature":…}.`);
  if (json) printJson({ ok: fault === undefined, heads, fault });
  else if (fault === undefined) print(`All is in order: the log bears out ${figure(heads)} signed heads.`);
  else print(`Something is wrong: ${fault}.`);
  return fault === undefined ? 0 : 1;
}

/** The lines of a file, without those that are too long to be a head: they are never held whole. */
async function* shortLines(file: string): AsyncGenerator<string> {
  const opened = await open(file).catch(() => {
    throw new Failure(`${file} cannot be read. Check its name.`);
  });
  let begun = '';
  for await (const chunk of opened.createReadStream({ encoding: 'utf8' })) {
    const [rest = '', ...lines] = String(chunk).split('\n');
    for (const line of [rest, ...lines].slice(0, -1)) {
      const whole = begun + line;
      begun = '';
      if (whole.length <= HEAD_CHARACTERS_MAX) yield whole;
    }
    // One character too many is enough to know that a line is too long.
    begun = (begun + (lines.at(-1) ?? rest)).slice(0, HEAD_CHARACTERS_MAX + 1);
  }
  if (begun.length <= HEAD_CHARACTERS_MAX) yield begun;
}

function parsedJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

async function provedLog({ log }: Company, json: boolean): Promise<LogReport> {
  const view = progressView('log', json);
  const head = (await readLast(log))?.position ?? 0;
  const report = await verifyLog(log, (position) => view.update({ position, head: Math.max(head, position) }));
  view.end();
  const { commits, events, aggregates, hash, fault } = report;
  const counts = `${figure(commits)} commits, ${figure(events)} events of ${figure(aggregates)} things`;
  const proved = fault ? 'are in order, and no more' : 'without a gap, the chain unbroken';
  if (!json) print(`log: ${counts} ${proved}; hash ${hash}`);
  return report;
}

interface ProvedModel {
  readonly name: string;
  readonly rows?: number;
  readonly differing?: number;
  readonly parked?: number;
  /** Why it was not compared. */
  readonly leftOut?: string;
  readonly fault?: string;
}

async function provedModels(company: Company, json: boolean): Promise<ProvedModel[]> {
  const pointers = await readPointers(company.views);
  const proved: ProvedModel[] = [];
  for (const projection of projections) {
    const leftOut = whyLeftOut(projection, pointers.get(projection.name));
    if (leftOut !== undefined) {
      if (!json) print(`${projection.name}: not compared, ${leftOut}`);
      proved.push({ name: projection.name, leftOut });
      continue;
    }
    const view = progressView(projection.name, json);
    const comparison = await compare({ ...company, projection, onProgress: view.update });
    view.end();
    if (!json) for (const line of differenceLines(comparison)) print(line);
    proved.push(judged(comparison));
  }
  return proved;
}

function whyLeftOut({ version }: Projection, pointer: Pointer | undefined): string | undefined {
  if (pointer === undefined || pointer.generation === 0) return 'it is not built yet: Misty builds it when it starts';
  if (pointer.version !== version) return 'it was made by other rules: Misty builds it anew when it starts';
  return undefined;
}

function judged({ name, rows, differing, differences, parked }: Comparison): ProvedModel {
  const [first] = differences;
  const fault = first
    ? `${name} differs from a replay: ${differenceWords(first)}`
    : parked > 0
      ? `${name} has ${parked} rows that an event could not be applied to`
      : undefined;
  return { name, rows, differing, parked, ...(fault !== undefined && { fault }) };
}
