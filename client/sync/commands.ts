import type { CommandAccepted } from '#contracts/command.ts';
import type { CommandPayload, CommandType } from '#contracts/commands.ts';
import type { Problem } from '#contracts/problems.ts';
import { wroteAt } from './api.ts';
import { sendingCount } from './connection.ts';
import { shown } from './feed.ts';
import { newId } from './ids.ts';
import { offlineProblem, readProblem } from './problem.ts';
import { fetchAsMe } from './renewal.ts';
import { onPersonLeaves } from './session.ts';

export type Sent =
  | { readonly ok: true; readonly accepted: CommandAccepted }
  | { readonly ok: false; readonly problem: Problem };

export interface SendOptions {
  /** The version that was on screen, for edits (If-Match). */
  readonly version?: number | undefined;
  /** The wish's id, where the caller keeps it; else the id of the same wish is kept here until it is answered. */
  readonly id?: string | undefined;
}

const TRIES_MAX = 4;
const TRY_TIMEOUT_MS = 15_000;
const PAUSE_MS = 400;
const PAUSE_MAX_MS = 10_000;
/** How long the id of a wish without an answer is kept for another tap. */
const UNANSWERED_MS = 600_000;

/** Wishes that were never answered: another tap on the same button is the same wish, and is never done twice. */
const unanswered = new Map<string, { readonly id: string; readonly until: number }>();
onPersonLeaves(() => unanswered.clear());

/**
 * Sends a command and answers when the server has said yes or no, and the screen shows it. Never throws. What may get
 * through another time (no network, 408, 429, 5xx) is tried again under the same id, a few times.
 */
export async function send<T extends CommandType>(
  type: T,
  payload: CommandPayload<T>,
  { version, id }: SendOptions = {},
): Promise<Sent> {
  const wish = JSON.stringify([type, payload, version]);
  const kept = unanswered.get(wish);
  const commandId = id ?? (kept && kept.until > Date.now() ? kept.id : newId());
  sendingCount.value += 1;
  try {
    const sent = await persist(type, commandId, JSON.stringify(payload), version);
    if (sent.ok) {
      wroteAt(sent.accepted.position);
      await shown(sent.accepted.position);
    }
    if (sent.ok || isAnswer(sent.problem)) unanswered.delete(wish);
    else unanswered.set(wish, { id: commandId, until: Date.now() + UNANSWERED_MS });
    return sent;
  } finally {
    sendingCount.value -= 1;
  }
}

async function persist(type: string, id: string, body: string, version: number | undefined): Promise<Sent> {
  const notSent = offlineProblem('This is not sent. Try again when the connection is back: it is never done twice.');
  let problem = notSent;
  for (let attempt = 1; attempt <= TRIES_MAX; attempt += 1) {
    const answer = await post(type, id, body, version);
    if (answer === undefined) {
      problem = notSent;
      // The browser knows that there is no network: waiting here would only keep the person waiting.
      if (!navigator.onLine) break;
    } else if (answer.sent.ok || !mayPass(answer.sent.problem.status)) return answer.sent;
    else problem = answer.sent.problem;
    if (attempt < TRIES_MAX) await pause(attempt, answer?.retryAfterMs);
  }
  return { ok: false, problem };
}

interface Answer {
  readonly sent: Sent;
  readonly retryAfterMs: number | undefined;
}

async function post(type: string, id: string, body: string, version: number | undefined): Promise<Answer | undefined> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    'idempotency-key': id,
  };
  if (version !== undefined) headers['if-match'] = `"${version}"`;
  const signal = AbortSignal.timeout(TRY_TIMEOUT_MS);
  const response = await fetchAsMe(`/api/commands/${type}`, { method: 'POST', headers, body, signal }).catch(
    () => undefined,
  );
  if (response === undefined) return undefined;
  if (response.ok) {
    const accepted = (await response.json().catch(() => undefined)) as CommandAccepted | undefined;
    return accepted && { sent: { ok: true, accepted }, retryAfterMs: undefined };
  }
  const problem = await readProblem(response);
  const retryAfterMs = Number(response.headers.get('retry-after')) * 1_000 || undefined;
  return { sent: { ok: false, problem }, retryAfterMs };
}

/** Statuses with which the same command may get through a little later. */
function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** Whether somebody decided. A wish that met a closed session or a lost line is still open. */
export function isAnswer({ status }: Problem): boolean {
  return status !== 0 && status !== 401 && !mayPass(status);
}

function pause(attempt: number, retryAfterMs: number | undefined): Promise<void> {
  const growing = PAUSE_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
  const ms = Math.min(Math.max(growing, retryAfterMs ?? 0), PAUSE_MAX_MS);
  return new Promise((resolve) => setTimeout(resolve, ms));
}
