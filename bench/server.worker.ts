import path from 'node:path';
import { createInterface } from 'node:readline';
import { destination } from 'pino';
import { readConfig } from '../src/config.ts';
import type { DemoSignIn } from '../src/demo/demo.ts';
import { createLogger } from '../src/http/logger.ts';
import { startServer } from '../src/main.ts';

// A Misty as in service, without its app: <uri> <data folder> <database of the log> <database of the read models>.
// Says where it is reached, and then, for each line of its stdin, how much memory it has. Ends when its stdin does.

/** What it says first, and after that only `rssBytes`. */
export interface ServerWord {
  readonly url?: string;
  readonly demo?: readonly DemoSignIn[];
  readonly rssBytes?: number;
}

const [uri = '', dataFolder = '', log = '', views = ''] = process.argv.slice(2);
const NO_LIMIT = 1_000_000_000;
const tell = (word: ServerWord) => process.stdout.write(`${JSON.stringify(word)}\n`);
const config = { ...readConfig({}), port: 0, dataFolder, mongodbUri: uri, demo: true };
const server = await startServer(config, {
  say: () => undefined,
  // A line for each request, as in service: it belongs to what a request costs.
  logger: createLogger('info', destination({ dest: path.join(dataFolder, 'server.log'), mkdir: true })),
  databases: { log, views },
  limits: { commandsPerMinute: NO_LIMIT, queriesPerMinute: NO_LIMIT, signInsPerMinute: NO_LIMIT },
});
tell({ url: server.url, demo: server.demo });
for await (const _ of createInterface({ input: process.stdin })) tell({ rssBytes: process.memoryUsage.rss() });
await server.close();
