import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { MongoClient } from 'mongodb';
import { startEmbedded } from '../database/embedded.ts';

/** A MongoDB server to test against. */
export interface TestServer {
  uri: string;
  /** One line that says which server this is. */
  describe: string;
  stop(): Promise<void>;
}

/** The server that is there, or else a container, or else the embedded one in a folder that is thrown away. */
export async function bringServer(
  mongodbUri: string | undefined,
  log: (line: string) => void = () => undefined,
): Promise<TestServer> {
  if (mongodbUri) return { uri: mongodbUri, describe: 'a server that was there', stop: async () => undefined };
  return (await bringContainer(log)) ?? (await bringEmbedded(log));
}

async function bringEmbedded(log: (line: string) => void): Promise<TestServer> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'misty-test-'));
  const discard = () => rm(dataFolder, { recursive: true, force: true });
  try {
    const { uri, describe, stop } = await startEmbedded({ dataFolder, log, guarded: false });
    const stopAndDiscard = async () => {
      try {
        await stop();
      } finally {
        await discard();
      }
    };
    return { uri, describe, stop: stopAndDiscard };
  } catch (error) {
    await discard();
    throw error;
  }
}

/** Undefined without a container engine, which is found out within milliseconds. */
async function bringContainer(log: (line: string) => void): Promise<TestServer | undefined> {
  // Imported here because it takes most of a second to load.
  const { GenericContainer, getContainerRuntimeClient, Wait } = await import('testcontainers');
  const engine = await getContainerRuntimeClient().catch(() => undefined);
  if (!engine) return undefined;
  try {
    const container = await new GenericContainer(image)
      .withCommand(['mongod', '--replSet', 'misty', '--bind_ip_all'])
      .withExposedPorts(27017)
      .withWaitStrategy(Wait.forLogMessage('Waiting for connections'))
      .withStartupTimeout(180_000)
      .start();
    const uri = `mongodb://${container.getHost()}:${container.getMappedPort(27017)}/?directConnection=true`;
    await makeReplicaSet(uri);
    return { uri, describe: `${image} in a container`, stop: async () => void (await container.stop()) };
  } catch (error) {
    log(
      `The container engine answers, but ${image} does not run in it (${String(error)}); the embedded server is used.`,
    );
    return undefined;
  }
}

const image = 'mongo:7';

/** Change streams and transactions need a replica set; one node is enough. */
async function makeReplicaSet(uri: string): Promise<void> {
  const client = await new MongoClient(uri, { serverSelectionTimeoutMS: 30_000 }).connect();
  try {
    const admin = client.db('admin');
    await admin.command({ replSetInitiate: { _id: 'misty', members: [{ _id: 0, host: '127.0.0.1:27017' }] } });
    const end = performance.now() + 30_000;
    while (!(await admin.command({ hello: 1 }))['isWritablePrimary']) {
      if (performance.now() > end) throw new Error('no primary after 30 s');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    await client.close();
  }
}
