import type { StockEvent } from '../src/domain/stock/events.ts';
import { alike, defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';
import { everyStockEvent, type Item, isLow, itemAfter } from './stock-events.ts';

/** What is on hand, allocated and free of each item, and for whom. */
export const stockLevels = defineProjection<'stock-levels', Item, StockEvent>({
  name: 'stock-levels',
  version: 2,
  id: idOf,
  on: alike<Item, StockEvent>(everyStockEvent, itemAfter),
  indexes: [{ fields: ['retired'] }],
  present(row, _nameOf, id) {
    return { ...row, id, free: row.onHand - row.allocated, low: isLow(row) };
  },
});
