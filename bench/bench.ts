import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Db, MongoClient } from 'mongodb';
import { readConfig } from '../src/config.ts';
import { connect, describeServer, type ServerDescription } from '../src/database/connect.ts';
import { startEmbedded } from '../src/database/embedded.ts';
import { fillLog } from './fill.ts';
import type { Pair } from './shop.ts';

const LARGE = 100_000;
const LARGE_WHEN_QUICK = 20_000;

/** What all figures are taken with: one database server, and a folder that is thrown away. */
export interface Bench {
  /** Fewer rounds and smaller logs: to see that it works, not to keep. */
  readonly quick: boolean;
  readonly uri: string;
  readonly client: MongoClient;
  readonly server: ServerDescription;
  readonly folder: string;
  /** Of the embedded server, when it is the one in use. */
  readonly databasePid: number | undefined;
  /** A database of this run's own, dropped by `close`. */
  database(name: string): Db;
  /** A log with very many commits, filled when it is first asked for. */
  largeLog(): Promise<LargeLog>;
  /** Tells what is going on, on standard error. */
  say(line: string): void;
  /** The run was interrupted. */
  readonly signal: AbortSignal;
  /** Called by `close`, last opened first. */
  onClose(work: () => unknown): void;
  close(): Promise<void>;
}

export interface LargeLog {
  readonly log: Db;
  readonly size: number;
  readonly pairs: readonly Pair[];
}

export interface BenchOptions {
  readonly quick: boolean;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

/** The server that `MONGODB_URI` names, or else the embedded one in a folder of its own. */
export async function openBench({ quick, say, signal }: BenchOptions): Promise<Bench> {
  const opened: (() => unknown)[] = [];
  const close = async () => {
    for (let last = opened.pop(); last; last = opened.pop()) {
      // One that fails keeps nothing else from being closed: after an interruption the database may be gone already.
      await (async () => await last?.())().catch((error: unknown) => say(String(error)));
    }
  };
  try {
    const folder = await mkdtemp(path.join(tmpdir(), 'misty-bench-'));
    opened.push(() => rm(folder, { recursive: true, force: true }));
    const { mongodbUri } = readConfig();
    const dataFolder = path.join(folder, 'database');
    const embedded = mongodbUri ? undefined : await startEmbedded({ dataFolder, log: say, guarded: false });
    if (embedded) opened.push(() => embedded.stop());
    const uri = mongodbUri ?? embedded?.uri ?? '';
    const client = await connect(uri, { appName: 'misty-bench' });
    opened.push(() => client.close());
    const prefix = `bench_${randomBytes(4).toString('hex')}`;
    const database = (name: string) => {
      const found = client.db(`${prefix}_${name}`);
      opened.push(() => found.dropDatabase());
      return found;
    };
    return {
      ...{ quick, uri, client, folder, say, signal, close },
      server: await describeServer(client),
      databasePid: embedded?.pid(),
      database,
      largeLog: lazily(async () => {
        const size = quick ? LARGE_WHEN_QUICK : LARGE;
        say(`Filling a log with ${size.toLocaleString('en-AU')} commits …`);
        const log = database('large_log');
        return { log, size, pairs: await fillLog(log, size, signal) };
      }),
      onClose: (work) => void opened.push(work),
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Made when it is first asked for, and then the same for all. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
