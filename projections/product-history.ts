import { productFields } from '../src/contracts/product.ts';
import type { ProductEvent } from '../src/domain/product/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { idOf } from '../src/projecting/definition.ts';
import { type CardHistoryRow, noted, presentHistory } from './card-history.ts';

/** Who changed what on a product's card, and when: its prices among the rest. */
export const productHistory = defineProjection<'product-history', CardHistoryRow, ProductEvent>({
  name: 'product-history',
  version: 2,
  id: idOf,
  on: {
    ProductRegistered: (row, event) => noted(row, event, { kind: 'registered', card: event.data }, productFields),
    ProductRevised: (row, event) => noted(row, event, { kind: 'revised', card: event.data }, productFields),
    ProductRetired: (row, event) => noted(row, event, { kind: 'retired', reason: event.data.reason }, productFields),
    ProductReactivated: (row, event) => noted(row, event, { kind: 'reactivated' }, productFields),
  },
  indexes: [],
  present: presentHistory,
});
