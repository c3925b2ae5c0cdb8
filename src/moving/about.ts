import { client } from '../domain/client/decider.ts';
import { employee } from '../domain/employee/employee.ts';
import { order } from '../domain/order/order.ts';
import { product } from '../domain/product/decider.ts';
import { stockItem } from '../domain/stock/stock-item.ts';
import { user } from '../domain/user/decider.ts';
import type { Context } from './context.ts';
import { thingId } from './identity.ts';
import type { LegacyDocument } from './spool.ts';
import { type Doc, idText } from './values.ts';

/** The things that a document names, the most telling first. */
export function aboutOf(context: Context, doc: Doc): string[] {
  const about: (string | undefined)[] = [];
  const named = (field: string) => idText(doc[field]) ?? '';
  for (const field of ['order_id', 'job_id', 'source_order_id', 'original_order_id', 'reference_id']) {
    const found = context.orders.get(named(field));
    about.push(found && order.at(found.orderId));
  }
  const [byNumber] = context.ordersByNumber.get(named('order_number')) ?? [];
  about.push(byNumber && order.at(byNumber.orderId));
  for (const field of ['product_id', 'client_product_id']) {
    const found = context.products.get(named(field));
    about.push(found && product.at(found.productId));
  }
  for (const field of ['stock_id', 'item_id', 'raw_material_stock_id', 'slit_width_id']) {
    const found = context.items.get(named(field));
    about.push(found && stockItem.at(found));
  }
  for (const field of ['material_id', 'raw_material_id']) {
    const [first] = context.itemsOfMaterial.get(named(field)) ?? [];
    const found = first === undefined ? undefined : context.items.get(first);
    about.push(found && stockItem.at(found));
  }
  const found = context.clients.get(named('client_id'));
  about.push(found && client.at(found.clientId));
  const person = context.employee(doc['employee_id'])?.found;
  about.push(person && employee.at(person.employeeId));
  const account = context.users.get(named('user_id'));
  about.push(account && user.at(account.userId));
  return [...new Set(about.filter((one) => one !== undefined))];
}

const kinds: { readonly [collection: string]: { at(id: string): string } } = {
  ...{ users: user, clients: client, client_products: product, products: product, orders: order },
  ...{ raw_substrate_stock: stockItem, raw_material_stock: stockItem, slit_widths: stockItem },
  employee_profiles: employee,
};

/** What was made of the first document that has the id of this one. */
export function firstOf({ collection, doubled, doc }: LegacyDocument): string | undefined {
  const id = doubled ? (idText(doc['id']) ?? idText(doc['_id'])) : undefined;
  return id === undefined ? undefined : kinds[collection]?.at(thingId(collection, id));
}
