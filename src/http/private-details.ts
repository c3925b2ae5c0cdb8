import type { FastifyInstance } from 'fastify';
import * as z from 'zod/mini';
import type { People } from '../auth/people.ts';
import { requirePermission, requireSession } from '../auth/plugin.ts';
import type { Reaches } from '../auth/reach.ts';
import { id } from '../contracts/primitives.ts';
import { type PrivateDetailsView, privateDetails } from '../contracts/private-details.ts';
import type { EventStore } from '../event-store/store.ts';
import type { MaskedDetail, PrivateDetails } from '../private-details/private-details.ts';
import type { RateLimits } from './limits.ts';
import { after, notHere, oneFields } from './queries.ts';

export interface PrivateDetailRouteOptions {
  readonly details: PrivateDetails;
  readonly store: Pick<EventStore, 'head'>;
  readonly reaches: Reaches;
  readonly people: People;
  readonly limits: RateLimits;
}

/**
 * GET /api/private-details/<employee>: what is on file, masked, for the person and for those who see everybody's pay.
 * It is asked for like a row of a read model, and read from the log and the sealed documents. No copy exists, and it is
 * never behind.
 */
export function addPrivateDetailRoute(app: FastifyInstance, options: PrivateDetailRouteOptions): void {
  const { details, store, reaches, limits } = options;
  app.get(
    '/api/private-details/:id',
    {
      onRequest: limits.queries,
      preParsing: requirePermission('own.pay'),
      schema: {
        tags: ['Queries'],
        summary: 'What is on file of one person, masked: tax file number and bank account',
        params: z.object({ id }),
        querystring: z.strictObject({ after }),
        response: { 200: z.object({ item: privateDetails, ...oneFields }) },
      },
    },
    async (request, reply) => {
      const { id: wanted } = request.params as { id: string };
      const reach = await reaches.of(requireSession(request).user, { others: 'pay.read' });
      const position = store.head;
      const found = reach === 'everyone' || reach.includes(wanted) ? await details.masked(wanted) : undefined;
      if (found === undefined) throw notHere(wanted);
      reply.header('x-position', String(position));
      const item = { id: wanted, details: await Promise.all(found.map((one) => presented(one, options.people))) };
      return { item, position, asOf: new Date().toISOString() };
    },
  );
}

async function presented(
  { field, masked, unreadable, version, changed }: MaskedDetail,
  people: People,
): Promise<PrivateDetailsView['details'][number]> {
  const by = changed && { id: changed.user, name: (await people.byId(changed.user))?.name ?? changed.user };
  return {
    field,
    masked,
    version,
    ...(unreadable && { unreadable }),
    ...(changed && by && { changed: { at: changed.at.toISOString(), by } }),
  };
}
