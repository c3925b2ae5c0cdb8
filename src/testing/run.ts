import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { environment } from '../config.ts';
import { findTests, type TestFile } from './find-tests.ts';
import { type FileOutcome, runFile } from './run-file.ts';
import type { TestServer } from './server.ts';

// The test runner: `npm test`, `npm test -- stock` (files whose path contains it), `npm test -- --kind unit`.
// The last line is always `N passed, N failed`; the exit code is 1 if anything failed, or if there was nothing to run.

const usage = `npm test [-- [PART OF A PATH]… [--kind unit|int|e2e] [--folder FOLDER]]`;
/** The longest that a file may take, on a machine that is busy with other things too. */
const timeoutsMs = { unit: 120_000, int: 300_000, e2e: 300_000 };
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
  const parallel = wanted.filter(({ kind }) => kind !== 'e2e');
  const atOnce = Math.max(2, Math.min(4, availableParallelism()));
  await Promise.all(Array.from({ length: atOnce }, () => work(folder, parallel)));
  await work(
    folder,
    wanted.filter(({ kind }) => kind === 'e2e'),
  );
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

/** Takes file after file off the list until it is empty. */
async function work(folder: string, files: TestFile[]): Promise<void> {
  for (let next = files.shift(); next && !interruption.signal.aborted; next = files.shift()) {
    outcomes.push(report(await runOne(folder, next)));
  }
}

async function runOne(folder: string, { file, kind }: TestFile): Promise<FileOutcome> {
  const env = { ...environment() };
  if (kind !== 'unit') {
    try {
      env['MONGODB_URI'] = (await server)?.uri;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { file, ok: false, passed: 0, failed: 1, durationMs: 0, output: '', reason };
    }
  }
  return await runFile(file, { folder, env, timeoutMs: timeoutsMs[kind], signal: interruption.signal });
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
