import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BSON, type Db, type Document, type IndexDescription } from 'mongodb';
import { defaultLifetimes, type Lifetimes } from '../auth/auth.ts';
import { environment } from '../config.ts';
import { createLogger } from '../http/logger.ts';
import { type RunningServer, startServer } from '../main.ts';
import type { Reach } from '../push/address.ts';
import { type TestMongo, testMongo } from './mongo.ts';

export interface ServeOptions {
  readonly mongo: TestMongo;
  readonly dataFolder: string;
  readonly port?: number;
  readonly clientFolder?: string;
  readonly lifetimes?: Partial<Lifetimes>;
  /** Whether an empty log is filled with the demo company; true unless told. */
  readonly demo?: boolean;
  /** Push services on this machine may be reached too. */
  readonly pushReach?: Reach;
}

/** Misty as in service, in this process. */
export async function serveCompany(options: ServeOptions): Promise<RunningServer> {
  const { mongo, dataFolder, port = 0, clientFolder, lifetimes, demo = true, pushReach } = options;
  const config = {
    ...{ port, host: '127.0.0.1', dataFolder, mongodbUri: mongo.uri },
    ...{
      jwtSecrets: undefined,
      vaultKey: undefined,
      publicUrl: undefined,
      proxies: undefined,
      backupFolder: undefined,
      databaseFolder: undefined,
      databaseRestartFile: undefined,
      headsUrl: undefined,
      stampsUrl: undefined,
    },
    lifetimes: { ...defaultLifetimes, ...lifetimes },
    diskFreeBytes: 0,
    timeZone: 'Australia/Sydney',
    logLevel: 'silent' as const,
    logLevelTold: true,
    demo,
  };
  return await startServer(config, {
    say: () => undefined,
    logger: createLogger('silent'),
    ...(clientFolder !== undefined && { clientFolder }),
    ...(pushReach && { pushReach }),
    databases: { log: mongo.logDb.databaseName, views: mongo.viewDb.databaseName },
  });
}

/**
 * Has the demo company told once and keeps it in a folder, for tests that each begin with it. The story takes seconds, a
 * copy of it a moment. Returns what their environment needs.
 */
export async function keepCompany(mongodbUri: string): Promise<{ env: NodeJS.ProcessEnv; discard(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'misty-company-'));
  const mongo = await testMongo(mongodbUri);
  try {
    const dataFolder = path.join(folder, 'data');
    await mkdir(dataFolder);
    const server = await serveCompany({ mongo, dataFolder });
    await server.close();
    const kept: Kept = { log: await read(mongo.logDb), views: await read(mongo.viewDb) };
    await writeFile(path.join(folder, 'databases.bson'), BSON.serialize(kept));
  } finally {
    await mongo.close();
  }
  return { env: { [variable]: folder }, discard: () => rm(folder, { recursive: true, force: true }) };
}

/** A new data folder, with the kept company in it and in the databases. Without one, the first start tells the story. */
export async function placeCompany(mongo: TestMongo): Promise<string> {
  const dataFolder = await newFolder();
  const folder = environment()[variable];
  if (folder === undefined) return dataFolder;
  const kept = BSON.deserialize(await readFile(path.join(folder, 'databases.bson'))) as Kept;
  await cp(path.join(folder, 'data'), dataFolder, { recursive: true });
  await Promise.all([write(mongo.logDb, kept.log), write(mongo.viewDb, kept.views)]);
  return dataFolder;
}

/** A new data folder with nothing in it. */
export async function newFolder(): Promise<string> {
  return await mkdtemp(path.join(tmpdir(), 'misty-app-'));
}

const variable = 'MISTY_TEST_COMPANY';

interface Kept {
  readonly log: readonly KeptCollection[];
  readonly views: readonly KeptCollection[];
}

interface KeptCollection {
  readonly name: string;
  readonly indexes: readonly IndexDescription[];
  readonly documents: readonly Document[];
}

/** The views of a database, such as the auditors' one, are made again by the start. */
async function read(db: Db): Promise<KeptCollection[]> {
  const collections = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  return await Promise.all(
    collections.map(async ({ name }) => ({
      name,
      indexes: (await db.collection(name).indexes()).filter((index) => index.name !== '_id_') as IndexDescription[],
      documents: await db.collection(name).find().toArray(),
    })),
  );
}

async function write(db: Db, collections: readonly KeptCollection[]): Promise<void> {
  for (const { name, indexes, documents } of collections) {
    if (indexes.length > 0) await db.collection(name).createIndexes([...indexes]);
    if (documents.length > 0) await db.collection(name).insertMany([...documents]);
  }
}
