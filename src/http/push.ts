import { createPublicKey } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod/mini';
import type { Auth } from '../auth/auth.ts';
import { deviceCookie } from '../auth/cookies.ts';
import { requirePassword } from '../auth/plugin.ts';
import { deviceWords } from '../auth/surroundings.ts';
import { NOT_SHARED } from '../contracts/device.ts';
import {
  keptPush,
  type PushSubscriptionInput,
  pushChoices,
  pushState,
  pushSubscription,
  unsentWork,
} from '../contracts/push.ts';
import { addressTrouble } from '../push/address.ts';
import type { Push } from '../push/push.ts';
import type { RateLimits } from './limits.ts';
import { HttpProblem, InvalidInput } from './problems.ts';

export interface PushRoutesOptions {
  readonly push: Push;
  readonly auth: Pick<Auth, 'devices' | 'people'>;
  readonly limits: RateLimits;
}

const tags = ['Notifications'];

/**
 * GET /api/push, POST /api/push/subscriptions and /choices, DELETE /api/push/subscriptions/<id>: on which devices a person
 * is told, and of what. POST /api/push/unsent: what a shared tablet tells at its door.
 */
export function addPushRoutes(app: FastifyInstance, options: PushRoutesOptions): void {
  addState(app, options);
  addSubscriptions(app, options);
  addChoices(app, options);
  addUnsent(app, options);
}

function addState(app: FastifyInstance, { push, limits }: PushRoutesOptions): void {
  app.withTypeProvider<ZodTypeProvider>().get(
    '/api/push',
    {
      onRequest: limits.queries,
      schema: { tags, summary: 'On which devices one is told, and of what', response: { 200: pushState } },
    },
    async (request) => {
      const { id: sessionId, user } = requirePassword(request);
      const devices = await push.subscriptions.of(user.id);
      return {
        key: push.publicKey,
        choices: await push.choices.of(user.id),
        devices: devices.map(({ id, device, madeAt, ...one }) => ({
          ...{ id, device, since: madeAt.toISOString(), current: one.sessionId === sessionId },
        })),
      };
    },
  );
}

function addSubscriptions(app: FastifyInstance, { push, limits }: PushRoutesOptions): void {
  const typed = app.withTypeProvider<ZodTypeProvider>();
  typed.post(
    '/api/push/subscriptions',
    {
      onRequest: limits.queries,
      schema: {
        tags,
        summary:
          'Be told on this device; sent again at each start of the app, so that it counts for the present sign-in',
        body: pushSubscription,
        response: { 200: keptPush },
      },
    },
    async (request) => {
      const { id: sessionId, user, deviceId } = requirePassword(request);
      if (deviceId !== undefined) {
        const detail = 'Others use this tablet too, so nothing of yours is shown on it. Use your own phone or PC.';
        throw new HttpProblem('shared-tablet', detail);
      }
      requireUsable(request.body, push);
      const { origin = `${request.protocol}://${request.host}` } = request.headers;
      const device = deviceWords(request.headers['user-agent']);
      return { id: await push.subscriptions.keep({ ...request.body, userId: user.id, sessionId, origin, device }) };
    },
  );
  typed.delete(
    '/api/push/subscriptions/:id',
    {
      onRequest: limits.queries,
      schema: {
        tags,
        summary: 'Be told on that device no longer; one that is gone, or is nobody’s, is no error',
        params: z.object({ id: z.string().check(z.regex(/^[0-9a-f]{32}$/, 'must be the id of a subscription')) }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const { user } = requirePassword(request);
      const { id } = request.params;
      if ((await push.subscriptions.of(user.id)).some((one) => one.id === id)) await push.subscriptions.drop(id);
      return await reply.code(204).send(null);
    },
  );
}

function addChoices(app: FastifyInstance, { push, limits }: PushRoutesOptions): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/push/choices',
    {
      onRequest: limits.queries,
      schema: {
        tags,
        summary: 'Choose what one is told, and when not',
        body: pushChoices,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await push.choices.set(requirePassword(request).user.id, request.body);
      return await reply.code(204).send(null);
    },
  );
}

function addUnsent(app: FastifyInstance, { push, auth, limits }: PushRoutesOptions): void {
  app.withTypeProvider<ZodTypeProvider>().post(
    '/api/push/unsent',
    {
      onRequest: limits.signIns,
      schema: {
        tags,
        summary: 'Tell whose work waits unsent on this shared tablet; all of it each time',
        body: unsentWork,
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      const tablet = await auth.devices.holder(deviceCookie(request));
      if (tablet === undefined) throw new HttpProblem('not-a-shared-tablet', NOT_SHARED);
      const told = request.body.people.map(({ userId }) => userId);
      const known = await Promise.all(told.map((userId) => auth.people.byId(userId)));
      await push.unsent.told(
        tablet.id,
        known.flatMap((person) => (person === undefined ? [] : [person.id])),
      );
      return await reply.code(204).send(null);
    },
  );
}

/** @throws InvalidInput when nothing could be sent there, or must not be. */
function requireUsable({ endpoint, keys }: PushSubscriptionInput, { reach }: Push): void {
  const trouble = addressTrouble(endpoint, reach);
  if (trouble !== undefined) throw new InvalidInput([{ path: 'endpoint', message: trouble }]);
  if (!isPoint(keys.p256dh)) throw new InvalidInput([{ path: 'keys.p256dh', message: 'is not a key of P-256' }]);
}

/** Whether it is a point of the curve: only with such a key can a message be encrypted. */
function isPoint(p256dh: string): boolean {
  const bytes = Buffer.from(p256dh, 'base64url');
  if (bytes.length !== 65 || bytes[0] !== 4) return false;
  const [x, y] = [bytes.toString('base64url', 1, 33), bytes.toString('base64url', 33)];
  try {
    createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}
