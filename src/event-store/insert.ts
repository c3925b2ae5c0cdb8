import { type Db, MongoError, MongoServerError } from 'mongodb';
import type { Commit } from './commit.ts';
import { isSocketError } from './errors.ts';
import { COMMITS, DURABLE } from './log.ts';
import { within } from './within.ts';

/** How an ordered insert ended. `inserted` commits from the front are durable, however the rest ended. */
export type Inserted =
  | { readonly kind: 'all' }
  /** The log has moved on, or a command id is there already: the first commit behind `inserted` was rejected. */
  | { readonly kind: 'rejected'; readonly inserted: number }
  /** No answer, or none that can be relied on. */
  | { readonly kind: 'unknown'; readonly cause: unknown };

interface InsertReply {
  readonly n: number;
  readonly writeErrors?: readonly { readonly index: number; readonly code: number; readonly errmsg: string }[];
}

const DUPLICATE_KEY = 11_000;
/** We give up on an answer this much later than the driver does. */
const GRACE_MS = 250;

/** Codes with which a server says that this insert can never succeed: wrong rights, too large, not valid. */
const HOPELESS = new Set([13, 18, 121, 10_334]);

/** Whether the database is away, rather than refusing this for good. */
export function isOutage(error: unknown): boolean {
  return (error instanceof MongoError && !isHopeless(error)) || isSocketError(error);
}

function isHopeless(error: unknown): boolean {
  return error instanceof MongoServerError && HOPELESS.has(Number(error.code));
}

/**
 * Inserts commits in order, durably, in one round trip. The raw command, because the driver's own insertMany drops what
 * is needed here. Throws only what no second try can mend.
 */
export async function insertCommits(log: Db, commits: readonly Commit[], timeoutMs: number): Promise<Inserted> {
  let reply: InsertReply;
  try {
    const command = { insert: COMMITS, documents: commits, ordered: true, writeConcern: DURABLE };
    const answer = log.command(command, { timeoutMS: timeoutMs });
    reply = (await within(answer, timeoutMs + GRACE_MS)) as unknown as InsertReply;
  } catch (error) {
    if (isHopeless(error)) throw error;
    // The driver also throws where the server took it and could not make it durable.
    return { kind: 'unknown', cause: error };
  }
  const failure = reply.writeErrors?.[0];
  if (failure !== undefined && HOPELESS.has(failure.code))
    throw new MongoServerError({ message: failure.errmsg, code: failure.code });
  if (failure === undefined) return { kind: 'all' };
  if (failure.code !== DUPLICATE_KEY) return { kind: 'unknown', cause: failure };
  return { kind: 'rejected', inserted: failure.index };
}
