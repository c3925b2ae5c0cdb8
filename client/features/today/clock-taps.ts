import type { Signal } from '@preact/signals';
import type { Problem } from '#contracts/problems.ts';
import { send } from '../../sync/commands.ts';
import { draftOfPage } from '../../sync/drafts.ts';
import { isAnswer } from '../../sync/problem.ts';
import { waiting } from '../../sync/waiting.ts';

/** A tap on the clock that the server has not taken yet. It counts from the moment of the tap. */
export interface ClockTap {
  readonly type: 'ClockIn' | 'ClockOut';
  readonly employeeId: string;
  /** ISO 8601 */
  readonly at: string;
  readonly orderId?: string | undefined;
  readonly sending: boolean;
  readonly problem?: Problem | undefined;
}

/** The tap that is under way or was not taken; it outlives the screen. */
export function clockTap(): Signal<ClockTap | undefined> {
  return draftOfPage<ClockTap | undefined>('clock', undefined);
}

export interface WaitingTap {
  readonly id: string;
  readonly type: 'ClockIn' | 'ClockOut';
  /** ISO 8601 */
  readonly at: string;
}

/** Taps on this person's clock that wait in the outbox, in order. The one under the finger is shown by its button. */
export function waitingTaps(employeeId: string): readonly WaitingTap[] {
  const tapped = clockTap().value;
  return waiting.value.flatMap(({ id, type, payload, at: given, problem }) => {
    const { employeeId: whose, at = given } = payload as { readonly employeeId?: string; readonly at?: string };
    if ((type !== 'ClockIn' && type !== 'ClockOut') || whose !== employeeId || problem !== undefined) return [];
    return tapped?.sending === true && tapped.at === at ? [] : [{ id, type, at }];
  });
}

/** Whether nobody has decided on it: then it is sent again as it was, and is never done twice. */
export function isLost({ problem }: ClockTap): boolean {
  return problem !== undefined && !isAnswer(problem);
}

export async function tapClock(tap: Pick<ClockTap, 'type' | 'employeeId' | 'at' | 'orderId'>): Promise<void> {
  const kept = clockTap();
  if (kept.value?.sending) return;
  const { type, employeeId, at, orderId } = tap;
  const wish = { type, employeeId, at, orderId };
  kept.value = { ...wish, sending: true };
  const order = type === 'ClockIn' && orderId !== undefined ? { orderId } : {};
  const sent = await send(type, { employeeId, at, ...order });
  // What waits is in the outbox, and is shown from there.
  const waits = !sent.ok && sent.problem.code === 'waits';
  kept.value = sent.ok || waits ? undefined : { ...wish, sending: false, problem: sent.problem };
}
