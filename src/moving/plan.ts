import { planAllocations } from './allocations.ts';
import { classifyClients, classifyProducts, classifyUsers } from './classify-catalogue.ts';
import { type ApprovedDays, classifyLeave } from './classify-leave.ts';
import { classifyOrders, numbersOf } from './classify-orders.ts';
import { classifyEmployees } from './classify-people.ts';
import { classifyRecords } from './classify-records.ts';
import { classifyMovements, classifyStock } from './classify-stock.ts';
import { classifyWeeks } from './classify-weeks.ts';
import { type Planner, tooLargeWords, type Unit } from './planner.ts';
import type { LegacyDocument } from './spool.ts';

/** What becomes of every document, in the order in which it is recorded. Rehearsal and real run go by the same. */
export function* unitsOf(planner: Planner): Generator<Unit> {
  for (const unit of classified(planner)) {
    const large = unit.documents.filter(({ document }) => planner.isTooLarge(document));
    if (large.length === 0) yield unit;
    else yield* withoutLarge(planner, unit, new Set(large.map(({ document }) => document)));
  }
}

/** No commit holds a document of many megabytes. What would have gone in with it is kept by itself. */
function* withoutLarge(planner: Planner, { documents }: Unit, large: ReadonlySet<LegacyDocument>): Generator<Unit> {
  for (const { document } of documents) {
    if (large.has(document)) yield* planner.skip(document, '', tooLargeWords(document), { keep: false });
    else yield planner.record(document, []);
  }
}

function* classified(planner: Planner): Generator<Unit> {
  const allocations = planAllocations(planner);
  const numbers = numbersOf(planner);
  const approved: ApprovedDays = new Map();
  yield* classifyUsers(planner);
  yield* classifyClients(planner);
  yield* classifyStock(planner, allocations);
  yield* classifyProducts(planner);
  yield* classifyOrders(planner, allocations, numbers);
  yield* classifyMovements(planner, allocations, numbers);
  yield* classifyEmployees(planner);
  yield* classifyLeave(planner, approved);
  yield* classifyWeeks(planner, approved);
  yield* classifyRecords(planner);
}
