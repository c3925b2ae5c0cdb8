import type { Browser, LaunchOptions } from 'playwright-core';
import { environment } from '../config.ts';
import { firstExecutable, installPackages, mayInstall, search } from './programs.ts';

/** A headless Chromium. Close it in an `after` hook. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  return await chromium.launch({ executablePath: await findShell(), args: [...browserArgs], ...options });
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

/** What `findShell` found, for processes that are not to look again, nor to try to install it again. */
export const shellVariable = 'MISTY_TEST_BROWSER';

/**
 * The path of a Chromium that has no windows at all, and starts and draws in half the time; a whole one where there is
 * none. Installed as that is.
 *
 * @throws Error with one sentence that says what to install.
 */
export async function findShell(env: NodeJS.ProcessEnv = environment()): Promise<string> {
  const found = env[shellVariable] ?? (await search(env, [shellName]));
  if (found) return found;
  const whole = await findChromium(env);
  // Other systems have no such package.
  if (await mayInstall(env)) await installPackages([shellName], env).catch(() => undefined);
  return (await search(env, [shellName])) ?? whole;
}

/**
 * The path of a Chromium or Chrome. On Debian and its like, as root, it is installed when there is none; nothing is ever
 * downloaded past the system's packages.
 *
 * @throws Error with one sentence that says what to install.
 */
export async function findChromium(env: NodeJS.ProcessEnv = environment()): Promise<string> {
  const found = await searchWhole(env);
  if (found) return found;
  if (!(await mayInstall(env))) {
    throw new Error(
      'The browser tests need Chromium or Chrome, and there is none: install it (Debian: apt install chromium).',
    );
  }
  await installPackages(['chromium'], env);
  const installed = await searchWhole(env);
  if (!installed)
    throw new Error('The package chromium was installed, but brought no browser: install Chrome by hand.');
  return installed;
}

/**
 * The path of a Firefox. On Debian and its like, as root, it is installed when there is none. Undefined where it cannot be
 * had: only what no other browser can be tried with needs it.
 */
export async function findFirefox(env: NodeJS.ProcessEnv = environment()): Promise<string | undefined> {
  const found = await search(env, ['firefox-esr', 'firefox']);
  if (found !== undefined || !(await mayInstall(env))) return found;
  await installPackages(['firefox-esr'], env).catch(() => undefined);
  return await search(env, ['firefox-esr']);
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const shellName = 'chromium-headless-shell';
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

async function searchWhole(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return (await search(env, names)) ?? (process.platform === 'darwin' ? await firstExecutable(macPaths) : undefined);
}
