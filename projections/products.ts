import type { ProductRow } from '../src/contracts/product.ts';
import type { ProductDetails, ProductEvent } from '../src/domain/product/events.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';

type Row = Omit<ProductRow, 'id'>;

/** The card of each product. */
export const products = defineProjection<'products', Row, ProductEvent>({
  name: 'products',
  version: 1,
  id: idOf,

  on: {
    ProductRegistered: (_row, event) => {
      const { unit, scale, retired = false, ...details } = event.data;
      return { ...card(details), unit, scale, retired, version: event.sequence };
    },
    ProductRevised: (row, event) => {
      // The whole card is sent, save for the unit, which stays.
      const { unit, scale, retired } = existing(row, event);
      return { ...card(event.data), unit, scale, retired, version: event.sequence };
    },
    ProductRetired: (row, event) => ({ ...existing(row, event), retired: true, version: event.sequence }),
    ProductReactivated: (row, event) => ({ ...existing(row, event), retired: false, version: event.sequence }),
  },

  indexes: [{ fields: ['retired'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
});

function card({ materials, sharedWith, ...details }: ProductDetails) {
  return {
    ...details,
    ...(materials && { materials: [...materials] }),
    ...(sharedWith && { sharedWith: [...sharedWith] }),
  };
}
