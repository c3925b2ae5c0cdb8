import { networkInterfaces } from 'node:os';
import closeWithGrace from 'close-with-grace';
import type { Command } from 'commander';
import type { Logger } from 'pino';
import { type Config, readConfig, startedByNpm } from '../src/config.ts';
import { embeddedWarning } from '../src/database/open.ts';
import { createLogger } from '../src/http/logger.ts';
import { type RunningServer, startServer } from '../src/main.ts';
import { builtClient } from './client.ts';
import { failureOf } from './failure.ts';
import type { Finish } from './finish.ts';
import { signInLines } from './sign-ins.ts';
import { columns, note, print, printJson, watchedLog } from './terminal.ts';

interface ServeOptions {
  readonly json?: true;
  readonly apiOnly?: true;
}

export function serveCommand(command: Command, finish: Finish): void {
  command
    .option('--json', 'say in one line of JSON when it is ready; the log is JSON too')
    .option('--api-only', 'leave the app out')
    .addHelpText('after', settingsHelp)
    .action((options: ServeOptions) => finish(() => serve(readConfig(), options)));
}

const settingsHelp = `
Settings, in the environment:
  PORT              8080; 0 takes any free one
  HOST              127.0.0.1; 0.0.0.0 to be reached from tablets
  MISTY_DATA        folder for data and secrets; .data in the project
  MONGODB_URI       a MongoDB server of your own, version 7 or later
  MISTY_DEMO        whether an empty database gets the demo company: true, but false with MONGODB_URI
  MISTY_TIME_ZONE   Australia/Sydney
  MISTY_DISK_FREE   500MB; with less room for the data nothing is recorded
  MISTY_JWT_SECRET  made and kept in the data folder unless given
  MISTY_VAULT_KEY   made and kept in the data folder unless given; what it sealed is lost with it
  MISTY_BACKUP      the folder that "misty backup" writes to, such as a mounted share
  MISTY_HEADS_URL   where signed heads of the log are sent, such as to your auditor
  MISTY_TSA_URL     a time stamping service (RFC 3161): it vouches once a day for the head of the log
  LOG_LEVEL         info; on a terminal only warnings are shown unless it is given`;

const STOP_TIMEOUT_MS = 10_000;
/** npm hands a Ctrl-C on that the terminal has already brought: both are one. */
const ONE_PRESS_MS = 500;
const LOOK_FOR_NPM_MS = 500;

/** Starts and goes on until it is told to stop. */
async function serve(config: Config, options: ServeOptions): Promise<number> {
  const logger = createServiceLogger(config, options);
  const stopping = new AbortController();
  const starting = start(config, options, logger, stopping.signal);
  const { uninstall } = stopGracefully(starting, stopping, logger);
  try {
    const server = await starting;
    if (options.json) printJson(described(server));
    else for (const line of banner(server, config)) print(line);
    return 0;
  } catch (error) {
    if (stopping.signal.aborted) return 0;
    uninstall();
    throw error;
  }
}

async function start(
  config: Config,
  { apiOnly }: ServeOptions,
  logger: Logger,
  signal: AbortSignal,
): Promise<RunningServer> {
  const clientFolder = apiOnly ? undefined : builtClient(note, signal);
  // Waited for by the start, unless that fails first.
  clientFolder?.catch(() => undefined);
  const onLost = (error: Error): void => {
    logger.fatal({ err: error }, 'the database is lost');
    process.exitCode = 1;
    process.kill(process.pid, 'SIGTERM');
  };
  const options = { say: note, logger, signal, onLost };
  return await startServer(config, clientFolder === undefined ? options : { ...options, clientFolder });
}

function createServiceLogger(config: Config, { json }: ServeOptions): Logger {
  const watched = process.stdout.isTTY === true && !json;
  return watched && !config.logLevelTold ? createLogger('warn', watchedLog) : createLogger(config.logLevel);
}

/**
 * The first Ctrl-C, or the end of a service manager's patience, stops everything in order; the second one ends at once.
 */
function stopGracefully(starting: Promise<RunningServer>, stopping: AbortController, logger: Logger) {
  let pressedAt: number | undefined;
  const grace = closeWithGrace(
    {
      delay: STOP_TIMEOUT_MS,
      logger: false,
      skip: ['SIGINT', 'SIGTERM', 'beforeExit'],
      onTimeout: () => note(`Not everything ended within ${STOP_TIMEOUT_MS / 1000} s; it is ended now.`),
    },
    async ({ err }) => {
      if (err) {
        logger.fatal({ err }, 'Misty stumbled and stops');
        note(`Misty stumbled and stops: ${failureOf(err)}`);
      }
      stopping.abort();
      const server = await starting.catch(() => undefined);
      await server?.close();
      // Without this a Misty that stops because something is lost would end as if all were well.
      if (process.exitCode) process.exit();
    },
  );
  const press = (): void => {
    const now = performance.now();
    if (pressedAt === undefined) {
      pressedAt = now;
      note('Stopping …');
      grace.close();
    } else if (now - pressedAt > ONE_PRESS_MS) {
      process.exit(1);
    }
  };
  process.on('SIGINT', press).on('SIGTERM', press);
  if (startedByNpm()) endWithParent(press);
  return grace;
}

/** npm can be ended by a signal that it does not hand on. Nothing is to be left behind then, holding port and data. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    end();
  }, LOOK_FOR_NPM_MS);
  look.unref();
}

function described({ url, port, database, demo, hasPeople }: RunningServer) {
  const { server, dataFolder } = database;
  return { ready: true, url, port, pid: process.pid, database: { ...server, dataFolder }, demo, hasPeople };
}

function banner({ url, port, database, demo, hasPeople }: RunningServer, config: Config): string[] {
  const rows = [
    ['Address', url],
    ...addressesInReach(config).map((address) => ['', `http://${address}:${port}`]),
    ['Database', database.describe],
    ...(database.server.kind === 'embedded' ? [['', embeddedWarning]] : []),
    ['Secrets', `in ${config.dataFolder}`],
  ];
  return [
    '',
    'Misty is ready.',
    '',
    ...columns(rows, '  '),
    '',
    ...signIns(demo, hasPeople, config),
    'Stop it with Ctrl-C.',
    '',
  ];
}

/** Where tablets on the same network find it, when it listens to more than this machine. */
function addressesInReach({ host }: Config): string[] {
  if (host !== '0.0.0.0' && host !== '::') return isLoopback(host) ? [] : [host];
  const found = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  return found.filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

function signIns(demo: RunningServer['demo'], hasPeople: boolean, { host }: Config): string[] {
  if (demo.length > 0) {
    const open = isLoopback(host) ? [] : ['Everybody who reaches this machine over the network can sign in with them.'];
    return ['The demo company is loaded.', ...signInLines(demo), ...open, ''];
  }
  if (hasPeople) return [];
  return [
    'Nobody can sign in yet. Add the first person:',
    '  npx misty user add <user name> --name <full name> --role admin',
    '',
  ];
}
