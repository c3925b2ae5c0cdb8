import { execFile } from 'node:child_process';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { isAlive } from '../alive.ts';
import { EmbeddedError, otherWay } from './embedded-error.ts';

/** Who has a data folder, as its `server.json` tells. */
export type Holder = z.infer<typeof holderShape>;

const holderShape = z.object({
  /** The server's process. */
  pid: z.number(),
  port: z.number(),
  /** The process of the Misty that started it. */
  startedBy: z.number(),
  /** Of the package that the server's program is from. */
  version: z.string().optional(),
});

export async function writeHolder(dataFolder: string, holder: Holder): Promise<void> {
  const fresh = `${fileIn(dataFolder)}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
  await rename(fresh, fileIn(dataFolder));
}

export async function forgetHolder(dataFolder: string): Promise<void> {
  await rm(fileIn(dataFolder), { force: true });
}

/** Who has the folder now, while both the server and the Misty that started it are there. */
export async function runningHolder(dataFolder: string): Promise<Holder | undefined> {
  const holder = await readHolder(dataFolder);
  if (!holder || !isAlive(holder.startedBy)) return undefined;
  return (await isServerOf(holder.pid, dataFolder)) ? holder : undefined;
}

/** The sentence for a folder that another server has. */
export async function inUse(dataFolder: string): Promise<EmbeddedError> {
  const holder = await readHolder(dataFolder);
  const who = holder ? `the Misty with process id ${holder.startedBy}` : 'another process';
  return new EmbeddedError(
    `The data folder ${dataFolder} is in use by ${who}: stop that one, or set MISTY_DATA to another folder. ${otherWay}`,
  );
}

/**
 * Ends the server that a Misty which is no more has left on this folder. Its watchdog does so within moments; this is for
 * what the watchdog cannot see to, such as being killed itself.
 *
 * @throws EmbeddedError when the Misty that started it is still there.
 */
export async function endLeftBehind(dataFolder: string, log: (line: string) => void): Promise<void> {
  const holder = await readHolder(dataFolder);
  if (!holder || !(await isServerOf(holder.pid, dataFolder))) return;
  if (isAlive(holder.startedBy)) throw await inUse(dataFolder);
  log('Ending the database server that an earlier Misty left behind …');
  const gone = async (): Promise<boolean> => !(await isServerOf(holder.pid, dataFolder));
  for (const [signal, patienceMs] of patience) {
    if (signal) send(holder.pid, signal);
    if (await until(gone, patienceMs)) return;
  }
  throw await inUse(dataFolder);
}

const patience: [NodeJS.Signals | undefined, number][] = [
  [undefined, 1_000],
  ['SIGTERM', 10_000],
  ['SIGKILL', 5_000],
];

function fileIn(dataFolder: string): string {
  return path.join(dataFolder, 'server.json');
}

async function readHolder(dataFolder: string): Promise<Holder | undefined> {
  const text = await readFile(fileIn(dataFolder), 'utf8').catch(() => '');
  try {
    return holderShape.parse(JSON.parse(text));
  } catch {
    return undefined; // None, or cut off by a crash: the storage engine's own lock still guards the folder.
  }
}

/** A process id alone proves nothing, because it may have been given to another program since. */
async function isServerOf(pid: number, dataFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await commandOf(pid);
  return command.includes('secantusd') && command.includes(dataFolder);
}

async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return await new Promise((resolve) => {
    execFile('ps', ['-ww', '-p', String(pid), '-o', 'command='], (_error, stdout) => resolve(stdout));
  });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended in between.
  }
}

/** Another program's end cannot be awaited, only looked for. */
async function until(condition: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
  const end = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
