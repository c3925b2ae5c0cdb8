import { itemMeasures, type Measured } from '#contracts/measures.ts';
import { formatUnitPrice } from '#contracts/money.ts';
import { formatFigure } from '#contracts/quantity.ts';
import type { itemFields } from '#contracts/stock.ts';
import type { CardWords } from '../../shared/card-words.ts';
import { measureWords } from '../../shared/measures.ts';

/** The name behind an id. */
export type NameIn = (list: 'clients' | 'products', id: string) => string;

/** How the fields of an item's card are written. `scale` is the item's. */
export function itemWords(scale: number, nameIn: NameIn): CardWords<(typeof itemFields)[number]> {
  return {
    code: { label: 'Code' },
    name: { label: 'Name' },
    bay: { label: 'Bay' },
    reorderPoint: { label: 'Reorder at', words: (figure: number) => formatFigure(figure, scale) },
    supplier: { label: 'Supplier' },
    supplierCode: { label: 'Supplier’s code' },
    leadTimeDays: { label: 'Comes after', words: (days: number) => (days === 1 ? '1 day' : `${days} days`) },
    unitCost: { label: 'Cost', words: (cost: number) => `$${formatUnitPrice(cost)}` },
    clientId: { label: 'Client', words: (id: string) => nameIn('clients', id) },
    productId: { label: 'Product', words: (id: string) => nameIn('products', id) },
    specification: { label: 'Specification' },
    measures: { label: 'Figures', words: (measured: Measured) => measureWords(itemMeasures, measured) },
  };
}
