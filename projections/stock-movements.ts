import type { StockMovement } from '../src/contracts/stock.ts';
import type { StockEvent } from '../src/domain/stock/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { alike, defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf, unhandled } from '../src/projecting/definition.ts';
import { balanceAfter } from './stock-balance.ts';

type Movement = Omit<StockMovement, 'id' | 'user' | 'free'> & { readonly user: string };
/** How many movements the item has. Its id is the item's. */
interface Head {
  readonly head: number;
}
type Row = Movement | Head;

const everyEvent: Readonly<Record<StockEvent['type'], true>> = {
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
  StockItemRevised: true,
  StockExpected: true,
  StockNotExpected: true,
  StockItemReactivated: true,
};

/** Every movement of each item, with the balance after it. */
export const stockMovements = defineProjection<'stock-movements', Row, StockEvent>({
  name: 'stock-movements',
  version: 2,
  id: (event) => [movementId(event, event.sequence), idOf(event)],
  // The balance runs on from the movement before, which never changes. A running balance in a row of its own would be
  // ahead of its movements when a replay begins between the two.
  follows: (event, id) =>
    id === idOf(event) || event.sequence === 1 ? undefined : movementId(event, event.sequence - 1),

  // `whatHappened` has a word for each of them.
  on: alike<Row, StockEvent>(everyEvent, (row, event, id) => {
    if (id === idOf(event)) return { head: event.sequence };
    const before = event.type === 'StockItemRegistered' ? { onHand: 0, allocated: 0 } : movement(row, event);
    const { onHand, allocated } = balanceAfter({ onHand: before.onHand, allocated: before.allocated }, event);
    const { sequence, position, user } = event;
    const place = { itemId: idOf(event), sequence, position, at: event.at.toISOString(), user };
    // An adjustment says by how much, not from where: only here is it known which way it went.
    const was = event.type === 'StockAdjusted' ? { was: before.onHand } : {};
    return { ...place, ...whatHappened(event), ...was, onHand, allocated };
  }),

  indexes: [{ fields: ['itemId', 'sequence'] }],
  present(row, nameOf, id) {
    if ('head' in row) return undefined;
    return { ...row, id, user: { id: row.user, name: nameOf(row.user) }, free: row.onHand - row.allocated };
  },
});

function movementId(event: RecordedEvent<StockEvent>, sequence: number): string {
  return `${idOf(event)}:${sequence}`;
}

function movement(row: Row | undefined, event: RecordedEvent<StockEvent>): Movement {
  const before = existing(row, event);
  if ('head' in before) throw new Error(`${event.aggregate} has a movement without a balance`);
  return before;
}

type What = Pick<Movement, 'kind' | 'quantity'> & Partial<Movement>;

function whatHappened(event: StockEvent): What {
  switch (event.type) {
    case 'StockItemRegistered':
      return { kind: 'registered', quantity: 0 };
    case 'StockReceived':
      return { kind: 'received', ...event.data };
    case 'StockAdjusted':
      return { kind: 'adjusted', quantity: Math.abs(event.data.change), reason: event.data.reason };
    case 'StockCounted': {
      const { counted, was, note } = event.data;
      return { kind: 'counted', quantity: Math.abs(counted - was), was, note };
    }
    case 'StockAllocated':
      return { kind: 'allocated', ...event.data };
    case 'StockReleased':
      return { kind: 'released', ...event.data };
    case 'StockIssued':
      return { kind: 'issued', ...event.data };
    case 'StockReturned':
      return { kind: 'returned', ...event.data };
    case 'ReorderPointSet':
      return { kind: 'reorder-point', quantity: event.data.reorderPoint, was: event.data.was };
    case 'StockItemRetired':
      return { kind: 'retired', quantity: 0, reason: event.data.reason };
    case 'StockItemRevised':
      return { kind: 'revised', quantity: 0, changes: [...event.data.changes] };
    case 'StockExpected':
      return { kind: 'expected', ...event.data };
    case 'StockNotExpected':
      return { kind: 'not-expected', quantity: 0, reason: event.data.reason };
    case 'StockItemReactivated':
      return { kind: 'reactivated', quantity: 0 };
    default:
      return unhandled(event);
  }
}
