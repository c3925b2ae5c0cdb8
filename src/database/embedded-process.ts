import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectFolder } from '../folders.ts';
import { EmbeddedError, otherWay } from './embedded-error.ts';
import { DamagedError, damageIn } from './embedded-files.ts';

export interface LaunchOptions {
  program: string;
  storageFolder: string;
  /** 0 takes any free port. */
  port: number;
  auth: boolean;
  env: NodeJS.ProcessEnv;
}

/** A running server process. */
export interface ServerProcess {
  /** The server's own process id, not its watchdog's. */
  pid: number;
  port: number;
  /** Settles when it has ended, for any reason. */
  ended: Promise<void>;
  /** Ends it cleanly, by force after ten seconds. */
  stop(): Promise<void>;
  /** Ends it at once. What it has acknowledged is in its journal. */
  kill(): void;
}

/** Another process has the folder: the storage engine allows one at a time. */
export class FolderBusyError extends EmbeddedError {}

/**
 * Starts the server program and waits until it listens, which takes 0.2 s, and some seconds when it first has to go
 * over the journal after a crash.
 *
 * @throws FolderBusyError when another server holds the folder; EmbeddedError with the server's last words otherwise.
 */
export async function launch(options: LaunchOptions): Promise<ServerProcess> {
  const child = spawnWatched(options);
  const tail: string[] = [];
  let pid: number | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('exit', () => resolve());
  });
  const stop = async (): Promise<void> => {
    const force = setTimeout(() => kill(pid, 'SIGKILL'), stopTimeoutMs);
    if (!kill(pid, 'SIGTERM')) child.kill('SIGTERM');
    await ended;
    clearTimeout(force);
  };

  const port = await new Promise<number | undefined>((resolve) => {
    const limit = setTimeout(() => resolve(undefined), startTimeoutMs);
    const settle = (listening: number | undefined): void => {
      clearTimeout(limit);
      resolve(listening);
    };
    const listen = (line: string): void => {
      pid ??= figure(/^misty-server-pid (\d+)$/, line);
      const listening = figure(/listening on \S+:(\d+)\s*$/, line);
      if (listening !== undefined) settle(listening);
      tail.push(line);
      if (tail.length > 20) tail.shift();
    };
    for (const stream of [child.stdout, child.stderr])
      if (stream) createInterface({ input: stream }).on('line', listen);
    // 'close' comes after the last line was read, so that its reason is known.
    child.once('close', () => settle(undefined));
    child.once('error', (error) => {
      tail.push(error.message);
      settle(undefined);
    });
  });

  pid ??= child.pid;
  if (port === undefined || pid === undefined) {
    await stop();
    throw whyNot(tail, options.storageFolder);
  }
  return { pid, port, ended, stop, kill: () => void kill(pid, 'SIGKILL') };
}

const startTimeoutMs = 60_000;
const stopTimeoutMs = 10_000;
const settingsFile = path.join(projectFolder, 'src/database/secantusd.toml');

/**
 * The watchdog: a shell that starts the server and holds a pipe from Misty. When Misty is gone, even by `kill -9`, the
 * pipe closes and the server is ended cleanly, so that none is left behind holding the folder. It runs in a session of
 * its own: a Ctrl-C in the terminal reaches Misty alone, which writes what it has before it stops the server.
 */
const watchdog = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
echo "misty-server-pid $server"
( read -r _ <&3; kill -TERM "$server" ) >/dev/null 2>&1 &
watch=$!
exec 3<&-
wait "$server"
code=$?
kill "$watch" 2>/dev/null
exit "$code"
`;

function spawnWatched({ program, storageFolder, port, auth, env }: LaunchOptions): ChildProcess {
  const args = [
    '--config',
    settingsFile,
    '--host',
    '127.0.0.1',
    '--port',
    String(port),
    '--storage-path',
    storageFolder,
    '--sync-on-commit',
  ];
  args.push('--log-file-max', '64MB', '--cache-size', '256M', '--oplog-retention-seconds', '86400');
  if (auth) args.push('--auth');
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SECANTUS')));
  const common = { env: own, detached: true, stdio: ['pipe', 'pipe', 'pipe'] as ['pipe', 'pipe', 'pipe'] };
  // Windows has no such shell: there the next start finds what was left and ends it.
  if (process.platform === 'win32') return spawn(program, args, { ...common, detached: false });
  return spawn('/bin/sh', ['-c', watchdog, 'misty-watchdog', program, ...args], common);
}

function kill(pid: number | undefined, signal: NodeJS.Signals): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(pid, signal);
  } catch {
    return false; // It has ended already.
  }
}

function whyNot(tail: string[], folder: string): EmbeddedError {
  const words = tail.filter((line) => !line.startsWith('misty-server-pid')).join(' ');
  if (/Device or resource busy|already being managed/i.test(words))
    return new FolderBusyError('The data folder is in use.');
  const damage = damageIn(words);
  if (damage !== undefined) return new DamagedError(folder, damage);
  const last = words.slice(-400) || 'it said nothing';
  return new EmbeddedError(`The embedded database did not start: ${last}. ${otherWay}`);
}

function figure(pattern: RegExp, line: string): number | undefined {
  const found = pattern.exec(line)?.[1];
  return found === undefined ? undefined : Number(found);
}
