import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '../src/config.ts';
import type { Bench } from './bench.ts';
import { type FigureGroup, figure } from './figures.ts';
import { spreadOf } from './statistics.ts';
import { openWebClient } from './web-client.ts';

const project = fileURLToPath(new URL('..', import.meta.url));
/** The first start may have to fetch the embedded server and to build the app. */
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 15_000;

/** How long somebody waits who types `npm start`. */
export async function benchStart(bench: Bench): Promise<readonly FigureGroup[]> {
  const { quick, signal } = bench;
  const rounds = quick ? 1 : 3;
  const dataFolder = path.join(bench.folder, 'started');
  const first = await startAndStop(dataFolder);
  const printed: number[] = [];
  const ready: number[] = [];
  const stopped: number[] = [];
  for (let round = 0; round < rounds; round++) {
    signal.throwIfAborted();
    const took = await startAndStop(dataFolder);
    printed.push(took.printedMs / 1_000);
    ready.push(took.readyMs / 1_000);
    stopped.push(took.stoppedMs / 1_000);
  }
  const figures = [
    figure('npm start until the address is printed', 's', spreadOf(printed)),
    figure('npm start until /health/ready says so', 's', spreadOf(ready)),
    figure('SIGTERM until everything has ended', 's', spreadOf(stopped)),
    figure('the very first start, with an empty data folder', 's', first.readyMs / 1_000),
  ];
  const how =
    'npm start with the embedded database (MONGODB_URI is ignored), on a data folder that holds the demo company. ' +
    'The very first start also makes that, and builds the app where that is not built yet.';
  return [{ name: 'start', title: 'Start', how, figures }];
}

async function startAndStop(dataFolder: string): Promise<{ printedMs: number; readyMs: number; stoppedMs: number }> {
  const { MONGODB_URI: _, ...inherited } = environment();
  const env = { ...inherited, PORT: '0', MISTY_DATA: dataFolder };
  const start = performance.now();
  // A process group of its own, because npm is the parent and what it starts has to end as well.
  const child = spawn('npm', ['start'], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const ended = once(child, 'close');
  const limit = setTimeout(() => end(child, 'SIGKILL'), START_TIMEOUT_MS);
  try {
    const url = await addressOf(child);
    const printedMs = performance.now() - start;
    const web = openWebClient(url);
    while ((await web.ask('GET', '/health/ready')).status !== 200) if (child.exitCode !== null) throw notStarted('');
    const readyMs = performance.now() - start;
    web.close();
    const stopping = performance.now();
    end(child, 'SIGTERM');
    setTimeout(() => end(child, 'SIGKILL'), STOP_TIMEOUT_MS).unref();
    await ended;
    return { printedMs, readyMs, stoppedMs: performance.now() - stopping };
  } finally {
    clearTimeout(limit);
    end(child, 'SIGKILL');
  }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    const listen = (chunk: string) => {
      output += chunk;
      const [url] = /http:\/\/localhost:\d+(?=\s)/.exec(output) ?? [];
      if (url !== undefined) resolve(url);
    };
    child.stdout?.setEncoding('utf8').on('data', listen);
    child.stderr?.setEncoding('utf8').on('data', listen);
    child.once('error', reject);
    child.once('close', () => reject(notStarted(output)));
  });
}

function notStarted(output: string): Error {
  return new Error(`npm start ended before it was ready.\n${output}`);
}

/** The whole group, if there is anything left of it. */
function end({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch {
    // It has ended already.
  }
}
