import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Db } from 'mongodb';
import type { Logger } from 'pino';
import { nameModels, projections } from '../projections/index.ts';
import { type Auth, openAuth } from './auth/auth.ts';
import { fixedKeys, openKeys } from './auth/keys.ts';
import { peopleFrom } from './auth/people.ts';
import { securityLogTo } from './auth/security-log.ts';
import { backupTimes, readBackupNotes } from './backup/notes.ts';
import type { Config } from './config.ts';
import { databaseTime, openClock } from './database/clock.ts';
import { isStorageError, orDamaged } from './database/embedded-files.ts';
import { type OpenDatabase, openDatabase } from './database/open.ts';
import { type DatabaseNames, databaseNames, prepareDatabase } from './database-layout.ts';
import { type DemoSignIn, demoSignIns, loadDemoIfEmpty } from './demo/demo.ts';
import { noteDisbelieved } from './disbelieved-proxies.ts';
import { aggregates, deciders } from './domain/catalogue.ts';
import { isKnownEvent } from './domain/event-versions.ts';
import { payTables } from './domain/pay/pay-tables.ts';
import { LogBroken, LogTooNew } from './event-store/errors.ts';
import { EventStore } from './event-store/store.ts';
import { requireReadable } from './event-store/too-new.ts';
import { FileStore } from './files/file-store.ts';
import { diskLights, findings } from './health.ts';
import { History } from './history/history.ts';
import { Receipts } from './history/receipts.ts';
import type { Limits } from './http/limits.ts';
import { ReadModels } from './projecting/read-models.ts';
import { Runner } from './projecting/runner.ts';
import { Pulse } from './pulse.ts';
import type { Reach } from './push/address.ts';
import { openPush, startSender } from './push/push.ts';
import { openPushKey } from './push/push-key.ts';
import { openVault } from './vault.ts';
import { openHeadKey } from './witness/head-keys.ts';
import { HeadPost } from './witness/head-post.ts';
import { HeadSigner } from './witness/signer.ts';
import type { HeadKey } from './witness/signing-key.ts';
import { TimeStamps } from './witness/time-stamp.ts';
import { Witness } from './witness/witness.ts';

export interface ServerOptions {
  /** Told in whole sentences what takes long or goes wrong while starting. */
  readonly say: (line: string) => void;
  readonly logger: Logger;
  /** The built app, which may still be built while the database starts. Without it the API alone is served. */
  readonly clientFolder?: string | Promise<string>;
  /** Requests a minute, for measuring; the usual limits unless told. */
  readonly limits?: Partial<Limits>;
  /** Other names than misty_log and misty, for several Mistys on one server. */
  readonly databases?: DatabaseNames;
  /** Where push services may be: public ones alone unless told. For tests, which have one on this machine. */
  readonly pushReach?: Reach;
  /** Stops the start. What was opened is closed again. */
  readonly signal?: AbortSignal;
  /** Told once when the server cannot go on, because the embedded database keeps ending. */
  readonly onLost?: (error: Error) => void;
}

export interface RunningServer {
  /** How people on this machine open it: http://localhost:8080. */
  readonly url: string;
  readonly port: number;
  readonly database: Pick<OpenDatabase, 'server' | 'dataFolder' | 'describe'>;
  /** People of the demo company who still have the demo password. Empty without a demo company. */
  readonly demo: readonly DemoSignIn[];
  /** Whether anybody is registered who may sign in. */
  readonly hasPeople: boolean;
  /**
   * Stops: not ready from now on, live feeds end, commands under way finish, read models are saved, the database is let
   * go.
   */
  close(): Promise<void>;
}

/** The server cannot start. The message is one plain sentence or two. */
export class StartError extends Error {
  override name = 'StartError';
}

/**
 * Brings the database and serves app and API on one port.
 *
 * @throws StartError, DatabaseError, EmbeddedError, SecretError: each with a message fit for a terminal.
 */
export async function startServer(config: Config, options: ServerOptions): Promise<RunningServer> {
  const { say, logger, signal, onLost, databases = databaseNames } = options;
  const opened: (() => unknown)[] = [];
  const close = async (): Promise<void> => {
    for (let last = opened.pop(); last; last = opened.pop()) await last();
  };
  try {
    await requireFreePort(config);
    // Loaded while the database starts.
    const door = import('./http/app.ts');
    door.catch(() => undefined);
    const database = await openDatabase({ ...config, log: say, ...(onLost && { onLost }) });
    opened.push(() => database.close());
    signal?.throwIfAborted();

    const log = database.client.db(databases.log);
    const views = database.client.db(databases.views);
    await prepareDatabase(database, databases);
    await requireWhole(views);
    if (config.demo) await loadDemoIfEmpty({ log, views, timeZone: config.timeZone, say });
    signal?.throwIfAborted();

    const clock = await openClock(() => databaseTime(views));
    opened.push(() => clock.close());
    const { now } = clock;
    const pulse = openPulse(config, { database, views }, { logger, say });
    opened.push(() => pulse.close());
    const store = await EventStore.open({
      ...{ log, aggregates, deciders, timeZone: config.timeZone, clock: now },
      hindrance: () => pulse.noRoom,
    });
    opened.push(() => store.close());
    await requireReadable(log, store.head, isKnownEvent);
    const { damage, onError, served } = watchStumbles(logger);
    const details = await openVault(config, say, {
      ...{ log, views, store, clock: now },
      onError: (error) => logger.error({ err: error }, 'private details stumbled'),
    });
    const onDiscarded = ({ length }: { readonly length: number }) =>
      say(`The log is another one than ${length} read models were made from, as after a restore: they are built anew.`);
    const runner = Runner.start({ ...{ log, views, source: store, projections, onError }, onDiscarded });
    opened.push(() => runner.close());
    const readModels = new ReadModels({ runner, projections, names: nameModels, onError });
    opened.push(() => readModels.close());
    const auth = await openSignIn(config, { views, store, readModels, clock: now });
    await Promise.race([unlessAborted(runner.ready, signal), damage]);
    served();
    const witness = await Witness.open(log);
    const key = await openHeadKey(config.dataFolder, log, now());
    const signer = openSigner(config, { key, log, store, witness, clock: now }, logger);
    opened.push(() => signer.close());
    const telling = await openTelling(config, options, { views, clock: now });
    const clientFolder = await options.clientFolder;
    const files = new FileStore(config.dataFolder);
    await files.sweep();
    const { buildApp } = await door;
    const app = await buildApp({
      store,
      details,
      files,
      readModels,
      projections,
      payTables,
      log,
      witness,
      history: new History({ log, projections, readModels }),
      receipts: new Receipts({ log, projections, readModels, key, clock: now }),
      auth,
      push: telling.push,
      pingDatabase: () => pulse.check(),
      ...watched(config, { database, views, clock: now }),
      timeZone: config.timeZone,
      publicUrl: config.publicUrl,
      proxies: config.proxies,
      onDisbelieved: (address) => void noteDisbelieved(views, address, now()).catch(onError),
      logger,
      ...(clientFolder !== undefined && { clientFolder }),
      ...(options.limits && { limits: options.limits }),
    });
    opened.push(() => app.close());
    const sender = await telling.start({ log, store, readModels, auth });
    opened.push(() => sender.close());
    const port = await listen(app, config);
    const { total } = await readModels.list('people', {}, { limit: 1 });
    return {
      url: `http://localhost:${port}`,
      port,
      database,
      demo: await demoSignIns(views),
      hasPeople: total > 0,
      close,
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw startTrouble(error, config);
  }
}

function startTrouble(error: unknown, config: Config): unknown {
  if (error instanceof LogTooNew) return new StartError(error.message);
  if (error instanceof LogBroken) {
    return new StartError(`${error.message} Nothing is served from a log that is not in order: see "misty verify".`);
  }
  return config.mongodbUri === undefined ? orDamaged(error, config.dataFolder) : error;
}

async function openSignIn(
  { jwtSecrets, dataFolder, lifetimes }: Config,
  { views, store, readModels, clock }: SignInParts,
): Promise<Auth> {
  const keys = jwtSecrets === undefined ? await openKeys(dataFolder) : fixedKeys(jwtSecrets);
  const log = securityLogTo(store, readModels);
  return await openAuth({ views, people: peopleFrom(readModels), keys, lifetimes, log, clock });
}

interface SignInParts {
  readonly views: Db;
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly clock: () => Date;
}

/** What the health page and the figures of a scrape are read from. */
function watched(
  config: Config,
  { database, views, clock }: { readonly database: OpenDatabase; readonly views: Db; readonly clock: () => Date },
) {
  return {
    healthLook: {
      findings: () => findings(views, config, clock()),
      disks: () => diskLights({ ...config, dataFolder: database.dataFolder ?? config.dataFolder }),
    },
    backupTimes: async () => backupTimes(await readBackupNotes(views)),
  };
}

/** What tells people on their devices. It begins once there are read models to look at. */
async function openTelling(
  { dataFolder, timeZone }: Config,
  { logger, pushReach = 'public' }: ServerOptions,
  parts: { readonly views: Db; readonly clock: () => Date },
) {
  const toPush = { ...parts, key: await openPushKey(dataFolder), reach: pushReach };
  const push = await openPush(toPush);
  return {
    push,
    start: (company: Pick<Parameters<typeof startSender>[0], 'log' | 'store' | 'readModels' | 'auth'>) =>
      startSender({
        ...{ ...toPush, ...company, push, timeZone },
        onError: (error) => logger.error({ err: error }, 'notifications stumbled; they are tried again'),
        onFault: (why) => logger.warn({ why }, 'a push service did not take a message'),
      }),
  };
}

interface SignerParts {
  readonly key: HeadKey;
  readonly log: Db;
  readonly store: EventStore;
  readonly witness: Witness;
  readonly clock: () => Date;
}

/** Signs the head of the log while it moves, tells the witness, and sends it away where that is set. */
function openSigner(
  { headsUrl, stampsUrl, dataFolder }: Config,
  { key, log, store, witness, clock }: SignerParts,
  logger: ServerOptions['logger'],
): { close(): Promise<void> } {
  const onError = (error: unknown) =>
    logger.error({ err: error }, 'a signed head could not be sent; it is tried again');
  const stamps =
    stampsUrl === undefined
      ? undefined
      : new TimeStamps({
          ...{ url: stampsUrl, dataFolder, clock },
          onError: (error) => logger.error({ err: error }, 'no time stamp was given; it is asked for again in an hour'),
        });
  const post = headsUrl === undefined ? undefined : new HeadPost({ url: headsUrl, onError });
  const signer = new HeadSigner({
    onSigned(head) {
      witness.signed(head);
      post?.send(head);
      stamps?.signed(head);
    },
    ...{ log, clock, key, head: () => store.head },
    onError: (error) => logger.error({ err: error }, 'the head of the log could not be signed; it is tried again'),
  });
  return {
    async close() {
      await signer.close();
      await Promise.all([post?.close(), stamps?.close()]);
    },
  };
}

/** A backup that is put back half way is no company to work in. */
async function requireWhole(views: Db): Promise<void> {
  const { restored } = await readBackupNotes(views);
  if (!restored?.underWay) return;
  throw new StartError(
    `The backup ${restored.set} was put back half way: run the same "misty restore" once more, and it goes on where it stopped.`,
  );
}

/** Watches whether the database does its work, and starts it again where it does not and may be. */
function openPulse(
  { diskFreeBytes, databaseFolder, databaseRestartFile }: Config,
  { database, views }: { database: OpenDatabase; views: Db },
  { logger, say }: Pick<ServerOptions, 'logger' | 'say'>,
): Pulse {
  const askForRestart = ({ answers }: { readonly answers: boolean }): void => {
    // One that is silent may be at its journal, and would begin again each time.
    if (!answers || databaseRestartFile === undefined) return;
    writeFile(databaseRestartFile, '').catch((error: unknown) =>
      logger.error({ err: error }, 'the database could not be asked to start again'),
    );
  };
  return new Pulse({
    views,
    folder: database.dataFolder ?? databaseFolder,
    freeBytesMin: diskFreeBytes,
    restart: database.restart ?? (databaseRestartFile === undefined ? undefined : askForRestart),
    onFault: (fault) => {
      logger.error({ err: fault }, 'the database cannot do its work');
      say(fault.message);
    },
  });
}

/** Read models try again whatever goes wrong. Until they are `served`, files that cannot be read end the start: `damage`. */
function watchStumbles(logger: Logger) {
  let serves = false;
  let giveUp: (error: unknown) => void = () => undefined;
  const damage = new Promise<never>((_resolve, reject) => {
    giveUp = reject;
  });
  damage.catch(() => undefined);
  const onError = (error: unknown): void => {
    // Nobody would wait for a start that tries again for ever. Once it serves, what else works goes on.
    if (isStorageError(error) && !serves) giveUp(error);
    else logger.error({ err: error }, 'a read model stumbled; it is tried again');
  };
  const served = (): void => {
    serves = true;
  };
  return { damage, onError, served };
}

/** The first start of a large log takes a while, and a person who stops it then does not have to wait. */
async function unlessAborted(work: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return await work;
  signal.throwIfAborted();
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  await Promise.race([work, aborted]);
}

/** Checked first, so that a second start on the same port, or on a foreign HOST, says so at once and touches nothing. */
async function requireFreePort({ port, host }: Config): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (error) => reject(listenError(error, { port, host })));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

async function listen(app: FastifyInstance, { port, host }: Config): Promise<number> {
  await app.listen({ port, host }).catch((error: unknown) => {
    throw listenError(error, { port, host });
  });
  const address = app.server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function listenError(error: unknown, { port, host }: Pick<Config, 'port' | 'host'>): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const reasons: Record<string, string> = {
    EADDRINUSE: `Port ${port} is in use by another program: stop that one, or set PORT to another number (0 takes any free one).`,
    EACCES: `Port ${port} needs rights that this user does not have: set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `This machine has no address ${host}: set HOST to one that it has, such as 127.0.0.1 or 0.0.0.0.`,
    ENOTFOUND: `The name ${host} is not known here: set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0.`,
  };
  return new StartError(reasons[code] ?? `Port ${port} at ${host} cannot be opened (${code}).`);
}
