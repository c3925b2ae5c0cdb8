import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify';
import { countedAddress } from '../auth/surroundings.ts';
import { HttpProblem, slowDown } from './problems.ts';

/** Requests a minute, for each kind of route. */
export interface Limits {
  readonly commandsPerMinute: number;
  readonly queriesPerMinute: number;
  /** Counted by address, also when somebody is signed in there: the next person is a stranger. */
  readonly signInsPerMinute: number;
  /** The app's own files, and unknown addresses. */
  readonly pagesPerMinute: number;
}

/** Room for thirty tablets behind one address, and for an outbox that empties itself after a morning offline. */
export const defaultLimits: Limits = {
  commandsPerMinute: 1_200,
  queriesPerMinute: 3_000,
  signInsPerMinute: 100,
  pagesPerMinute: 6_000,
};

/** Hooks for routes. Routes that share a hook share its count. */
export interface RateLimits {
  readonly commands: onRequestAsyncHookHandler;
  readonly queries: onRequestAsyncHookHandler;
  readonly signIns: onRequestAsyncHookHandler;
  readonly pages: onRequestAsyncHookHandler;
}

export async function registerRateLimits(app: FastifyInstance, limits: Limits): Promise<RateLimits> {
  await app.register(rateLimit, {
    global: false,
    timeWindow: 60_000,
    cache: 10_000,
    keyGenerator: (request) => (request.session ? `user ${request.session.user.id}` : address(request)),
    errorResponseBuilder: (_request, { ttl }) => {
      const { code, detail, ...more } = slowDown(Math.max(1, Math.ceil(ttl / 1000)), 'Too many requests.');
      return new HttpProblem(code, detail, more);
    },
  });
  const limit = (max: number, more: { keyGenerator?: (request: FastifyRequest) => string } = {}) =>
    app.rateLimit({ max, ...more }) as onRequestAsyncHookHandler;
  return {
    commands: limit(limits.commandsPerMinute),
    queries: limit(limits.queriesPerMinute),
    signIns: limit(limits.signInsPerMinute, { keyGenerator: address }),
    pages: limit(limits.pagesPerMinute, { keyGenerator: address }),
  };
}

function address(request: FastifyRequest): string {
  return `address ${countedAddress(request.ip)}`;
}
