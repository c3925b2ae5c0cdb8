import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Browser, LaunchOptions } from 'playwright-core';
import { environment } from '../config.ts';

/** A headless Chromium. Close it in an `after` hook. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return await chromium.launch({ executablePath: await findChromium(), args: [...browserArgs], ...options });
}

/**
 * Has the test files that this process runs share a browser, which `sharedBrowser` then is. One that has ended is
 * replaced. Each test has contexts of its own in it, as on a tablet of its own.
 */
export async function readyBrowser(): Promise<void> {
  if (!(await shared)?.isConnected()) shared = launchBrowser();
  await shared;
}

/** Undefined for a file that is run by itself. */
export function sharedBrowser(): Promise<Browser> | undefined {
  return shared;
}

let shared: Promise<Browser> | undefined;

/** For a persistent context, which takes them itself. The sandbox is off because containers run as root. */
export const browserArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
  // A name that is not localhost, for tests over plain http.
  '--host-resolver-rules=MAP misty.test 127.0.0.1',
];

/**
 * The path of a Chromium or Chrome. On Debian and its like, as root, it is installed when there is none; nothing is ever
 * downloaded past the system's packages.
 *
 * @throws Error with one sentence that says what to install.
 */
export async function findChromium(env: NodeJS.ProcessEnv = environment()): Promise<string> {
  const found = await search(env);
  if (found) return found;
  const packager = await firstExecutable(foldersOf(env).map((folder) => path.join(folder, 'apt-get')));
  if (packager === undefined || process.getuid?.() !== 0) {
    throw new Error(
      'The browser tests need Chromium or Chrome, and there is none: install it (Debian: apt install chromium).',
    );
  }
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000, maxBuffer: 64 * 1024 * 1024 };
  await run(packager, ['update', '-q'], quiet);
  await run(packager, ['install', '-q', '-y', '--no-install-recommends', 'chromium'], quiet);
  const installed = await search(env);
  if (!installed)
    throw new Error('The package chromium was installed, but brought no browser: install Chrome by hand.');
  return installed;
}

const run = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

async function search(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const onPath = names.flatMap((name) => foldersOf(env).map((folder) => path.join(folder, name)));
  return await firstExecutable([...onPath, ...(process.platform === 'darwin' ? macPaths : [])]);
}

function foldersOf(env: NodeJS.ProcessEnv): string[] {
  return (env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
}

async function firstExecutable(files: string[]): Promise<string | undefined> {
  for (const file of files) {
    const usable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return file;
  }
  return undefined;
}
