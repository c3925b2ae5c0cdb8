import type { OrderCard } from '#contracts/order.ts';
import type { StockLevel } from '#contracts/stock.ts';

export type StockFilter = 'all' | 'low' | 'mine';

/** Items whose name, code or bay has every word that was typed. */
export function searchStock(items: readonly StockLevel[], typed: string): readonly StockLevel[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ name, code, bay }) => {
    const text = `${name} ${code} ${bay ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
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
