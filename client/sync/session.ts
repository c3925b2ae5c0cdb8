import { computed, signal } from '@preact/signals';
import type { Problem } from '#contracts/problems.ts';
import type { Session } from '#contracts/sign-in.ts';

/** Who is signed in on this tablet: null for nobody, undefined until the server has been asked. */
export const session = signal<Session | null | undefined>(undefined);

/** The sentence that the sign-in screen shows: why one is here although one was signed in. */
export const signedOutBecause = signal<string | undefined>(undefined);

/** Whose drafts and unsent wishes are kept: also while the sign-in screen waits for this person to come back. */
let keptFor: string | undefined;
const leaving = new Set<() => void>();

/** Calls back when what a person left on this tablet must go: at a sign-out, and when somebody else signs in. */
export function onPersonLeaves(forget: () => void): void {
  leaving.add(forget);
}

const TIME_ZONE_DEFAULT = 'Australia/Sydney';
/** The company's time zone, for every date and time on a screen. */
export const timeZone = computed(() => session.value?.timeZone ?? TIME_ZONE_DEFAULT);

const UNREACHABLE = 'Misty cannot be reached. Check the connection, then try again.';

/** Asks the server who is signed in. Never throws: with no answer nobody is, and the screen says why. */
export async function loadSession(): Promise<void> {
  const response = await fetch('/api/auth/me', { headers: { accept: 'application/json' } }).catch(() => undefined);
  if (response?.ok) {
    begin((await response.json()) as Session);
    return;
  }
  if (response === undefined || response.status >= 500) signedOutBecause.value = UNREACHABLE;
  session.value = null;
}

/** Signs in. Answers nothing when it worked, else the sentence to show. */
export async function signIn(username: string, password: string): Promise<string | undefined> {
  const response = await fetch('/api/auth/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ username, password }),
  }).catch(() => undefined);
  if (response === undefined) return UNREACHABLE;
  if (!response.ok) {
    const problem = (await response.json().catch(() => undefined)) as Problem | undefined;
    return problem?.detail ?? UNREACHABLE;
  }
  signedOutBecause.value = undefined;
  begin((await response.json()) as Session);
  return undefined;
}

/** What begins so in the session storage outlives a reload of the page, and no sign-out. */
export const KEPT_PREFIX = 'misty-draft/';

/** Signs out here and on the server. */
export async function signOut(): Promise<void> {
  await fetch('/api/auth/logout', { method: 'POST' }).catch(() => undefined);
  signedOutBecause.value = undefined;
  session.value = null;
  forgetKept();
  forget();
}

/** Called by whoever gets a 401: the sign-in screen takes over, and the address stays for afterwards. */
export function sessionEnded(): void {
  if (!session.value) return;
  signedOutBecause.value = 'You were signed out because your session has ended. Sign in again to go on where you were.';
  session.value = null;
}

function begin(started: Session): void {
  if (keptFor !== started.user.id) forget();
  keptFor = started.user.id;
  session.value = started;
}

function forget(): void {
  keptFor = undefined;
  for (const one of leaving) one();
}

function forgetKept(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(KEPT_PREFIX)) sessionStorage.removeItem(key);
  } catch {
    // A browser without storage has kept nothing.
  }
}
