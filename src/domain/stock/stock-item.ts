import { type Expected, stillExpected } from '../../contracts/expected.ts';
import { fieldsAfter } from '../../contracts/plain.ts';
import type { Unit } from '../../contracts/quantity.ts';
import {
  byAnother,
  type Context,
  defineAggregate,
  type Plain,
  type Read,
  type Recorded,
  type Refusal,
  refuse,
  type Trace,
  traceOf,
} from '../kernel.ts';
import type { ForLine, ItemDetails, StockEvent } from './events.ts';

/** All quantities in the item's smallest unit. Always true: 0 ≤ allocated ≤ on hand. */
export interface KnownStockItem {
  readonly status: 'active' | 'retired';
  readonly code: string;
  readonly name: string;
  readonly bay: string | undefined;
  readonly unit: Unit;
  readonly scale: number;
  readonly reorderPoint: number;
  /** All that stands on the card; the four above are parts of it. */
  readonly details: ItemDetails;
  /** Sequence of the last event that changed the card. */
  readonly cardVersion: number;
  readonly lastEdit: Trace;
  /** The delivery that is on its way. What is received is taken off it. */
  readonly expected: Expected | undefined;
  readonly onHand: number;
  readonly allocated: number;
  /** What is allocated to which line; the key is `<order id>/<line id>`. */
  readonly allocations: ReadonlyMap<string, number>;
  /** The most that was ever on hand. */
  readonly peak: number;
  /** Sequence of the last event that changed what is on hand. A count is based on this version. */
  readonly version: number;
  readonly registered: Trace;
  /** The last event that changed what is on hand. */
  readonly lastChange: Trace;
  /** The last event that left less free. It explains why there is too little. */
  readonly lastTake: Trace | undefined;
  readonly lastAllocation: Trace | undefined;
  readonly retired: Trace | undefined;
}
export type StockItem = { readonly status: 'none' } | KnownStockItem;

export const stockItem = defineAggregate<StockItem, StockEvent>({
  kind: 'stock-item',
  initial: { status: 'none' },
  evolve,
});

/** What nobody has reserved. */
export function freeOf(item: KnownStockItem): number {
  return item.onHand - item.allocated;
}

/** The item as it is now, for a person who was refused. `wanted` is what they asked for. */
export function freshItem(itemId: string, item: KnownStockItem, wanted: number): { readonly [key: string]: Plain } {
  const { name, unit, scale, allocated, onHand } = item;
  return { itemId, name, unit, scale, free: freeOf(item), allocated, onHand, wanted };
}

export function insufficientStock(itemId: string, item: KnownStockItem, wanted: number, context: Context): Refusal {
  return refuse('insufficient-stock', 'Insufficient stock or concurrent allocation occurred.', {
    winner: byAnother(item.lastTake, context),
    fresh: freshItem(itemId, item, wanted),
  });
}

/** The item, or a refusal when there is none or it is retired. `instead` says what to do in that case. */
export function activeItem(
  read: Read,
  itemId: string,
  context: Context,
  instead = 'Choose another item.',
): KnownStockItem | Refusal {
  const item = read(stockItem, itemId);
  if (item.status === 'none') return unknownItem(itemId);
  if (item.status === 'active') return item;
  return refuse('item-retired', `${item.name} is retired. ${instead}`, { winner: byAnother(item.retired, context) });
}

export function unknownItem(itemId: string): Refusal {
  return refuse('not-found', `There is no stock item ${itemId}. Choose one from the list.`);
}

function evolve(state: StockItem, event: Recorded<StockEvent>): StockItem {
  if (event.type === 'StockItemRegistered') {
    const { kind: _, unit, scale, onHand = 0, retired = false, ...details } = event.data;
    const registered = traceOf(event, { code: details.code, name: details.name });
    return {
      status: retired ? 'retired' : 'active',
      ...{ ...cardOf(details), unit, scale, cardVersion: event.sequence, lastEdit: registered, expected: undefined },
      ...{ onHand, allocated: 0, allocations: new Map(), peak: onHand, version: event.sequence },
      ...{ registered, lastChange: registered, lastTake: undefined, lastAllocation: undefined },
      retired: retired ? registered : undefined,
    };
  }
  if (state.status === 'none') return state;
  const { onHand, allocated } = state;
  switch (event.type) {
    case 'StockMovementRecorded':
      return state;
    case 'StockReceived':
      return moved(state, event, {
        onHand: onHand + event.data.quantity,
        expected: stillExpected(state.expected, event.data.quantity),
      });
    case 'StockAdjusted':
      return moved(state, event, { onHand: onHand + event.data.change });
    case 'StockCounted':
      return moved(state, event, { onHand: event.data.counted });
    case 'StockAllocated': {
      const { quantity } = event.data;
      const next = { allocated: allocated + quantity, allocations: shifted(state.allocations, event.data, quantity) };
      return moved(state, event, next);
    }
    case 'StockReleased': {
      const { quantity } = event.data;
      const next = { allocated: allocated - quantity, allocations: shifted(state.allocations, event.data, -quantity) };
      return moved(state, event, next);
    }
    case 'StockIssued': {
      const { quantity, orderId, lineId } = event.data;
      if (orderId === undefined || lineId === undefined) return moved(state, event, { onHand: onHand - quantity });
      const allocations = shifted(state.allocations, { orderId, lineId }, -quantity);
      return moved(state, event, { onHand: onHand - quantity, allocated: allocated - quantity, allocations });
    }
    case 'StockReturned':
      return moved(state, event, { onHand: onHand + event.data.quantity });
    case 'ReorderPointSet':
      return edited(state, event, { ...state.details, reorderPoint: event.data.reorderPoint });
    case 'StockItemRevised':
      return edited(state, event, { ...state.details, ...fieldsAfter(event.data.changes) });
    case 'StockExpected':
      return { ...state, expected: event.data };
    case 'StockNotExpected':
      return { ...state, expected: undefined };
    case 'StockItemReactivated':
      return { ...state, status: 'active', retired: undefined };
    case 'StockItemRetired':
      return { ...state, status: 'retired', retired: traceOf(event, { name: state.name, ...event.data }) };
    default:
      event satisfies never;
      return state;
  }
}

function cardOf(details: ItemDetails) {
  const { code, name, bay, reorderPoint } = details;
  return { code, name, bay, reorderPoint, details };
}

function edited(item: KnownStockItem, event: Recorded<StockEvent>, details: ItemDetails): KnownStockItem {
  const lastEdit = traceOf(event, { name: item.name, ...event.data });
  return { ...item, ...cardOf(details), cardVersion: event.sequence, lastEdit };
}

/** The item with new figures and the traces of the move: what was done, and free and on hand before and after. */
function moved(
  item: KnownStockItem,
  event: Recorded<StockEvent>,
  figures: Partial<Pick<KnownStockItem, 'onHand' | 'allocated' | 'allocations' | 'expected'>>,
): KnownStockItem {
  const next = { ...item, ...figures };
  const balance = {
    ...{ freeBefore: freeOf(item), freeAfter: freeOf(next) },
    ...{ onHandBefore: item.onHand, onHandAfter: next.onHand },
  };
  const trace = traceOf(event, { itemName: item.name, ...event.data, ...balance });
  const onHandChanged = next.onHand !== item.onHand;
  return {
    ...next,
    peak: Math.max(item.peak, next.onHand),
    version: onHandChanged ? event.sequence : item.version,
    lastChange: onHandChanged ? trace : item.lastChange,
    lastTake: freeOf(next) < freeOf(item) ? trace : item.lastTake,
    lastAllocation: event.type === 'StockAllocated' ? trace : item.lastAllocation,
  };
}

function shifted(
  allocations: ReadonlyMap<string, number>,
  { orderId, lineId }: Pick<ForLine, 'orderId' | 'lineId'>,
  change: number,
): ReadonlyMap<string, number> {
  const key = `${orderId}/${lineId}`;
  const next = new Map(allocations);
  const quantity = (next.get(key) ?? 0) + change;
  if (quantity === 0) next.delete(key);
  else next.set(key, quantity);
  return next;
}
