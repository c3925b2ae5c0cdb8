import { type Expected, stillExpected } from '../src/contracts/expected.ts';
import { fieldsAfter } from '../src/contracts/plain.ts';
import type { StockLevel } from '../src/contracts/stock.ts';
import type { ForLine, StockEvent } from '../src/domain/stock/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import { balanceAfter, isLow } from './stock-balance.ts';

type Row = Omit<StockLevel, 'id' | 'free' | 'low'>;
type Allocation = StockLevel['allocations'][number];

/** What is on hand, allocated and free of each item, and for whom. */
export const stockLevels = defineProjection<'stock-levels', Row, StockEvent>({
  name: 'stock-levels',
  version: 2,
  id: idOf,

  on: {
    StockItemRegistered: (_row, event) => {
      const nothing = { onHand: 0, allocated: 0, peak: 0, allocations: [], retired: false };
      const { sequence } = event;
      const versions = { version: sequence, cardVersion: sequence, sequence };
      return { ...event.data, ...nothing, ...versions, updatedAt: event.at.toISOString() };
    },
    StockReceived: (row, event) => {
      const { expected, ...next } = after(row, event);
      return coming(next, stillExpected(expected, event.data.quantity));
    },
    StockAdjusted: after,
    StockCounted: after,
    StockAllocated: (row, event) => held(after(row, event), event.data, event.data.quantity),
    StockReleased: (row, event) => held(after(row, event), event.data, -event.data.quantity),
    StockIssued: (row, event) => {
      const { orderId, orderNumber, clientName, lineId, quantity } = event.data;
      const next = after(row, event);
      if (orderId === undefined || orderNumber === undefined || clientName === undefined || lineId === undefined) {
        return next;
      }
      return held(next, { orderId, orderNumber, clientName, lineId }, -quantity);
    },
    StockReturned: after,
    ReorderPointSet: (row, event) => edited(row, event, { reorderPoint: event.data.reorderPoint }),
    StockItemRevised: (row, event) => edited(row, event, fieldsAfter(event.data.changes)),
    StockExpected: (row, event) => coming(after(row, event), event.data),
    StockNotExpected: (row, event) => {
      const { expected: _, ...next } = after(row, event);
      return next;
    },
    StockItemRetired: (row, event) => ({ ...after(row, event), retired: true }),
    StockItemReactivated: (row, event) => ({ ...after(row, event), retired: false }),
  },

  indexes: [{ fields: ['retired'] }],
  present(row, _nameOf, id) {
    const free = row.onHand - row.allocated;
    return { ...row, id, free, low: !row.retired && isLow(free, row.reorderPoint) };
  },
});

/** The row with what is on hand and allocated after the event. */
function after(row: Row | undefined, event: RecordedEvent<StockEvent>): Row {
  const { sequence } = event;
  const before = existing(row, event);
  const next = balanceAfter(before, event);
  return {
    ...next,
    peak: Math.max(before.peak, next.onHand),
    version: next.onHand === before.onHand ? before.version : sequence,
    sequence,
    updatedAt: event.at.toISOString(),
  };
}

function held(row: Row, line: ForLine, change: number): Row {
  return { ...row, allocations: moved(row.allocations, line, change) };
}

function moved(allocations: readonly Allocation[], line: ForLine, change: number): Allocation[] {
  const { orderId, orderNumber, clientName, lineId } = line;
  const isThis = (one: Allocation) => one.orderId === orderId && one.lineId === lineId;
  const before = allocations.find(isThis);
  if (before === undefined) return [...allocations, { orderId, orderNumber, clientName, lineId, quantity: change }];
  const quantity = before.quantity + change;
  if (quantity === 0) return allocations.filter((one) => !isThis(one));
  return allocations.map((one) => (isThis(one) ? { ...one, quantity } : one));
}

/** The row with other fields on its card; one that is undefined is taken off. */
function edited(row: Row | undefined, event: RecordedEvent<StockEvent>, fields: object): Row {
  const next = Object.entries({ ...after(row, event), ...fields }).filter(([, value]) => value !== undefined);
  return { ...(Object.fromEntries(next) as unknown as Row), cardVersion: event.sequence };
}

function coming(row: Row, expected: Expected | undefined): Row {
  return expected === undefined ? row : { ...row, expected: { ...expected } };
}
