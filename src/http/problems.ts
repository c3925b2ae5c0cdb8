import type { FastifyReply, FastifyRequest } from 'fastify';
import { MongoError, MongoNetworkError, MongoServerError, MongoServerSelectionError } from 'mongodb';
import {
  ForeignOrigin,
  NotAllowed,
  SignInRefused,
  SignInRequired,
  SignInSlowed,
  WrongCredentials,
  WrongPin,
} from '../auth/errors.ts';
import { privateFieldWords } from '../contracts/private-fields.ts';
import { type Problem, type ProblemCode, problemCodes } from '../contracts/problems.ts';
import type { Refusal } from '../domain/kernel.ts';
import {
  CommandIdReused,
  DatabaseFault,
  isSocketError,
  LogBusy,
  LogReplaced,
  LogUnavailable,
  UnknownCommand,
} from '../event-store/errors.ts';
import { DetailUnreadable } from '../private-details/private-details.ts';
import { BadCursor } from '../projecting/order.ts';
import { ReadModelNotReady } from '../projecting/read-models.ts';
import { type FieldError, fieldForLog } from './field-errors.ts';

/** Turns errors into problem documents. Elsewhere, HTTP is known by its requests and replies alone. */
interface Trouble {
  readonly code: ProblemCode;
  /** What happened and what to do next, for a person. */
  readonly detail: string;
  readonly errors?: readonly FieldError[] | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly winner?: Problem['winner'];
  readonly fresh?: Problem['fresh'];
}

/** Thrown when a request cannot be answered: by routes, never by the domain. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly trouble: Trouble;
  constructor(code: ProblemCode, detail: string, more: Omit<Trouble, 'code' | 'detail'> = {}) {
    super(detail);
    this.trouble = { code, detail, ...more };
  }
}

/** A body, a parameter or a header that is not as it must be. */
export class InvalidInput extends HttpProblem {
  constructor(errors: readonly FieldError[]) {
    const [first] = errors;
    const named = first ? `${first.path === 'body' ? 'The body' : first.path} ${first.message}.` : 'It is not valid.';
    const more = errors.length > 1 ? ` ${errors.length - 1} more to mend: see errors.` : '';
    super('malformed-request', `${named}${more} Correct it and send it again.`, { errors });
  }
}

/** A rule said no. The caller looks up the name of the person who was first. */
export function refusalProblem(refusal: Refusal, winnerName: string): HttpProblem {
  const { refused, detail, winner, fresh } = refusal;
  return new HttpProblem(refused, detail, {
    fresh,
    winner: winner && {
      user: { id: winner.user, name: winnerName },
      at: winner.at.toISOString(),
      event: { type: winner.type, aggregate: winner.aggregate, sequence: winner.sequence, position: winner.position },
      data: winner.data,
    },
  });
}

/**
 * Answers any error. What is expected gets words; anything else is a 500 that names no cause, and the cause is logged.
 */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The line to the sender broke, and that looks like a broken line to the database.
  const trouble = request.raw.readableAborted ? malformed('body', 'ended before it was complete') : troubleOf(error);
  const { code, detail, retryAfterSeconds, ...more } = trouble;
  const [status, title] = problemCodes[code];
  if (status === 500) request.log.error({ err: error, code }, 'request failed');
  else if (status > 500) request.log.warn({ code, cause: String(error) }, 'not ready');
  else request.log.info({ code, fields: trouble.errors?.map(fieldForLog) }, 'request refused');
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  const commandId = request.commandId;
  const body = { type: `/problems/${code}`, title, status, code, detail, requestId: request.id, commandId, ...more };
  return (
    reply
      .code(status)
      // Also set here, because a request that cannot be routed passes no hook.
      .header('x-request-id', request.id)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(body satisfies ProblemBody))
  );
}

type ProblemBody = Omit<Problem, 'errors'> & { errors?: readonly FieldError[] | undefined };

declare module 'fastify' {
  interface FastifyRequest {
    /** The id of the request's command, which its answer repeats. */
    commandId: string | undefined;
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof HttpProblem) return error.trouble;
  return signInTrouble(error) ?? storeTrouble(error) ?? frameworkTrouble(error) ?? broken;
}

const broken: Trouble = {
  code: 'server-error',
  detail: 'Something broke on the server. Try again; if it stays, tell the office the request id.',
};

function signInTrouble(error: unknown): Trouble | undefined {
  if (error instanceof WrongCredentials) {
    return { code: 'wrong-credentials', detail: 'Wrong user name or password.' };
  }
  if (error instanceof WrongPin) {
    return { code: 'wrong-credentials', detail: 'That is not the PIN. After five wrong ones the password is needed.' };
  }
  if (error instanceof SignInRequired) {
    return error.expired
      ? { code: 'session-expired', detail: 'Your session has ended. Sign in again; nothing you have entered is lost.' }
      : { code: 'not-signed-in', detail: 'Sign in to go on.' };
  }
  if (error instanceof SignInRefused) return { code: error.code, detail: error.message };
  if (error instanceof SignInSlowed) return slowDown(error.retryAfterSeconds, 'Too many attempts to sign in.');
  if (error instanceof NotAllowed) {
    return { code: 'not-allowed', detail: 'Your role does not allow this. Ask the office if you need it.' };
  }
  if (error instanceof ForeignOrigin) {
    return { code: 'not-allowed', detail: 'The request came from another web site. Open Misty itself and try there.' };
  }
  return undefined;
}

function storeTrouble(error: unknown): Trouble | undefined {
  if (error instanceof CommandIdReused) return { code: 'command-id-reused', detail: error.message };
  if (error instanceof UnknownCommand) return unknownCommand;
  if (error instanceof DetailUnreadable) {
    const detail = `The ${privateFieldWords[error.field]} is on file, but it cannot be opened. Set it anew, or tell the person who runs Misty: "misty doctor" says more.`;
    return { code: 'detail-unreadable', detail };
  }
  if (error instanceof BadCursor) return malformed('cursor', 'is not from this list: ask for the first page again');
  if (
    error instanceof LogBusy ||
    error instanceof LogUnavailable ||
    error instanceof LogReplaced ||
    error instanceof DatabaseFault ||
    error instanceof ReadModelNotReady
  ) {
    return { code: 'not-ready', detail: error.message, retryAfterSeconds: error.retryAfterSeconds };
  }
  if (isDatabaseGone(error)) {
    return {
      code: 'not-ready',
      detail: 'The database does not answer. Try again in a moment.',
      retryAfterSeconds: 5,
    };
  }
  return undefined;
}

export const unknownCommand: Trouble = {
  code: 'unknown-command',
  detail: 'There is no command of that name. All commands are listed at /api/docs.',
};

/**
 * Codes with which a server says that it cannot do this now, whatever it was asked: its storage engine has failed (1, 8),
 * its disk is full, it is read-only or stops, it does not let the service in any more.
 */
const UNABLE = new Set([
  1, 8, 13, 18, 50, 91, 133, 134, 189, 262, 9_001, 10_107, 11_600, 11_602, 13_435, 13_436, 14_031,
]);

/** Errors that go away when the database is back. */
function isDatabaseGone(error: unknown): boolean {
  if (error instanceof MongoNetworkError || error instanceof MongoServerSelectionError) return true;
  if (isSocketError(error)) return true;
  if (error instanceof MongoServerError && UNABLE.has(Number(error.code))) return true;
  return (
    error instanceof MongoError &&
    (/^Mongo(NotConnected|TopologyClosed|WaitQueueTimeout|PoolCleared|PoolClosed|OperationTimeout)Error$/.test(
      error.name,
    ) ||
      error.hasErrorLabel('RetryableWriteError') ||
      error.hasErrorLabel('RetryableError'))
  );
}

function frameworkTrouble(error: unknown): Trouble | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { code: 'too-large', detail: 'The body is larger than 256 kB. Send less at once.' };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return { code: 'not-json', detail: 'The body must be JSON: send it as Content-Type: application/json.' };
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return malformed('body', 'is empty');
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return malformed('body', 'is not valid JSON');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return malformed('Content-Length', 'does not fit the body');
    case 'FST_ERR_BAD_URL':
      return malformed('URL', 'is not well formed');
    case 'FST_ERR_MAX_PARAM_LENGTH':
    // QUERY without a body, which no route takes.
    case 'FST_ERR_ROUTE_MISSING_CONTENT_TYPE':
    // An address that would lead out of the app's folder, or is no path at all.
    case 'FST_STATIC_FORBIDDEN_PATH':
      return notFound;
    default:
      return undefined;
  }
}

const notFound: Trouble = { code: 'not-found', detail: 'There is nothing at this address. Go back and try again.' };

export function slowDown(retryAfterSeconds: number, what: string): Trouble {
  const wait = retryAfterSeconds === 1 ? 'a second' : `${retryAfterSeconds} seconds`;
  return { code: 'slow-down', detail: `${what} Wait ${wait}, then try again.`, retryAfterSeconds };
}

function malformed(path: string, message: string): Trouble {
  return new InvalidInput([{ path, message }]).trouble;
}
