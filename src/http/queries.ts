import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod/mini';
import { readerOf, requirePermission, requireSession } from '../auth/plugin.ts';
import type { Reaches } from '../auth/reach.ts';
import { PAGE_MAX } from '../contracts/read-models.ts';
import type { Projection, Query, Whose } from '../projecting/definition.ts';
import type { Page } from '../projecting/page.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import type { RateLimits } from './limits.ts';
import { HttpProblem } from './problems.ts';
import { alreadyHas, tagOf } from './query-answer.ts';

export interface QueryRoutesOptions {
  readonly readModels: ReadModels;
  readonly projections: readonly Projection[];
  readonly reaches: Reaches;
  readonly limits: RateLimits;
}

/** So long a query waits for the position that it was asked to reach. After that it answers what it has and says so. */
const REACH_TIMEOUT_MS = 2_000;

/** GET /api/<read model> and GET /api/<read model>/<id>, for each projection that can be asked. */
export function addQueryRoutes(app: FastifyInstance, options: QueryRoutesOptions): void {
  for (const { name, query } of options.projections) {
    if (query?.list || query?.series) addListRoute(app, name, query, options);
    if (query?.one) addOneRoute(app, name, query, options);
  }
}

function wholeNumber(min: number, max: number) {
  const words = `must be a whole number from ${min} to ${max.toLocaleString('en-AU')}`;
  return z.pipe(
    z.string('must be given once').check(z.regex(/^\d{1,15}$/, words)),
    z.pipe(z.transform(Number), z.number().check(z.gte(min, words), z.lte(max, words))),
  );
}

/** The position that the answer is to reach. */
export const after = z.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER));
/** A position of the log, which begins at 1. */
export const logPosition = z.pipe(
  z.string('must be given once').check(z.regex(/^[1-9]\d{0,14}$/, 'must be a position')),
  z.transform(Number),
);
/** Room for the keys of any row: names as long as they may be, in any script. */
const CURSOR_MAX = 2_000;
const paging = {
  limit: z.optional(wholeNumber(1, PAGE_MAX)),
  cursor: z.optional(z.string('must be given once').check(z.minLength(1), z.maxLength(CURSOR_MAX))),
  after,
};

function addListRoute(app: FastifyInstance, name: string, query: Query<object>, options: QueryRoutesOptions): void {
  const { readModels, limits } = options;
  const querystring = z.extend(query.filters, paging);
  app.get(
    `/api/${name}`,
    {
      onRequest: limits.queries,
      preParsing: requirePermission(query.permission),
      schema: {
        tags: ['Queries'],
        summary: `List: ${name}`,
        querystring,
        response: { 200: z.object({ items: z.array(query.row), nextCursor: z.optional(z.string()), ...listFields }) },
      },
    },
    async (request, reply) => {
      const { limit = PAGE_MAX, cursor, after: wanted, ...params } = request.query as Asked;
      const stale = await isStale(readModels, wanted, name);
      const position = tellPosition(reply, readModels.position);
      const whose = await whoseRows(request, query, options);
      const page = await readModels.list(name, params, { limit, whose, ...(cursor && { cursor }) });
      return answer(request, reply, pageText(page), { position, stale });
    },
  );
}

function addOneRoute(app: FastifyInstance, name: string, query: Query<object>, options: QueryRoutesOptions): void {
  const { readModels, limits } = options;
  app.get(
    `/api/${name}/:id`,
    {
      onRequest: limits.queries,
      preParsing: requirePermission(query.permission),
      schema: {
        tags: ['Queries'],
        summary: `One of: ${name}`,
        params: z.object({ id: rowId }),
        querystring: z.strictObject({ after }),
        response: { 200: z.object({ item: query.row, ...oneFields }) },
      },
    },
    async (request, reply) => {
      const { id: wanted } = request.params as { id: string };
      const stale = await isStale(readModels, (request.query as Asked).after, name);
      const position = tellPosition(reply, readModels.position);
      const item = await readModels.one(name, wanted, await whoseRows(request, query, options));
      if (item === undefined) throw notHere(wanted);
      return answer(request, reply, textOf({ item }), { position, stale });
    },
  );
}

/** The same words when the row exists and is not for this person. */
export function notHere(wanted: string): HttpProblem {
  return new HttpProblem('not-found', `There is no ${wanted} here. It may have been taken away; go back to the list.`);
}

/** The id of one thing, or several ids in a row: "<employee>.<monday>". */
export const rowId = z
  .string()
  .check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,159}$/, 'must be an id: letters, digits, hyphens, points and lines'));

/** Other people's rows are left out as if they did not exist, because that alone may be private. */
async function whoseRows(request: FastifyRequest, { own }: Query<object>, options: QueryRoutesOptions): Promise<Whose> {
  return own === undefined ? 'everyone' : options.reaches.of(readerOf(requireSession(request)), own);
}

interface Asked {
  readonly limit?: number;
  readonly cursor?: string;
  readonly after?: number;
}

/** What is told with one row. */
export const oneFields = {
  position: z.int(),
  /** The moment of this answer. */
  asOf: z.iso.datetime(),
  /** The position that was asked for was not reached in time. */
  stale: z.optional(z.literal(true)),
};
const listFields = { total: z.int(), truncated: z.optional(z.literal(true)), ...oneFields };

/** Whether the position that was asked for is not reached in time. Without a name: by any read model. */
export async function isStale(
  readModels: Pick<ReadModels, 'waitFor'>,
  position: number | undefined,
  name?: string,
): Promise<boolean> {
  return position !== undefined && !(await readModels.waitFor(position, REACH_TIMEOUT_MS, name));
}

/**
 * The answer reaches at least this position. It is read before the answer is worked out, and a live feed can go on from
 * it.
 */
export function tellPosition(reply: FastifyReply, position: number): number {
  reply.header('x-position', String(position));
  return position;
}

/** The answer and its tag. They change together. */
interface Text {
  /** Of an object. */
  readonly json: string;
  readonly tag: string;
}

function textOf(told: object): Text {
  const json = JSON.stringify(told);
  return { json, tag: tagOf(json) };
}

/** A page is the same object until it changes, so its text is made once for all tablets. */
const pageTexts = new WeakMap<Page, Text>();

function pageText(page: Page): Text {
  const text = pageTexts.get(page) ?? textOf(page);
  pageTexts.set(page, text);
  return text;
}

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { json, tag }: Text,
  { position, stale }: { position: number; stale: boolean },
): FastifyReply {
  reply.header('etag', tag).header('cache-control', 'private, no-store');
  if (alreadyHas(request.headers['if-none-match'], tag)) return reply.code(304).send();
  const rest = JSON.stringify({ position, asOf: new Date().toISOString(), ...(stale && { stale }) });
  return reply.type('application/json; charset=utf-8').send(`${json.slice(0, -1)},${rest.slice(1)}`);
}
