import { asksFor } from '../../contracts/asking.ts';
import { formatFigure, unitWord } from '../../contracts/quantity.ts';
import { byAnother, type Context, type DeciderOf, isRefusal, type Read, type Refusal, refuse } from '../kernel.ts';
import type { LineMove } from '../order/events.ts';
import {
  freshLine,
  heldOf,
  issuedOf,
  type KnownOrder,
  type LineState,
  neededOf,
  openOrder,
  order,
  orderLine,
} from '../order/order.ts';
import type { ForLine } from './events.ts';
import { activeItem, freeOf, insufficientStock, type KnownStockItem, stockItem } from './stock-item.ts';

// Covering a line of an order with stock. Each of these writes to the item and to the order in one commit, so that the
// two always tell the same story. Stock that is counted like the line, and is not what it asks for, covers it only as a
// substitute that is meant: a line that was revised meanwhile is not covered with what it asked for before.
// A line that is made still takes stock, because used material is often entered after the work.

export const coveringDeciders = {
  AllocateStock: {
    reads: readsBoth,
    decide(payload, read, context) {
      const found = lineAndItem(payload, read, context);
      if (isRefusal(found)) return found;
      const { item, line, events } = found;
      if (item.unit !== line.unit || item.scale !== line.scale) return wrongUnit(item, line);
      if (payload.quantity > neededOf(line)) return lineCovered(payload, found, context);
      if (payload.quantity > freeOf(item)) {
        return insufficientStock(payload.itemId, item, payload.quantity, context);
      }
      const { unit, scale, details } = item;
      const asked = asksFor(line, { id: payload.itemId, productId: details.productId, unit, scale });
      if (!asked && payload.substitute === undefined) return notAskedFor(payload, found);
      const instead = asked ? {} : { insteadOf: line.description };
      const { forLine, lineMove } = events;
      return [
        stockItem.event(payload.itemId, 'StockAllocated', { ...forLine, ...instead }),
        order.event(payload.orderId, 'OrderLineAllocated', { ...lineMove, ...instead }),
      ];
    },
  },

  ReleaseAllocation: {
    reads: readsBoth,
    decide(payload, read, context) {
      const found = lineAndItem(payload, read, context);
      if (isRefusal(found)) return found;
      const lacking = notAllocated(payload, found, context);
      if (lacking) return lacking;
      const { forLine, lineMove } = found.events;
      return [
        stockItem.event(payload.itemId, 'StockReleased', { ...forLine, reason: payload.reason }),
        order.event(payload.orderId, 'OrderLineReleased', lineMove),
      ];
    },
  },

  IssueStock: {
    reads: ({ itemId, orderId }) => [stockItem.at(itemId), ...(orderId === undefined ? [] : [order.at(orderId)])],
    decide({ itemId, orderId, lineId, quantity, reason }, read, context) {
      if (orderId === undefined || lineId === undefined) {
        const item = activeItem(read, itemId, context);
        if (isRefusal(item)) return item;
        if (reason === undefined) return refuse('reason-required', 'A reason is required.');
        if (quantity > freeOf(item)) return insufficientStock(itemId, item, quantity, context);
        return [stockItem.event(itemId, 'StockIssued', { quantity, reason })];
      }
      const payload = { itemId, orderId, lineId, quantity };
      const found = lineAndItem(payload, read, context);
      if (isRefusal(found)) return found;
      const lacking = notAllocated(payload, found, context);
      if (lacking) return lacking;
      const { forLine, lineMove } = found.events;
      return [
        stockItem.event(itemId, 'StockIssued', { ...forLine, reason }),
        order.event(orderId, 'OrderLineIssued', lineMove),
      ];
    },
  },

  ReturnStock: {
    reads: readsBoth,
    decide(payload, read, context) {
      const found = lineAndItem(payload, read, context, 'Have what came back added to the stock as a correction.');
      if (isRefusal(found)) return found;
      const { line, item } = found;
      const issued = issuedOf(line, payload.itemId);
      if (payload.quantity > issued) {
        const detail = onThisLine(issued, item, 'issued');
        return refuse('not-issued', detail, {
          winner: byAnother(line.lastReturned, context),
          fresh: { ...freshLine(payload.orderId, found.order, line), issuedOfItem: issued, wanted: payload.quantity },
        });
      }
      const { forLine, lineMove } = found.events;
      return [
        stockItem.event(payload.itemId, 'StockReturned', { ...forLine, note: payload.note }),
        order.event(payload.orderId, 'OrderLineReturned', lineMove),
      ];
    },
  },
} satisfies { [Type in 'AllocateStock' | 'ReleaseAllocation' | 'IssueStock' | 'ReturnStock']: DeciderOf<Type> };

interface ForOneLine {
  readonly itemId: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly quantity: number;
}

interface Found {
  readonly item: KnownStockItem;
  readonly order: KnownOrder;
  readonly line: LineState;
  /** The data of the two events that say the same of the item and of the order. */
  readonly events: {
    readonly forLine: ForLine & { readonly quantity: number };
    readonly lineMove: LineMove;
  };
}

function readsBoth({ itemId, orderId }: ForOneLine): string[] {
  return [stockItem.at(itemId), order.at(orderId)];
}

/** `next`: what to do when the order is closed. Usually: choose another. */
function lineAndItem(
  { itemId, orderId, lineId, quantity }: ForOneLine,
  read: Read,
  context: Context,
  next?: string,
): Found | Refusal {
  const placed = openOrder(read, orderId, context, next);
  if (isRefusal(placed)) return placed;
  const item = activeItem(read, itemId, context);
  if (isRefusal(item)) return item;
  const line = orderLine(placed, lineId);
  if (isRefusal(line)) return line;
  const forLine = { orderId, orderNumber: placed.number, clientName: placed.clientName, lineId, quantity };
  const lineMove = { lineId, itemId, itemName: item.name, quantity };
  return { item, order: placed, line, events: { forLine, lineMove } };
}

function notAskedFor({ orderId, quantity }: ForOneLine, { order: placed, line, item }: Found): Refusal {
  const detail = `${placed.number} asks for ${line.description}. Choose that, or say that ${item.name} is used instead of it.`;
  return refuse('not-asked-for', detail, {
    winner: undefined,
    fresh: { ...freshLine(orderId, placed, line), wanted: quantity },
  });
}

function wrongUnit(item: KnownStockItem, line: LineState): Refusal {
  const asked = unitWord(line.unit, 0, line.scale);
  const counted = unitWord(item.unit, 0, item.scale);
  const detail =
    item.unit === line.unit
      ? `${item.name} is counted in other parts of ${counted} than this line. Choose other stock.`
      : `${item.name} is counted in ${counted}, and this line asks for ${asked}. Choose other stock.`;
  return refuse('wrong-unit', detail);
}

function lineCovered(payload: ForOneLine, { order: placed, line }: Found, context: Context): Refusal {
  const needed = neededOf(line);
  const figure = formatFigure(needed, line.scale);
  const only = `Only ${figure} ${figure === '1' ? 'is' : 'are'} still needed on this line.`;
  return refuse('line-covered', needed === 0 ? 'Nothing more is needed on this line.' : only, {
    winner: byAnother(line.lastAllocated, context),
    fresh: { ...freshLine(payload.orderId, placed, line), wanted: payload.quantity },
  });
}

function notAllocated(
  payload: ForOneLine,
  { order: placed, line, item }: Found,
  context: Context,
): Refusal | undefined {
  const held = heldOf(line, payload.itemId);
  if (payload.quantity <= held) return undefined;
  return refuse('not-allocated', onThisLine(held, item, 'allocated'), {
    winner: byAnother(line.lastGiven, context),
    fresh: { ...freshLine(payload.orderId, placed, line), allocatedOfItem: held, wanted: payload.quantity },
  });
}

/** "Only 5 are allocated to this line." */
function onThisLine(quantity: number, item: KnownStockItem, done: 'allocated' | 'issued'): string {
  if (quantity === 0) return `No ${item.name} is ${done} to this line. Choose another item.`;
  const figure = formatFigure(quantity, item.scale);
  return `Only ${figure} ${figure === '1' ? 'is' : 'are'} ${done} to this line.`;
}
