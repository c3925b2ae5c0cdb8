import type { CommandType } from '#contracts/commands.ts';
import { type WaitingType, waits } from '#contracts/waits.ts';
import { sendingCount } from '../connection.ts';
import { newId } from '../ids.ts';
import { isAnswer, offlineProblem } from '../problem.ts';
import { onPersonLeaves, session } from '../session.ts';
import type { OutboxDoor } from './door.ts';
import type { Bytes } from './entry.ts';
import { type Answer, postCommand, type Sent } from './post.ts';

export interface GiveOptions {
  readonly version?: number | undefined;
  readonly id?: string | undefined;
  readonly base?: object | undefined;
  readonly bytes?: Bytes | undefined;
}

interface Given {
  /** Id of the person who gave it. It is never sent as anybody else's. */
  readonly by: string | undefined;
  readonly box: OutboxDoor | undefined;
  /** Called once the strip counts it among what is sent, or among what waits. */
  readonly onCounted: () => void;
}

const TRIES_MAX = 4;
const PAUSE_MS = 400;
const PAUSE_MAX_MS = 10_000;
/** How long the id of a wish without an answer is kept for another tap. */
const UNANSWERED_MS = 600_000;

/** Wishes that were never answered: another tap on the same button is the same wish, and is never done twice. */
const unanswered = new Map<string, { readonly id: string; readonly until: number }>();
onPersonLeaves(() => unanswered.clear());

/**
 * Sends a command and answers when the server has said yes or no. Never throws. What may wait is saved first, and answers
 * after a moment that it waits. Of the others, what may get through another time (no network, 408, 429, 5xx) is tried
 * again under the same id, a few times.
 */
export async function give(
  type: CommandType,
  payload: object,
  options: GiveOptions,
  { by, box, onCounted }: Given,
): Promise<Sent> {
  if (!isHere(by)) return { ok: false, problem: offlineProblem('This is not sent.') };
  // Without a box this browser keeps nothing, as in a private window.
  if (box !== undefined && mayWait(type))
    return await box.give(
      { id: options.id ?? newId(), type, payload, version: options.version, base: options.base, bytes: options.bytes },
      onCounted,
    );
  const sent = sendAtOnce(type, payload, options, by);
  onCounted();
  return await sent;
}

/** Another person may have come to the tablet meanwhile. */
function isHere(userId: string | undefined): boolean {
  return session.value?.user.id === userId;
}

function mayWait(type: CommandType): type is WaitingType {
  return type in waits;
}

async function sendAtOnce(
  type: CommandType,
  payload: object,
  { version, id, bytes }: GiveOptions,
  by: string | undefined,
): Promise<Sent> {
  const wish = JSON.stringify([by, type, payload, version]);
  const kept = unanswered.get(wish);
  const commandId = id ?? (kept && kept.until > Date.now() ? kept.id : newId());
  sendingCount.value += 1;
  try {
    const sent = await persist(() => postCommand(type, commandId, payload, { version, bytes }), by);
    if (sent.ok || isAnswer(sent.problem)) unanswered.delete(wish);
    else unanswered.set(wish, { id: commandId, until: Date.now() + UNANSWERED_MS });
    return sent;
  } finally {
    sendingCount.value -= 1;
  }
}

async function persist(post: () => Promise<Answer>, by: string | undefined): Promise<Sent> {
  for (let attempt = 1; ; attempt += 1) {
    const { sent, again, reached, retryAfterMs } = await post();
    // Where the browser knows that there is no network, waiting would only keep the person waiting.
    if (!again || attempt === TRIES_MAX || (!reached && !navigator.onLine)) return sent;
    await pause(attempt, retryAfterMs);
    if (!isHere(by)) return sent;
  }
}

function pause(attempt: number, retryAfterMs: number | undefined): Promise<void> {
  const growing = PAUSE_MS * 2 ** (attempt - 1) * (0.75 + Math.random() / 2);
  const ms = Math.min(Math.max(growing, retryAfterMs ?? 0), PAUSE_MAX_MS);
  return new Promise((resolve) => setTimeout(resolve, ms));
}
