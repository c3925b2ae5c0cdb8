import { type Measured, productMeasures } from '#contracts/measures.ts';
import { formatUnitPrice } from '#contracts/money.ts';
import type { ProductRow, productFields } from '#contracts/product.ts';
import { formatFigure, unitWord } from '#contracts/quantity.ts';
import type { CardWords } from '../../shared/card-words.ts';
import { measureWords } from '../../shared/measures.ts';
import { model } from '../../sync/models.ts';
import type { Counted } from './product-draft.ts';

export const kindWords: Readonly<Record<ProductRow['kind'], string>> = {
  core: 'Core',
  label: 'Label',
  'finished-goods': 'Finished goods',
  service: 'Service',
};

/** "$1.825 for 1 piece" */
export function priceWords(unitPrice: number, { unit, scale }: Counted): string {
  return `$${formatUnitPrice(unitPrice)} for 1 ${unitWord(unit, 10 ** scale, scale)}`;
}

/** How the fields of a product's card are written. */
export function productWords(counted: Counted): CardWords<(typeof productFields)[number]> {
  return {
    sku: { label: 'Code' },
    name: { label: 'Name' },
    kind: { label: 'Kind', words: (kind: ProductRow['kind']) => kindWords[kind] },
    clientId: { label: 'Made for', words: clientName },
    unitPrice: { label: 'Price', words: (price: number) => `$${formatUnitPrice(price)}` },
    minimumQuantity: { label: 'Made from', words: (least: number) => formatFigure(least, counted.scale) },
    specification: { label: 'Specification' },
    measures: { label: 'Figures', words: (measured: Measured) => measureWords(productMeasures, measured) },
    materials: { label: 'Made of', words: (ids: readonly string[]) => ids.map(itemName).join(', ') },
    sharedWith: { label: 'Also for', words: (ids: readonly string[]) => ids.map(clientName).join(', ') },
    strengthMatters: { label: 'Strength matters', words: yes },
    deliveryIncluded: { label: 'Delivery included', words: yes },
    consignment: { label: 'On consignment', words: yes },
    tolerances: { label: 'Tolerances' },
    tooling: { label: 'Tooling' },
    packing: { label: 'Packing' },
    deliverFrom: { label: 'From' },
    deliverTo: { label: 'To' },
  };
}

/** Also of a client who is off the lists by now. */
export function clientName(id: string): string {
  const here = model('clients').rows.value.get(id);
  return (here ?? model('clients', { retired: true }).rows.value.get(id))?.name ?? id;
}

export function itemName(id: string): string {
  const here = model('stock-levels').rows.value.get(id);
  return (here ?? model('stock-levels', { retired: true }).rows.value.get(id))?.name ?? id;
}

function yes(): string {
  return 'yes';
}
