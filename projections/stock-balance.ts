import type { StockEvent } from '../src/domain/stock/events.ts';
import { unhandled } from '../src/projecting/definition.ts';

/** Figures of one item, in its smallest unit. */
export interface Balance {
  readonly onHand: number;
  readonly allocated: number;
}

/** Whether so little is free that it is time to reorder. Without a reorder point it never is: goods that are made to order. */
export function isLow(free: number, reorderPoint: number): boolean {
  return reorderPoint > 0 && free <= reorderPoint;
}

/** What is on hand and allocated after an event of the item. What is free is the difference. */
export function balanceAfter<Figures extends Balance>(before: Figures, event: StockEvent): Figures {
  const { onHand, allocated } = before;
  switch (event.type) {
    case 'StockReceived':
    case 'StockReturned':
      return { ...before, onHand: onHand + event.data.quantity };
    case 'StockAdjusted':
      return { ...before, onHand: onHand + event.data.change };
    case 'StockCounted':
      return { ...before, onHand: event.data.counted };
    case 'StockAllocated':
      return { ...before, allocated: allocated + event.data.quantity };
    case 'StockReleased':
      return { ...before, allocated: allocated - event.data.quantity };
    case 'StockIssued': {
      const { quantity, lineId } = event.data;
      // What goes out for a line was allocated to it; the rest goes out of what is free.
      return {
        ...before,
        onHand: onHand - quantity,
        allocated: lineId === undefined ? allocated : allocated - quantity,
      };
    }
    case 'StockItemRegistered':
    case 'ReorderPointSet':
    case 'StockItemRetired':
    case 'StockItemRevised':
    case 'StockExpected':
    case 'StockNotExpected':
    case 'StockItemReactivated':
      return before;
    default:
      return unhandled(event);
  }
}
