import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { environment } from '../config.ts';
import { findTests, type TestFile, type TestKind } from './find-tests.ts';
import { type FileOutcome, Lane } from './lane.ts';
import type { TestServer } from './server.ts';

// The test runner: `npm test`, `npm test -- stock` (files whose path contains it), `npm test -- --kind unit`.
// Files of a kind share a few processes, and the time of each kind is printed. The last line is always `N passed, N failed`;
// the exit code is 1 if anything failed, or if there was nothing to run.

const usage = `npm test [-- [PART OF A PATH]… [--kind unit|int|e2e] [--folder FOLDER]]`;
/** The longest that a file may take, on a machine that is busy with other things too. */
const timeoutsMs = { unit: 120_000, int: 300_000, e2e: 300_000 };
const kinds = ['unit', 'int', 'e2e'] as const;
const outcomes: FileOutcome[] = [];
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort());

let server: Promise<TestServer> | undefined;
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { kind: { type: 'string' }, folder: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help || !['unit', 'int', 'e2e', undefined].includes(values.kind)) throw new Error(usage);
  const projectFolder = fileURLToPath(new URL('../../', import.meta.url));
  const folder = values.folder ? path.resolve(values.folder) : projectFolder;
  const wanted = (await findTests(folder)).filter(
    ({ file, kind }) =>
      (values.kind ?? kind) === kind && (positionals.length === 0 || positionals.some((part) => file.includes(part))),
  );
  if (wanted.length === 0) throw new Error('No test file matches.');

  // One server for all files, started while the pure tests already run.
  if (wanted.some(({ kind }) => kind !== 'unit')) {
    server = import('./server.ts').then(({ bringServer }) => bringServer(say));
    server.then(({ describe }) => say(`database: ${describe}`)).catch(() => undefined);
  }
  for (const kind of kinds) {
    const files = wanted.filter((one) => one.kind === kind);
    if (files.length > 0) await stage(folder, kind, files);
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  await server?.then((running) => running.stop()).catch(() => undefined);
}

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
if (failed > 0 || passed === 0) process.exitCode = 1;
if (interruption.signal.aborted) process.exitCode = 130;
for (const { file, ok } of outcomes) if (!ok) say(`failed: ${file}`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);

/** All files of a kind, by a few processes that share the work. */
async function stage(folder: string, kind: TestKind, files: TestFile[]): Promise<void> {
  const startedAt = performance.now();
  const before = outcomes.length;
  const env = { ...environment() };
  try {
    if (kind !== 'unit') env['MONGODB_URI'] = (await server)?.uri;
  } catch (error) {
    outcomes.push(report(failure(`${kind}, its database`, error instanceof Error ? error.message : String(error))));
    return;
  }
  const waiting = files.map(({ file }) => file);
  const processes = kind === 'e2e' ? 1 : Math.min(files.length, Math.max(2, Math.min(4, availableParallelism())));
  await Promise.all(Array.from({ length: processes }, () => work(folder, kind, env, waiting)));
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const tests = outcomes.slice(before).reduce((sum, { passed, failed }) => sum + passed + failed, 0);
  say(`${kind}: ${tests} tests of ${files.length} files in ${seconds} s`);
}

/** Takes file after file off the list until it is empty. */
async function work(folder: string, kind: TestKind, env: NodeJS.ProcessEnv, waiting: string[]): Promise<void> {
  const lane = new Lane({ folder, env, signal: interruption.signal });
  for (let next = waiting.shift(); next !== undefined && !interruption.signal.aborted; next = waiting.shift()) {
    outcomes.push(report(await lane.run(next, timeoutsMs[kind])));
  }
  const wrong = await lane.end();
  if (wrong === undefined || interruption.signal.aborted) return;
  outcomes.push(report(failure(`${kind}, the end of a process`, wrong)));
}

/** Something failed that is no test file, and counts like one. */
function failure(what: string, reason: string): FileOutcome {
  return { file: what, ok: false, passed: 0, failed: 1, durationMs: 0, output: '', reason };
}

function report(outcome: FileOutcome): FileOutcome {
  const { file, ok, passed: good, failed: bad, durationMs, reason, output } = outcome;
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  say(`${ok ? 'ok  ' : 'FAIL'} ${seconds.padStart(7)}  ${file}  ${good} passed${bad ? `, ${bad} failed` : ''}`);
  if (!ok) say(`${output.trimEnd()}\n${reason ? `     ${reason}\n` : ''}`);
  return outcome;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
