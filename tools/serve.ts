import closeWithGrace from 'close-with-grace';
import { clientFolder } from '../client/build.ts';
import type { Config } from '../src/config.ts';
import { createLogger } from '../src/http/logger.ts';
import { startServer } from '../src/main.ts';

export interface ServeOptions {
  json?: boolean;
  apiOnly?: boolean;
}

export async function serve(config: Config, { json = false, apiOnly = false }: ServeOptions): Promise<number> {
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  const logger = createLogger('warn');
  const server = await startServer(config, { say, logger, ...(!apiOnly && { clientFolder }) });
  closeWithGrace({ delay: 10_000, logger: false }, async () => await server.close());
  console.log(json ? JSON.stringify({ url: server.url }) : server.url);
  return 0;
}
