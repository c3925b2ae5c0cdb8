import type { OrderEvent } from '../src/domain/order/events.ts';
import { eventTypes } from '../src/projecting/definition.ts';

/** All that happens to an order. */
export const orderEvents = eventTypes<OrderEvent>({
  OrderPlaced: true,
  OrderRevised: true,
  OrderStageMoved: true,
  OrderLineAllocated: true,
  OrderLineReleased: true,
  OrderLineIssued: true,
  OrderLineReturned: true,
  OrderLineCompleted: true,
  OrderCancelled: true,
  OrderArchived: true,
});
