import type { StockEvent } from '../src/domain/stock/events.ts';
import { eventTypes } from '../src/projecting/definition.ts';

/** All that happens to a stock item. */
export const stockEvents = eventTypes<StockEvent>({
  StockItemRegistered: true,
  StockReceived: true,
  StockAdjusted: true,
  StockCounted: true,
  StockAllocated: true,
  StockReleased: true,
  StockIssued: true,
  StockReturned: true,
  ReorderPointSet: true,
  StockItemRetired: true,
});
