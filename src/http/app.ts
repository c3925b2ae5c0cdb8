import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler } from 'fastify-type-provider-zod';
import type { Db } from 'mongodb';
import type { Auth } from '../auth/auth.ts';
import { addDeviceRoutes } from '../auth/device-routes.ts';
import { createFailures } from '../auth/failures.ts';
import { addLinkRoutes } from '../auth/link-routes.ts';
import { addPasskeyLoginRoutes } from '../auth/passkey-login-routes.ts';
import { addPasskeyRoutes } from '../auth/passkey-routes.ts';
import { addPasswordRoutes } from '../auth/password-routes.ts';
import { addPinRoutes } from '../auth/pin-routes.ts';
import { registerAuth } from '../auth/plugin.ts';
import { Reaches } from '../auth/reach.ts';
import { addAuthRoutes } from '../auth/routes.ts';
import { addSessionRoutes } from '../auth/session-routes.ts';
import type { PayTable } from '../contracts/pay-tables.ts';
import type { EventStore } from '../event-store/store.ts';
import { erasing } from '../files/erasing.ts';
import type { FileStore } from '../files/file-store.ts';
import type { History } from '../history/history.ts';
import type { Receipts } from '../history/receipts.ts';
import type { PrivateDetails } from '../private-details/private-details.ts';
import type { Projection } from '../projecting/definition.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import type { Push } from '../push/push.ts';
import type { Witness } from '../witness/witness.ts';
import { registerClientFiles } from './client-files.ts';
import { addCommandRoutes } from './commands.ts';
import { type ConnectionLimits, connectionLimits, guardedServer } from './connections.ts';
import { watchProxies } from './disbelieved.ts';
import { addFileRoutes } from './files.ts';
import { addHeadRoutes } from './heads.ts';
import { addHealthRoutes } from './health.ts';
import { addHealthPageRoute, type HealthLook } from './health-page.ts';
import { addHistoryRoutes } from './history.ts';
import { defaultLimits, type Limits, registerRateLimits } from './limits.ts';
import { addLiveRoute } from './live.ts';
import { addMetricsRoute, type BackupTimes } from './metrics.ts';
import { registerOpenApi } from './openapi.ts';
import { addPayTablesRoute } from './pay-tables.ts';
import { Presence } from './presence.ts';
import { shedLoad } from './pressure.ts';
import { addPrivateDetailRoute } from './private-details.ts';
import { sendProblem } from './problems.ts';
import { addPushRoutes } from './push.ts';
import { addQueryRoutes } from './queries.ts';
import { addQuestionRoutes } from './questions.ts';
import { addReceiptRoutes } from './receipts.ts';
import { addReportRoutes } from './reports.ts';
import { registerSecurityHeaders } from './security.ts';
import { validatorCompiler } from './validator.ts';

export interface AppOptions {
  readonly store: EventStore;
  /** The bytes of attached files. */
  readonly files: FileStore;
  /** All commands go through it to the store. */
  readonly details: PrivateDetails;
  readonly readModels: ReadModels;
  readonly projections: readonly Projection[];
  /** The tables of the law that pay is worked out with. */
  readonly payTables: readonly PayTable[];
  /** The log itself: history and questions are read from it. */
  readonly log: Db;
  readonly history: History;
  readonly receipts: Receipts;
  readonly witness: Witness;
  readonly auth: Auth;
  /** Who is told of what on which device. */
  readonly push: Push;
  /** Settles when the database has answered. */
  readonly pingDatabase: () => Promise<unknown>;
  /** For /metrics; nothing is said of backups without it. */
  readonly backupTimes?: () => Promise<BackupTimes>;
  /** For the health page; it says less without it. */
  readonly healthLook?: HealthLook;
  /** The company's time zone, an IANA name. */
  readonly timeZone: string;
  readonly logger: FastifyBaseLogger;
  /**
   * Addresses and networks of the proxies in front. Only they are believed about the sender and HTTPS; this machine
   * unless told.
   */
  readonly proxies?: readonly string[] | undefined;
  /** Told of an address that speaks as a proxy does and is not believed. */
  readonly onDisbelieved?: (address: string) => void;
  /** How browsers reach this server, such as https://misty.example.com. */
  readonly publicUrl?: string | undefined;
  /** The built app, dist/client. */
  readonly clientFolder?: string;
  readonly limits?: Partial<Limits>;
  /** As many as there are file descriptors for, unless told. */
  readonly connections?: ConnectionLimits;
  /** Time between signs of life on the live feed. */
  readonly heartbeatMs?: number;
}

export const BODY_BYTES_MAX = 256 * 1024;
/** So long a request may still take while the server stops. */
const STOP_TIMEOUT_MS = 10_000;
const timeouts = { requestMs: 30_000, idleMs: 120_000, keepAliveMs: 75_000 };

/** The app and the API on one port, ready to listen. `close()` ends the live feeds and lets other requests finish. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { store, details, readModels, projections, auth, timeZone, pingDatabase, clientFolder } = options;
  const proxies = [...(options.proxies ?? ['loopback'])];
  const app = Fastify({
    serverFactory: (handler) => guardedServer(handler, options.connections ?? connectionLimits(), proxies, timeouts),
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestId,
    trustProxy: proxies,
    bodyLimit: BODY_BYTES_MAX,
    routerOptions: { maxParamLength: 160 },
    forceCloseConnections: 'idle',
    // A request that comes while stopping is answered, and its connection closed with the answer.
    return503OnClosing: false,
    // The schemas are strict and name the field. The parser would only say that something is wrong.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
    frameworkErrors: (error, request, reply) => void sendProblem(error, request, reply),
    clientErrorHandler: answerNonsense,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.removeContentTypeParser('text/plain');
  app.decorateRequest('commandId', undefined);
  const isStopping = stopGracefully(app);
  tellTime(app, auth.clock);
  watchProxies(app, { proxies, clock: auth.clock, onDisbelieved: options.onDisbelieved });
  logAnswers(app);

  await registerSecurityHeaders(app, clientFolder);
  const tokens = await registerAuth(app, auth, options.publicUrl);
  shedLoad(app);
  const limits = await registerRateLimits(app, { ...defaultLimits, ...options.limits });
  await registerOpenApi(app, limits.pages);
  const { signIns: signInLimit, queries: queryLimit } = limits;
  const signIn = { auth, tokens, timeZone, failures: createFailures(), signInLimit, queryLimit };
  addAuthRoutes(app, signIn);
  addPasswordRoutes(app, signIn);
  const { publicUrl } = options;
  addLinkRoutes(app, { ...signIn, publicUrl });
  addPasskeyRoutes(app, { ...signIn, publicUrl });
  addPasskeyLoginRoutes(app, { ...signIn, publicUrl });
  addSessionRoutes(app, { auth, queryLimit });
  addDeviceRoutes(app, { auth, signInLimit, queryLimit });
  addPinRoutes(app, signIn);
  const reaches = new Reaches({ employees: readModels, people: auth.people, timeZone, clock: auth.clock });
  const onError = (error: unknown) =>
    app.log.error({ err: error }, 'bytes of an erased file are left to the next backup');
  const handler = erasing(details, { log: options.log, files: options.files, onError });
  const commanding = { handler, people: auth.people, reaches, readModels, limits };
  addCommandRoutes(app, commanding);
  await addFileRoutes(app, { ...commanding, files: options.files });
  addQueryRoutes(app, { readModels, projections, reaches, limits });
  addPrivateDetailRoute(app, { details, store, reaches, people: auth.people, limits });
  addReportRoutes(app, { readModels, reaches, limits, timeZone, clock: auth.clock });
  addPayTablesRoute(app, options.payTables, limits);
  addQuestionRoutes(app, { log: options.log, readModels, timeZone, limits });
  addHistoryRoutes(app, { history: options.history, readModels, timeZone, limits });
  addPushRoutes(app, { push: options.push, auth, limits });
  addHeadRoutes(app, { witness: options.witness, securityLog: auth.log, limits });
  addReceiptRoutes(app, { receipts: options.receipts, reaches, securityLog: auth.log, limits });
  const presence = new Presence(auth.clock);
  const { openFeeds } = await addLiveRoute(app, {
    witness: options.witness,
    readModels,
    projections,
    auth,
    reaches,
    limits,
    presence,
    heartbeatMs: options.heartbeatMs,
  });
  addHealthPageRoute(app, {
    ...{ store, readModels, projections, pingDatabase, presence, limits, clock: auth.clock },
    unsent: options.push.unsent,
    look: options.healthLook,
  });
  const backupTimes = options.backupTimes ?? (async () => ({}));
  addMetricsRoute(app, { store, readModels, openFeeds, backupTimes, clock: auth.clock });
  addHealthRoutes(app, { store, readModels, pingDatabase, isStopping });
  await registerClientFiles(app, { folder: clientFolder, limit: limits.pages });
  return app;
}

/** The proxy's id where it gave one, so that its log and ours can be compared. */
function requestId(request: { headers: NodeJS.Dict<string | string[]> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

/** The server's time. The app reckons by it what has lapsed, because this device's clock may be wrong. */
function tellTime(app: FastifyInstance, clock: () => Date): void {
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('date', clock().toUTCString());
  });
}

/** One line for each answer. It names the route and not the address, because a query may hold what a person typed. */
function logAnswers(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // No answer of the API is kept by browsers, unless its route says otherwise.
    if (request.routeOptions.url?.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const line = {
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
      user: request.session?.user.id,
      address: request.ip,
    };
    request.log.info(line, 'answered');
  });
}

/** Answers under way may finish, and each closes its connection. After a while the rest is closed by force. */
function stopGracefully(app: FastifyInstance): () => boolean {
  let stopping = false;
  let forget: () => void = () => undefined;
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close');
  });
  app.addHook('preClose', async () => {
    stopping = true;
    const force = setTimeout(() => app.server.closeAllConnections(), STOP_TIMEOUT_MS);
    // A browser keeps its line open after the last answer. Closing at the first look misses the lines that were busy
    // then.
    const sweep = setInterval(() => app.server.closeIdleConnections(), 100);
    forget = () => {
      clearTimeout(force);
      clearInterval(sweep);
    };
  });
  // Runs once the server has closed.
  app.addHook('onClose', async () => forget());
  return () => stopping;
}

/** Answers what is not even HTTP, or has endless headers. There is no request yet, so there is no reply to use. */
function answerNonsense(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const detail = 'This is not a request that can be read. Send it again.';
  const problem = {
    type: '/problems/malformed-request',
    title: 'The request is malformed',
    status: 400,
    code: 'malformed-request',
    detail,
  };
  const body = JSON.stringify(problem);
  const head = 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Type: application/problem+json';
  socket.end(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
