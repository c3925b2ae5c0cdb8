import type { OrderCard } from '#contracts/order.ts';
import { model } from '../../sync/models.ts';

/** Orders of the board and those that were put away: what was used on one of them was used. */
export function everyOrder(of: { readonly clientId?: string } = {}): readonly OrderCard[] {
  const board = model('order-board').list.value;
  const putAway = model('order-board', { archived: true, ...of }).list.value;
  return [...board, ...putAway];
}
