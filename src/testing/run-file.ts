import { type ChildProcess, spawn } from 'node:child_process';

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

export interface RunFileOptions {
  /** The folder it runs in; `file` is relative to it. */
  folder: string;
  env: NodeJS.ProcessEnv;
  /** The longest it may take; then it and every process it started in its group is killed. */
  timeoutMs: number;
  /** How long it may go on after its last test, to let connections close. */
  lingerMs?: number;
  signal?: AbortSignal;
}

/**
 * Runs one test file as a process of its own, and believes it only if it ended with 0, ran at least one test, passed all
 * of them and skipped none: uvu itself is green for a file that ran nothing. A file that crashed counts one failure.
 */
export async function runFile(file: string, options: RunFileOptions): Promise<FileOutcome> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--enable-source-maps', '--import', import.meta.resolve('tsx'), file], {
    cwd: options.folder,
    env: { ...options.env, NO_COLOR: '1', FORCE_COLOR: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own process group, so that whatever it started can be ended with it.
    detached: true,
  });
  let output = '';
  let reason: string | undefined;
  const end = (why: string): void => {
    reason ??= why;
    killGroup(child);
  };
  const limit = setTimeout(() => end(`not done after ${options.timeoutMs / 1000} s`), options.timeoutMs);
  let linger: NodeJS.Timeout | undefined;
  const listen = (chunk: string): void => {
    if (output.length < outputLengthMax) output += chunk;
    if (linger || !/^ {2}Duration: /m.test(chunk)) return;
    const lingerMs = options.lingerMs ?? 10_000;
    linger = setTimeout(() => end('its tests are done, but something it opened keeps it running'), lingerMs);
  };
  child.stdout.setEncoding('utf8').on('data', listen);
  child.stderr.setEncoding('utf8').on('data', listen);
  const abort = (): void => end('interrupted');
  options.signal?.addEventListener('abort', abort);

  const exitCode = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      reason = error.message;
      resolve(null);
    });
    child.on('exit', () => {
      // What the file started and left behind also holds its pipes open: end it, or 'close' never comes.
      killGroup(child);
    });
    child.on('close', resolve);
  });
  clearTimeout(limit);
  clearTimeout(linger);
  options.signal?.removeEventListener('abort', abort);

  const durationMs = performance.now() - startedAt;
  return { file, durationMs, output, ...judge(output, exitCode, reason) };
}

const outputLengthMax = 2_000_000;

function judge(output: string, exitCode: number | null, reason: string | undefined) {
  const total = lastFigure(output, 'Total');
  const passed = lastFigure(output, 'Passed') ?? 0;
  const skipped = lastFigure(output, 'Skipped') ?? 0;
  const why =
    reason ??
    (total === undefined ? `ended with ${exitCode} before its tests were done` : undefined) ??
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
