import type { OrderEvent } from '../src/domain/order/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';

type Of<Type extends OrderEvent['type']> = RecordedEvent<Extract<OrderEvent, { type: Type }>>;

/** Where an order stands after it was moved. From the last stage on it is closed. */
export function afterMove({ data: { to }, at }: Of<'OrderStageMoved'>) {
  const where = { stage: to, stageSince: at.toISOString() };
  return to === 'cleared' ? { ...where, status: to, closedAt: where.stageSince } : where;
}

/** Where an order stands after it was opened again. */
export function afterReopening({ data: { stage }, at }: Of<'OrderReopened'>) {
  return { stage, stageSince: at.toISOString(), status: 'open', archived: false, closedAt: undefined } as const;
}

/** How an order stands after it was cancelled. */
export function afterCancelling({ at }: Of<'OrderCancelled'>) {
  return { status: 'cancelled', closedAt: at.toISOString() } as const;
}
