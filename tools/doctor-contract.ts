import { spawn } from 'node:child_process';
import path from 'node:path';
import { type Config, environment } from '../src/config.ts';
import { projectFolder } from '../src/folders.ts';
import type { Check } from './doctor-machine.ts';

/**
 * Runs the tests of the event store, with processes that are killed and writers that collide, in databases of their own
 * that are dropped afterwards: on the server that MONGODB_URI names, or on a throwaway embedded one.
 */
export async function proveServer({ mongodbUri }: Config, quiet: boolean): Promise<Check> {
  const runner = path.join(projectFolder, 'src/testing/run.ts');
  const args = ['--import', import.meta.resolve('tsx'), runner, 'src/event-store/', '--kind', 'int'];
  const child = spawn(process.execPath, args, {
    cwd: projectFolder,
    env: { ...environment(), MONGODB_URI: mongodbUri ?? '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (!quiet) process.stderr.write(text);
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const summary = output.trimEnd().split('\n').at(-1) ?? '';
  return { name: 'Server proof', state: code === 0 ? 'ok' : 'fail', detail: `${summary} of the event store's tests` };
}
