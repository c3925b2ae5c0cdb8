import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { requirePermission } from '../auth/plugin.ts';
import { momentAt } from '../contracts/dates.ts';
import { COMMITS_PAGE, historyCommit, historyEntry, recordHistory } from '../contracts/history.ts';
import { calendarDate, id, text } from '../contracts/primitives.ts';
import { addDays } from '../contracts/week.ts';
import type { History } from '../history/history.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import type { RateLimits } from './limits.ts';
import { after, isStale, logPosition, notHere } from './queries.ts';

export interface HistoryRouteOptions {
  readonly history: History;
  readonly readModels: ReadModels;
  readonly timeZone: string;
  readonly limits: RateLimits;
}

const KIND = '[a-z-]{1,40}';
/** Ids of some records have parts: a week is somebody's, from a Monday on. A name is written as in an address. */
const ID = "[A-Za-z0-9][\\w./~!'()*-]{0,1999}";
const recordKind = z.string().check(z.regex(new RegExp(`^${KIND}$`), 'must be a kind of record, such as order'));
const recordId = z.string().check(z.regex(new RegExp(`^${ID}$`), 'must be an id'));
const filters = z.strictObject({
  user: z.optional(id),
  kind: z.optional(recordKind),
  record: z.optional(z.string().check(z.regex(new RegExp(`^${KIND}/${ID}$`), 'must be kind/id'))),
  from: z.optional(calendarDate),
  to: z.optional(calendarDate),
  words: z.optional(text(100)),
  below: z.optional(logPosition),
  after,
});

/**
 * GET /api/history: what was recorded in the company, searched. GET /api/history/<kind>/<id>: all that was recorded of
 * one thing. GET /api/commits/<position>: all that one command recorded. They are read from the log itself, so they also
 * tell of what is closed, archived or taken away.
 */
export function addHistoryRoutes(app: FastifyInstance, options: HistoryRouteOptions): void {
  const { history, readModels, timeZone, limits } = options;
  const guarded = { onRequest: limits.queries, preParsing: requirePermission('history.read') };
  app.get(
    '/api/history',
    {
      ...guarded,
      schema: {
        tags: ['History'],
        summary: 'What was recorded, the newest first',
        querystring: filters,
        response: { 200: z.object({ items: z.array(historyEntry), below: z.optional(z.int()), head: z.int() }) },
      },
    },
    async (request, reply) => {
      const { from, to, below, after: written, ...wanted } = request.query as z.infer<typeof filters>;
      reply.header('cache-control', 'private, no-store');
      await isStale(readModels, written);
      const days = {
        from: from === undefined ? undefined : momentAt(from, '0:00', timeZone),
        before: to === undefined ? undefined : momentAt(addDays(to, 1), '0:00', timeZone),
      };
      return await history.search({ ...wanted, ...days }, { below, limit: COMMITS_PAGE });
    },
  );
  app.get(
    '/api/history/:kind/*',
    {
      ...guarded,
      schema: {
        tags: ['History'],
        summary: 'All that was recorded of one thing, the oldest first',
        params: z.object({ kind: recordKind, '*': recordId }),
        response: { 200: z.object({ item: recordHistory }) },
      },
    },
    async (request, reply) => {
      const { kind, '*': wanted } = request.params as { kind: string; '*': string };
      reply.header('cache-control', 'private, no-store');
      const item = await history.record(kind, wanted);
      if (item === undefined) throw notHere(wanted);
      return { item };
    },
  );
  app.get(
    '/api/commits/:position',
    {
      ...guarded,
      schema: {
        tags: ['History'],
        summary: 'All that one command recorded, over all its records',
        params: z.object({ position: logPosition }),
        response: { 200: z.object({ item: historyCommit }) },
      },
    },
    async (request, reply) => {
      const { position: wanted } = request.params as { position: number };
      reply.header('cache-control', 'private, no-store');
      const item = await history.commit(wanted);
      if (item === undefined) throw notHere(`commit ${wanted}`);
      return { item };
    },
  );
}
