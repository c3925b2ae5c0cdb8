import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { nameModels, projections } from '../../../projections/index.ts';
import { type Auth, type Lifetimes, openAuth } from '../../auth/auth.ts';
import { fixedKeys } from '../../auth/keys.ts';
import { peopleFrom } from '../../auth/people.ts';
import { securityLogTo } from '../../auth/security-log.ts';
import type { CommandAccepted } from '../../contracts/command.ts';
import type { CommandPayload, CommandType } from '../../contracts/commands.ts';
import { type Role, roles } from '../../contracts/permissions.ts';
import type { Problem } from '../../contracts/problems.ts';
import type { Session } from '../../contracts/sign-in.ts';
import { aggregates, deciders } from '../../domain/catalogue.ts';
import { payTables } from '../../domain/pay/pay-tables.ts';
import { EventStore } from '../../event-store/store.ts';
import { FileStore } from '../../files/file-store.ts';
import { History } from '../../history/history.ts';
import { Receipts } from '../../history/receipts.ts';
import { type AppOptions, buildApp } from '../../http/app.ts';
import { createLogger } from '../../http/logger.ts';
import { PrivateDetails } from '../../private-details/private-details.ts';
import { createSeal, type Seal } from '../../private-details/seal.ts';
import { ReadModels } from '../../projecting/read-models.ts';
import { Runner } from '../../projecting/runner.ts';
import { openPush, type Push } from '../../push/push.ts';
import { pushKeyOf } from '../../push/push-key.ts';
import { keepKey } from '../../witness/heads.ts';
import { type HeadKey, headKeyOf } from '../../witness/signing-key.ts';
import { Witness } from '../../witness/witness.ts';
import type { TestMongo } from '../mongo.ts';

/** For tests: everything from the door to the database as in service, with one person for each role. */
export interface TestStack {
  app: FastifyInstance;
  auth: Auth;
  push: Push;
  store: EventStore;
  details: PrivateDetails;
  readModels: ReadModels;
  /** Signs receipts. */
  headKey: HeadKey;
  /** All that was logged so far. */
  logged: () => string;
  /** Bearer of the person of this role, whose user name is the role's, and whose user id is `userIdOf`. */
  token: (role: Role) => string;
  /** Sends a command as the person of this role, admin unless told, under a new id unless headers say otherwise. */
  send: <Type extends CommandType>(type: Type, payload: CommandPayload<Type>, options?: AskOptions) => Promise<Answer>;
  get: (url: string, options?: AskOptions) => Promise<Answer>;
  /** Any request, as nobody. */
  ask: (request: InjectOptions) => Promise<Answer>;
  close: () => Promise<void>;
}

export interface AskOptions {
  role?: Role;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  text: string;
  /** Empty where the body is not a JSON object. */
  body: Partial<Problem & CommandAccepted & Session> & {
    items?: Record<string, unknown>[];
    item?: Record<string, unknown>;
    [more: string]: unknown;
  };
}

export const passwordOf = (role: Role): string => `${role} rolls kraft`;
export const TEST_KEY = Buffer.from('b5f1d0a97c3e48262fd1e80c5a7b9364e2c8f7105d6a3b9f814e0c72a95dd836', 'hex');
export const TEST_SECRET = '7d1f0c4b9ae35528c1670ef29b3d84a6';

type TestDatabases = Pick<TestMongo, 'logDb' | 'viewDb'>;

interface TestStackOptions extends Partial<AppOptions> {
  /** How long access tokens and sign-ins last: an hour and a day unless told. */
  lifetimes?: Partial<Lifetimes>;
  clock?: () => Date;
  /** When commands are recorded; at the time of this machine unless told. */
  recordedAt?: () => Date;
  /** Seals private details. */
  seal?: Seal;
}

/** Two server processes of one company, as far as they know of each other: they share the database and nothing else. */
export async function startTestStacks(
  mongo: TestDatabases,
  options: TestStackOptions = {},
  othersOptions: TestStackOptions = options,
): Promise<readonly [TestStack, TestStack]> {
  // One after the other: the second finds the people whom the first has registered.
  return [await startTestStack(mongo, options), await startTestStack(mongo, othersOptions)];
}

export async function startTestStack(mongo: TestDatabases, options: TestStackOptions = {}): Promise<TestStack> {
  const { logDb: log, viewDb: views } = mongo;
  const { clock = () => new Date(), recordedAt = () => new Date(), seal = createSeal(TEST_KEY) } = options;
  const timeZone = 'Australia/Sydney';
  const store = await EventStore.open({ log, aggregates, deciders, timeZone, clock: recordedAt });
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger('debug', destination);
  const onError = (error: unknown) => logger.error({ err: error }, 'private details stumbled');
  const details = new PrivateDetails({ log, views, store, seal, onError });
  const runner = Runner.start({ log, views, source: store, projections });
  const readModels = new ReadModels({ runner, projections, names: nameModels });
  await runner.ready;
  const people = peopleFrom(readModels);
  const usual = { accessSeconds: 3_600, signInSeconds: 86_400, idleSeconds: 120, offlineSeconds: 43_200 };
  const lifetimes = { ...usual, ...options.lifetimes };
  const security = { keys: fixedKeys([TEST_SECRET]), log: securityLogTo(store, readModels), lifetimes };
  const auth = await openAuth({ views, people, ...security, clock });

  const push = options.push ?? (await openPush({ views, key: pushKeyOf(TEST_KEY.toString('hex')), clock }));
  await registerPeople(store, auth);
  await readModels.waitFor(store.head, 10_000);

  const headKey = headKeyOf(TEST_SECRET.repeat(2));
  await keepKey(log, headKey, clock());
  // Made when the first file comes.
  const filesFolder = path.join(tmpdir(), `misty-files-${randomUUID()}`);
  const app = await buildApp({
    store,
    details,
    files: new FileStore(filesFolder),
    readModels,
    projections,
    payTables,
    log,
    witness: await Witness.open(log),
    history: new History({ log, projections, readModels }),
    receipts: new Receipts({ log, projections, readModels, key: headKey, clock }),
    auth,
    push,
    timeZone,
    pingDatabase: () => views.command({ ping: 1 }),
    logger,
    ...options,
  });
  const ask = async (request: InjectOptions) => answerOf(await app.inject(request));

  const tokens = new Map<Role, string>();
  for (const role of roles) {
    const payload = { username: role, password: passwordOf(role) };
    const { body } = await ask({ method: 'POST', url: '/api/auth/login', payload });
    tokens.set(role, body.accessToken ?? '');
  }
  const token = (role: Role) => tokens.get(role) ?? '';
  const bearer = (role: Role = 'admin') => ({ authorization: `Bearer ${token(role)}` });

  return {
    app,
    auth,
    push,
    store,
    details,
    readModels,
    headKey,
    logged: () => lines.join(''),
    token,
    ask,
    send: (type, payload, { role, headers } = {}) =>
      ask({
        method: 'POST',
        url: `/api/commands/${type}`,
        payload,
        headers: { 'idempotency-key': randomUUID(), ...bearer(role), ...headers },
      }),
    get: (url, { role, headers } = {}) => ask({ method: 'GET', url, headers: { ...bearer(role), ...headers } }),
    async close() {
      await app.close();
      await store.close();
      readModels.close();
      await runner.close();
      await rm(filesFolder, { recursive: true, force: true });
    },
  };
}

async function registerPeople(store: EventStore, auth: Auth): Promise<void> {
  for (const role of roles) {
    const payload = { userId: userIdOf(role), username: role, name: nameOf(role), role };
    await store.handle({ id: randomUUID(), type: 'RegisterUser', payload, user: 'test' });
    const hash = await auth.passwords.hash(passwordOf(role));
    await auth.credentials.add({ id: userIdOf(role), userId: userIdOf(role), hash });
  }
}

/** Ids have no underscore. */
export const userIdOf = (role: Role): string => role.replace('_', '-');
export const nameOf = (role: Role): string => `Test ${role}`;

/** What a browser keeps of an answer. */
export function cookiesOf({ headers }: Answer): Record<string, string> {
  const kept = (headers['set-cookie'] ?? '').matchAll(/((?:__\w+-)?misty_\w+)=([^;]*)/g);
  return Object.fromEntries([...kept].map(([, name = '', value = '']) => [name, value]));
}

interface Injected {
  statusCode: number;
  headers: Record<string, unknown>;
  body: string;
}

export function answerOf({ statusCode, headers, body: text }: Injected): Answer {
  const isJson = /^application\/(problem\+)?json/.test(String(headers['content-type']));
  const texts = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
  return { status: statusCode, headers: texts, text, body: isJson ? JSON.parse(text) : {} };
}
