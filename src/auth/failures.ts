import type { FastifyRequest } from 'fastify';
import type { SecurityLog } from './security-log.ts';
import { networkOf } from './surroundings.ts';

/** Counts failed sign-ins until they are worth a line in the log, so that nobody who guesses can fill it. */
export interface Failures {
  /** Counts one more. Answers how many are to be noted now; most of the time that is none. */
  count(userId: string): number;
  /** The person is in. Answers how many failures have not been noted yet. */
  settle(userId: string): number;
}

/** Writes so many failed sign-ins into the log. Does nothing for none. */
export async function noteFailures(
  log: SecurityLog,
  { ip }: Pick<FastifyRequest, 'ip'>,
  userId: string,
  count: number,
): Promise<void> {
  if (count > 0) await log.record('RecordFailedSignIns', { userId, count, network: networkOf(ip) }, userId);
}

const FIRST_NOTE_AT = 5;
const ACCOUNTS_MAX = 10_000;

/** The fifth failure is noted with those before it, then the tenth, the twentieth and so on. */
export function createFailures(): Failures {
  const accounts = new Map<string, { total: number; noted: number }>();
  return {
    count(userId) {
      const known = accounts.get(userId) ?? { total: 0, noted: 0 };
      known.total += 1;
      accounts.delete(userId);
      accounts.set(userId, known);
      const [oldest] = accounts.keys();
      if (accounts.size > ACCOUNTS_MAX && oldest !== undefined) accounts.delete(oldest);
      if (known.total < Math.max(FIRST_NOTE_AT, known.noted * 2)) return 0;
      const fresh = known.total - known.noted;
      known.noted = known.total;
      return fresh;
    },
    settle(userId) {
      const known = accounts.get(userId);
      accounts.delete(userId);
      return known === undefined ? 0 : known.total - known.noted;
    },
  };
}
