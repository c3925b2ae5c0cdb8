import type { MongoClient } from 'mongodb';
import { AccessRefused, connect, describeServer, requireUser, type ServerDescription } from './connect.ts';
import { type Embedded, startEmbedded } from './embedded.ts';
import { type EmbeddedError, otherWay } from './embedded-error.ts';
import { type EmbeddedAddress, findRunning, unknownPasswords } from './embedded-running.ts';

export interface OpenDatabaseOptions {
  /** `MONGODB_URI`; without it the embedded server is used. */
  mongodbUri: string | undefined;
  /** Absolute; of the embedded server. */
  dataFolder: string;
  /** Told in whole sentences what takes long or goes wrong. */
  log: (line: string) => void;
  /** Use the embedded server that another Misty runs on this folder, if one does: for tools beside the service. */
  join?: boolean;
  /** Connections kept open; 10 for the service, 0 for tools. */
  poolSizeMin?: number;
  appName?: string;
  /** Told once when the embedded server keeps ending and is not started again. */
  onLost?: (error: EmbeddedError) => void;
}

/** The server in use, and a connection to it. */
export interface OpenDatabase {
  client: MongoClient;
  server: ServerDescription;
  /** Where the embedded server keeps its data. */
  dataFolder?: string;
  /** Which database this is and where its data lie, in one line without a password. */
  describe: string;
  /** Whether the embedded server was started here, and ends with `close`. */
  startedHere: boolean;
  /** Starts the embedded server again; undefined for one that was not started here. */
  restart?: () => void;
  /** Does something as the user who may prepare the database. */
  asOperator<T>(work: (client: MongoClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/**
 * Opens the database that the settings name.
 *
 * @throws DatabaseError, EmbeddedError
 */
export async function openDatabase(options: OpenDatabaseOptions): Promise<OpenDatabase> {
  const { mongodbUri, dataFolder, log, join = false, poolSizeMin = 10, appName = 'misty', onLost } = options;
  if (mongodbUri !== undefined) return await opened({ uri: mongodbUri, operatorUri: mongodbUri });
  const running = join ? await findRunning(dataFolder) : undefined;
  if (running) return await opened(running);
  const own = await startEmbedded({ dataFolder, log, ...(onLost && { onLost }) });
  return await opened(own, own).catch(async (error: unknown) => {
    await own.stop();
    throw error;
  });

  async function opened(
    { uri, operatorUri, version }: EmbeddedAddress,
    started?: Pick<Embedded, 'stop' | 'restart'>,
  ): Promise<OpenDatabase> {
    const embeddedHere = mongodbUri === undefined;
    const client = await connect(uri, { appName, poolSizeMin }).catch((error: unknown) => {
      throw embeddedHere && error instanceof AccessRefused ? unknownPasswords(dataFolder) : error;
    });
    try {
      if (!embeddedHere) await requireUser(client, uri);
      const told = await describeServer(client);
      const server = { ...told, version: version ?? told.version };
      return {
        client,
        server,
        ...(embeddedHere && { dataFolder }),
        describe: embeddedHere ? embeddedWords(server, dataFolder) : serverWords(server),
        startedHere: started !== undefined,
        ...(started && { restart: started.restart }),
        async asOperator(work) {
          const operator = await connect(operatorUri, { appName: `${appName}-operator`, poolSizeMin: 0 });
          try {
            return await work(operator);
          } finally {
            await operator.close();
          }
        },
        async close() {
          await client.close();
          await started?.stop();
        },
      };
    } catch (error) {
      await client.close();
      throw error;
    }
  }
}

/** Said at start and by `misty doctor` whenever the embedded server is in use. */
export const embeddedWarning = `The embedded database is beta: for trying, developing and testing, not for production. ${otherWay}`;

function embeddedWords({ host, version }: ServerDescription, dataFolder: string): string {
  return `embedded (SecantusDB ${version}) at ${host}, data in ${dataFolder}`;
}

function serverWords({ kind, version, host }: ServerDescription): string {
  // The program of SecantusDB does not know the version of the package that it came in.
  const name = kind === 'mongodb' ? 'MongoDB' : 'SecantusDB, program';
  return `${name} ${version} at ${host}, as MONGODB_URI says`;
}
