import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import { BSON, MongoClient } from 'mongodb';
import { collectionNames } from './collections.ts';
import { SourceError } from './source-error.ts';
import { splitBson, splitJson } from './split.ts';

/** A collection of the old application, wherever it is read from. */
export interface SourceCollection {
  readonly name: string;
  /** Its documents as BSON, in the order of the source. */
  documents(): AsyncIterable<Buffer>;
}

export interface Source {
  /** What it is called in the log. Not where it lies: that differs from machine to machine. */
  readonly name: string;
  readonly collections: readonly SourceCollection[];
  close(): Promise<void>;
}

const CONNECT_MS = 5_000;
const FORMS = ['.bson', '.bson.gz', '.json', '.jsonl', '.ndjson', '.json.gz'] as const;
const NOT_A_COLLECTION = /^(system\.|oplog$|prelude$|admin$)/;
const SERVERS_OWN = new Set(['admin', 'config', 'local']);

/** @throws SourceError which says what is wrong with it */
export async function openSource(from: string): Promise<Source> {
  return /^mongodb(\+srv)?:\/\//.test(from) ? await openDatabase(from) : await openFolder(from);
}

async function openFolder(from: string): Promise<Source> {
  const found = await stat(from).catch(() => undefined);
  if (found === undefined) {
    throw new SourceError(
      `There is no ${from}. Name a folder with a dump, or an address such as mongodb://localhost/misty.`,
    );
  }
  if (!found.isDirectory()) throw new SourceError(`${from} is no folder. Name the folder that the dump lies in.`);
  const files = await filesIn(from);
  const byName = new Map<string, string>();
  for (const file of files) {
    const form = FORMS.find((one) => file.endsWith(one));
    if (form === undefined || /\.metadata\.json(\.gz)?$/.test(file)) continue;
    const name = decodeName(path.basename(file).slice(0, -form.length));
    if (NOT_A_COLLECTION.test(name)) continue;
    const other = byName.get(name);
    if (other !== undefined) {
      const both = [other, file].map((one) => path.relative(from, one)).join(' and ');
      throw new SourceError(`${name} is there twice: ${both}. Keep one of them, or name the folder of one database.`);
    }
    byName.set(name, file);
  }
  for (const file of files) {
    const described = /^(.*)\.metadata\.json(\.gz)?$/.exec(path.basename(file))?.[1];
    if (described === undefined || NOT_A_COLLECTION.test(described) || byName.has(decodeName(described))) continue;
    throw new SourceError(
      `${described} is described in the dump, and its documents are not there: the dump is half written. Dump it again.`,
    );
  }
  const collections = [...byName].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    name: 'misty',
    collections: collections.map(([name, file]) => ({
      name,
      documents: () => documentsOf(file, path.relative(from, file)),
    })),
    close: async () => undefined,
  };
}

/** The files of the folder, and of the folders of databases in it. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new SourceError(`${folder} cannot be read: ${error.message}.`);
  });
  const files: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const whole = path.join(folder, entry.name);
    if (entry.isFile()) files.push(whole);
    else if (entry.isDirectory() && !SERVERS_OWN.has(entry.name)) {
      const inside = await readdir(whole, { withFileTypes: true });
      files.push(
        ...inside
          .filter((one) => one.isFile())
          .map((one) => path.join(whole, one.name))
          .sort(),
      );
    }
  }
  return files;
}

/** mongodump writes characters that no file name takes as %XX. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

async function* documentsOf(file: string, called: string): AsyncGenerator<Buffer> {
  const read = createReadStream(file, { highWaterMark: 1024 * 1024 });
  const chunks: AsyncIterable<Buffer> = file.endsWith('.gz') ? read.pipe(createGunzip()) : read;
  read.on('error', () => undefined);
  try {
    if (/\.bson(\.gz)?$/.test(file)) yield* checked(splitBson(chunks, called), called);
    else yield* parsed(splitJson(chunks, called), called);
  } catch (error) {
    if (error instanceof SourceError) throw error;
    throw new SourceError(`${called} cannot be read to its end (${(error as Error).message}). Dump it again.`);
  } finally {
    read.destroy();
  }
}

async function* checked(documents: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const one of documents) {
    count += 1;
    try {
      BSON.deserialize(one, { promoteValues: false });
    } catch {
      throw new SourceError(`${file} is broken in document ${count}: it is no BSON. Dump it again.`);
    }
    yield one;
  }
}

async function* parsed(documents: AsyncIterable<Buffer>, file: string): AsyncGenerator<Buffer> {
  let count = 0;
  for await (const one of documents) {
    count += 1;
    let bytes: Uint8Array;
    try {
      const text = new TextDecoder('utf-8', { fatal: true }).decode(one);
      bytes = BSON.serialize(BSON.EJSON.parse(text, { relaxed: false }) as object);
    } catch {
      throw new SourceError(`${file} is broken in document ${count}: it is no Extended JSON. Export it again.`);
    }
    yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}

async function openDatabase(uri: string): Promise<Source> {
  let client: MongoClient;
  try {
    client = new MongoClient(uri, {
      ...{ serverSelectionTimeoutMS: CONNECT_MS, connectTimeoutMS: CONNECT_MS, appName: 'misty-migrate' },
    });
  } catch {
    throw new SourceError(
      'This is no address of a MongoDB. Name one such as mongodb://localhost:27017/misty, or a folder.',
    );
  }
  try {
    await client.connect();
    const named = client.options.dbName;
    const name = /^mongodb(\+srv)?:\/\/[^/]+\/[^?]/.test(uri) ? named : await theOnlyOne(client);
    const db = client.db(name);
    const found = await db.listCollections({}, { nameOnly: true }).toArray();
    const collections = found
      .filter((one) => one.type !== 'view' && !NOT_A_COLLECTION.test(one.name))
      .map((one) => one.name)
      .sort();
    return {
      name: 'misty',
      collections: collections.map((collection) => ({
        name: collection,
        // By _id, so that a second reading has them in the same order.
        documents: () =>
          db
            .collection(collection)
            .find({}, { sort: { _id: 1 }, raw: true })
            .stream() as unknown as AsyncIterable<Buffer>,
      })),
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    if (error instanceof SourceError) throw error;
    throw new SourceError(
      `The old database does not answer, or does not let us in: ${withoutPassword((error as Error).message)}.`,
    );
  }
}

async function theOnlyOne(client: MongoClient): Promise<string> {
  const { databases } = await client.db().admin().listDatabases({ nameOnly: true });
  const fitting: string[] = [];
  for (const { name } of databases) {
    if (SERVERS_OWN.has(name)) continue;
    const there = await client.db(name).listCollections({}, { nameOnly: true }).toArray();
    if (there.filter((one) => collectionNames.has(one.name)).length >= 2) fitting.push(name);
  }
  const [only] = fitting;
  if (only !== undefined && fitting.length === 1) return only;
  throw new SourceError(
    fitting.length === 0
      ? 'No database there looks like one of the old application. Name it in the address: mongodb://localhost:27017/misty.'
      : `There are several: ${fitting.join(', ')}. Name one in the address.`,
  );
}

function withoutPassword(text: string): string {
  return text.replace(/\/\/[^@/\s]*@/g, '//').replace(/\.$/, '');
}
