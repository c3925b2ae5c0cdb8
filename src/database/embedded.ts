import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, environment } from '../config.ts';
import { EmbeddedError, otherWay } from './embedded-error.ts';
import { installServer } from './embedded-install.ts';
import { launch } from './embedded-process.ts';

export interface Embedded {
  uri: string;
  stop(): Promise<void>;
}

export async function startEmbedded(options: { dataFolder: string; log: (line: string) => void }): Promise<Embedded> {
  const { dataFolder, log } = options;
  const env = environment();
  await writable(dataFolder);
  const program = await installServer({ cacheFolder: cacheFolder(env), env, log });
  const server = await launch({ program, storageFolder: path.join(dataFolder, 'db'), port: 0, auth: false, env });
  return { uri: `mongodb://127.0.0.1:${server.port}/?directConnection=true`, stop: () => server.stop() };
}

async function writable(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.W_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new EmbeddedError(`The data folder ${folder} cannot be written (${code}). ${otherWay}`);
  }
}
