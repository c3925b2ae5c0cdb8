import { availableParallelism } from 'node:os';
import { environment } from '../config.ts';
import type { TestKind } from './find-tests.ts';
import { type FileOutcome, Lane } from './lane.ts';
import type { TestServer } from './server.ts';
import { FIGURE } from './suite.ts';

export interface Stage {
  readonly kind: TestKind;
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** Of kinds that need one. It may still be starting. */
  readonly server: Promise<TestServer> | undefined;
  readonly signal: AbortSignal;
  readonly stop: () => void;
  readonly say: (line: string) => void;
  /** Ends at the first test that fails. */
  readonly firstFailure: boolean;
}

/** Runs all files of a kind, by a few processes that share the work. Says how each went, and how long they took. */
export async function runStage(stage: Stage): Promise<FileOutcome[]> {
  const { kind, files, say } = stage;
  const startedAt = performance.now();
  const outcomes: FileOutcome[] = [];
  const add = (outcome: FileOutcome): void => {
    outcomes.push(outcome);
    report(outcome, say);
    if (!outcome.ok && stage.firstFailure) stage.stop();
  };
  try {
    const { env, discard } = await prepare(stage);
    const waiting = longestFirst(files);
    const processes = kind === 'machine' ? 1 : Math.min(files.length, Math.max(2, Math.min(4, availableParallelism())));
    await Promise.all(Array.from({ length: processes }, () => work(stage, env, waiting, add)));
    await discard();
  } catch (error) {
    add(failure(`${kind}, what it needs`, error instanceof Error ? error.message : String(error)));
  }
  const tests = outcomes.reduce((sum, { passed, failed }) => sum + passed + failed, 0);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  say(`${kind}: ${tests} tests of ${files.length} files in ${seconds} s`);
  return outcomes;
}

/** By parts of their paths. They begin first, so that in the end no process is left alone with one of them. */
const longest = [
  ...[
    'sign-in-processes',
    'changing',
    'rebuild.int',
    '/collisions',
    'disk-full',
    'damaged',
    'embedded.int',
    'main.int',
  ],
  ...[
    'every-screen',
    'speed.e2e',
    'shell.e2e',
    'lock.e2e',
    'leave.e2e',
    'accounts.e2e',
    'approvals.e2e',
    'renewal',
    'devices.e2e',
  ],
];

function longestFirst(files: readonly string[]): string[] {
  const place = (file: string) => longest.findIndex((part) => file.includes(part)) + 1 || longest.length + 1;
  return [...files].sort((a, b) => place(a) - place(b));
}

/** The longest that a file may take, on a machine that is busy with other things too. */
const timeoutsMs = { unit: 120_000, int: 300_000, e2e: 1_200_000, webkit: 600_000, machine: 2_400_000 };

/** What the tests of a kind share: a database server, and in a browser also Chromium, the built app and a company to begin with. */
async function prepare({ kind, server }: Stage): Promise<{ env: NodeJS.ProcessEnv; discard(): Promise<void> }> {
  const alone = { env: environment(), discard: async () => undefined };
  const running = await server;
  if (running === undefined) return alone;
  const env = { ...environment(), MONGODB_URI: running.uri };
  if (kind === 'int') return { ...alone, env };
  const [{ readyClient }, { keepCompany }, { findShell, shellVariable }] = await Promise.all([
    import('../../client/build.ts'),
    import('./company.ts'),
    import('./chromium.ts'),
  ]);
  const chromium = async () => (kind === 'e2e' ? { [shellVariable]: await findShell() } : {});
  const [company, browser] = await Promise.all([keepCompany(running.uri), chromium(), readyClient()]);
  return { env: { ...env, ...company.env, ...browser }, discard: company.discard };
}

/** Takes file after file off the list until it is empty. */
async function work(
  { kind, folder, signal, firstFailure }: Stage,
  env: NodeJS.ProcessEnv,
  waiting: string[],
  add: (outcome: FileOutcome) => void,
): Promise<void> {
  const lane = new Lane({ folder, env, signal, firstFailure });
  for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
    add(await lane.run(next, timeoutsMs[kind]));
  }
  const wrong = await lane.end();
  if (wrong !== undefined && !signal.aborted) add(failure(`${kind}, the end of a process`, wrong));
}

/** Something failed that is no test file, and counts like one. */
function failure(file: string, reason: string): FileOutcome {
  return { file, ok: false, passed: 0, failed: 1, durationMs: 0, output: '', reason };
}

function report({ file, ok, passed, failed, durationMs, reason, output }: FileOutcome, say: Stage['say']): void {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  say(`${ok ? 'ok  ' : 'FAIL'} ${seconds.padStart(7)}  ${file}  ${passed} passed${failed ? `, ${failed} failed` : ''}`);
  if (ok) for (const line of output.split('\n')) if (line.includes(FIGURE)) say(line.slice(line.indexOf(FIGURE)));
  if (!ok) say(`${output.trimEnd()}\n${reason ? `     ${reason}\n` : ''}`);
}
