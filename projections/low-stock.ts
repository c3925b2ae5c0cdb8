import * as z from 'zod/mini';
import { type LowStock, lowStock as lowStockRow } from '../src/contracts/stock.ts';
import type { StockEvent } from '../src/domain/stock/events.ts';
import { existing, idOf, type Projection } from '../src/projecting/definition.ts';
import { balanceAfter, isLow } from './stock-balance.ts';
import { stockEvents } from './stock-events.ts';

/** Kept for every item, for its figures; shown while it is low. */
type Row = Omit<LowStock, 'id' | 'free' | 'since'> & {
  readonly retired: boolean;
  readonly low: boolean;
  readonly since?: string | undefined;
};

/** The items that are at or below their reorder point, and since when. */
export const lowStock: Projection<Row, LowStock, StockEvent> = {
  name: 'low-stock',
  version: 2,
  handles: stockEvents,
  id: idOf,

  evolve(row, event) {
    const at = event.at.toISOString();
    if (event.type === 'StockItemRegistered') {
      const { code, name, bay, unit, scale, reorderPoint } = event.data;
      const item = { code, name, bay, unit, scale, reorderPoint, onHand: 0, allocated: 0, peak: 0, retired: false };
      return judged({ ...item, low: false }, at);
    }
    const before = existing(row, event);
    const next = balanceAfter(before, event);
    return judged(
      {
        ...next,
        peak: Math.max(before.peak, next.onHand),
        reorderPoint: event.type === 'ReorderPointSet' ? event.data.reorderPoint : before.reorderPoint,
        retired: before.retired || event.type === 'StockItemRetired',
      },
      at,
    );
  },

  indexes: [{ fields: ['low'] }],
  present({ low, retired: _, since, ...row }, _nameOf, id) {
    return low && since !== undefined ? { ...row, id, since, free: row.onHand - row.allocated } : undefined;
  },
  query: {
    permission: 'stock.read',
    row: lowStockRow,
    list: {
      params: z.strictObject({}),
      where: () => ({ low: true }),
      // The emptiest first, measured by what is wanted on the shelf.
      order: ({ onHand, allocated, reorderPoint, name }) => [
        Math.trunc(((onHand - allocated) * 1_000) / Math.max(1, reorderPoint)),
        name,
      ],
      rowsMax: 2_000,
    },
  },
  live: true,
};

/** The row with whether it is low, and since when: a level that was low before keeps its date. */
function judged(row: Row, at: string): Row {
  const low = !row.retired && isLow(row.onHand - row.allocated, row.reorderPoint);
  const { since, ...rest } = row;
  return low ? { ...rest, low, since: row.low ? (since ?? at) : at } : { ...rest, low };
}
