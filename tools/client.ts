import { execFile } from 'node:child_process';
import path from 'node:path';
import { clientFolder, clientIsBuilt, clientIsFresh } from '../client/build.ts';
import { environment } from '../src/config.ts';
import { projectFolder } from '../src/folders.ts';
import { Failure } from './failure.ts';

/**
 * The folder of the built app, built first when its sources have changed. An older build is better than none: it is
 * served where the new one fails.
 */
export async function builtClient(say: (line: string) => void, signal: AbortSignal): Promise<string> {
  if (await clientIsFresh()) return clientFolder;
  say('Building the app …');
  const output = await build(signal);
  signal.throwIfAborted();
  if (await clientIsFresh()) return clientFolder;
  const reason = output.split('\n').find((line) => /error/i.test(line)) ?? 'npm run build says why';
  if (await clientIsBuilt()) {
    say(`The app could not be built (${reason.trim()}). The build before it is served.`);
    return clientFolder;
  }
  throw new Failure(`The app could not be built: ${reason.trim()}. To serve the API alone: misty serve --api-only`);
}

/** In a process of its own, so that the bundler's memory is given back. Returns what it said. */
function build(signal: AbortSignal): Promise<string> {
  const script = path.join(projectFolder, 'client/build.ts');
  return new Promise((resolve) => {
    const args = ['--import', import.meta.resolve('tsx'), script];
    execFile(process.execPath, args, { env: environment(), signal, timeout: 300_000 }, (_error, stdout, stderr) => {
      resolve(`${stderr}\n${stdout}`);
    });
  });
}
