import { aboutOf } from './about.ts';
import { secretCollections } from './collections.ts';
import type { Planner, Unit } from './planner.ts';

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
        yield* planner.skip(document, '', 'it holds secrets and nothing else', { keep: false });
      else if (collection === 'stock_alerts')
        yield* planner.skip(document, '', 'it follows from stock and reorder points', { keep: false });
      else {
        const unit = planner.record(document, aboutOf(planner.context, document.doc));
        yield { ...unit, sealed: { employeeId: `${collection}-${document.id}`, values: document.sealed } };
      }
    }
  }
}
