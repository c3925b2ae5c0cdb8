import { changesBetween, sameContent } from '../../contracts/plain.ts';
import { formatFigure, formatQuantity } from '../../contracts/quantity.ts';
import { itemFields, type stockCommands } from '../../contracts/stock.ts';
import { activeClient, client } from '../client/decider.ts';
import {
  byAnother,
  type Context,
  type DeciderOf,
  type DomainEvent,
  isRefusal,
  type Read,
  type Refusal,
  refuse,
  refuseStale,
} from '../kernel.ts';
import { claimName, namesAt, releaseName } from '../name/decider.ts';
import { activeProduct, product } from '../product/decider.ts';
import { coveringDeciders } from './covering.ts';
import type { ItemDetails, StockEvent } from './events.ts';
import { activeItem, freshItem, insufficientStock, type KnownStockItem, stockItem, unknownItem } from './stock-item.ts';

export const stockDeciders = {
  ...coveringDeciders,

  RegisterStockItem: {
    reads: ({ itemId, ...data }) => [stockItem.at(itemId), ...whatItNames(data)],
    decide({ itemId, ...data }, read, context) {
      const found = read(stockItem, itemId);
      if (found.status !== 'none') {
        return refuse('already-exists', `${found.name} is on the list already. Receive or count it there.`, {
          winner: byAnother(found.registered, context),
        });
      }
      const unknown = refuseNamed(data, undefined, read, context);
      if (unknown) return unknown;
      const claimed = claimName(read, context, 'stock-code', data.code, stockItem.at(itemId));
      if (isRefusal(claimed)) return claimed;
      return [stockItem.event(itemId, 'StockItemRegistered', data), ...claimed];
    },
  },

  ReviseStockItem: {
    reads({ itemId, ...details }, peek) {
      const before = peek(stockItem, itemId);
      return [
        stockItem.at(itemId),
        ...whatItNames(details),
        ...(before === undefined || before.status === 'none' ? [] : namesAt('stock-code', before.code)),
      ];
    },
    decide({ itemId, reason: _, ...details }, read, context) {
      const item = activeItem(read, itemId, context);
      if (isRefusal(item)) return item;
      const stale = refuseStale('Stock item', context, item.cardVersion, item.lastEdit);
      if (stale) return stale;
      const changes = changesBetween({ ...item.details }, { ...details }, itemFields);
      if (changes.length === 0) return [];
      const unknown = refuseNamed(details, item.details, read, context);
      if (unknown) return unknown;
      const claimed = claimName(read, context, 'stock-code', details.code, stockItem.at(itemId));
      if (isRefusal(claimed)) return claimed;
      const released = releaseName(read, 'stock-code', item.code, details.code, stockItem.at(itemId));
      return [stockItem.event(itemId, 'StockItemRevised', { changes }), ...claimed, ...released];
    },
  },

  ExpectStock: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    decide({ itemId, ...expected }, read, context) {
      const item = activeItem(read, itemId, context);
      if (isRefusal(item)) return item;
      if (sameContent({ ...item.expected }, expected)) return [];
      return [stockItem.event(itemId, 'StockExpected', expected)];
    },
  },

  DropExpectedStock: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    decide({ itemId, reason }, read, context) {
      const item = activeItem(read, itemId, context);
      if (isRefusal(item)) return item;
      if (item.expected === undefined) return refuse('nothing-changed', `No delivery of ${item.name} is expected.`);
      return [stockItem.event(itemId, 'StockNotExpected', { reason })];
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
    result: countedAs,
  },

  SetReorderPoint: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    decide({ itemId, reorderPoint }, read, context) {
      const item = activeItem(read, itemId, context);
      if (isRefusal(item)) return item;
      const stale = refuseStale('Stock item', context, item.cardVersion, item.lastEdit);
      if (stale) return stale;
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

  ReactivateStockItem: {
    reads: ({ itemId }) => [stockItem.at(itemId)],
    decide({ itemId }, read) {
      const item = read(stockItem, itemId);
      if (item.status === 'none') return unknownItem(itemId);
      if (item.status === 'active') return refuse('nothing-changed', `${item.name} is on the list already.`);
      return [stockItem.event(itemId, 'StockItemReactivated', {})];
    },
  },
} satisfies { [Type in keyof typeof stockCommands]: DeciderOf<Type> };

type Names = Pick<ItemDetails, 'code' | 'clientId' | 'productId'>;

/** Ids of the aggregates that a card names. */
function whatItNames({ code, clientId, productId }: Names): string[] {
  return [
    ...namesAt('stock-code', code),
    ...(clientId === undefined ? [] : [client.at(clientId)]),
    ...(productId === undefined ? [] : [product.at(productId)]),
  ];
}

/**
 * A refusal where the card names a client or a product that is not there. What was on it before stays, also after it was
 * retired. They are read without writing to them: they never cease to exist, and one that is retired this moment does no
 * harm.
 */
function refuseNamed(
  { clientId, productId }: Names,
  before: Names | undefined,
  read: Read,
  context: Context,
): Refusal | undefined {
  const newClient = clientId === before?.clientId ? undefined : clientId;
  const madeFor = newClient === undefined ? undefined : activeClient(read, newClient, context);
  if (madeFor !== undefined && isRefusal(madeFor)) return madeFor;
  const newProduct = productId === before?.productId ? undefined : productId;
  const made = newProduct === undefined ? undefined : activeProduct(read, newProduct, context);
  return made !== undefined && isRefusal(made) ? made : undefined;
}

/** { counted, was }: who counts is told afterwards what was recorded. */
function countedAs(events: readonly DomainEvent[]) {
  const recorded = events as readonly StockEvent[];
  const counted = recorded.find((event) => event.type === 'StockCounted');
  return { counted: counted?.data.counted ?? null, was: counted?.data.was ?? null };
}

function countBelowAllocated(itemId: string, item: KnownStockItem, onHand: number, context: Context): Refusal {
  const figure = formatFigure(item.allocated, item.scale);
  const detail = `${figure} ${figure === '1' ? 'is' : 'are'} allocated. Release some before counting fewer.`;
  return refuse('count-below-allocated', detail, {
    winner: byAnother(item.lastAllocation, context),
    fresh: freshItem(itemId, item, onHand),
  });
}
