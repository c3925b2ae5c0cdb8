import type { Signal } from '@preact/signals';
import type { Problem } from '#contracts/problems.ts';
import { isAnswer, send } from '../../sync/commands.ts';
import { draft } from '../../sync/drafts.ts';

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
  return draft<ClockTap | undefined>('clock', undefined);
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
  kept.value = sent.ok ? undefined : { ...wish, sending: false, problem: sent.problem };
}
