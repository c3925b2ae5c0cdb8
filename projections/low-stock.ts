import type { StockEvent } from '../src/domain/stock/events.ts';
import { alike, defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';
import { everyStockEvent, type Item, isLow, itemAfter } from './stock-events.ts';

/** Kept for every item, for its figures; shown while it is low. */
interface Row extends Item {
  readonly low: boolean;
  readonly since?: string | undefined;
}

/** The items that are at or below their reorder point, and since when. */
export const lowStock = defineProjection<'low-stock', Row, StockEvent>({
  name: 'low-stock',
  version: 3,
  id: idOf,

  on: alike<Row, StockEvent>(everyStockEvent, (row, event) => {
    const item = itemAfter(row, event);
    if (!isLow(item)) {
      const { since: _, ...rest } = item as Row;
      return { ...rest, low: false };
    }
    // A level that was low before keeps its date.
    return { ...item, low: true, since: row?.since ?? event.at.toISOString() };
  }),

  indexes: [{ fields: ['low'] }],
  shown: { low: true },
  present({ low, since, ...item }, _nameOf, id) {
    if (!low || since === undefined) return undefined;
    const { code, name, bay, unit, scale, allocated, onHand, peak, reorderPoint } = item;
    const figures = { free: onHand - allocated, allocated, onHand, peak, reorderPoint };
    return { id, code, name, ...(bay !== undefined && { bay }), unit, scale, ...figures, since };
  },
});
