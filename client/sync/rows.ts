import type { ClientRow } from '#contracts/client.ts';
import type { OrderCard, OrderDetail } from '#contracts/order.ts';
import type { ProductRow } from '#contracts/product.ts';
import { priorities } from '#contracts/stages.ts';
import type { LowStock, StockLevel, StockMovement } from '#contracts/stock.ts';

/** What a row of each read model is. */
export interface Rows {
  'stock-levels': StockLevel;
  'stock-movements': StockMovement;
  'low-stock': LowStock;
  'order-board': OrderCard;
  'order-details': OrderDetail;
  clients: ClientRow;
  products: ProductRow;
}
export type ModelName = keyof Rows;
export type ListName = Exclude<ModelName, 'stock-movements' | 'order-details'>;

/** Filters of a list, as in its address. */
export type Params = Readonly<Record<string, string>>;

/** Lists show what is in use, unless they are asked for what is not. */
const usual: Partial<Record<ListName, Params>> = {
  'stock-levels': { retired: 'false' },
  'order-board': { archived: 'false' },
  clients: { retired: 'false' },
  products: { retired: 'false' },
};

/** Whether a row that changed is in the list with these filters. */
export function belongs(name: ListName, row: object, params: Params): boolean {
  const wanted = { ...usual[name], ...params };
  return Object.entries(wanted).every(([field, value]) => String((row as Record<string, unknown>)[field]) === value);
}

const natural = new Intl.Collator('en-AU', { numeric: true, sensitivity: 'base' });
const byText = (...pairs: readonly (readonly [string, string])[]) =>
  pairs.reduce((order, [a, b]) => order || natural.compare(a, b), 0);

/** The orders of the lists on the server. */
export const orders: { readonly [Name in ListName]?: (a: Rows[Name], b: Rows[Name]) => number } = {
  'stock-levels': (a, b) => byText([a.name, b.name], [a.code, b.code]),
  'order-board': (a, b) =>
    priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
    byText([a.dueDate, b.dueDate], [a.number, b.number]),
  clients: (a, b) => byText([a.name, b.name]),
  products: (a, b) => byText([a.name, b.name], [a.sku, b.sku]),
};
