import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { requireSession } from '../auth/plugin.ts';
import type { SecurityLog } from '../auth/security-log.ts';
import { HASHES_MAX } from '../contracts/hashes-max.ts';
import { headProof, type LogDoubt, logDoubt } from '../contracts/heads.ts';
import type { Witness } from '../witness/witness.ts';
import type { RateLimits } from './limits.ts';
import { after, logPosition } from './queries.ts';

interface HeadRouteOptions {
  readonly witness: Witness;
  readonly securityLog: SecurityLog;
  readonly limits: RateLimits;
}

/**
 * GET /api/heads?from=&to=: hashes of the log, the newest signed head and the keys. A tablet sees by them that the log
 * it knew goes on. POST /api/heads/doubts: it does not; that is noted in the security log.
 */
export function addHeadRoutes(app: FastifyInstance, { witness, securityLog, limits }: HeadRouteOptions): void {
  app.get(
    '/api/heads',
    {
      onRequest: limits.queries,
      preParsing: async (request) => void requireSession(request),
      schema: {
        tags: ['Log'],
        summary: `Hashes of the log, at most ${HASHES_MAX}, and its newest signed head`,
        querystring: z.strictObject({ from: logPosition, to: logPosition, after }),
        response: { 200: headProof },
      },
    },
    async (request) => {
      const { from, to } = request.query as { from: number; to: number };
      return await witness.proof(from, to);
    },
  );
  app.post(
    '/api/heads/doubts',
    {
      onRequest: limits.commands,
      preParsing: async (request) => void requireSession(request),
      schema: {
        tags: ['Log'],
        summary: 'Note that a tablet knew another log',
        body: logDoubt,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const userId = requireSession(request).user.id;
      await securityLog.record('DoubtLog', { userId, ...(request.body as LogDoubt) }, userId);
      return await reply.code(204).send(null);
    },
  );
}
