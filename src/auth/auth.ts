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
import { openShares, type Shares } from './shares.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** How long a sign-in is good for. */
export interface Lifetimes {
  /** Seconds after which an access token lapses. */
  readonly accessSeconds: number;
  /** Seconds after which a person has to sign in again, however often tokens were refreshed. */
  readonly signInSeconds: number;
  /** Seconds without a touch after which a shared tablet locks. */
  readonly idleSeconds: number;
  /** Seconds for which a browser may keep the server's part of a person's key without hearing from the server. */
  readonly offlineSeconds: number;
}

export const defaultLifetimes: Lifetimes = {
  accessSeconds: 8 * 60 * 60,
  signInSeconds: 30 * 24 * 60 * 60,
  idleSeconds: 2 * 60,
  offlineSeconds: 12 * 60 * 60,
};

/** A sign-in on a shared tablet outlasts the tablet's lock by so many seconds without a sign of life. */
const IDLE_GRACE_SECONDS = 3 * 60;

/**
 * Seconds without a sign of life after which a session on a shared tablet ends, so that the lock is more than paint.
 */
export function restSeconds({ idleSeconds }: Lifetimes): number {
  return idleSeconds + IDLE_GRACE_SECONDS;
}

/** All that the sign-in routes need. */
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
  readonly shares: Shares;
  readonly throttle: Throttle;
  readonly keys: Keys;
  readonly log: SecurityLog;
  readonly lifetimes: Lifetimes;
  readonly clock: () => Date;
}

export interface AuthOptions {
  /** The database that may be changed; never the one of the log. */
  readonly views: Db;
  readonly people: People;
  /** They sign the access tokens. */
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
    shares: openShares(views),
    throttle: createThrottle(),
    keys,
    log,
    lifetimes,
    clock,
  };
}
