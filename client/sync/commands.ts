import type { CommandPayload, CommandType } from '#contracts/commands.ts';
import { wroteAt } from './api.ts';
import { tappedCount } from './connection.ts';
import { shown } from './feed.ts';
import type { Bytes } from './outbox/entry.ts';
import type { Sent } from './outbox/post.ts';
import { offlineProblem } from './problem.ts';
import { session } from './session.ts';
import { outbox } from './waiting.ts';

export interface SendOptions {
  /** The version that was on screen, for edits (If-Match). */
  readonly version?: number | undefined;
  /** The wish's id, where the caller keeps it; else the id of the same wish is kept here until it is answered. */
  readonly id?: string | undefined;
  /** What was on screen before it was changed, where somebody else may change it meanwhile. */
  readonly base?: object | undefined;
  /** What goes along with a file's command. */
  readonly bytes?: Bytes | undefined;
}

/**
 * Sends a command and answers when the server has said yes or no, and the screen shows it; or that it waits in the
 * outbox. Never throws.
 */
export async function send<T extends CommandType>(
  type: T,
  payload: CommandPayload<T>,
  options: SendOptions = {},
): Promise<Sent> {
  // From the tap on it is not all sent.
  tappedCount.value += 1;
  let counted = false;
  const onCounted = () => {
    if (!counted) tappedCount.value -= 1;
    counted = true;
  };
  const sent = await giveTo(type, payload, options, onCounted).finally(onCounted);
  if (sent.ok) {
    wroteAt(sent.accepted.position);
    await shown(sent.accepted.position);
  }
  return sent;
}

async function giveTo(type: CommandType, payload: object, options: SendOptions, onCounted: () => void): Promise<Sent> {
  const by = session.value?.user.id;
  // Nobody taps before the first screen is drawn, so what sends is fetched after it.
  const giving = await import('./outbox/giving.ts').catch(() => undefined);
  if (giving === undefined) return { ok: false, problem: offlineProblem('This is not sent.') };
  return await giving.give(type, payload, options, { by, box: await outbox(), onCounted });
}
