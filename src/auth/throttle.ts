import { countedAddress } from './surroundings.ts';

/** Slows password guesses down, for each account and address apart, so that nobody can lock another person out. */
export interface Throttle {
  /** Counts an attempt. Returns the seconds to wait before the next one; 0 when this one may go on. */
  attempt(account: string, address: string): number;
  /** The attempt was right, so the count starts again. */
  succeeded(account: string, address: string): void;
}

export interface ThrottleOptions {
  /** So many attempts cost nothing. */
  freeAttempts?: number;
  delayMaxSeconds?: number;
  /** After so long without an attempt the past is forgotten. */
  forgetAfterSeconds?: number;
  accountsMax?: number;
  clock?: () => number;
}

interface Record {
  attempts: number;
  lastAt: number;
  openAt: number;
}

/**
 * After five attempts the next one has to wait one second, then 2, 4 and so on up to a minute. An attempt counts before
 * its password is checked, so a burst of guesses gets no further than one guess after another.
 */
export function createThrottle(options: ThrottleOptions = {}): Throttle {
  const { freeAttempts = 5, delayMaxSeconds = 60, forgetAfterSeconds = 900, accountsMax = 10_000 } = options;
  const clock = options.clock ?? (() => performance.now());
  const records = new Map<string, Record>();
  return {
    attempt(account, address) {
      const key = keyOf(account, address);
      const now = clock();
      const known = records.get(key);
      const record =
        known && now - known.lastAt < forgetAfterSeconds * 1000 ? known : { attempts: 0, lastAt: now, openAt: 0 };
      if (now < record.openAt) return Math.ceil((record.openAt - now) / 1000);
      record.attempts += 1;
      record.lastAt = now;
      const delay =
        record.attempts < freeAttempts ? 0 : Math.min(delayMaxSeconds, 2 ** (record.attempts - freeAttempts));
      record.openAt = now + delay * 1000;
      // Moved to the end, so that the one that was quiet for longest is dropped when there are too many.
      records.delete(key);
      records.set(key, record);
      if (records.size > accountsMax) drop(records);
      return 0;
    },
    succeeded(account, address) {
      records.delete(keyOf(account, address));
    },
  };
}

function keyOf(account: string, address: string): string {
  return `${account.trim().toLowerCase()}\n${countedAddress(address)}`;
}

function drop(records: Map<string, Record>): void {
  const [oldest] = records.keys();
  if (oldest !== undefined) records.delete(oldest);
}
