import type { Db } from 'mongodb';
import { type Credentials, openCredentials } from './credentials.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import type { People } from './people.ts';
import { openSessions, type Sessions } from './sessions.ts';
import { createThrottle, type Throttle } from './throttle.ts';

/** All that sign-in needs. */
export interface Auth {
  readonly credentials: Credentials;
  readonly passwords: Passwords;
  readonly people: People;
  readonly sessions: Sessions;
  readonly throttle: Throttle;
  readonly secret: string;
  readonly sessionSeconds: number;
  readonly clock: () => Date;
}

export interface AuthOptions {
  /** The database of what can be changed: never the log's. */
  views: Db;
  people: People;
  /** Signs the tokens; at least 32 bytes. */
  secret: string;
  /** How long a sign-in lasts; 8 hours unless told. */
  sessionSeconds?: number;
  clock?: () => Date;
}

export async function openAuth({ views, people, secret, ...options }: AuthOptions): Promise<Auth> {
  const { sessionSeconds = 8 * 60 * 60, clock = () => new Date() } = options;
  return {
    credentials: openCredentials(views, clock),
    passwords: createPasswords(),
    people,
    sessions: await openSessions(views, clock),
    throttle: createThrottle(),
    secret,
    sessionSeconds,
    clock,
  };
}
