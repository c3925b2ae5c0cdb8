import { effect } from '@preact/signals';
import {
  begin,
  nobodyIsHere,
  post,
  session,
  sessionEnded,
  settleSignOut,
  sharedSession,
  somebodyElseIsHere,
  UNREACHABLE,
} from './session.ts';

/** So long before an access token lapses a new one is asked for; of one that lasts minutes only, at its half. */
const AHEAD_MS = 5 * 60_000;
/** Pauses between tries while the server is not reached. */
const PAUSE_MS = 2_000;
const PAUSE_MAX_MS = 60_000;
const LOCK = 'misty-renewal';

let timer = 0;
let failures = 0;

/** Sees to it that nobody who works notices that access tokens lapse: each is renewed ahead of time and on waking. */
export function startRenewal(): void {
  effect(() => {
    if (session.value) plan();
    else clearTimeout(timer);
  });
  const wake = () => {
    if (session.value && document.visibilityState === 'visible') plan();
  };
  for (const event of ['online', 'pageshow']) addEventListener(event, wake);
  document.addEventListener('visibilitychange', wake);
}

/** Asks the server who is signed in. Never throws: with no answer nobody is, and the screen says why. */
export async function loadSession(): Promise<void> {
  // Whoever signed out without a connection is not signed in again by their cookie.
  if (!(await settleSignOut())) return nobodyIsHere(UNREACHABLE);
  let answer = await askWhoIAm();
  // The access token may have lapsed while Misty was closed; the sign-in lasts longer. Another tab may be at it too.
  if (answer?.status === 401)
    answer = await withLock(async () => {
      const again = await askWhoIAm();
      return again?.status === 401 ? await askToRefresh() : again;
    });
  if (answer?.ok) await begin(answer);
  else nobodyIsHere(answer === undefined || answer.status >= 500 ? UNREACHABLE : undefined);
}

/**
 * A request like any other, as whoever is signed in. An access token that has lapsed is renewed once, and the request
 * sent again; a session that is really over ends here too. Throws, as fetch does, when the server is not reached.
 */
export async function fetchAsMe(
  path: string,
  init: RequestInit & { headers: Record<string, string> },
): Promise<Response> {
  const userId = session.value?.user.id;
  // Should another tab have signed somebody else in, nothing of this one is done or shown as theirs.
  const headers = { ...init.headers, ...(userId !== undefined && { 'misty-user': userId }) };
  const sentAt = Date.now();
  const response = await fetch(path, { ...init, headers });
  if (response.status !== 401) return response;
  const renewed = await renew(sentAt);
  if (renewed === 'unreached') throw new TypeError('The session could not be renewed.');
  if (renewed === 'over') return response;
  const again = await fetch(path, { ...init, headers });
  if (again.status === 401) sessionEnded();
  return again;
}

/** Renews the access token, unless another tab has done so since then. A session that is over ends here too. */
export async function renew(since: number): Promise<'fresh' | 'over' | 'unreached'> {
  const userId = session.value?.user.id;
  if (userId === undefined) return 'over';
  return await withLock(async () => {
    // Looked at again behind the lock: eight tabs wake up at once, and one of them asks.
    if (session.value?.user.id !== userId) return 'over';
    const shared = sharedSession();
    if (shared !== undefined && shared.userId !== userId) {
      somebodyElseIsHere();
      return 'over';
    }
    if (shared !== undefined && shared.lapsesAt - shared.lastsMs > since && !isDue(shared)) return 'fresh';
    const answer = await askToRefresh();
    if (answer?.ok) {
      failures = 0;
      await begin(answer);
      return 'fresh';
    }
    if (answer?.status !== 401) return 'unreached';
    sessionEnded();
    return 'over';
  });
}

function askWhoIAm(): Promise<Response | undefined> {
  return fetch('/api/auth/me', { headers: { accept: 'application/json' } }).catch(() => undefined);
}

function askToRefresh(): Promise<Response | undefined> {
  return post('/api/auth/refresh', {});
}

function plan(): void {
  clearTimeout(timer);
  const shared = sharedSession();
  if (shared === undefined) return;
  timer = window.setTimeout(() => void renewAhead(), Math.max(0, shared.lapsesAt - aheadMs(shared) - Date.now()));
}

async function renewAhead(): Promise<void> {
  const shared = sharedSession();
  // Another tab was here already.
  if (shared !== undefined && !isDue(shared)) return plan();
  if ((await renew(Date.now())) !== 'unreached') return;
  const pause = Math.min(PAUSE_MS * 2 ** failures, PAUSE_MAX_MS) * (0.75 + Math.random() / 2);
  failures += 1;
  clearTimeout(timer);
  timer = window.setTimeout(() => void renewAhead(), pause);
}

function isDue(shared: { readonly lapsesAt: number; readonly lastsMs: number }): boolean {
  return Date.now() >= shared.lapsesAt - aheadMs(shared);
}

function aheadMs({ lastsMs }: { readonly lastsMs: number }): number {
  return Math.min(AHEAD_MS, lastsMs / 2);
}

/** Without HTTPS there are no locks; the server then sorts out what comes twice. */
function withLock<Result>(work: () => Promise<Result>): Promise<Result> {
  return navigator.locks === undefined ? work() : navigator.locks.request(LOCK, work);
}
