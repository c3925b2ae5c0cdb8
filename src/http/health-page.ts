import type { FastifyInstance } from 'fastify';
import { requirePermission } from '../auth/plugin.ts';
import { type HealthReport, healthReport, type Light } from '../contracts/health.ts';
import { compareText } from '../contracts/in-order.ts';
import type { EventStore } from '../event-store/store.ts';
import type { Findings } from '../health.ts';
import type { Projection } from '../projecting/definition.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import type { UnsentWork } from '../push/unsent.ts';
import { faultOf } from './health.ts';
import type { RateLimits } from './limits.ts';
import type { Presence } from './presence.ts';

export interface HealthPageOptions {
  readonly store: Pick<EventStore, 'head'>;
  readonly readModels: ReadModels;
  readonly projections: readonly Projection[];
  readonly pingDatabase: () => Promise<unknown>;
  readonly presence: Presence;
  readonly unsent: UnsentWork;
  readonly look: HealthLook | undefined;
  readonly limits: RateLimits;
  readonly clock: () => Date;
}

/** What only the one who wired all of it knows. */
export interface HealthLook {
  readonly findings: () => Promise<Findings>;
  readonly disks: () => Promise<readonly Light[]>;
}

const nothing: Findings = { lights: [], notes: {}, pointers: new Map(), parked: new Map() };

/** GET /api/health: each light with what puts it right, also while the database does not answer. */
export function addHealthPageRoute(app: FastifyInstance, options: HealthPageOptions): void {
  app.get(
    '/api/health',
    {
      onRequest: options.limits.queries,
      preParsing: requirePermission('settings.manage'),
      schema: { tags: ['Health'], summary: 'How this Misty is', response: { 200: healthReport } },
    },
    async () => await reportOf(options),
  );
}

async function reportOf(options: HealthPageOptions): Promise<HealthReport> {
  const { store, look, clock, pingDatabase } = options;
  const fault = await faultOf(pingDatabase);
  // Without a database nothing can be looked up, and nobody waits for it.
  const found = (fault === undefined && (await look?.findings().catch(() => undefined))) || nothing;
  const { made, checked } = found.notes;
  const database: Light =
    fault === undefined
      ? { name: 'Database', state: 'ok', detail: 'writes and reads' }
      : { name: 'Database', state: 'fail', detail: fault, remedy: 'sudo misty doctor' };
  return {
    checkedAt: clock().toISOString(),
    lights: [
      { name: 'Misty', state: 'ok', detail: 'answers' },
      database,
      ...((await look?.disks()) ?? []),
      ...found.lights,
    ],
    head: store.head,
    readModels: modelsOf(options, found),
    ...(made && { backup: { at: made.at.toISOString(), target: made.target, bytes: made.bytes } }),
    ...(checked && {
      trial: {
        ...{ at: checked.at.toISOString(), events: checked.events, readModels: checked.readModels },
        ...{ seconds: checked.seconds, ...(checked.fault !== undefined && { fault: checked.fault }) },
      },
    }),
    devices: fault === undefined ? await devicesOf(options) : [],
  };
}

function modelsOf({ store, readModels, projections }: HealthPageOptions, { pointers, parked }: Findings) {
  return projections.map(({ name }) => {
    // One reader keeps all of them up to date.
    const position = Math.min(readModels.position, store.head);
    const building = pointers.get(name)?.building?.position;
    return {
      ...{ name, position, behind: store.head - position, parked: parked.get(name) ?? 0 },
      ...(building !== undefined && { building }),
    };
  });
}

async function devicesOf({ readModels, presence, unsent, clock }: HealthPageOptions): Promise<HealthReport['devices']> {
  const waiting = new Map<string, number>();
  for (const { deviceId } of await unsent.before(clock())) waiting.set(deviceId, (waiting.get(deviceId) ?? 0) + 1);
  const { all } = presence;
  const tablets = (await readModels.list('devices', {}, { limit: 200 })).items as {
    id: string;
    name: string;
    revoked?: object;
  }[];
  const shared = tablets
    .filter(({ revoked }) => revoked === undefined)
    .map(({ id, name }) => ({ id, name, seen: all.find((one) => one.id === id) }));
  const others = all.filter(({ isShared }) => !isShared).map((seen) => ({ id: seen.id, name: seen.words, seen }));
  return [...shared, ...others]
    .map(({ id, name, seen }) => ({
      ...{ id, name, live: (seen?.feeds ?? 0) > 0, unsent: waiting.get(id) ?? 0 },
      ...(seen && { seenAt: seen.seenAt.toISOString() }),
    }))
    .sort((one, other) => compareText(one.name, other.name));
}
