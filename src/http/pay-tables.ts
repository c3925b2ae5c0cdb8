import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import { requirePermission } from '../auth/plugin.ts';
import { type PayTable, payTable } from '../contracts/pay-tables.ts';
import type { RateLimits } from './limits.ts';

/** GET /api/pay-tables: the tables of the law that pay is worked out with, and their sources. */
export function addPayTablesRoute(app: FastifyInstance, tables: readonly PayTable[], limits: RateLimits): void {
  app.get(
    '/api/pay-tables',
    {
      onRequest: limits.queries,
      preParsing: requirePermission('settings.read'),
      schema: {
        tags: ['Queries'],
        summary: 'List: pay-tables',
        response: { 200: z.object({ items: z.array(payTable) }) },
      },
    },
    async () => ({ items: [...tables] }),
  );
}
