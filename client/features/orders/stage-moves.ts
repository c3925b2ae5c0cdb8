import { signal } from '@preact/signals';
import type { Stage } from '#contracts/order.ts';
import type { Problem } from '#contracts/problems.ts';
import { send } from '../../sync/commands.ts';
import { onPersonLeaves } from '../../sync/session.ts';

/** An order on its way to another stage, or refused on it. */
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
  /** Why it was not moved. */
  readonly problem?: Problem;
}

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
  if (sent.ok) forgetMove(orderId);
  else set({ ...which, place, sending: false, problem: sent.problem });
  return sent.ok;
}

export function forgetMove(orderId: string): void {
  const rest = new Map(stageMoves.value);
  rest.delete(orderId);
  stageMoves.value = rest;
}

function set(move: StageMove): void {
  stageMoves.value = new Map(stageMoves.value).set(move.orderId, move);
}
