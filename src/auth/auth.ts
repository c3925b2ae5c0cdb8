import type { Db } from 'mongodb';
import { type Challenges, openChallenges } from './challenges.ts';
import { type Credentials, openCredentials } from './credentials.ts';
import { type Devices, openDevices } from './devices.ts';
import type { Keys } from './keys.ts';
import { type Links, openLinks } from './links.ts';
import { openPasskeys, type Passkeys } from './passkeys.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import type { People } from './people.ts';
import { openPins, type Pins } from './pins.ts';
import type { SecurityLog } from './security-log.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** How long a sign-in is good for. */
export interface Lifetimes {
  /** After which an access token lapses, in seconds. */
  readonly accessSeconds: number;
  /** After which one has to sign in again, whatever is refreshed, in seconds. */
  readonly signInSeconds: number;
  /** After which a shared tablet that nobody touches locks, in seconds. */
  readonly idleSeconds: number;
}

export const defaultLifetimes: Lifetimes = {
  accessSeconds: 8 * 60 * 60,
  signInSeconds: 30 * 24 * 60 * 60,
  idleSeconds: 2 * 60,
};

/** How much longer than the lock of a shared tablet a sign-in on it lasts without a sign of life, in seconds. */
const IDLE_GRACE_SECONDS = 3 * 60;

/** How long a session on a shared tablet lasts without a sign of life: so the lock is more than paint. */
export function restSeconds({ idleSeconds }: Lifetimes): number {
  return idleSeconds + IDLE_GRACE_SECONDS;
}

/** All that sign-in needs. */
export interface Auth {
  readonly credentials: Credentials;
  readonly links: Links;
  readonly passkeys: Passkeys;
  readonly challenges: Challenges;
  readonly passwords: Passwords;
  readonly people: People;
  readonly sessions: Sessions;
  readonly devices: Devices;
  readonly pins: Pins;
  readonly throttle: Throttle;
  readonly keys: Keys;
  readonly log: SecurityLog;
  readonly lifetimes: Lifetimes;
  readonly clock: () => Date;
}

export interface AuthOptions {
  /** The database of what can be changed: never the log's. */
  readonly views: Db;
  readonly people: People;
  /** Sign the access tokens. */
  readonly keys: Keys;
  readonly log: SecurityLog;
  readonly lifetimes?: Lifetimes;
  readonly clock?: () => Date;
}

export async function openAuth({ views, people, keys, log, ...options }: AuthOptions): Promise<Auth> {
  const { lifetimes = defaultLifetimes, clock = () => new Date() } = options;
  return {
    credentials: await openCredentials(views, clock),
    links: await openLinks(views),
    passkeys: await openPasskeys(views, clock),
    challenges: await openChallenges(views, clock),
    passwords: createPasswords(),
    people,
    sessions: await openSessions(views, clock, restSeconds(lifetimes)),
    devices: await openDevices(views, people, clock),
    pins: openPins(views, clock),
    throttle: createThrottle(),
    keys,
    log,
    lifetimes,
    clock,
  };
}
