import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

// Programs that tests need and Misty does not. On Debian and its like, as root, they are installed where there are none;
// nothing is ever downloaded past the system's packages.

const run = promisify(execFile);

/** Whether `installPackages` can do anything here. */
export async function mayInstall(env: NodeJS.ProcessEnv): Promise<boolean> {
  return process.getuid?.() === 0 && (await search(env, ['apt-get'])) !== undefined;
}

export async function installPackages(names: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const quiet = { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, timeout: 300_000, maxBuffer: 64 * 1024 * 1024 };
  await run('apt-get', ['update', '-q'], quiet);
  await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', ...names], quiet);
}

/** The path of the first of these programs that is there. */
export async function search(env: NodeJS.ProcessEnv, wanted: readonly string[]): Promise<string | undefined> {
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  return await firstExecutable(wanted.flatMap((name) => folders.map((folder) => path.join(folder, name))));
}

export async function firstExecutable(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const usable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return file;
  }
  return undefined;
}
