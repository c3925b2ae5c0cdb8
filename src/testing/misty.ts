import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { environment } from '../config.ts';
import type { CommandPayload, CommandType } from '../contracts/commands.ts';
import { Listening } from './listening.ts';

/** What a process gets less of than usual. */
interface Bounds {
  /** Files that it may have open. */
  readonly descriptorsMax?: number | undefined;
  /** Its data folder is a disk of this size that only it has: others reach it by `diskOf`. Linux only. */
  readonly diskMegabytes?: number | undefined;
}

/** The data folder of a Misty that has it on a disk of its own. */
export function diskOf({ pid }: ServingMisty, dataFolder: string): string {
  return path.join(`/proc/${pid}/root`, dataFolder);
}

/** How a `misty` command ended. */
export interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A Misty that serves, in a process of its own. */
export interface ServingMisty {
  /** Where it listens: http://localhost:40123. */
  url: string;
  pid: number;
  /** What it said when it was ready, parsed. */
  ready: { url: string; demo: { username: string; password: string }[]; [more: string]: unknown };
  /** Everything that it has said so far. */
  said(): string;
  /** Signs in and returns what sends requests as that person. */
  signIn(username: string): Promise<Person>;
  /** Sends it a signal and waits for its end. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  ended: Promise<number | null>;
}

export interface Person {
  /** Opens the live feed; settles once it has said hello. */
  follow(models: string): Promise<Listening>;
  get(path: string): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }>;
  send<Type extends CommandType>(
    type: Type,
    payload: CommandPayload<Type>,
    id?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** A new folder for data. */
export async function newDataFolder(): Promise<string> {
  return await mkdtemp(path.join(tmpdir(), 'misty-data-'));
}

export async function discardFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}

/** Runs a `misty` command to its end, with the embedded server unless the environment names another. `input` is what it reads. */
export async function runMisty(
  args: string[],
  dataFolder: string,
  env: NodeJS.ProcessEnv = {},
  input?: string,
): Promise<Ran> {
  const child = start(args, dataFolder, env, { input });
  const stdout = collected(child, 'stdout');
  const stderr = collected(child, 'stderr');
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout: stdout(), stderr: stderr() };
}

/** Starts a command that goes on until it is told to end. */
export function beginMisty(args: string[], dataFolder: string) {
  const child = start(args, dataFolder, {}, {});
  const stdout = collected(child, 'stdout');
  const stderr = collected(child, 'stderr');
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    stdout,
    stderr,
    async end(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal);
      return await ended;
    },
  };
}

/** The same with --json: the lines that it answered, parsed. Nothing may be said beside them. */
export async function askMisty<Line>(
  args: string[],
  dataFolder: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ code: number | null; lines: Line[] }> {
  const { code, stdout, stderr } = await runMisty([...args, '--json'], dataFolder, env);
  if (stderr !== '') throw new Error(`misty ${args.join(' ')} said: ${stderr}`);
  const lines = stdout.trim().split('\n');
  return { code, lines: lines.map((line) => JSON.parse(line) as Line) };
}

/** Starts `misty serve` and waits until it is ready. Throws with what it said when it ends instead. */
export async function serveMisty(
  dataFolder: string,
  env: NodeJS.ProcessEnv = {},
  bounds: Bounds = {},
): Promise<ServingMisty> {
  const args = ['serve', '--json', '--api-only'];
  const child = start(args, dataFolder, { LOG_LEVEL: 'error', ...env }, bounds);
  const stdout = collected(child, 'stdout');
  const stderr = collected(child, 'stderr');
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const said = (): string => stdout() + stderr();
  const ready = await new Promise<ServingMisty['ready']>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const line = stdout()
        .split('\n')
        .find((one) => one.startsWith('{"ready":true') && one.endsWith('}'));
      if (line !== undefined) resolve(JSON.parse(line) as ServingMisty['ready']);
    });
    void ended.then((code) => reject(new Error(`Misty ended with ${code} before it was ready.\n${said()}`)));
  });
  return {
    url: ready.url,
    pid: child.pid ?? -1,
    ready,
    said,
    signIn: (username) => signIn(ready, username),
    async end(signal) {
      child.kill(signal);
      return await ended;
    },
    ended,
  };
}

/** For the environment of a Misty on a machine whose clock is so many milliseconds ahead of this one's. */
export function clockAhead(byMs: number): NodeJS.ProcessEnv {
  const program = `
    const Here = Date;
    globalThis.Date = class Date extends Here {
      constructor(...given) {
        if (given.length === 0) super(Here.now() + ${byMs});
        else super(...given);
      }
      static now() {
        return Here.now() + ${byMs};
      }
    };`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(program)}` };
}

/** The process of the embedded server on this folder. */
export async function databasePid(dataFolder: string): Promise<number> {
  const holder = JSON.parse(await readFile(path.join(dataFolder, 'server.json'), 'utf8')) as { pid: number };
  return holder.pid;
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Asks again and again until the answer is yes. Throws with the name of what was awaited. */
export async function eventually(what: string, ask: () => Promise<boolean> | boolean, timeoutMs = 40_000) {
  const end = performance.now() + timeoutMs;
  while (!(await ask())) {
    if (performance.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const misty = fileURLToPath(new URL('../../tools/misty.js', import.meta.url));
const live = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of live) child.kill('SIGKILL');
});

function start(
  args: string[],
  dataFolder: string,
  env: NodeJS.ProcessEnv,
  { input, descriptorsMax, diskMegabytes }: Bounds & { input?: string | undefined },
): ChildProcess {
  const own = { PORT: '0', MONGODB_URI: '', MISTY_DATA: dataFolder, NO_COLOR: '1' };
  const limited = ['/bin/sh', '-c', 'ulimit -n "$0" && exec "$@"', String(descriptorsMax)];
  const mount = `mount -t tmpfs -o size=${diskMegabytes}m tmpfs "$0" && exec "$@"`;
  const onDisk = ['unshare', '--map-root-user', '--mount', '/bin/sh', '-c', mount, dataFolder];
  const [program = '', ...rest] = [
    ...(descriptorsMax === undefined ? [] : limited),
    ...(diskMegabytes === undefined ? [] : onDisk),
    ...[process.execPath, misty, ...args],
  ];
  const child = spawn(program, rest, {
    env: { ...environment(), ...own, ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end(input);
  live.add(child);
  child.once('close', () => live.delete(child));
  return child;
}

function collected(child: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = '';
  child[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

async function signIn({ url, demo }: ServingMisty['ready'], username: string): Promise<Person> {
  const password = demo.find((one) => one.username === username)?.password;
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ username, password });
  const response = await fetch(`${url}/api/auth/login`, { method: 'POST', headers: json, body });
  const session = (await response.json()) as { accessToken?: string; detail?: string };
  if (session.accessToken === undefined) throw new Error(`${username} cannot sign in: ${session.detail}`);
  const bearer = { authorization: `Bearer ${session.accessToken}` };
  return {
    async get(at) {
      const answer = await fetch(`${url}${at}`, { headers: bearer });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
    },
    async follow(models) {
      const feed = await Listening.start(`${url}/api/live?models=${models}`, bearer);
      await feed.next(({ event }) => event === 'hello');
      return feed;
    },
    async send(type, payload, id = randomUUID()) {
      const headers = { ...json, ...bearer, 'idempotency-key': id };
      const answer = await fetch(`${url}/api/commands/${type}`, {
        ...{ method: 'POST', headers, body: JSON.stringify(payload) },
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    },
  };
}
