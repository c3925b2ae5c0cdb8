import { compareText } from '#contracts/in-order.ts';
import type { OrderLine } from '#contracts/order.ts';
import type { StockLevel } from '#contracts/stock.ts';

type Asked = Pick<OrderLine, 'unit' | 'scale' | 'itemId' | 'productId'>;

/**
 * Stock that can be allocated to a line: counted like it, and some of it free. First what the line asks for by name,
 * then what was made of its product, then what there is most of.
 */
export function stockFor(line: Asked, levels: readonly StockLevel[]): readonly StockLevel[] {
  const rank = ({ id, productId }: StockLevel) =>
    id === line.itemId ? 0 : productId !== undefined && productId === line.productId ? 1 : 2;
  return levels
    .filter(({ unit, scale, free, retired }) => unit === line.unit && scale === line.scale && free > 0 && !retired)
    .toSorted((a, b) => rank(a) - rank(b) || b.free - a.free || compareText(a.name, b.name));
}
