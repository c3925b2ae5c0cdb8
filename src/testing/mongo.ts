import { type Db, MongoClient } from 'mongodb';
import { bringServer } from './server.ts';

/** Two databases of one test file's own, on a real server. */
export interface TestMongo {
  uri: string;
  client: MongoClient;
  /** The log and the read models, as `misty_log` and `misty` are in service. Empty, and dropped by `close`. */
  logDb: Db;
  viewDb: Db;
  close(): Promise<void>;
}

export async function testMongo(): Promise<TestMongo> {
  const server = await bringServer();
  const client = await new MongoClient(server.uri, { serverSelectionTimeoutMS: 10_000 }).connect();
  const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const logDb = client.db(`${name}_log`);
  const viewDb = client.db(name);
  return {
    uri: server.uri,
    client,
    logDb,
    viewDb,
    async close() {
      await Promise.all([logDb.dropDatabase(), viewDb.dropDatabase()]);
      await client.close();
      await server.stop();
    },
  };
}
