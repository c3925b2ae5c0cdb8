import type { StockMovement } from '../src/contracts/stock.ts';
import type { StockEvent } from '../src/domain/stock/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { authorOf, type KeptAuthor, namedAuthor } from '../src/projecting/author.ts';
import { alike, defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import { everyStockEvent, movementAfter } from './stock-events.ts';

type Movement = Omit<StockMovement, 'id' | 'user' | 'free'> & KeptAuthor;
/** How many movements the item has. Its id is the item's. */
interface Head {
  readonly head: number;
}
type Row = Movement | Head;

/** Every movement of each item, with the balance after it. */
export const stockMovements = defineProjection<'stock-movements', Row, StockEvent>({
  name: 'stock-movements',
  version: 4,
  id: (event) => [movementId(event, event.sequence), idOf(event)],
  // The balance runs on from the movement before, which never changes. A running balance in a row of its own would be
  // ahead of its movements when a replay begins between the two.
  follows: (event, id) =>
    id === idOf(event) || event.sequence === 1 ? undefined : movementId(event, event.sequence - 1),

  on: alike<Row, StockEvent>(everyStockEvent, (row, event, id) => {
    if (id === idOf(event)) return { head: event.sequence };
    const before = event.type === 'StockItemRegistered' ? { onHand: 0, allocated: 0 } : movement(row, event);
    const { sequence, position } = event;
    const place = { itemId: idOf(event), sequence, position, at: event.at.toISOString(), ...authorOf(event) };
    return { ...place, ...movementAfter(before, event) };
  }),

  indexes: [{ fields: ['itemId', 'sequence'] }],
  present(row, nameOf, id) {
    if ('head' in row) return undefined;
    const { user, device, ...rest } = row;
    return { ...rest, id, user: namedAuthor({ user, device }, nameOf), free: row.onHand - row.allocated };
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
