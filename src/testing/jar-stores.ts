import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import type { CommandDecider } from '../domain/kernel.ts';
import { LogUnavailable } from '../event-store/errors.ts';
import { commitsOf } from '../event-store/log.ts';
import type { Outcome } from '../event-store/outcome.ts';
import { EventStore } from '../event-store/store.ts';
import { jarDomain } from './jar.ts';
import { type TestMongo, testMongo } from './mongo.ts';
import { startProxy, type TcpProxy } from './proxy.ts';

export const timeZone = 'Australia/Sydney';

/** Two stores of jars on one log: the line of one can be held, cut and mended; the other is as another process would be. */
export class JarStores {
  readonly mongo: TestMongo;
  readonly proxy: TcpProxy;
  readonly store: EventStore;
  readonly other: EventStore;
  /** Requests of the first store that insert, and that find. Only its lane sends either. */
  readonly inserts = new Set<number>();
  /** How durable each insert asked to be. */
  readonly writeConcerns: unknown[] = [];
  readonly #finds = new Set<number>();
  readonly #client: MongoClient;

  private constructor(mongo: TestMongo, proxy: TcpProxy, client: MongoClient, store: EventStore, other: EventStore) {
    this.mongo = mongo;
    this.proxy = proxy;
    this.store = store;
    this.other = other;
    this.#client = client;
    client.on('commandStarted', ({ commandName, requestId, command }) => {
      if (commandName === 'insert') this.writeConcerns.push(command['writeConcern']);
      if (commandName === 'insert') this.inserts.add(requestId);
      if (commandName === 'find') this.#finds.add(requestId);
    });
  }

  /** `more`: commands that the first one knows besides. */
  static async open(more: { readonly [type: string]: CommandDecider<never> } = {}): Promise<JarStores> {
    const mongo = await testMongo();
    const { host, port } = firstHost(mongo.uri);
    const proxy = await startProxy(port, host);
    const uri = `mongodb://127.0.0.1:${proxy.port}/?directConnection=true`;
    const client = await new MongoClient(uri, { monitorCommands: true, serverSelectionTimeoutMS: 1_000 }).connect();
    const { aggregates, deciders } = jarDomain;
    const log = client.db(mongo.logDb.databaseName);
    const store = await EventStore.open({ log, aggregates, deciders: { ...deciders, ...more }, timeZone });
    const other = await EventStore.open({ log: mongo.logDb, ...jarDomain, timeZone });
    return new JarStores(mongo, proxy, client, store, other);
  }

  async close(): Promise<void> {
    this.proxy.comeBack();
    await this.store.close();
    await this.other.close();
    await this.#client.close();
    await this.proxy.close();
    await this.mongo.close();
  }

  /** Sends a command through the first store, unless told. */
  send(type: string, payload: object, id: string = randomUUID(), to = this.store): Promise<Outcome> {
    return to.handle({ id, type, payload, user: 'ana' });
  }

  async recorded(id: string): Promise<boolean> {
    return (await commitsOf(this.mongo.logDb).countDocuments({ _id: id })) === 1;
  }

  /** From now on the lane waits for what it has just asked, and what comes in goes out together. */
  async occupyLane(): Promise<void> {
    await until(() => this.store.head === this.other.head);
    this.proxy.holdAnswersTo(this.#finds);
    await until(() => this.proxy.holdsAnswer());
  }

  /** Waits until the first store knows that its database is away. From then on it says so at once. */
  async knowsThatItIsAway(): Promise<void> {
    let isKnown = false;
    while (!isKnown) {
      void this.send('TakeTokens', { jarId: 'nowhere', count: 1 }).catch(() => {
        isKnown = true;
      });
      await pause(25);
    }
  }

  /** The same command again and again, until the database answers. */
  async answered(type: string, payload: object, id: string = randomUUID()): Promise<Outcome> {
    for (;;) {
      const outcome = await this.send(type, payload, id).catch((error: unknown) => {
        if (!(error instanceof LogUnavailable)) throw error;
        return undefined;
      });
      if (outcome !== undefined) return outcome;
      await pause(5);
    }
  }
}

/** Asks again and again until it holds; the time of the test is the limit. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}

function firstHost(uri: string): { host: string; port: number } {
  const [host = '127.0.0.1', port = '27017'] = (/^mongodb:\/\/(?:[^@/]*@)?([^/?,]+)/.exec(uri)?.[1] ?? '').split(':');
  return { host, port: Number(port) };
}
