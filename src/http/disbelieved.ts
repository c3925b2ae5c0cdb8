import type { FastifyInstance } from 'fastify';
import { networks } from './connections.ts';

/** What proxies say of a sender. */
const SAYINGS = ['x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'x-real-ip'];
/** Strangers may write what proxies write: of so many it is told, each once a day. */
const TOLD_MAX = 20;
const TELL_AGAIN_MS = 24 * 60 * 60_000;

interface DisbelievedOptions {
  /** Those that are believed. */
  readonly proxies: readonly string[];
  readonly clock: () => Date;
  readonly onDisbelieved?: ((address: string) => void) | undefined;
}

/** Tells of a proxy that is not believed. Without a word one would only wonder why HTTPS is not seen. */
export function watchProxies(app: FastifyInstance, { proxies, clock, onDisbelieved }: DisbelievedOptions): void {
  const isBelieved = networks(proxies);
  const toldAt = new Map<string, number>();
  app.addHook('onRequest', async ({ headers, socket, log }) => {
    if (!SAYINGS.some((saying) => headers[saying] !== undefined)) return;
    const address = plainAddress(socket.remoteAddress ?? '');
    const now = clock().getTime();
    if (isBelieved(address) || now - (toldAt.get(address) ?? Number.NEGATIVE_INFINITY) < TELL_AGAIN_MS) return;
    if (toldAt.size >= TOLD_MAX && !toldAt.has(address)) return;
    toldAt.set(address, now);
    log.warn(
      { proxy: address },
      `${address} speaks for others as a proxy does, and is not believed. If it is yours, set MISTY_PROXY=${address}`,
    );
    onDisbelieved?.(address);
  });
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}
