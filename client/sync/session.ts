import { computed, signal } from '@preact/signals';
import type { Problem } from '#contracts/problems.ts';
import type { Session } from '#contracts/sign-in.ts';
import { timeToldBy } from './clock.ts';
import { store, stored } from './stored.ts';

/** Who is signed in on this tablet: null for nobody, undefined until the server has been asked. */
export const session = signal<Session | null | undefined>(undefined);

/** The sentence that the sign-in screen shows: why the person is here although they were signed in. */
export const signedOutBecause = signal<string | undefined>(undefined);

/** Whose drafts and unsent wishes are kept: also while the sign-in screen waits for this person to come back. */
let keptFor: string | undefined;
const leaving = new Set<Forget>();

/** `comes`: id of the person who is here next, where somebody is. */
type Forget = (comes: string | undefined) => void;

/**
 * Calls back when what a person left on this tablet must go: at a sign-out, and when another one signs in than was here
 * since the page was loaded.
 */
export function onPersonLeaves(forget: Forget): void {
  leaving.add(forget);
}

const TIME_ZONE_DEFAULT = 'Australia/Sydney';
/** The company's time zone, for every date and time on a screen. */
export const timeZone = computed(() => session.value?.timeZone ?? TIME_ZONE_DEFAULT);

export const UNREACHABLE = 'Misty cannot be reached. Check the connection, then try again.';

/** Signs in. Answers nothing when it worked, else the sentence to show. */
export async function signIn(username: string, password: string): Promise<string | undefined> {
  return await enter('/api/auth/login', { username, password });
}

/** Signs in by any way. Answers nothing when it worked, else the sentence to show. */
export async function enter(path: string, shown: object): Promise<string | undefined> {
  // What a lock or a sign-out takes away must be gone before there is something new.
  await telling;
  if (!(await settleSignOut())) return UNREACHABLE;
  // The late answer to a renewal under way would bring the person before back.
  const response = await inTurn(() => post(path, shown), AbortSignal.timeout(TURN_MS));
  if (response === undefined) return UNREACHABLE;
  if (!response.ok) {
    const problem = (await response.json().catch(() => undefined)) as Problem | undefined;
    return problem?.detail ?? UNREACHABLE;
  }
  signedOutBecause.value = undefined;
  await begin(response);
  return undefined;
}

const LOCK = 'misty-renewal';
/** A line that hangs keeps nobody from signing in for longer. */
const TURN_MS = 3_000;

/**
 * What changes the cookies of a sign-in, one at a time in all tabs. `patience`: when it is over, it is done out of turn.
 * Without HTTPS there are no locks; the server then sorts out what comes twice.
 */
export async function inTurn<Result>(work: () => Promise<Result>, patience?: AbortSignal): Promise<Result> {
  if (navigator.locks === undefined) return await work();
  let begun = false;
  const turn = () => {
    begun = true;
    return work();
  };
  try {
    return await navigator.locks.request(LOCK, patience === undefined ? {} : { signal: patience }, turn);
  } catch (error) {
    if (begun) throw error;
    return await work();
  }
}

/** POST of JSON where nobody need be signed in. Undefined when the server is not reached. */
export function post(path: string, body: object): Promise<Response | undefined> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  return fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined);
}

let signingOut = false;
/** What the server is being told of a lock. */
let telling: Promise<unknown> = Promise.resolve();

/** Signs out here and on the server; where that is not reached, it is told before anybody comes in again. */
export async function signOut(): Promise<void> {
  signingOut = true;
  store(OWED_KEY, 'signed-out');
  // Other tabs also hear from the server that the session has ended, but not that this person wished it.
  share(undefined);
  await settleSignOut();
  signingOut = false;
  leave(undefined);
}

/** What the server has still to be told: that somebody signed out, or that this tablet locked itself. */
const OWED_KEY = 'misty-signed-out';
const IDLE = 'idle';

/** Tells the server of a sign-out that it has not heard of. Answers whether it knows of all of them. */
export async function settleSignOut(): Promise<boolean> {
  const owed = stored(OWED_KEY);
  if (owed === undefined) return true;
  const answer = await post('/api/auth/logout', { idle: owed === IDLE });
  if (answer?.ok) store(OWED_KEY, undefined);
  return answer?.ok === true;
}

/** Called on a 401 that no refresh mends: the sign-in screen takes over, and the address stays. */
export function sessionEnded(): void {
  // The feed may hear of a sign-out before its own answer is here.
  if (!session.value || signingOut) return;
  signedOutBecause.value = 'You were signed out because your session has ended. Sign in again to go on where you were.';
  session.value = null;
}

/** A shared tablet that nobody touches: the page goes at once, here, in its other windows and on the server. */
export function lock(): void {
  if (!session.value) return;
  lockHere();
  // Written down first: neither a reload nor a server that is away lets the next one in as this person.
  store(OWED_KEY, IDLE);
  telling = settleSignOut();
}

/** Only the same person goes on where they were. */
function lockHere(): void {
  if (!session.value) return;
  signedOutBecause.value = 'Locked, because nobody touched it for a while. Sign in to go on where you were.';
  session.value = null;
}

/** At the start: nobody is signed in, or it cannot be told. */
export function nobodyIsHere(because?: string): void {
  if (because !== undefined) signedOutBecause.value = because;
  session.value = null;
}

/** Another tab of this device was signed in as somebody else: this one is nobody's from now on. */
export function somebodyElseIsHere(): void {
  leave('Somebody else signed in on this device, in another window.');
}

/**
 * Takes the session over from an answer of the server. `as`: the person who is here already, where somebody is. Where
 * another tab has signed somebody else in, this one goes on as nobody.
 */
export async function begin(answer: Response, as?: string): Promise<void> {
  const started = (await answer.json()) as Session;
  if (as !== undefined && started.user.id !== as) return somebodyElseIsHere();
  if (keptFor !== started.user.id) forget(started.user.id);
  keptFor = started.user.id;
  store(OWED_KEY, undefined);
  const { expiresAt: token, signInExpiresAt } = started;
  // How long it lasts is reckoned by the server's clock: a tablet's own may be hours off.
  const lastsMs = Date.parse(token) - (timeToldBy(answer.headers) ?? Date.now());
  const lapsesAt = Date.now() + lastsMs;
  share({ userId: started.user.id, token, lapsesAt, lastsMs, last: token === signInExpiresAt });
  session.value = started;
}

/** Somebody goes on without the server, who was signed in here when it was heard last. */
export function resume(known: Session): void {
  keptFor = known.user.id;
  session.value = known;
}

/**
 * What the tabs of a device tell each other: whose session it is and when its access token lapses, by this device's
 * clock.
 */
export interface SharedSession {
  readonly userId: string;
  /** Tells an access token from the one before it: when the server lets it lapse. */
  readonly token: string;
  readonly lapsesAt: number;
  /** How long the token lasted when it was given out. */
  readonly lastsMs: number;
  /** The sign-in ends with this token: none comes after it. */
  readonly last: boolean;
}

const SHARED_KEY = 'misty-session';

/** As the last tab to hear of it has told it. */
export function sharedSession(): SharedSession | undefined {
  return read(stored(SHARED_KEY));
}

/** Follows what happens to the session in other tabs. */
export function watchOtherTabs(): void {
  addEventListener('storage', ({ key, newValue }) => {
    if (keptFor === undefined) return;
    if (key === OWED_KEY && newValue === IDLE) lockHere();
    if (key !== SHARED_KEY) return;
    const now = read(newValue ?? undefined);
    // The feed may have said before that the session is over: what the person left is to go all the same.
    if (now === undefined) leave('You signed out in another window.');
    else if (now.userId !== keptFor) somebodyElseIsHere();
  });
}

function share(now: SharedSession | undefined): void {
  store(SHARED_KEY, now && JSON.stringify(now));
}

function read(text: string | undefined): SharedSession | undefined {
  try {
    const value = JSON.parse(text ?? 'null') as Partial<SharedSession> | null;
    const { userId, token, lapsesAt, lastsMs, last } = value ?? {};
    if (typeof userId !== 'string' || typeof lapsesAt !== 'number' || typeof lastsMs !== 'number') return undefined;
    return { userId, token: String(token), lapsesAt, lastsMs, last: last === true };
  } catch {
    return undefined;
  }
}

/** Nobody is here any more, and nothing of theirs stays. */
function leave(because: string | undefined): void {
  signedOutBecause.value = because;
  session.value = null;
  forget(undefined);
}

function forget(comes: string | undefined): void {
  keptFor = undefined;
  for (const one of leaving) one(comes);
}
