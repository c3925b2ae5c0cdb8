import * as z from 'zod/mini';
import { id as anyId } from '../src/contracts/primitives.ts';
import { type ProductRow, productKinds, productRow } from '../src/contracts/product.ts';
import type { ProductEvent } from '../src/domain/product/events.ts';
import { eventTypes, existing, flag, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';

type Row = Omit<ProductRow, 'id'>;

const filters = z.strictObject({
  kind: z.optional(z.enum(productKinds)),
  clientId: z.optional(anyId),
  retired: z.optional(flag),
});

/** The card of each product. */
export const products: Projection<Row, ProductRow, ProductEvent> = {
  name: 'products',
  version: 1,
  handles: eventTypes<ProductEvent>({ ProductRegistered: true, ProductRevised: true, ProductRetired: true }),
  id: idOf,

  evolve(row, event) {
    const version = event.sequence;
    switch (event.type) {
      case 'ProductRegistered':
        return { ...event.data, retired: false, version };
      case 'ProductRevised': {
        // The whole card is sent, save for the unit, which stays.
        const { unit, scale, retired } = existing(row, event);
        return { ...event.data, unit, scale, retired, version };
      }
      case 'ProductRetired':
        return { ...existing(row, event), retired: true, version };
      default:
        return unhandled(event);
    }
  },

  indexes: [{ fields: ['retired'] }],
  present: (row, _nameOf, id) => ({ ...row, id }),
  query: {
    permission: 'catalogue.read',
    row: productRow,
    one: true,
    list: {
      params: filters,
      where: ({ retired = false, kind, clientId }: z.infer<typeof filters>) => ({
        retired,
        ...(kind !== undefined && { kind }),
        ...(clientId !== undefined && { clientId }),
      }),
      order: ({ name, sku }) => [name, sku],
      rowsMax: 5_000,
    },
  },
  live: true,
};
