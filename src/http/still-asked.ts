import { asksFor } from '../contracts/asking.ts';
import type { OpenLine, OrderCard } from '../contracts/order.ts';
import type { ProductRow } from '../contracts/product.ts';
import { PAGE_MAX } from '../contracts/read-models.ts';
import type { StockLevel } from '../contracts/stock.ts';
import { listed } from '../contracts/words.ts';
import { type Refusal, refuse } from '../domain/kernel.ts';
import { pagesOf } from '../projecting/page.ts';
import type { ReadModels } from '../projecting/read-models.ts';

type Known = Pick<ReadModels, 'list' | 'one'>;
interface Retiring {
  readonly itemId?: string;
  readonly productId?: string;
  readonly stillAsked?: true;
}

const NAMED_MAX = 5;

/**
 * Who takes an item or a product off the list is told once which open orders ask for it, and says that it is meant. This
 * is a warning, not a rule: it goes by what the read models know, and a line of this very moment is not among them.
 */
export async function refuseStillAsked(known: Known, type: string, wish: Retiring): Promise<Refusal | undefined> {
  const asks = wish.stillAsked ? undefined : await whoAsks(known, type, wish);
  if (asks === undefined) return undefined;
  const numbers: string[] = [];
  const openOrders = pagesOf<OrderCard>((from) => known.list('order-board', {}, { limit: PAGE_MAX, ...from }));
  for await (const orders of openOrders) {
    numbers.push(...orders.filter(({ openLines }) => openLines.some(asks)).map(({ number }) => number));
  }
  if (numbers.length === 0) return undefined;
  const more = numbers.length > NAMED_MAX ? [`${numbers.length - NAMED_MAX} more`] : [];
  const named = listed([...numbers.slice(0, NAMED_MAX), ...more]);
  const ask = numbers.length === 1 ? 'asks' : 'ask';
  return refuse('still-asked-for', `${named} still ${ask} for it. See to that first, or take it off all the same.`);
}

/** How to tell a line that asks for what is taken off; undefined where nothing is, or where it is off already. */
async function whoAsks(known: Known, type: string, wish: Retiring): Promise<((line: OpenLine) => boolean) | undefined> {
  if (type === 'RetireStockItem') {
    const item = (await known.one('stock-levels', wish.itemId ?? '')) as StockLevel | undefined;
    return item === undefined || item.retired ? undefined : (line) => asksFor(line, item);
  }
  if (type !== 'RetireProduct') return undefined;
  const product = (await known.one('products', wish.productId ?? '')) as ProductRow | undefined;
  return product === undefined || product.retired ? undefined : ({ productId }) => productId === product.id;
}
