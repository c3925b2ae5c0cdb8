import type { SignInNotice } from '../../contracts/sign-in.ts';
import { defineAggregate, type NewEvent, type Read, type Recorded } from '../kernel.ts';
import type { SignInEvent } from './events.ts';

/** Always true: a session that has ended never goes on, and a one-time link is used once. */
export interface SignIns {
  /** Rises when all sessions end; a session belongs to the epoch that it began in, or that it was kept for. */
  readonly epoch: number;
  /** Sessions that ended before their time, with the moment from which nobody needs to remember them, in milliseconds. */
  readonly ended: ReadonlyMap<string, number>;
  /** What the person has not been told of yet. */
  readonly notices: readonly SignInNotice[];
  /** Names the hash that counts; undefined for the first password of an account, which has the account's id. */
  readonly passwordId: string | undefined;
  /** The one-time link that is out, with the moment when it lapses, in milliseconds. */
  readonly link: { readonly id: string; readonly until: number } | undefined;
}

/** `sign-ins/<user>` */
export const signIns = defineAggregate<SignIns, SignInEvent>({
  kind: 'sign-ins',
  initial: { epoch: 0, ended: new Map(), notices: [], passwordId: undefined, link: undefined },
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
      const notice: SignInNotice = { kind: 'token-reused', at: event.at.toISOString() };
      return { ...state, ended, notices: [...state.notices, notice].slice(-NOTICES_MAX) };
    }
    case 'EverySessionEnded': {
      const { epoch, because } = event.data;
      // An account that is closed and opened again does not come back with a link that went astray meanwhile.
      return { ...state, epoch, link: because === 'deactivated' ? undefined : state.link };
    }
    case 'PasswordSet':
      return { ...state, passwordId: event.data.passwordId ?? state.passwordId, link: undefined };
    case 'LinkMade':
      return { ...state, link: { id: event.data.linkId, until: Date.parse(event.data.expiresAt) } };
    case 'PinSet':
    case 'PinCleared':
      return state;
    default:
      event satisfies never;
      return state;
  }
}
