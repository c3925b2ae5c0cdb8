import { clientFields } from '../contracts/client.ts';
import { orderFieldNames } from '../contracts/order.ts';
import { productFields } from '../contracts/product.ts';
import { itemFields } from '../contracts/stock.ts';
import type { AggregateKind } from '../domain/events.ts';

/** The fields of a record that an edit of its card changes: each of them can be put back by the same command. */
export const editableFields: { readonly [Kind in AggregateKind]?: readonly string[] } = {
  order: orderFieldNames,
  client: clientFields,
  product: productFields,
  'stock-item': itemFields,
};
