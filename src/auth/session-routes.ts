import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import { openSessions } from '../contracts/sign-in.ts';
import type { Auth } from './auth.ts';
import { endSession } from './ending.ts';
import { requirePassword } from './plugin.ts';

interface SessionRoutesOptions {
  readonly auth: Auth;
  readonly queryLimit: onRequestAsyncHookHandler;
}

/** GET /api/auth/sessions lists where a person is signed in; DELETE /api/auth/sessions/<id> ends one. */
export function addSessionRoutes(app: FastifyInstance, { auth, queryLimit }: SessionRoutesOptions): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  const tags = ['Sign-in'];

  typed.get(
    '/api/auth/sessions',
    {
      onRequest: queryLimit,
      schema: { tags, summary: 'Where one is signed in', response: { 200: openSessions } },
    },
    async (request) => {
      const { id: current, user } = requirePassword(request);
      const all = await auth.sessions.open(user.id);
      const ended = await Promise.all(all.map((session) => auth.people.hasEnded(session)));
      return {
        items: all
          .filter((_, index) => ended[index] !== true)
          .map(({ id, way, device, createdAt, lastSeenAt, expiresAt }) => ({
            ...{ id, current: id === current, way, device },
            ...{
              since: createdAt.toISOString(),
              lastSeenAt: lastSeenAt.toISOString(),
              expiresAt: expiresAt.toISOString(),
            },
          })),
      };
    },
  );

  typed.delete(
    '/api/auth/sessions/:sessionId',
    {
      onRequest: queryLimit,
      schema: {
        tags,
        summary: 'End one of one’s own sign-ins; one that has ended, or is nobody’s, is no error',
        params: z.object({ sessionId: z.uuid('must be a UUID') }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { id: userId } = requirePassword(request).user;
      const { sessionId } = request.params;
      const found = (await auth.sessions.open(userId)).find(({ id }) => id === sessionId);
      if (found !== undefined) await endSession(auth, found, 'ended-elsewhere');
      return await reply.code(204).send(null);
    },
  );
}
