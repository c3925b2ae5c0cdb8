import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { environment } from '../config.ts';

/** A file that runs as a process of its own and talks in lines of JSON over its stdin and stdout. */
export interface Worker<Message> {
  pid: number;
  /** Writes one line of JSON to its stdin. */
  send(message: unknown): void;
  /** The next message that fits, in the order they were said. Those before it are passed over. */
  next(fits?: (message: Message) => boolean, timeoutMs?: number): Promise<Message>;
  /** Ends it, by `kill -9` unless told otherwise, and waits until it has ended. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Settles when it has ended, for any reason. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
}

/**
 * Starts a worker. None outlives the test file: they end with it, and the runner ends the whole group.
 *
 *     const worker = startWorker<{ ready: true }>(new URL('./writer.worker.ts', import.meta.url), { args: [uri] });
 *     await worker.next((message) => message.ready);
 */
export function startWorker<Message>(
  file: URL | string,
  options: { args?: string[]; env?: NodeJS.ProcessEnv } = {},
): Worker<Message> {
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  const reader = path.endsWith('.js') ? [] : ['--import', import.meta.resolve('tsx')];
  const program = ['--enable-source-maps', ...reader, path];
  const child = spawn(process.execPath, [...program, ...(options.args ?? [])], {
    env: { ...environment(), ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  live.add(child);
  const said: Message[] = [];
  const noise: string[] = [];
  let wake: () => void = () => undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) said.push(JSON.parse(line) as Message);
    else noise.push(line);
    wake();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => void noise.push(chunk));
  // Writing to a worker that was killed is not worth a failure of its own: what is awaited from it will tell.
  child.stdin.on('error', () => undefined);

  let over = false;
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once('error', (error) => void noise.push(error.message));
    child.once('close', (code, signal) => {
      over = true;
      live.delete(child);
      wake();
      resolve({ code, signal });
    });
  });

  const next = async (fits: (message: Message) => boolean = () => true, timeoutMs = 40_000): Promise<Message> => {
    const end = performance.now() + timeoutMs;
    for (;;) {
      for (let message = said.shift(); message !== undefined; message = said.shift()) if (fits(message)) return message;
      const leftMs = end - performance.now();
      if (over || leftMs <= 0) {
        throw new Error(
          `The worker ${over ? 'ended' : `did not say within ${timeoutMs} ms`} what was awaited.\n${noise.join('\n')}`,
        );
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  return {
    pid: child.pid ?? -1,
    send: (message) => void child.stdin.write(`${JSON.stringify(message)}\n`),
    next,
    async kill(signal = 'SIGKILL') {
      child.kill(signal);
      await ended;
    },
    ended,
  };
}

const live = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of live) child.kill('SIGKILL');
});
