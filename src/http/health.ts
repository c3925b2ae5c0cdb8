import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { DatabaseFault } from '../event-store/errors.ts';
import type { EventStore } from '../event-store/store.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import { HttpProblem } from './problems.ts';

export interface HealthOptions {
  readonly store: EventStore;
  readonly readModels: ReadModels;
  /** Settles when the database has answered. */
  readonly pingDatabase: () => Promise<unknown>;
  readonly isStopping: () => boolean;
}

/** So long the database may take to answer. */
const PING_TIMEOUT_MS = 2_000;
/** So far the read models may be behind the log. */
const BEHIND_MAX = 1_000;

const ready = z.object({ status: z.literal('ready'), position: z.int(), behind: z.int() });

/**
 * GET /health/live: the process answers. GET /health/ready: it can do its work, and a proxy sends nobody here while it
 * cannot. Neither asks who is asking, so neither tells anything that a stranger may not know.
 */
export function addHealthRoutes(app: FastifyInstance, options: HealthOptions): void {
  const unhurried = { config: { unhurried: true } } as const;
  app.get(
    '/health/live',
    {
      ...unhurried,
      schema: { tags: ['Health'], security: [], response: { 200: z.object({ status: z.literal('live') }) } },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { status: 'live' };
    },
  );
  app.get(
    '/health/ready',
    { ...unhurried, schema: { tags: ['Health'], security: [], response: { 200: ready } } },
    async (_request, reply) => {
      const reasons = await whyNotReady(options);
      if (reasons.length > 0) {
        throw new HttpProblem('not-ready', `${reasons.join(' ')} Try again in a moment.`, { retryAfterSeconds: 5 });
      }
      reply.header('cache-control', 'no-store');
      return { status: 'ready', position: options.store.head, behind: behind(options) };
    },
  );
}

async function whyNotReady(options: HealthOptions): Promise<string[]> {
  const { isStopping, pingDatabase } = options;
  if (isStopping()) return ['The server is stopping.'];
  const reasons: string[] = [];
  if (options.store.replaced !== undefined) reasons.push(options.store.replaced.message);
  const fault = await faultOf(pingDatabase);
  if (fault !== undefined) reasons.push(fault);
  if (behind(options) > BEHIND_MAX) reasons.push(`The screens are ${behind(options)} changes behind.`);
  return reasons;
}

function behind({ store, readModels }: HealthOptions): number {
  return Math.max(0, store.head - readModels.position);
}

/** What is wrong with the database, in words. */
export async function faultOf(ping: () => Promise<unknown>): Promise<string | undefined> {
  const silent = 'The database does not answer.';
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(silent), PING_TIMEOUT_MS);
  });
  const answered = ping().then(
    () => undefined,
    (error: unknown) => (error instanceof DatabaseFault ? error.message : silent),
  );
  return await Promise.race([answered, tooLate]).finally(() => clearTimeout(timer));
}
