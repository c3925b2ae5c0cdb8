import { fastifySSE, type SSEMessage } from '@fastify/sse';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { concatMap, filter, interval, map, merge, Subscription, timer } from 'rxjs';
import * as z from 'zod/mini';
import type { Auth } from '../auth/auth.ts';
import { STANDING_MODELS } from '../auth/people.ts';
import { type ActiveSession, readerOf, requireSession, stillActive } from '../auth/plugin.ts';
import { EMPLOYEES, type Reaches } from '../auth/reach.ts';
import type { SignedHead } from '../contracts/heads.ts';
import { isEnough, may } from '../contracts/permissions.ts';
import type { Projection } from '../projecting/definition.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import type { Witness } from '../witness/witness.ts';
import type { RateLimits } from './limits.ts';
import { type Audience, audienceOf } from './live-audience.ts';
import { type LiveClient, liveClient } from './live-client.ts';
import { LiveFeed, type LiveNews } from './live-feed.ts';
import type { LiveMessage } from './live-ring.ts';
import type { Presence } from './presence.ts';
import { HttpProblem, InvalidInput } from './problems.ts';

export interface LiveRouteOptions {
  readonly readModels: ReadModels;
  readonly projections: readonly Projection[];
  readonly auth: Auth;
  readonly witness: Witness;
  readonly reaches: Reaches;
  readonly limits: RateLimits;
  readonly presence: Presence;
  /** Time between signs of life. A proxy and a tablet know by them that the line is open. */
  readonly heartbeatMs?: number | undefined;
}

/** Open feeds of one person. Thirty tablets may share a name. */
const FEEDS_MAX = 100;
/**
 * So many messages a tablet catches up on. Beyond that, reading everything is less. Well below what may wait for a
 * tablet.
 */
const CATCH_UP_MAX = 200;
/** A dead line is noticed after two of them, and is to be noticed within half a minute. */
const BEAT_MS = 12_000;
/** A tablet tries again after so long. */
const RETRY_MS = 1_000;

/**
 * GET /api/live: changes of read models as they happen, as server-sent events.
 *
 * - `hello` { position, models, beatMs }: what follows is all that changes in these read models after this position.
 * - `beat`: the line is alive. It comes every `beatMs`; a line on which two are missing is dead.
 * - without a name { position, changes: [{ model, id, row }] }: rows as they are now, `row` is null when it is gone.
 * - `head` { head, signature }: the end of the log, signed; at most once a minute, and the newest when the stream begins.
 * - `reset` { position }: changes were missed, or other people's rows than before may be read; read everything anew,
 *   then go on from here.
 * - `session-ended`: sign in again. The stream ends, as it does when the server stops.
 * - `role-changed`: ask who is signed in, and may do what, then come back. The stream ends.
 */
export async function addLiveRoute(
  app: FastifyInstance,
  options: LiveRouteOptions,
): Promise<{ openFeeds: () => number }> {
  const { readModels, projections, witness, limits, heartbeatMs = BEAT_MS } = options;
  await app.register(fastifySSE, { heartbeatInterval: heartbeatMs, serializer: String });
  const feed = new LiveFeed(readModels);
  const open = new Map<LiveClient, string>();
  app.addHook('preClose', async () => {
    feed.close();
    for (const client of open.keys()) client.end();
  });

  app.get(
    '/api/live',
    {
      sse: { kind: 'only' },
      // Such a feed would keep a line open and never say anything.
      exposeHeadRoute: false,
      onRequest: limits.queries,
      preParsing: async (request) => {
        requireSession(request);
        requireEventStream(request);
      },
      schema: {
        tags: ['Queries'],
        summary: 'Changes of read models as they happen (server-sent events)',
        querystring: z.strictObject({
          models: z.optional(z.string('must be given once').check(z.maxLength(500))),
          after: z.optional(z.string('must be given once').check(positionText)),
        }),
      },
    },
    async (request, reply) => {
      const session = requireSession(request);
      const { models: wanted, after } = request.query as { models?: string; after?: string };
      const models = readable(projections, wanted, session);
      const from = resumePoint(request, after);
      const audienceNow = () => audienceOf(options, readerOf(session), models);
      let audience = await audienceNow();
      const ownFeeds = [...open.values()].filter((user) => user === session.user.id).length;
      if (ownFeeds >= FEEDS_MAX) {
        throw new HttpProblem('slow-down', 'Too many screens of this person are open. Close some.', {
          retryAfterSeconds: 60,
        });
      }
      const client = liveClient(reply);
      open.set(client, session.user.id);
      const left = options.presence.follow(session, request.headers['user-agent']);
      reply.header('cache-control', 'no-store, no-transform');
      reply.sse.keepAlive();
      greet(feed, client, { audience, from, beatMs: heartbeatMs });
      const tellHead = (head: SignedHead) => client.send({ event: 'head', data: JSON.stringify(head) });
      if (witness.latest !== undefined) tellHead(witness.latest);
      const tell = async (news: LiveNews | { readonly kind: 'look' }) => {
        const before = audience.key;
        // This message, or a new day, may have changed a team or a delegation.
        if (audience.whose.size > 0 && mayMatter(news)) audience = await audienceNow();
        const position = news.kind === 'changes' ? news.message.position : feed.position;
        if (news.kind === 'reset' || audience.key !== before) reset(client, position);
        else if (news.kind === 'changes') sendWorded(feed, client, audience, news.message);
        if (news.kind === 'look') client.send({ event: 'beat', data: '{}' });
      };
      const looks$ = interval(heartbeatMs).pipe(map(() => ({ kind: 'look' as const })));
      const watching = new Subscription();
      // When it is not known who may see what, the feed ends and the tablet asks again.
      const told$ = merge(feed.news$, looks$).pipe(concatMap(tell));
      watching.add(told$.subscribe({ error: () => client.end() }));
      watching.add(witness.follow(tellHead));
      watching.add(watchSession(options, session, client, heartbeatMs));
      reply.sse.onClose(() => {
        open.delete(client);
        left();
        watching.unsubscribe();
      });
    },
  );
  return { openFeeds: () => open.size };
}

const positionText = z.regex(/^\d{1,15}$/, 'must be a position: a whole number');

/** @throws InvalidInput when the reader accepts other types only. */
function requireEventStream({ headers: { accept } }: FastifyRequest): void {
  if (accept === undefined || /text\/(event-stream|\*)|\*\/\*/.test(accept)) return;
  throw new InvalidInput([{ path: 'Accept', message: 'must allow text/event-stream, which is all that is sent here' }]);
}

/** The live read models that this role may read, out of those that were asked for. */
function readable(projections: readonly Projection[], wanted: string | undefined, { user, way }: ActiveSession) {
  const live = projections.filter((projection) => projection.live && projection.query);
  const asked = wanted?.split(',') ?? live.map(({ name }) => name);
  const unknown = asked.find((name) => !live.some((projection) => projection.name === name));
  if (unknown !== undefined) {
    throw new InvalidInput([{ path: 'models', message: `must be some of ${live.map(({ name }) => name).join(', ')}` }]);
  }
  const models = live
    .filter(
      ({ name, query }) =>
        asked.includes(name) && query && may(user.role, query.permission) && isEnough(way, query.permission),
    )
    .map(({ name }) => name);
  if (models.length === 0) throw new HttpProblem('not-allowed', 'Your role does not allow to read any of this.');
  return models;
}

/** A browser that reconnects sends the last id that it has. The address still says where it first began. */
function resumePoint(request: FastifyRequest, after: string | undefined): number | undefined {
  const lastEventId = request.headers['last-event-id'];
  if (lastEventId === undefined) return after === undefined ? undefined : Number(after);
  if (typeof lastEventId !== 'string' || !/^\d{1,15}$/.test(lastEventId)) {
    throw new InvalidInput([{ path: 'Last-Event-ID', message: 'must be a position: a whole number' }]);
  }
  return Number(lastEventId);
}

interface Greeted {
  readonly audience: Audience;
  readonly from: number | undefined;
  readonly beatMs: number;
}

function greet(feed: LiveFeed, client: LiveClient, { audience, from, beatMs }: Greeted): void {
  const { models } = audience;
  const missed = from === undefined ? [] : missedBy(feed, audience, from);
  const position = missed === undefined || from === undefined ? feed.position : from;
  const data = JSON.stringify({ position, models, beatMs });
  client.send({ event: 'hello', id: String(position), data, retry: RETRY_MS });
  if (missed === undefined) reset(client, position);
  for (const message of missed ?? []) client.send(message);
}

/** The changes after a position. Undefined when they are not known, not enough, or too many to tell. */
function missedBy(feed: LiveFeed, audience: Audience, from: number): readonly SSEMessage[] | undefined {
  const missed = feed.after(from);
  // Somebody may have joined a team meanwhile. Their rows did not change, and are still new to this reader.
  const changedTeams = missed?.some(({ changes }) => changes.some(({ model }) => model === EMPLOYEES));
  if (missed === undefined || (changedTeams && audience.whose.size > 0)) return undefined;
  const worded = missed.flatMap((message) => feed.worded(message, audience) ?? []);
  return worded.length > CATCH_UP_MAX ? undefined : worded;
}

/** Whether it matters who may see these rows. Most of what happens in the shop is nobody's own. */
function mayMatter(news: LiveNews | { readonly kind: 'look' }): boolean {
  if (news.kind !== 'changes') return true;
  return news.message.changes.some(({ model, owner }) => owner !== undefined || model === EMPLOYEES);
}

function sendWorded(feed: LiveFeed, client: LiveClient, audience: Audience, message: LiveMessage): void {
  const worded = feed.worded(message, audience);
  if (worded) client.send(worded);
}

function reset(client: LiveClient, position: number): void {
  client.send({ event: 'reset', id: String(position), data: JSON.stringify({ position }) });
}

/** Ends the feed when the session has ended or the person has another role. */
function watchSession(
  { auth, readModels }: LiveRouteOptions,
  session: ActiveSession,
  client: LiveClient,
  lookEveryMs: number,
): Subscription {
  const goodbye = { event: 'session-ended', data: '{}' };
  // The access token lapses. A tablet that has a newer one comes back with it at once.
  const isLast = session.expiresAt >= session.signInExpiresAt;
  const watching = timer(session.expiresAt).subscribe(() => client.end(isLast ? goodbye : undefined));
  const look = async () => {
    const now = await stillActive(auth, session);
    if (now === undefined) client.end(goodbye);
    else if (now.user.role !== session.user.role) client.end({ event: 'role-changed', data: '{}' });
  };
  const standing$ = readModels.changes$.pipe(
    filter((changes) =>
      changes.some(({ model, id }) => isStanding(model) && (id === session.user.id || id === session.deviceId)),
    ),
  );
  // When this look fails, the feed ends and the tablet asks again, as after any other failure.
  watching.add(merge(standing$, interval(lookEveryMs)).subscribe(() => void look().catch(() => client.end())));
  return watching;
}

function isStanding(model: string): boolean {
  return STANDING_MODELS.some((one) => one === model);
}
