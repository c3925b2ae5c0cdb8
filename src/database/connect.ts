import { MongoClient, type MongoClientOptions, MongoServerError, MongoServerSelectionError } from 'mongodb';

/** The database cannot be reached or does not let us in. The message is one plain sentence, without any password. */
export class DatabaseError extends Error {
  override name: string = 'DatabaseError';
}

/** The server asks for a user, or does not take the one that it was given. */
export class AccessRefused extends DatabaseError {
  override name = 'AccessRefused';
}

export interface ConnectOptions {
  /** Shown in the server's log and in its list of connections. */
  appName?: string;
  /** Connections kept open: 10 for the service, 0 for tools and tests, which come and go. */
  poolSizeMin?: number;
  /** How long to look for a server before giving up, and the longest wait for a free connection. */
  timeoutMs?: number;
}

export interface ServerDescription {
  kind: 'mongodb' | 'embedded';
  version: string;
  /** `host:port`, several with commas, never with a user or password. */
  host: string;
}

/**
 * A client that is connected and was let in. Its writes are durable on a majority of the servers before they are
 * acknowledged, also when the address says something else.
 *
 * @throws DatabaseError
 */
export async function connect(uri: string, options: ConnectOptions = {}): Promise<MongoClient> {
  const { appName = 'misty', poolSizeMin = 10, timeoutMs = 5_000 } = options;
  const client = makeClient(uri, {
    appName,
    minPoolSize: poolSizeMin,
    maxPoolSize: 50,
    // One by one, because the address would win over them in a write concern.
    w: 'majority',
    journal: true,
    readConcern: { level: 'majority' },
    retryWrites: true,
    serverSelectionTimeoutMS: timeoutMs,
    connectTimeoutMS: timeoutMs,
    waitQueueTimeoutMS: timeoutMs,
  });
  try {
    await client.connect();
    await client.db('admin').command({ ping: 1 });
    return client;
  } catch (error) {
    await client.close().catch(() => undefined);
    throw plain(error, uri, timeoutMs);
  }
}

/**
 * A server that asks for a user lets everybody connect who names none, and refuses their requests later.
 *
 * @throws AccessRefused
 */
export async function requireUser(client: MongoClient, uri: string): Promise<void> {
  if (client.options.credentials !== undefined) return;
  try {
    await client.db('admin').command({ listDatabases: 1, nameOnly: true });
  } catch (error) {
    if (!(error instanceof MongoServerError && error.code === UNAUTHORIZED)) throw error;
    throw new AccessRefused(
      `The MongoDB server at ${hostOf(uri)} asks for a user, and MONGODB_URI names none: write it as mongodb://<user>:<password>@<host>/?authSource=admin.`,
    );
  }
}

/** Which server this is: printed at start, and by `misty doctor`. */
export async function describeServer(client: MongoClient): Promise<ServerDescription> {
  const info = await client.db('admin').command({ buildInfo: 1 });
  const host = client.options.hosts.map((address) => address.toString()).join(',');
  const embedded = typeof info['secantusVersion'] === 'string';
  return {
    kind: embedded ? 'embedded' : 'mongodb',
    version: String(info[embedded ? 'secantusVersion' : 'version']),
    host,
  };
}

/** Where an address leads, without what must not be shown. */
export function hostOf(uri: string): string {
  // Up to the last @, because a password that was not encoded may hold one, or a slash.
  const behindPassword = uri.slice(uri.lastIndexOf('@') + 1).replace(/^mongodb(\+srv)?:\/\//, '');
  return behindPassword.replace(/[/?].*$/s, '');
}

const UNAUTHORIZED = 13;

function makeClient(uri: string, options: MongoClientOptions): MongoClient {
  try {
    return new MongoClient(uri, options);
  } catch {
    // The driver's own message may quote the address, and with it the password.
    throw new DatabaseError('The address of the MongoDB server (MONGODB_URI) is not well formed.');
  }
}

function plain(error: unknown, uri: string, timeoutMs: number): DatabaseError {
  const host = hostOf(uri);
  if (error instanceof MongoServerError && (error.code === 18 || error.code === UNAUTHORIZED)) {
    return new AccessRefused(`The MongoDB server at ${host} refuses the user or the password in MONGODB_URI.`);
  }
  const seconds = `${timeoutMs / 1000} s`;
  if (error instanceof MongoServerSelectionError) {
    return new DatabaseError(
      `No MongoDB server answers at ${host} (tried for ${seconds}): is it running, is MONGODB_URI right?`,
    );
  }
  const code =
    error instanceof Error && 'code' in error ? String(error.code) : error instanceof Error ? error.name : 'unknown';
  return new DatabaseError(`The MongoDB server at ${host} cannot be used (${code}).`);
}
