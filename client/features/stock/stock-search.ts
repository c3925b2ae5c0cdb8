import type { OrderCard } from '#contracts/order.ts';
import { search } from '#contracts/search.ts';
import type { StockLevel } from '#contracts/stock.ts';

export type StockFilter = 'all' | 'low' | 'mine' | 'retired';

/** Items by what was typed of their name, code, bay or supplier, the very code first. */
export function searchStock(items: readonly StockLevel[], typed: string): readonly StockLevel[] {
  return search(items, typed, ({ name, code, bay, supplier }) => [name, code, bay, supplier]);
}

/** Ids of the items that this person's orders hold or ask for. An order is theirs once they have done something on it. */
export function itemsOfMyOrders(
  items: readonly StockLevel[],
  cards: readonly OrderCard[],
  userId: string,
): ReadonlySet<string> {
  const mine = cards.filter(({ status, people }) => status === 'open' && people.includes(userId));
  const orders = new Set(mine.map(({ id }) => id));
  const asked = new Set(mine.flatMap(({ openLines }) => openLines.map(({ itemId, productId }) => itemId ?? productId)));
  const wanted = items.filter(
    ({ id, productId, allocations }) =>
      asked.has(id) ||
      (productId !== undefined && asked.has(productId)) ||
      allocations.some(({ orderId }) => orders.has(orderId)),
  );
  return new Set(wanted.map(({ id }) => id));
}
