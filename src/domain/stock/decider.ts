import { formatFigure, formatQuantity } from '../../contracts/quantity.ts';
import type { stockCommands } from '../../contracts/stock.ts';
import { activeClient, client } from '../client/decider.ts';
import { byAnother, type Context, type DeciderOf, isRefusal, type Refusal, refuse, refuseStale } from '../kernel.ts';
import { claimName, namesAt } from '../name/decider.ts';
import { activeProduct, product } from '../product/decider.ts';
import { coveringDeciders } from './covering.ts';
import { activeItem, freshItem, insufficientStock, type KnownStockItem, stockItem, unknownItem } from './stock-item.ts';

export const stockDeciders = {
  ...coveringDeciders,

  RegisterStockItem: {
    reads: ({ itemId, code, clientId, productId }) => [
      stockItem.at(itemId),
      ...namesAt('stock-code', code),
      ...(clientId === undefined ? [] : [client.at(clientId)]),
      ...(productId === undefined ? [] : [product.at(productId)]),
    ],
    decide({ itemId, ...data }, read, context) {
      const found = read(stockItem, itemId);
      if (found.status !== 'none') {
        return refuse('already-exists', `${found.name} is on the list already. Receive or count it there.`, {
          winner: byAnother(found.registered, context),
        });
      }
      // Read without writing to them: they never cease to exist, and one that is retired this moment does no harm.
      const madeFor = data.clientId === undefined ? undefined : activeClient(read, data.clientId, context);
      if (madeFor !== undefined && isRefusal(madeFor)) return madeFor;
      const made = data.productId === undefined ? undefined : activeProduct(read, data.productId, context);
      if (made !== undefined && isRefusal(made)) return made;
      const claimed = claimName(read, context, 'stock-code', data.code, stockItem.at(itemId));
      if (isRefusal(claimed)) return claimed;
      return [stockItem.event(itemId, 'StockItemRegistered', data), ...claimed];
    },
  },

  ReceiveStock: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    decide({ itemId, ...data }, read, context) {
      const item = activeItem(read, itemId, context);
      if (isRefusal(item)) return item;
      return [stockItem.event(itemId, 'StockReceived', data)];
    },
  },

  AdjustStock: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    decide({ itemId, change, reason }, read, context) {
      const item = activeItem(read, itemId, context);
      if (isRefusal(item)) return item;
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      const onHand = item.onHand + change;
      if (onHand < 0) return insufficientStock(itemId, item, -change, context);
      if (onHand < item.allocated) return countBelowAllocated(itemId, item, onHand, context);
      return [stockItem.event(itemId, 'StockAdjusted', { change, reason })];
    },
  },

  CountStock: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    decide({ itemId, counted, note }, read, context) {
      const item = activeItem(read, itemId, context);
      if (isRefusal(item)) return item;
      const stale = refuseStale('Stock item', context, item.version, item.lastChange);
      if (stale) return { ...stale, fresh: { ...stale.fresh, ...freshItem(itemId, item, counted) } };
      if (counted < item.allocated) return countBelowAllocated(itemId, item, counted, context);
      return [stockItem.event(itemId, 'StockCounted', { counted, was: item.onHand, note })];
    },
  },

  SetReorderPoint: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    decide({ itemId, reorderPoint }, read, context) {
      const item = activeItem(read, itemId, context);
      if (isRefusal(item)) return item;
      if (reorderPoint === item.reorderPoint) return [];
      return [stockItem.event(itemId, 'ReorderPointSet', { reorderPoint, was: item.reorderPoint })];
    },
  },

  RetireStockItem: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    // The code stays claimed: it is printed on bins and dockets, and must never mean another item.
    decide({ itemId, reason }, read, context) {
      const item = read(stockItem, itemId);
      if (item.status === 'none') return unknownItem(itemId);
      if (item.status === 'retired') {
        return refuse('already-retired', `${item.name} is retired already.`, {
          winner: byAnother(item.retired, context),
        });
      }
      if (item.onHand > 0) {
        const left = formatQuantity(item.onHand, item.scale, item.unit);
        return refuse('still-on-hand', `There is still ${left} on hand. Issue it or count it down to 0 first.`, {
          winner: byAnother(item.lastChange, context),
          fresh: freshItem(itemId, item, 0),
        });
      }
      return [stockItem.event(itemId, 'StockItemRetired', { reason })];
    },
  },
} satisfies { [Type in keyof typeof stockCommands]: DeciderOf<Type> };

function countBelowAllocated(itemId: string, item: KnownStockItem, onHand: number, context: Context): Refusal {
  const figure = formatFigure(item.allocated, item.scale);
  const detail = `${figure} ${figure === '1' ? 'is' : 'are'} allocated. Release some before counting fewer.`;
  return refuse('count-below-allocated', detail, {
    winner: byAnother(item.lastAllocation, context),
    fresh: freshItem(itemId, item, onHand),
  });
}
