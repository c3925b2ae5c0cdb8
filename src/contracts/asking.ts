import type { OpenLine } from './order.ts';
import type { StockLevel } from './stock.ts';

/** What of a line says what it asks for. */
export type Asking = Pick<OpenLine, 'itemId' | 'productId' | 'unit' | 'scale'>;

/** Whether the line asks for this very item: by its name, or as the product that the item is. */
export function asksFor(line: Asking, item: Pick<StockLevel, 'id' | 'productId' | 'unit' | 'scale'>): boolean {
  if (!sameUnit(line, item)) return false;
  if (line.itemId !== undefined) return line.itemId === item.id;
  return line.productId !== undefined && line.productId === item.productId;
}

export function sameUnit(line: Pick<OpenLine, 'unit' | 'scale'>, item: Pick<StockLevel, 'unit' | 'scale'>): boolean {
  return line.unit === item.unit && line.scale === item.scale;
}

/** Whether two lines, or one line then and now, ask for the same. */
export function askAlike(a: Asking, b: Asking): boolean {
  return a.itemId === b.itemId && a.productId === b.productId && sameUnit(a, b);
}
