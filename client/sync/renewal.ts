import { effect } from '@preact/signals';
import { clockWasSet, hearTime } from './clock.ts';
import {
  begin,
  inTurn,
  nobodyIsHere,
  post,
  resume,
  type SharedSession,
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
/** How often the plan is looked at anew. A browser takes a timer of weeks for one of no time at all. */
const LOOK_MS = 10_000;
/** So long it may take to hear who is signed in before it is gone on without. */
const RECALL_AFTER_MS = 1_000;

let timer = 0;
let failures = 0;
/** When the token that is in use is to be renewed, by the clock that nobody sets. */
let planned: { readonly token: string; readonly at: number } | undefined;

/** Renews each access token ahead of time and on waking, so that nobody notices that they lapse. */
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
  setInterval(() => {
    if (!clockWasSet()) return;
    wake();
    void askWhoIAm();
  }, LOOK_MS);
}

/** Asks the server who is signed in. Never throws: with no answer nobody is, and the screen says why. */
export async function loadSession(): Promise<void> {
  // A person who signed out without a connection is not signed in again by their cookie.
  if (!(await settleSignOut())) return nobodyIsHere(UNREACHABLE);
  const asked = askWhoIAm();
  if (session.value === undefined || session.value === null) await recallUnless(asked);
  const before = session.value?.user.id;
  let answer = await asked;
  // The access token may have lapsed while Misty was closed; the sign-in lasts longer. Another tab may be at it too.
  if (answer?.status === 401)
    answer = await inTurn(async () => {
      const again = await askWhoIAm();
      return again?.status === 401 ? await askToRefresh() : again;
    });
  // Somebody may have locked, left or come in meanwhile. An answer that was under way does not undo that.
  if (session.value?.user.id !== before) return;
  if (answer?.ok) return await begin(answer, before);
  const unreached = answer === undefined || answer.status >= 500;
  // The person who is here stays. Their next request will tell.
  if (!unreached || before === undefined) nobodyIsHere(unreached ? UNREACHABLE : undefined);
}

/**
 * A request as the person who is signed in. An access token that has lapsed is renewed once, and the request
 * sent again; a session that is really over ends here too. Throws, as fetch does, when the server is not reached.
 */
export async function fetchAsMe(
  path: string,
  init: RequestInit & { headers: Record<string, string> },
): Promise<Response> {
  const userId = session.value?.user.id;
  // Another tab may have signed somebody else in. Nothing of this tab is done or shown as theirs.
  const headers = { ...init.headers, ...(userId !== undefined && { 'misty-user': userId }) };
  let token = tokenInUse();
  let response = await fetch(path, { ...init, headers });
  // What another tab renewed may have lapsed as well by the time that this one wakes up.
  for (let tries = 0; response.status === 401 && tries < 2; tries += 1) {
    const renewed = await renew(token);
    if (renewed === 'unreached') throw new TypeError('The session could not be renewed.');
    if (renewed === 'over') return response;
    token = tokenInUse();
    response = await fetch(path, { ...init, headers });
  }
  hearTime(response);
  if (response.status === 401) sessionEnded();
  return response;
}

/** Tells whether the access token is still the one that something was asked with. */
function tokenInUse(): string | undefined {
  return sharedSession()?.token;
}

/** Renews this access token, unless another tab has done so meanwhile. A session that is over ends here too. */
export async function renew(token: string | undefined): Promise<'fresh' | 'over' | 'unreached'> {
  const userId = session.value?.user.id;
  if (userId === undefined) return 'over';
  return await inTurn(async () => {
    // Looked at again behind the lock: eight tabs wake up at once, and one of them asks.
    if (session.value?.user.id !== userId) return 'over';
    const shared = sharedSession();
    if (shared !== undefined && shared.userId !== userId) {
      somebodyElseIsHere();
      return 'over';
    }
    if (shared !== undefined && shared.token !== token) return 'fresh';
    const answer = await askToRefresh();
    // A person who has locked or left meanwhile does not come back by it.
    if (session.value?.user.id !== userId) return 'over';
    if (answer?.ok) {
      failures = 0;
      await begin(answer, userId);
      return session.value === null ? 'over' : 'fresh';
    }
    if (answer?.status !== 401) return 'unreached';
    sessionEnded();
    return 'over';
  });
}

/** A server that does not answer keeps nobody from what they were shown last. */
async function recallUnless(asked: Promise<Response | undefined>): Promise<void> {
  const shared = sharedSession();
  if (shared === undefined) return;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, RECALL_AFTER_MS, undefined));
  const answer = await Promise.race([asked, late]);
  if (answer !== undefined && answer.status < 500) return;
  const known = await import('./outbox/opened.ts').then((it) => it.recall(shared.userId)).catch(() => undefined);
  if (known !== undefined && !session.value) resume(known);
}

async function askWhoIAm(): Promise<Response | undefined> {
  const answer = await fetch('/api/auth/me', { headers: { accept: 'application/json' } }).catch(() => undefined);
  if (answer) hearTime(answer);
  return answer;
}

async function askToRefresh(): Promise<Response | undefined> {
  // The checklist for going live looks for these words on the console.
  console.info('Refreshing access token...');
  const answer = await post('/api/auth/refresh', {});
  if (answer) hearTime(answer);
  return answer;
}

function plan(): void {
  clearTimeout(timer);
  const shared = sharedSession();
  // By the clocks the new token has lapsed already. Such clocks are of no use, and a refused request will tell.
  if (shared === undefined || shared.lastsMs <= 0) return;
  timer = window.setTimeout(() => void renewAhead(), Math.max(0, Math.min(msTillDue(shared), LOOK_MS)));
}

async function renewAhead(): Promise<void> {
  const shared = sharedSession();
  // It is not time yet, or another tab was here already.
  if (shared !== undefined && msTillDue(shared) > 0) return plan();
  if ((await renew(shared?.token)) !== 'unreached') return;
  const pause = Math.min(PAUSE_MS * 2 ** failures, PAUSE_MAX_MS) * (0.75 + Math.random() / 2);
  failures += 1;
  clearTimeout(timer);
  timer = window.setTimeout(() => void renewAhead(), pause);
}

/**
 * By whichever clock says it sooner: the device's own may be set back, the other one may stop while the device sleeps.
 */
function msTillDue({ token, lapsesAt, lastsMs, last }: SharedSession): number {
  const byWall = lapsesAt - (last ? 0 : Math.min(AHEAD_MS, lastsMs / 2)) - Date.now();
  if (planned?.token !== token) planned = { token, at: performance.now() + byWall };
  return Math.min(byWall, planned.at - performance.now());
}
