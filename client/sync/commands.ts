import type { CommandPayload, CommandType } from '#contracts/commands.ts';
import { wroteAt } from './api.ts';
import { shown } from './feed.ts';
import type { Sent } from './outbox/post.ts';
import { offlineProblem } from './problem.ts';
import { outbox } from './waiting.ts';

export interface SendOptions {
  /** The version that was on screen, for edits (If-Match). */
  readonly version?: number | undefined;
  /** The wish's id, where the caller keeps it; else the id of the same wish is kept here until it is answered. */
  readonly id?: string | undefined;
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
  // Nobody taps before the first screen is drawn, so what sends is fetched after it.
  const giving = await import('./outbox/giving.ts').catch(() => undefined);
  if (giving === undefined) return { ok: false, problem: offlineProblem('This is not sent.') };
  const sent = await giving.give(type, payload, options, await outbox());
  if (sent.ok) {
    wroteAt(sent.accepted.position);
    await shown(sent.accepted.position);
  }
  return sent;
}
