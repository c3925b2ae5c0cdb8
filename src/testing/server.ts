import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbedded } from '../database/embedded.ts';

/** A MongoDB server to test against. */
export interface TestServer {
  uri: string;
  stop(): Promise<void>;
}

/** The server that `MONGODB_URI` names, or else a container, or else the embedded one in a folder that is thrown away. */
export async function bringServer(options: { log?: (line: string) => void } = {}): Promise<TestServer> {
  const uri = process.env['MONGODB_URI'];
  if (uri) return { uri, stop: async () => undefined };
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'misty-test-'));
  const embedded = await startEmbedded({ dataFolder, log: options.log ?? (() => undefined), guarded: false });
  return {
    uri: embedded.uri,
    async stop() {
      await embedded.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
