import type { LogDoubt } from '../../contracts/heads.ts';
import { endsPasskeys } from '../../contracts/passkey-rules.ts';
import type { SignInNotice } from '../../contracts/sign-in.ts';
import { defineAggregate, type NewEvent, type Read, type Recorded, type Refusal, refuse } from '../kernel.ts';
import type { SignInEvent } from './events.ts';

/** Always true: a session that has ended never goes on, and a one-time link is used once. */
export interface SignIns {
  /** Rises when all sessions end. A session belongs to the epoch in which it began or for which it was kept. */
  readonly epoch: number;
  /** Sessions that ended early. The moment, in milliseconds, is when nobody needs to remember them any more. */
  readonly ended: ReadonlyMap<string, number>;
  /** What the person has not been told of yet. */
  readonly notices: readonly SignInNotice[];
  /** Names the hash that counts. Undefined for an account's first password, whose hash has the account's id. */
  readonly passwordId: string | undefined;
  /** The one-time link of now: when it lapses, in milliseconds, and who made it. */
  readonly link: { readonly id: string; readonly until: number; readonly by: string } | undefined;
  /** The passkeys that count, with the names that their person gave them. */
  readonly passkeys: ReadonlyMap<string, string>;
  /** Whether there is a PIN that counts. */
  readonly hasPin: boolean;
  /** What their tablets said of the log last: the same again says nothing new. */
  readonly doubt: LogDoubt | undefined;
}

/** `sign-ins/<user>` */
export const signIns = defineAggregate<SignIns, SignInEvent>({
  kind: 'sign-ins',
  initial: {
    ...{ epoch: 0, ended: new Map(), notices: [], passwordId: undefined },
    ...{ link: undefined, passkeys: new Map(), hasPin: false, doubt: undefined },
  },
  evolve,
});

/** Ends all sessions of an account, or all but one. */
export function endEvery(
  read: Read,
  userId: string,
  because: Extract<SignInEvent, { type: 'EverySessionEnded' }>['data']['because'],
  keptSessionId?: string,
): NewEvent {
  const epoch = read(signIns, userId).epoch + 1;
  return signIns.event(userId, 'EverySessionEnded', { because, epoch, keptSessionId });
}

/**
 * Takes the PIN away, if there is one: with the account, and when a password is set without the one before. Somebody
 * else may have known that password and set a PIN with it.
 */
export function takePinAway(read: Read, userId: string): readonly NewEvent[] {
  return read(signIns, userId).hasPin ? [signIns.event(userId, 'PinCleared', {})] : [];
}

/** Whether the password that was right a moment ago is still right, if the command relies on one. */
export function stillCounts({ passwordId }: SignIns, userId: string, shownId: string | undefined): boolean {
  return shownId === undefined || shownId === (passwordId ?? userId);
}

export function passwordChanged(): Refusal {
  return refuse('password-changed', 'The password was changed a moment ago. Use the new one.');
}

const NOTICES_MAX = 10;

function evolve(state: SignIns, event: Recorded<SignInEvent>): SignIns {
  switch (event.type) {
    case 'SignedIn':
      return { ...state, notices: [] };
    case 'SignInsFailed':
    case 'PinLocked': {
      const before = state.notices.find(({ kind }) => kind === 'failed-sign-ins');
      const count = (before?.count ?? 0) + event.data.count;
      const others = state.notices.filter((one) => one !== before);
      return { ...state, notices: [...others, { kind: 'failed-sign-ins', at: event.at.toISOString(), count }] };
    }
    case 'SessionEnded': {
      const { sessionId, because, expiresAt } = event.data;
      const now = event.at.getTime();
      const ended = new Map([...state.ended].filter(([, until]) => until > now)).set(sessionId, Date.parse(expiresAt));
      if (because !== 'token-reused') return { ...state, ended };
      return { ...noticed(state, 'token-reused', event.at), ended };
    }
    case 'EverySessionEnded': {
      const { epoch, because } = event.data;
      // An account that is closed and opened again does not come back with a link that went astray meanwhile.
      const link = because === 'deactivated' ? undefined : state.link;
      return { ...state, epoch, link, passkeys: endsPasskeys(because) ? new Map() : state.passkeys };
    }
    case 'PasswordSet':
      return { ...state, passwordId: event.data.passwordId ?? state.passwordId, link: undefined };
    case 'LinkMade':
      return { ...state, link: { id: event.data.linkId, until: Date.parse(event.data.expiresAt), by: event.user } };
    case 'PinSet':
      return { ...state, hasPin: true };
    case 'PinCleared':
      return { ...state, hasPin: false };
    case 'PasskeyAdded': {
      const { passkeyId, label } = event.data;
      return { ...state, passkeys: new Map(state.passkeys).set(passkeyId, label) };
    }
    case 'PasskeyRemoved':
      return { ...state, passkeys: new Map([...state.passkeys].filter(([id]) => id !== event.data.passkeyId)) };
    case 'PasskeyCopied':
      return noticed(state, 'passkey-copied', event.at);
    case 'LogDoubted':
      return { ...state, doubt: event.data };
    default:
      event satisfies never;
      return state;
  }
}

function noticed(state: SignIns, kind: SignInNotice['kind'], at: Date): SignIns {
  return { ...state, notices: [...state.notices, { kind, at: at.toISOString() }].slice(-NOTICES_MAX) };
}
