import * as p from '../contracts/primitives.ts';
import { cents, type Doc, dateOf, docOf, exactly, listOf, momentOf, tenThousandths, textOf } from './values.ts';

/** What cannot be an order here, if it cannot. */
export function troubleOf(doc: Doc): { readonly field: string; readonly reason: string } | undefined {
  const items = listOf(doc['items']);
  if (items.length === 0) return { field: 'items', reason: 'the order has no lines' };
  for (const [at, one] of items.entries()) {
    const quantity = docOf(one)['quantity'];
    const units = exactly(quantity, 0);
    const field = `items.${at}.quantity`;
    if (units === undefined) return { field, reason: `${textOf(quantity) ?? 'what is there'} is no whole number` };
    if (units < 1 || units > p.QUANTITY_MAX) return { field, reason: `${units} cannot be ordered` };
    const price = docOf(one)['unit_price'];
    const unitPrice = price === undefined || price === null ? 0 : tenThousandths(price);
    if (unitPrice === undefined || unitPrice < 0 || unitPrice > p.UNIT_PRICE_MAX) {
      return { field: `items.${at}.unit_price`, reason: `${textOf(price) ?? 'what is there'} is no price` };
    }
  }
  for (const field of ['subtotal', 'gst', 'total_amount']) {
    const value = doc[field];
    if (value !== undefined && value !== null && cents(value) === undefined) {
      return { field, reason: `${textOf(value) ?? 'what is there'} is no amount` };
    }
  }
  if (dateOf(doc['due_date']) === undefined && momentOf(doc['created_at']) === undefined) {
    return { field: 'due_date', reason: 'neither a due date nor the day it was entered can be read' };
  }
  return undefined;
}
