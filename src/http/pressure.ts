import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { FastifyInstance } from 'fastify';
import { HttpProblem } from './problems.ts';

const DELAY_MAX_MS = 5_000;
const LOOK_EVERY_MS = 1_000;
const RESOLUTION_MS = 10;
const RETRY_AFTER_SECONDS = 5;

/**
 * Sends requests away while this process cannot keep up, save those to routes that are `unhurried`. It looks at nothing
 * that needs a file descriptor: a process that has run out of them must not end for it.
 */
export function shedLoad(app: FastifyInstance): void {
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  let delayMs = 0;
  delays.enable();
  const look = setInterval(() => {
    // Nothing was measured at all: the process stood still.
    delayMs = Number.isNaN(delays.mean) ? Number.POSITIVE_INFINITY : delays.mean / 1e6 - RESOLUTION_MS;
    delays.reset();
  }, LOOK_EVERY_MS);
  look.unref();
  app.addHook('onRequest', async (request) => {
    if (delayMs <= DELAY_MAX_MS || request.routeOptions.config.unhurried) return;
    const words = 'The server has too much to do just now. Try again in a moment.';
    throw new HttpProblem('not-ready', words, { retryAfterSeconds: RETRY_AFTER_SECONDS });
  });
  app.addHook('onClose', async () => {
    clearInterval(look);
    delays.disable();
  });
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered also while the server cannot keep up. */
    unhurried?: true;
  }
}
