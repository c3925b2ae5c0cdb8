import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Gauge, Histogram, Registry } from 'prom-client';
import { isLocal } from '../auth/surroundings.ts';
import type { EventStore } from '../event-store/store.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import { HttpProblem } from './problems.ts';

/** When a backup was made last, and when one was last restored on trial and found good. */
export interface BackupTimes {
  readonly madeAt?: Date | undefined;
  readonly checkedAt?: Date | undefined;
}

export interface MetricsOptions {
  readonly store: Pick<EventStore, 'head' | 'conflicts'>;
  readonly readModels: Pick<ReadModels, 'position'>;
  readonly openFeeds: () => number;
  readonly backupTimes: () => Promise<BackupTimes>;
  readonly clock: () => Date;
}

/** Up to what a person at the shelf still calls at once, and beyond. */
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 3, 10];

/**
 * GET /metrics, for Prometheus on this machine and nobody else: what a proxy hands on is answered as if there were
 * nothing.
 */
export function addMetricsRoute(app: FastifyInstance, options: MetricsOptions): void {
  const { store, readModels, openFeeds, backupTimes, clock } = options;
  const registry = new Registry();
  const commands = new Histogram({
    name: 'misty_command_seconds',
    help: 'How long commands took to be answered, by outcome: accepted, repeated, refused, failed.',
    labelNames: ['outcome'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  });
  const gauge = (name: string, help: string, now: () => number | undefined): void => {
    new Gauge({
      ...{ name, help, registers: [registry] },
      collect() {
        const value = now();
        if (value === undefined) this.remove();
        else this.set(value);
      },
    });
  };
  // Kept for when the database does not answer: then above all, the other figures must be there.
  let backups: BackupTimes = {};
  const ageOf = (at: Date | undefined) => at && (clock().getTime() - at.getTime()) / 1000;
  gauge('process_resident_memory_bytes', 'Memory that this process holds.', () => process.memoryUsage.rss());
  gauge('misty_log_position', 'The last position of the log.', () => store.head);
  gauge(
    'misty_log_conflicts',
    'Inserts that came second since the start, and were decided again.',
    () => store.conflicts,
  );
  gauge('misty_read_models_behind', 'How many commits the read models are behind.', () =>
    Math.max(0, store.head - readModels.position),
  );
  gauge('misty_live_feeds', 'Tablets that follow the live feed now.', openFeeds);
  gauge('misty_backup_age_seconds', 'Since the last backup was made.', () => ageOf(backups.madeAt));
  gauge('misty_restore_age_seconds', 'Since a backup was last restored on trial and found good.', () =>
    ageOf(backups.checkedAt),
  );

  app.addHook('onResponse', async (request, reply) => {
    if (!request.routeOptions.url?.startsWith('/api/commands/')) return;
    const outcome = outcomeOf(reply.statusCode, reply.hasHeader('idempotency-replayed'));
    commands.observe({ outcome }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!isFromHere(request)) throw new HttpProblem('not-found', 'There is nothing at this address.');
    backups = await backupTimes().catch(() => backups);
    reply.header('cache-control', 'no-store').type(registry.contentType);
    return await registry.metrics();
  });
}

export function outcomeOf(status: number, isReplayed: boolean): 'accepted' | 'repeated' | 'refused' | 'failed' {
  if (status >= 500) return 'failed';
  if (status >= 400) return 'refused';
  return isReplayed ? 'repeated' : 'accepted';
}

/** A program on this machine that speaks for nobody else. */
function isFromHere({ socket, headers }: FastifyRequest): boolean {
  return (
    isLocal(socket.remoteAddress ?? '') && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined
  );
}
