import { randomBytes } from 'node:crypto';
import type { Db, MongoClient } from 'mongodb';
import { readConfig } from '../config.ts';
import { connect } from '../database/connect.ts';
import { bringServer } from './server.ts';

/** Two databases of one test file's own, on a real server. */
export interface TestMongo {
  uri: string;
  client: MongoClient;
  /** The log, as `misty_log` is in service: empty, and dropped by `close`. */
  logDb: Db;
  /** The read models, sessions and secrets, as `misty` is in service: empty, and dropped by `close`. */
  viewDb: Db;
  close(): Promise<void>;
}

/**
 * Databases to test with, in a `before` hook; `close` belongs in an `after` hook. The runner brings one server for all
 * files. A file that is run by itself brings its own: see `bringServer`.
 */
export async function testMongo(mongodbUri = readConfig().mongodbUri): Promise<TestMongo> {
  const server = await bringServer(mongodbUri);
  const client = await connect(server.uri, { appName: 'misty-test', poolSizeMin: 0, timeoutMs: 10_000 });
  const name = `test_${randomBytes(6).toString('hex')}`;
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
