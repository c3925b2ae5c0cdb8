import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { environment } from '../src/config.ts';
import { discardFolder, eventually, isRunning, newDataFolder } from '../src/testing/misty.ts';
import { suite } from '../src/testing/suite.ts';

/** Processes start slowly on a machine that has much to do. */
const patient = { timeoutMs: 120_000 };

suite('npm start', (test) => {
  let dataFolder: string;
  test.before(async () => {
    dataFolder = await newDataFolder();
  });
  test.after(() => discardFolder(dataFolder));

  // SIGKILL is one that npm cannot hand on.
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGKILL'] as const) {
    test(
      `leaves nothing behind when npm is sent ${signal}`,
      async () => {
        const settings = { PORT: '0', MONGODB_URI: '', MISTY_DATA: dataFolder, MISTY_DEMO: 'no', LOG_LEVEL: 'error' };
        const npm = spawn('npm', ['start', '--', '--api-only'], {
          env: { ...environment(), ...settings },
          cwd: path.join(import.meta.dirname, '..'),
          stdio: ['ignore', 'pipe', 'pipe'],
        });
        let said = '';
        for (const stream of [npm.stdout, npm.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
        const ended = once(npm, 'exit');
        await eventually('Misty is ready', () => said.includes('Misty is ready.'));
        const { pid: database, startedBy: misty } = await holder(dataFolder);
        npm.kill(signal);
        await ended;
        await eventually('Misty has ended', () => !isRunning(misty));
        await eventually('its database has ended', () => !isRunning(database));
      },
      patient,
    );
  }
});

async function holder(dataFolder: string): Promise<{ pid: number; startedBy: number }> {
  return JSON.parse(await readFile(path.join(dataFolder, 'server.json'), 'utf8')) as { pid: number; startedBy: number };
}
