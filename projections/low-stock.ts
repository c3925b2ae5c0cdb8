import { fieldsAfter } from '../src/contracts/plain.ts';
import type { LowStock } from '../src/contracts/stock.ts';
import type { StockEvent } from '../src/domain/stock/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import { balanceAfter, isLow } from './stock-balance.ts';

/** Kept for every item, for its figures; shown while it is low. */
type Row = Omit<LowStock, 'id' | 'free' | 'since'> & {
  readonly retired: boolean;
  readonly low: boolean;
  readonly since?: string | undefined;
};

/** The items that are at or below their reorder point, and since when. */
export const lowStock = defineProjection<'low-stock', Row, StockEvent>({
  name: 'low-stock',
  version: 2,
  id: idOf,

  on: {
    StockItemRegistered: (_row, event) => {
      const { code, name, bay, unit, scale, reorderPoint } = event.data;
      const item = { code, name, bay, unit, scale, reorderPoint, onHand: 0, allocated: 0, peak: 0, retired: false };
      return judged({ ...item, low: false }, event);
    },
    StockReceived: moved,
    StockAdjusted: moved,
    StockCounted: moved,
    StockAllocated: moved,
    StockReleased: moved,
    StockIssued: moved,
    StockReturned: moved,
    ReorderPointSet: (row, event) => judged({ ...existing(row, event), reorderPoint: event.data.reorderPoint }, event),
    StockItemRetired: (row, event) => judged({ ...existing(row, event), retired: true }, event),
    StockItemReactivated: (row, event) => judged({ ...existing(row, event), retired: false }, event),
    StockItemRevised: (row, event) => {
      const { bay: was, ...before } = existing(row, event);
      const { code, name, bay, reorderPoint } = { ...before, bay: was, ...fieldsAfter(event.data.changes) } as Row;
      return judged({ ...before, code, name, ...(bay !== undefined && { bay }), reorderPoint }, event);
    },
    StockExpected: existing,
    StockNotExpected: existing,
  },

  indexes: [{ fields: ['low'] }],
  shown: { low: true },
  present({ low, retired: _, since, ...row }, _nameOf, id) {
    return low && since !== undefined ? { ...row, id, since, free: row.onHand - row.allocated } : undefined;
  },
});

function moved(row: Row | undefined, event: RecordedEvent<StockEvent>): Row {
  const before = existing(row, event);
  const next = balanceAfter(before, event);
  return judged({ ...next, peak: Math.max(before.peak, next.onHand) }, event);
}

/** The row with whether it is low, and since when: a level that was low before keeps its date. */
function judged(row: Row, event: RecordedEvent): Row {
  const at = event.at.toISOString();
  const low = !row.retired && isLow(row.onHand - row.allocated, row.reorderPoint);
  const { since, ...rest } = row;
  return low ? { ...rest, low, since: row.low ? (since ?? at) : at } : { ...rest, low };
}
