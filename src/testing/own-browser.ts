import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type BrowserContext, chromium } from 'playwright-core';
import { browserArgs, findShell } from './chromium.ts';

/** A browser with files of its own that can be killed, as by a battery that is empty, and started again on the same files. */
export interface OwnBrowser {
  readonly context: BrowserContext;
  /** Nothing of it is ended or written down any more. */
  kill(): Promise<void>;
}

export async function startOwnBrowser(profile: string): Promise<OwnBrowser> {
  const args = [...browserArgs, '--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`];
  const child = spawn(await findShell(), [...args, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    // All its processes end at once: one that lives on holds the database that the next one opens.
    detached: true,
  });
  try {
    const browser = await chromium.connectOverCDP(await addressOf(child));
    const [context] = browser.contexts();
    if (context === undefined) throw new Error('The browser has no window.');
    return {
      context,
      async kill() {
        await kill(child);
        await browser.close().catch(() => undefined);
      },
    };
  } catch (error) {
    await kill(child);
    throw error;
  }
}

/** Where it can be spoken to, as it says itself. */
async function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  if (child.stderr === null) throw new Error('The browser cannot be heard.');
  for await (const line of createInterface({ input: child.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
    if (address !== undefined) {
      child.stderr.resume();
      return address;
    }
    said.push(line);
  }
  throw new Error(`The browser has ended: ${said.join('\n')}`);
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  await ended;
  child.stderr?.destroy();
}
