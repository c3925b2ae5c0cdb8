import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { clocks, runAt } from './clocks.ts';
import { findTests, type TestFile, type TestKind } from './find-tests.ts';
import type { TestServer } from './server.ts';
import { runStage } from './stage.ts';
import { whyNoWebkit } from './webkit.ts';

// The test runner: `npm test`, `npm test -- stock` (files whose path contains it), `npm test -- --kind unit`, and
// `npm test -- --at each` (under every clock of clocks.ts, or under one: `--at '2026-06-30 23:30'`).
// With `--first-failure` it ends at the first test that fails.
// The last line is always `N passed, N failed`; the exit code is 1 if anything failed, or if there was nothing to run.

const usage = `npm test [-- [PART OF A PATH]… [--kind unit|int|e2e|webkit|machine] [--folder FOLDER] [--at each|'2026-06-30 23:30']
  [--first-failure]]`;
const kinds: readonly TestKind[] = ['unit', 'int', 'e2e', 'webkit', 'machine'];
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => interruption.abort());

/** What is counted: a file, or a whole run under another clock. */
interface Counted {
  readonly file: string;
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: number;
}
const outcomes: Counted[] = [];
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kind: { type: 'string' },
      folder: { type: 'string' },
      at: { type: 'string' },
      'first-failure': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const { kind, at } = values;
  if (values.help || (kind !== undefined && !kinds.some((one) => one === kind))) throw new Error(usage);
  const folder = values.folder ? path.resolve(values.folder) : fileURLToPath(new URL('../../', import.meta.url));
  const wanted = (await findTests(folder)).filter(
    // A machine is booted only for those who ask for it.
    (test) => (kind ?? notMachine(test.kind)) === test.kind && fits(test.file, positionals),
  );
  if (wanted.length === 0) throw new Error('No test file matches.');
  if (at === undefined) await runHere(folder, wanted, values['first-failure'] === true);
  else {
    const args = ['--folder', folder, ...(kind === undefined ? [] : ['--kind', kind]), ...positionals];
    for (const moment of at === 'each' ? clocks : [at]) await runThen(moment, args);
  }
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
if (failed > 0 || passed === 0) process.exitCode = 1;
if (interruption.signal.aborted) process.exitCode = 130;
for (const { file, ok } of outcomes) if (!ok) say(`failed: ${file}`);
process.stdout.write(`${passed} passed, ${failed} failed\n`);

async function runHere(folder: string, wanted: readonly TestFile[], firstFailure: boolean): Promise<void> {
  let server: Promise<TestServer> | undefined;
  // One server for all files, started while the pure tests already run.
  if (wanted.some(({ kind }) => needsServer(kind))) {
    server = import('./server.ts').then(({ bringServer }) => bringServer(readConfig().mongodbUri, say));
    server.then(({ describe }) => say(`database: ${describe}`)).catch(() => undefined);
  }
  try {
    for (const kind of kinds) {
      const files = wanted.filter((one) => one.kind === kind).map(({ file }) => file);
      const stage = {
        kind,
        folder,
        files,
        server: needsServer(kind) ? server : undefined,
        signal: interruption.signal,
        stop: () => interruption.abort(),
        firstFailure,
        say,
      };
      if (files.length === 0 || interruption.signal.aborted) continue;
      // Where there is no WebKit and none can be installed, that fails nothing but a run of nothing else.
      const why = kind === 'webkit' ? await whyNoWebkit() : undefined;
      if (why === undefined) outcomes.push(...(await runStage(stage)));
      else say(`The tests on WebKit are not run. ${why}`);
    }
  } finally {
    await server?.then((running) => running.stop()).catch(() => undefined);
  }
}

/** All of it once more, as it will be, or was, at that moment. */
async function runThen(moment: string, args: readonly string[]): Promise<void> {
  if (interruption.signal.aborted) return;
  say(`at ${moment}`);
  const { code, lastLine } = await runAt(moment, [fileURLToPath(import.meta.url), ...args], interruption.signal);
  const [, good = '0', bad = '1'] = /^(\d+) passed, (\d+) failed$/.exec(lastLine) ?? [];
  const failures = code === 0 ? Number(bad) : Math.max(1, Number(bad));
  outcomes.push({ file: `at ${moment}`, ok: failures === 0, passed: Number(good), failed: failures });
}

function notMachine(kind: TestKind): TestKind | undefined {
  return kind === 'machine' ? undefined : kind;
}

function needsServer(kind: TestKind): boolean {
  return kind === 'int' || kind === 'e2e' || kind === 'webkit';
}

function fits(file: string, parts: readonly string[]): boolean {
  return parts.length === 0 || parts.some((part) => file.includes(part));
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
