import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { FileEnd } from './lane.worker.ts';
import { FIRST_FAILURE } from './suite.ts';

/** How one test file went. `reason` is there when it failed in a way that its own output does not tell. */
export interface FileOutcome {
  file: string;
  ok: boolean;
  passed: number;
  failed: number;
  durationMs: number;
  output: string;
  reason?: string;
}

export interface LaneOptions {
  /** The folder it runs in; files are relative to it. */
  folder: string;
  env: NodeJS.ProcessEnv;
  /** How long a file may go on after its last test, to let connections close. */
  lingerMs?: number;
  signal?: AbortSignal;
  /** Ends the file at the first test that fails. */
  firstFailure?: boolean;
}

/**
 * Runs test files one after another in one process. A file is believed only if it came to its end, ran at least one
 * test, passed all of them, skipped none and left nothing open: uvu itself is green for a file that ran nothing. A file
 * that crashes, hangs or leaves something open takes its process with it; the next file gets a new one.
 */
export class Lane {
  readonly #options: LaneOptions;
  #running: LaneProcess | undefined;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  /** After `timeoutMs` the process, and every process that it started, is killed. */
  async run(file: string, timeoutMs: number): Promise<FileOutcome> {
    const startedAt = performance.now();
    this.#running ??= new LaneProcess(this.#options);
    const { output, end, reason } = await this.#running.run(file, timeoutMs);
    const left = end?.open.length ? `it left open: ${end.open.join(', ')}` : undefined;
    if (reason !== undefined || left !== undefined || end === undefined) {
      await this.#running.kill();
      this.#running = undefined;
    }
    const durationMs = performance.now() - startedAt;
    return { file, durationMs, output, ...judge(output, end?.exitCode, reason ?? left) };
  }

  /** Ends the process. Returns what was wrong with its end. */
  async end(): Promise<string | undefined> {
    const running = this.#running;
    this.#running = undefined;
    return await running?.end();
  }
}

interface Ran {
  output: string;
  /** Undefined when the process ended first. */
  end: FileEnd | undefined;
  reason: string | undefined;
}

class LaneProcess {
  readonly #child: ChildProcess;
  readonly #mark = randomUUID();
  readonly #lingerMs: number;
  readonly #closed: Promise<number | null>;
  readonly #files: string[] = [];
  #output = '';
  #reason: string | undefined;
  #heard: () => void = () => undefined;

  constructor({ folder, env, lingerMs = 10_000, signal, firstFailure = false }: LaneOptions) {
    this.#lingerMs = lingerMs;
    const args = ['--enable-source-maps', '--import', import.meta.resolve('tsx'), worker, this.#mark, String(lingerMs)];
    this.#child = spawn(process.execPath, firstFailure ? [...args, FIRST_FAILURE] : args, {
      cwd: folder,
      env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
      stdio: ['pipe', 'pipe', 'pipe'],
      // Its own process group, so that all that it started can be ended with it.
      detached: true,
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => this.#hear(chunk));
    }
    // A process that has ended takes no more files; what matters is that it ended.
    this.#child.stdin?.on('error', () => undefined);
    // What it started and left behind also holds its pipes open: end it, or 'close' never comes.
    this.#child.on('exit', () => killGroup(this.#child));
    this.#child.on('error', (error) => this.#give(error.message));
    this.#closed = new Promise((resolve) => this.#child.once('close', resolve));
    void this.#closed.then(() => signal?.removeEventListener('abort', abort));
    const abort = (): void => this.#give('interrupted');
    signal?.addEventListener('abort', abort);
    if (signal?.aborted) abort();
  }

  async run(file: string, timeoutMs: number): Promise<Ran> {
    this.#output = '';
    this.#files.push(file);
    const limit = setTimeout(() => this.#give(`not done after ${timeoutMs / 1000} s`), timeoutMs);
    const told = new Promise<FileEnd | undefined>((resolve) => {
      this.#heard = () => {
        const [before, after] = this.#output.split(`\n${this.#mark} `);
        if (!after?.endsWith('\n')) return;
        this.#output = before ?? '';
        resolve(JSON.parse(after) as FileEnd);
      };
    });
    this.#child.stdin?.write(`${file}\n`);
    const end = await Promise.race([told, this.#closed.then(() => undefined)]);
    clearTimeout(limit);
    return { output: this.#output, end, reason: this.#reason };
  }

  async end(): Promise<string | undefined> {
    const limit = setTimeout(() => this.#give('something keeps it running'), this.#lingerMs);
    this.#child.stdin?.end();
    const code = await this.#closed;
    clearTimeout(limit);
    if (code === 0) return undefined;
    return `the process that ran ${this.#files.join(', ')}: ${this.#reason ?? `it ended with ${code}`}\n${this.#output}`;
  }

  async kill(): Promise<void> {
    killGroup(this.#child);
    await this.#closed;
  }

  #hear(chunk: string): void {
    const all = this.#output + chunk;
    this.#output =
      all.length <= outputLengthMax ? all : all.slice(0, outputLengthMax / 2) + all.slice(-outputLengthMax / 2);
    this.#heard();
  }

  /** Gives it up. */
  #give(why: string): void {
    this.#reason ??= why;
    killGroup(this.#child);
  }
}

const worker = fileURLToPath(new URL('./lane.worker.ts', import.meta.url));
const outputLengthMax = 2_000_000;

function judge(output: string, exitCode: number | undefined, reason: string | undefined) {
  const total = lastFigure(output, 'Total');
  const passed = lastFigure(output, 'Passed') ?? 0;
  const skipped = lastFigure(output, 'Skipped') ?? 0;
  const why =
    reason ??
    (total === undefined || exitCode === undefined ? 'it ended before its tests were done' : undefined) ??
    (total === 0 ? 'it has no test' : undefined) ??
    (skipped > 0 ? `${skipped} skipped` : undefined) ??
    (exitCode !== 0 && passed === total ? `all tests passed, but it ended with ${exitCode}` : undefined);
  const ok = why === undefined && exitCode === 0 && passed === total;
  const failed = ok ? 0 : Math.max(1, (total ?? 0) - passed);
  return { ok, passed, failed, ...(why === undefined ? {} : { reason: why }) };
}

/** The last one counts: a test may print the like of it, but uvu prints its summary at the very end. */
function lastFigure(output: string, label: string): number | undefined {
  const found = [...output.matchAll(new RegExp(`^ {2}${label}: +(\\d+)$`, 'gm'))].at(-1)?.[1];
  return found === undefined ? undefined : Number(found);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody is left in the group.
  }
}
