import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { People } from '../auth/people.ts';
import { type ActiveSession, passwordRequired, readerOf, requirePermission, requireSession } from '../auth/plugin.ts';
import type { Reaches } from '../auth/reach.ts';
import { type CommandAccepted, type CommandContract, commandAccepted } from '../contracts/command.ts';
import { commands } from '../contracts/commands.ts';
import { attachCommands } from '../contracts/files.ts';
import type { Accepted } from '../event-store/outcome.ts';
import type { EventStore } from '../event-store/store.ts';
import type { ReadModels } from '../projecting/read-models.ts';
import { readCommandId, readExpectedVersion } from './command-headers.ts';
import type { RateLimits } from './limits.ts';
import { HttpProblem, refusalProblem, unknownCommand } from './problems.ts';
import { hasHungUp } from './sender.ts';
import { refuseStillAsked } from './still-asked.ts';

export interface CommandRoutesOptions {
  /** Decides and records: the store, behind the part that keeps private details out of it. */
  readonly handler: Pick<EventStore, 'handle'>;
  readonly people: People;
  readonly reaches: Reaches;
  readonly readModels: Pick<ReadModels, 'waitFor' | 'list' | 'one'>;
  readonly limits: RateLimits;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The version that the sender had on screen. */
    expectedVersion: number | undefined;
  }
}

/** So long an answer waits for this process to know a change of accounts. */
const FOLLOW_TIMEOUT_MS = 2_000;

/**
 * POST /api/commands/<Type>, one route for each contract. The headers are checked before the body is read: who asks,
 * whether they may, the command's id, the version.
 */
export function addCommandRoutes(app: FastifyInstance, options: CommandRoutesOptions): void {
  app.decorateRequest('expectedVersion', undefined);
  for (const [type, contract] of Object.entries(commands)) {
    // Those that come with bytes have routes of their own: ./files.ts.
    if (!(type in attachCommands)) addCommandRoute(app, type, contract, options);
  }
  app.post('/api/commands/:type', { schema: { hide: true }, onRequest: options.limits.commands }, async (request) => {
    requireSession(request);
    throw new HttpProblem(unknownCommand.code, unknownCommand.detail);
  });
}

function addCommandRoute(
  app: FastifyInstance,
  type: string,
  contract: CommandContract,
  options: CommandRoutesOptions,
): void {
  const { reaches, readModels, limits } = options;
  app.post(
    `/api/commands/${type}`,
    {
      onRequest: limits.commands,
      preParsing: [requirePermission(contract.permission), readHeaders(contract)],
      schema: {
        tags: ['Commands'],
        operationId: type,
        summary: contract.summary,
        body: contract.payload,
        response: { 200: commandAccepted },
      },
    },
    async (request, reply): Promise<CommandAccepted> => {
      const payload = request.body as object;
      await requireOwn(reaches, requireSession(request), payload);
      const asked = await refuseStillAsked(readModels, type, payload);
      if (asked !== undefined) throw refusalProblem(asked, '');
      const outcome = await give(request, reply, { type, payload }, options);
      // A person who reads that an account is closed can rely on it.
      if (contract.permission === 'users.manage' || contract.permission === 'devices.manage')
        await readModels.waitFor(outcome.position, FOLLOW_TIMEOUT_MS);
      return told(reply, outcome);
    },
  );
}

/** Checks the command's id and the version before the body is read. */
export function readHeaders(contract: CommandContract) {
  return async (request: FastifyRequest): Promise<void> => {
    request.commandId = readCommandId(request);
    request.expectedVersion = readExpectedVersion(request, contract);
  };
}

/**
 * Has a command decided, as its sender's.
 *
 * @throws HttpProblem when a rule says no. `onRefused` is called before.
 */
export async function give(
  request: FastifyRequest,
  reply: FastifyReply,
  { type, payload }: { readonly type: string; readonly payload: object },
  { handler, people }: Pick<CommandRoutesOptions, 'handler' | 'people'>,
  onRefused: () => Promise<void> = async () => undefined,
): Promise<Accepted> {
  const { user, deviceId } = requireSession(request);
  const outcome = await handler.handle({
    ...{ id: request.commandId ?? '', type, payload, user: user.id, device: deviceId },
    expectedVersion: request.expectedVersion,
    gone: hasHungUp(request.raw.socket),
  });
  reply.header('x-position', String(outcome.position));
  if (outcome.accepted) return outcome;
  await onRefused();
  const { refusal } = outcome;
  const winner = refusal.winner && (await people.byId(refusal.winner.user));
  throw refusalProblem(refusal, winner?.name ?? refusal.winner?.user ?? '');
}

export function told(reply: FastifyReply, outcome: Accepted): CommandAccepted {
  const { commandId, position, aggregate, sequence, result } = outcome;
  if (outcome.replayed) reply.header('idempotency-replayed', 'true');
  return { commandId, position, aggregate, sequence, ...(result === undefined ? {} : { result }) };
}

/**
 * After a sign-in by PIN people use the clock for themselves alone, as they see nobody else's.
 *
 * @throws SignInRefused
 */
async function requireOwn(reaches: Reaches, session: ActiveSession, payload: object): Promise<void> {
  if (session.way !== 'pin' || !('employeeId' in payload)) return;
  const own = await reaches.of(readerOf(session), { others: 'decide' });
  if (own !== 'everyone' && !own.some((id) => id === payload.employeeId)) throw passwordRequired();
}
