import { client } from '../domain/client/decider.ts';
import { employee } from '../domain/employee/employee.ts';
import { order } from '../domain/order/order.ts';
import { product } from '../domain/product/decider.ts';
import { stockItem } from '../domain/stock/stock-item.ts';
import { user } from '../domain/user/decider.ts';
import { secretCollections } from './collections.ts';
import type { Context } from './context.ts';
import type { Planner, Unit } from './planner.ts';
import { type Doc, idText } from './values.ts';

/** Collections that have classifiers of their own. */
const placed = new Set([
  ...['users', 'clients', 'client_products', 'products', 'materials', 'orders', 'archived_orders', 'production_logs'],
  ...['invoices', 'raw_substrate_stock', 'raw_material_stock', 'slit_widths', 'stock_movements', 'employee_profiles'],
  ...['leave_requests', 'leave_adjustments', 'timesheets', 'payroll_calculations', 'payslips'],
]);

/** Whatever else lies in the dump, also in a collection that nobody named: kept whole, on what it belongs to. */
export function* classifyRecords(planner: Planner): Generator<Unit> {
  for (const [collection, { count }] of planner.spool.collections) {
    if (placed.has(collection)) continue;
    for (let index = 0; index < count; index++) {
      const document = planner.documentAt(collection, index);
      if (document === undefined) continue;
      if (secretCollections.test(collection))
        yield* planner.skip(document, '', 'it holds secrets and nothing else', false);
      else if (collection === 'stock_alerts')
        yield* planner.skip(document, '', 'it follows from stock and reorder points', false);
      else {
        const unit = planner.record(document, aboutOf(planner.context, document.doc));
        yield { ...unit, sealed: { employeeId: `${collection}-${document.id}`, values: document.sealed } };
      }
    }
  }
}

/** The things that a document names, the most telling first. */
function aboutOf(context: Context, doc: Doc): string[] {
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
