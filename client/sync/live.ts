import { effect } from '@preact/signals';
import type { SignedHead } from '#contracts/heads.ts';
import { fed, lineIsDown, lineIsUp } from './connection.ts';
import { OneStream } from './one-stream.ts';
import { fetchAsMe, loadSession } from './renewal.ts';
import { session } from './session.ts';

/** A row as it is now; null when it is gone. */
export interface LiveChange {
  readonly model: string;
  readonly id: string;
  readonly row: object | null;
}

export interface LiveListener {
  /** Rows that changed, in order of position. */
  changes(position: number, changes: readonly LiveChange[]): void;
  /** All changes after `to` will come; what was fetched before `to` and is not known up to there is to be fetched again. */
  joined(from: number, to: number): void;
  /** Everything is to be fetched again. */
  reset(position: number): void;
  /** The end of the log, signed. */
  head?(signed: SignedHead): void;
}

/** How long a line may be gone before the strip says so: a server that starts again is not worth a word. */
const DOWN_AFTER_MS = 2_500;
const PAUSE_MS = 1_000;
const PAUSE_MAX_MS = 30_000;
/** How often the server gives a sign of life, until it has said so itself. */
const BEAT_MS = 12_000;
/** So many signs of life may be missing, and one more where another tab listens. What is on its way gets a little longer. */
const BEATS_MISSED = 2;
const ON_ITS_WAY_MS = 1_000;
/** How long a new line may take to say hello: it may have been begun while the network was away. */
const HELLO_MS = 6_000;
/** After this time in the background a tablet may have lost its line without noticing. */
const ASLEEP_MS = 20_000;
/** How long an accepted command waits for its change to be on screen. */
const SHOWN_TIMEOUT_MS = 1_500;

const listeners = new Set<LiveListener>();
const waiting = new Set<{ readonly position: number; readonly resolve: () => void }>();
let source: OneStream | undefined;
/** Up to where all changes have come; 0 before the first word of the feed. */
let seen = 0;
let attempt = 0;
let retryTimer = 0;
let downTimer = 0;
let silenceTimer = 0;
let beatMs = BEAT_MS;
/** Who listens, and how they came in: a password opens more than a PIN. */
let person: string | undefined;
let hiddenAt: number | undefined;
let started = false;

/** Follows the live feed from now on. The feed is open while somebody is signed in. */
export function follow(listener: LiveListener): void {
  listeners.add(listener);
  start();
}

/** Answers when the screen shows what was written at this position; after a while also without. */
export function shown(position: number): Promise<void> {
  if (seen >= position || source === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const one = { position, resolve: done };
    const timer = setTimeout(() => {
      // Perhaps nothing of it is ours to see; perhaps the line is gone without a word. Asking tells.
      for (const listener of listeners) listener.joined(0, position);
      done();
    }, SHOWN_TIMEOUT_MS);
    function done(): void {
      clearTimeout(timer);
      waiting.delete(one);
      resolve();
    }
    waiting.add(one);
  });
}

function start(): void {
  if (started) return;
  started = true;
  effect(() => {
    const here = session.value ? `${session.value.user.id} ${session.value.way === 'pin'}` : undefined;
    if (here === person) return;
    person = here;
    seen = 0;
    attempt = 0;
    fed.value = here !== undefined;
    if (fed.value) connect();
    else {
      close();
      // What the feed of somebody else said of the line counts no more.
      if (navigator.onLine) lineIsUp();
    }
  });
  addEventListener('online', reconnect);
  addEventListener('pageshow', (event) => {
    if (event.persisted) reconnect();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') {
      hiddenAt = Date.now();
      // Where tabs cannot listen for each other, only those in front do: a browser has six lines.
      if (navigator.locks === undefined) close();
      return;
    }
    const away = hiddenAt === undefined ? 0 : Date.now() - hiddenAt;
    hiddenAt = undefined;
    if (away > ASLEEP_MS || source?.readyState !== EventSource.OPEN) reconnect();
  });
}

function connect(steal = false): void {
  close();
  const mine = new OneStream({ name: `misty-live ${person}`, seen: () => seen, beatMs, steal });
  source = mine;
  watchLine();
  clearTimeout(silenceTimer);
  silenceTimer = window.setTimeout(silent, HELLO_MS * (1 + Math.random()));
  for (const event of ['hello', 'beat', 'reset', 'message', 'error']) mine.addEventListener(event, heard);
  listen(mine, 'hello', (data) => {
    const { position, beatMs: told = BEAT_MS } = JSON.parse(data) as { position: number; beatMs?: number };
    beatMs = told;
    heard();
    attempt = 0;
    clearTimeout(downTimer);
    downTimer = 0;
    lineIsUp();
    for (const listener of listeners) listener.joined(seen, position);
    reached(position);
  });
  listen(mine, 'reset', (data) => {
    const { position } = JSON.parse(data) as { position: number };
    // Also backwards: the log may be another one.
    seen = position;
    for (const listener of listeners) listener.reset(position);
    reached(position);
  });
  listen(mine, 'head', (data) => {
    const signed = JSON.parse(data) as SignedHead;
    for (const listener of listeners) listener.head?.(signed);
  });
  // What may be seen and done has changed, and the screens with it.
  mine.addEventListener('role-changed', () => void loadSession());
  // Another one may have begun in its place, as when somebody who came in by PIN has shown the password.
  mine.addEventListener('session-ended', () => void endIfSignedOut());
  listen(mine, 'message', (data) => {
    const { position, changes } = JSON.parse(data) as { position: number; changes: readonly LiveChange[] };
    // After a reconnect some may come a second time.
    if (position > seen) for (const listener of listeners) listener.changes(position, changes);
    reached(position);
  });
  mine.addEventListener('error', () => {
    watchLine();
    // A line that broke is opened again by the browser itself, with the last id. An answer that is no feed is not.
    if (mine === source && mine.readyState === EventSource.CLOSED) void retryLater();
  });
}

function listen(to: OneStream, event: string, hear: (data: string) => void): void {
  to.addEventListener(event, (said) => hear((said as MessageEvent<string>).data));
}

function close(): void {
  source?.close();
  source = undefined;
  clearTimeout(retryTimer);
  clearTimeout(downTimer);
  clearTimeout(silenceTimer);
  downTimer = 0;
}

/** Something came over the line. A connection that is frozen breaks without a word: only its silence tells. */
function heard(): void {
  clearTimeout(silenceTimer);
  // The tab that listens finds out first. The others wait for different times, so that one of them is next.
  const more = source?.leads === true ? 0 : beatMs * (1 + Math.random());
  silenceTimer = window.setTimeout(silent, BEATS_MISSED * beatMs + ON_ITS_WAY_MS + more);
}

function silent(): void {
  lineIsDown();
  if (fed.value) connect(document.visibilityState === 'visible');
}

function reconnect(): void {
  if (fed.value) connect();
}

function reached(position: number): void {
  seen = Math.max(seen, position);
  for (const one of [...waiting]) if (one.position <= seen) one.resolve();
}

function watchLine(): void {
  if (downTimer === 0) downTimer = window.setTimeout(lineIsDown, DOWN_AFTER_MS);
}

async function retryLater(): Promise<void> {
  attempt += 1;
  const pause = Math.min(PAUSE_MS * 2 ** (attempt - 1), PAUSE_MAX_MS) * (0.75 + Math.random() / 2);
  clearTimeout(retryTimer);
  retryTimer = window.setTimeout(reconnect, pause);
  // The feed does not say why it was refused; this does.
  await endIfSignedOut();
}

async function endIfSignedOut(): Promise<void> {
  const response = await fetchAsMe('/api/auth/me', { headers: { accept: 'application/json' } }).catch(() => undefined);
  // The role may be another one by now, and with it what may be seen.
  if (response?.ok) await loadSession();
}
