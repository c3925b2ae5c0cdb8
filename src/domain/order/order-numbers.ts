import { defineAggregate, type Recorded } from '../kernel.ts';
import type { OrderNumberEvent } from './events.ts';

/** `order-numbers/<year>`: the last number handed out. Orders of one moment meet here, so no two get the same. */
export interface OrderNumbers {
  readonly last: number;
}

export const orderNumbers = defineAggregate<OrderNumbers, OrderNumberEvent>({
  kind: 'order-numbers',
  initial: { last: 0 },
  evolve,
});

/** ADM-2026-0001 */
export function orderNumber(year: string, number: number): string {
  return `ADM-${year}-${String(number).padStart(4, '0')}`;
}

function evolve(state: OrderNumbers, event: Recorded<OrderNumberEvent>): OrderNumbers {
  switch (event.type) {
    case 'OrderNumberTaken':
      return { last: event.data.number };
    default:
      event.type satisfies never;
      return state;
  }
}
