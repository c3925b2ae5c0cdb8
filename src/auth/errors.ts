import type { RefusalCode } from '../contracts/problem-codes.ts';

/** Nobody is signed in. `expired` when there was a session and it has ended. */
export class SignInRequired extends Error {
  override readonly name = 'SignInRequired';
  readonly expired: boolean;
  constructor(expired = false) {
    super(expired ? 'The session has ended.' : 'Nobody is signed in.');
    this.expired = expired;
  }
}

/** The same words for an unknown name and for a wrong password, so that nobody learns which names exist. */
export class WrongCredentials extends Error {
  override readonly name = 'WrongCredentials';
}

/** The same words when the PIN is wrong, locked or not there. */
export class WrongPin extends Error {
  override readonly name = 'WrongPin';
}

/** The person has shown who they are, and a rule still says no. The message is for them. */
export class SignInRefused extends Error {
  override readonly name = 'SignInRefused';
  readonly code: RefusalCode;
  constructor(code: RefusalCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

/** The person who is signed in may not do this. */
export class NotAllowed extends Error {
  override readonly name = 'NotAllowed';
}

/** Another web site sent this request with the cookie of somebody who is signed in here. */
export class ForeignOrigin extends Error {
  override readonly name = 'ForeignOrigin';
}

/** Too many sign-ins failed, or too many are waiting for their turn. */
export class SignInSlowed extends Error {
  override readonly name = 'SignInSlowed';
  readonly retryAfterSeconds: number;
  constructor(retryAfterSeconds: number) {
    super('Too many attempts to sign in.');
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
