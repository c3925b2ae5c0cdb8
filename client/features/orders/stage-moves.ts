import { signal } from '@preact/signals';
import type { Stage } from '#contracts/order.ts';
import type { Problem } from '#contracts/problems.ts';
import { send } from '../../sync/commands.ts';
import { onPersonLeaves } from '../../sync/session.ts';
import { isJump } from './board.ts';

/** An order on its way to another stage, refused on it, or just moved. */
export interface StageMove {
  readonly orderId: string;
  readonly number: string;
  /** The stage that was on screen. */
  readonly from: Stage;
  readonly to: Stage;
  /** Its place in the column, so that a refusal stands where the finger was. */
  readonly place: number;
  readonly note?: string;
  readonly sending: boolean;
  /** It was moved, and can be moved back on the spot. */
  readonly done?: true;
  /** Why it was not moved, or not moved back. */
  readonly problem?: Problem;
}

/** So long what was done is said, and no more than so many: a board may hang on a wall all day. */
const DONE_MS = 30_000;
const DONE_MAX = 3;

/**
 * Moves by order. They live beside the cards, not in them: a card that goes to another column is drawn anew, and what
 * is to be said about it must not go with it.
 */
export const stageMoves = signal<ReadonlyMap<string, StageMove>>(new Map());
onPersonLeaves(() => {
  stageMoves.value = new Map();
});

/** Sends the move. Answers whether it took; if not, the reason stays in `stageMoves` until it is forgotten. */
export async function moveStage(
  wish: Pick<StageMove, 'orderId' | 'number' | 'from' | 'to' | 'note'> & {
    readonly place?: number;
    /** Something of it is still here, and it goes on all the same. */
    readonly undelivered?: true;
  },
): Promise<boolean> {
  const { place = 0, undelivered, ...which } = wish;
  const { orderId, from, to, note } = which;
  if (stageMoves.value.get(orderId)?.sending) return false;
  set({ ...which, place, sending: true });
  const words = { ...(note !== undefined && { note }), ...(undelivered && { undelivered }) };
  const sent = await send('MoveOrderStage', { orderId, from, to, ...words });
  if (sent.ok) sayDone({ ...which, place, sending: false, done: true });
  else set({ ...which, place, sending: false, problem: sent.problem });
  return sent.ok;
}

/** Moves it back to where it was. */
export async function undoMove(move: StageMove): Promise<void> {
  const { orderId, from, to } = move;
  if (stageMoves.value.get(orderId)?.sending) return;
  const { problem: _, ...again } = move;
  set({ ...again, sending: true });
  const note = isJump(to, from) ? { note: 'Undone at once' } : {};
  const sent = await send('MoveOrderStage', { orderId, from: to, to: from, ...note });
  if (sent.ok) forgetMove(orderId);
  else set({ ...again, sending: false, problem: sent.problem });
}

/** What was done is no longer said once one has looked away. */
export function forgetDone(): void {
  for (const { orderId, done, sending } of stageMoves.value.values()) if (done && !sending) forgetMove(orderId);
}

function sayDone(move: StageMove): void {
  const { orderId } = move;
  forgetMove(orderId);
  set(move);
  const [oldest, ...others] = [...stageMoves.value.values()].filter(({ done }) => done);
  if (oldest !== undefined && others.length >= DONE_MAX) forgetMove(oldest.orderId);
  setTimeout(() => {
    if (stageMoves.value.get(orderId) === move) forgetMove(orderId);
  }, DONE_MS);
}

export function forgetMove(orderId: string): void {
  const rest = new Map(stageMoves.value);
  rest.delete(orderId);
  stageMoves.value = rest;
}

function set(move: StageMove): void {
  stageMoves.value = new Map(stageMoves.value).set(move.orderId, move);
}
