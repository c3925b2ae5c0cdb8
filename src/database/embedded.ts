import { access, chmod, constants, rm, writeFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheFolder, environment } from '../config.ts';
import { freeBytes, makeFolder } from '../folders.ts';
import { connect } from './connect.ts';
import { EmbeddedError, otherWay } from './embedded-error.ts';
import { noteFiles, requireFiles, storageFolder } from './embedded-files.ts';
import { endLeftBehind, forgetHolder, inUse, writeHolder } from './embedded-holder.ts';
import { embeddedVersion, installServer } from './embedded-install.ts';
import { FolderBusyError, launch, type ServerProcess } from './embedded-process.ts';
import {
  type DatabasePasswords,
  databasePasswords,
  embeddedAddress,
  hasDatabasePasswords,
  usersMark,
} from './embedded-running.ts';
import { createServiceUsers, operatorUser, serviceUser } from './users.ts';

export interface EmbeddedOptions {
  /** Absolute. Made when it is not there; one server at a time. */
  dataFolder: string;
  /** Told in whole sentences what takes long or goes wrong. */
  log: (line: string) => void;
  /**
   * Whether the server asks for a password and Misty connects as a user who cannot change the log; true unless told.
   * Tests that make databases of their own names leave it open.
   */
  guarded?: boolean;
  /** Told once when the server keeps ending and is not started again. */
  onLost?: (error: EmbeddedError) => void;
  env?: NodeJS.ProcessEnv;
}

export interface Embedded {
  /** For the service: may find and insert in `misty_log`, read and write in `misty`. Holds a password. */
  uri: string;
  /** For preparing the database: may make collections and indexes as well. The same as `uri` when not guarded. */
  operatorUri: string;
  /** Of the package that its program is from. */
  version: string;
  /** One line for people, without a password. */
  describe: string;
  /** Of the server as it runs now; it changes when the server had to be started again. */
  pid(): number;
  /** Starts it again: for a server whose process lives and whose storage engine does not. */
  restart(): void;
  /** Ends the server cleanly. */
  stop(): Promise<void>;
}

/**
 * Brings the embedded server: fetches it on first use, starts it on the data folder and keeps it running. When it dies,
 * it is started again on the same port, so that the driver finds it by itself. When this process dies, it ends too.
 *
 * @throws EmbeddedError
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { dataFolder, log, guarded = true, env = environment() } = options;
  await makeDataFolder(dataFolder);
  const program = await installServer({ cacheFolder: cacheFolder(env), env, log });
  await endLeftBehind(dataFolder, log);
  await requireFiles(dataFolder);
  const start = async (port: number, auth: boolean): Promise<ServerProcess> => {
    const server = await launch({ program, storageFolder: storageFolder(dataFolder), port, auth, env }).catch(
      async (error: unknown) => {
        throw error instanceof FolderBusyError ? await inUse(dataFolder) : error;
      },
    );
    await writeHolder(dataFolder, {
      pid: server.pid,
      port: server.port,
      startedBy: process.pid,
      version: embeddedVersion,
    });
    return server;
  };

  const passwords = guarded ? await guard(dataFolder, start) : undefined;
  const running = await keepRunning((port) => start(port, guarded), options);
  await noteFiles(dataFolder);
  return {
    ...embeddedAddress(running.port, passwords),
    version: embeddedVersion,
    describe: `embedded database (SecantusDB ${embeddedVersion}) at 127.0.0.1:${running.port}, data in ${dataFolder}; for trying and developing, not for production`,
    pid: running.pid,
    restart: running.restart,
    async stop() {
      await running.stop();
      // Tables are made when they are first needed.
      await noteFiles(dataFolder);
      await forgetHolder(dataFolder);
    },
  };
}

async function makeDataFolder(folder: string): Promise<void> {
  try {
    const storage = storageFolder(folder);
    await makeFolder(storage, 0o700);
    await access(folder, constants.W_OK);
    // The server's files can be read by all: a user who may look into the data folder must not get further than this
    // file. Another user's folder that may be written to stays as that user made it.
    await chmod(storage, 0o700).catch(() => undefined);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new EmbeddedError(
      `The data folder ${folder} cannot be written (${code}): set MISTY_DATA to another folder. ${otherWay}`,
    );
  }
}

/**
 * The passwords of the users, who are made on the first start. The mark that they are there is written last: a start
 * that was cut off before it makes them anew, with the passwords that were kept.
 */
async function guard(
  dataFolder: string,
  start: (port: number, auth: boolean) => Promise<ServerProcess>,
): Promise<DatabasePasswords> {
  const mark = usersMark(dataFolder);
  const known = await hasDatabasePasswords(dataFolder);
  // Gone before a password is made, so that a start which is cut off here makes the users anew as well.
  if (!known) await rm(mark, { force: true });
  const passwords = await databasePasswords(dataFolder);
  const made = await access(mark).then(
    () => true,
    () => false,
  );
  if (!made) {
    const open = await start(0, false);
    try {
      const admin = await connect(`mongodb://127.0.0.1:${open.port}/?directConnection=true`, { poolSizeMin: 0 });
      await createServiceUsers(admin, { servicePassword: passwords.service, operatorPassword: passwords.operator });
      await admin.close();
    } finally {
      await open.stop();
    }
    await writeFile(mark, `${serviceUser} ${operatorUser}\n`, { mode: 0o600 });
  }
  return passwords;
}

interface Running {
  port: number;
  pid(): number;
  restart(): void;
  stop(): Promise<void>;
}

/** Starts it again on the same port whenever it ends, with a growing pause, ten times at most in a row. */
async function keepRunning(
  start: (port: number) => Promise<ServerProcess>,
  options: EmbeddedOptions,
): Promise<Running> {
  let server = await start(0);
  const { port } = server;
  const stopping = new AbortController();
  const watch = async (): Promise<void> => {
    for (let restarts = 0; ; restarts += 1) {
      const startedAt = performance.now();
      await server.ended;
      if (performance.now() - startedAt > steadyMs) restarts = 0;
      if (stopping.signal.aborted) return;
      // Without room it cannot start, and with room it can: that is no reason to give up.
      if (await isFull(options.dataFolder)) restarts = 0;
      if (restarts === restartsMax) break;
      options.log('The embedded database ended unexpectedly; starting it again …');
      const pauseMs = Math.min(50 * 2 ** restarts, pauseMaxMs);
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        server = await start(port);
      } catch (error) {
        // The old one may still be letting go of the folder, or another program may have the port for a moment.
        options.log(error instanceof Error ? error.message : String(error));
      }
    }
    const error = new EmbeddedError(`The embedded database keeps ending and is not started again. ${otherWay}`);
    options.log(error.message);
    options.onLost?.(error);
  };
  const watching = watch();
  return {
    port,
    pid: () => server.pid,
    restart: () => server.kill(),
    async stop() {
      stopping.abort();
      await server.stop();
      await watching;
      // It may have been started again in the very moment of stopping.
      await server.stop();
    },
  };
}

/** The server makes a journal file before anything else. */
async function isFull(dataFolder: string): Promise<boolean> {
  return (await freeBytes(dataFolder).catch(() => Number.POSITIVE_INFINITY)) < journalBytes;
}

const journalBytes = 80 * 2 ** 20;
const restartsMax = 10;
const pauseMaxMs = 5_000;
const steadyMs = 60_000;
