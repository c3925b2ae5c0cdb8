import { homedir } from 'node:os';
import path from 'node:path';

/** The environment as it is, for the programs that Misty starts: they need PATH, proxy and the like. */
export function environment(): NodeJS.ProcessEnv {
  return process.env;
}

/** Where things that can be fetched again are kept, for this user: `$XDG_CACHE_HOME/misty` or `~/.cache/misty`. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return path.join(env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache'), 'misty');
}
