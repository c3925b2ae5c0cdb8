import { lineCents, orderTotals } from '../contracts/money.ts';
import * as p from '../contracts/primitives.ts';
import { type Priority, stages } from '../contracts/stages.ts';
import type { NewEvent } from '../domain/kernel.ts';
import type { OrderedLine, OrderStands, ToldTotals } from '../domain/order/events.ts';
import { order as orderThing } from '../domain/order/order.ts';
import { orderNumbers } from '../domain/order/order-numbers.ts';
import type { Allocations } from './allocations.ts';
import { cardReader, some } from './cards.ts';
import { numberParts, type OrderFacts, order, stageOf } from './context.ts';
import { troubleOf } from './order-trouble.ts';
import { nextNumber, type Planner, type Unit } from './planner.ts';
import type { LegacyDocument } from './spool.ts';
import {
  cents,
  type Doc,
  dateOf,
  docOf,
  exactly,
  flagOf,
  idText,
  listOf,
  momentOf,
  scaled,
  tenThousandths,
  textOf,
} from './values.ts';

const LOGS_AT_ONCE = 200;

/** The number of each order here, by the order's old id. Of two with one number the first that was entered keeps it. */
export function numbersOf(planner: Planner): ReadonlyMap<string, string> {
  const { context, before } = planner;
  const numbers = new Map<string, string>();
  const used = new Set<string>();
  const later: OrderFacts[] = [];
  const given = new Map([...before.orderNumbers].map(([number, orderId]) => [orderId, number]));
  const all = [...context.orders.values()].sort((a, b) => order(a.created, b.created) || order(a.id, b.id));
  for (const facts of all) {
    const { id, number, orderId } = facts;
    const had = given.get(orderId);
    if (had !== undefined) {
      numbers.set(id, had);
      used.add(had);
      continue;
    }
    const owner = number === undefined ? undefined : before.orderNumbers.get(number);
    if (number === undefined || number.length > 40 || used.has(number) || (owner !== undefined && owner !== orderId))
      later.push(facts);
    else {
      numbers.set(id, number);
      used.add(number);
    }
  }
  for (const { id, number, created } of later) {
    const year = numberParts(number)?.year ?? (created === '' ? planner.today : created).slice(0, 4);
    numbers.set(id, nextNumber(context, before, year));
  }
  return numbers;
}

export function* classifyOrders(
  planner: Planner,
  allocations: Allocations,
  numbers: ReadonlyMap<string, string>,
): Generator<Unit> {
  const placed = new Set<string>();
  const logged = new Set<number>();
  const billed = new Set<number>();
  for (const document of planner.documentsOf('orders')) {
    if (document.doubled) yield* planner.skip(document, 'id', 'another order has the same id');
    else yield* orderUnits(planner, document, document.id, { allocations, numbers, placed, logged, billed });
  }
  for (const document of planner.documentsOf('archived_orders')) {
    const original = idText(document.doc['original_order_id']) ?? document.id;
    const facts = planner.context.orders.get(original);
    const isItself = facts === undefined && troubleOf(document.doc) !== undefined;
    if (isItself || (facts?.collection === 'archived_orders' && !placed.has(original))) {
      yield* orderUnits(planner, document, original, { allocations, numbers, placed, logged, billed });
    } else if (!placed.has(original) || document.doubled)
      yield planner.record(document, facts === undefined ? [] : [orderThing.at(facts.orderId)]);
  }
  const years = [...planner.context.highest].sort(([a], [b]) => order(a, b));
  for (const [year, number] of years) {
    if (number <= (planner.before.lastNumbers.get(year) ?? 0)) continue;
    const holder = [...numbers].find(
      ([, one]) => numberParts(one)?.year === year && numberParts(one)?.number === number,
    );
    const orderId = holder === undefined ? 'moved-in' : (planner.context.orders.get(holder[0])?.orderId ?? 'moved-in');
    yield { documents: [], events: [orderNumbers.event(year, 'OrderNumberTaken', { number, orderId })] };
  }
  yield* alone(planner, 'production_logs', logged);
  yield* alone(planner, 'invoices', billed);
}

/** What belongs to no order that is there is kept whole. */
function* alone(planner: Planner, collection: string, placed: ReadonlySet<number>): Generator<Unit> {
  const count = planner.spool.collections.get(collection)?.count ?? 0;
  for (let index = 0; index < count; index++) {
    const document = placed.has(index) ? undefined : planner.documentAt(collection, index);
    if (document !== undefined) yield planner.record(document, []);
  }
}

interface Placing {
  readonly allocations: Allocations;
  readonly numbers: ReadonlyMap<string, string>;
  readonly placed: Set<string>;
  readonly logged: Set<number>;
  readonly billed: Set<number>;
}

function* orderUnits(planner: Planner, document: LegacyDocument, id: string, placing: Placing): Generator<Unit> {
  const { context } = planner;
  const trouble = troubleOf(document.doc);
  const facts = context.orders.get(id);
  if (trouble !== undefined || facts === undefined) {
    yield* planner.skip(document, trouble?.field ?? 'id', trouble?.reason ?? 'another order has the same id');
    return;
  }
  placing.placed.add(id);
  const copies = (context.archivesOf.get(id) ?? []).flatMap(
    (index) => planner.documentAt('archived_orders', index) ?? [],
  );
  const invoices = (context.invoicesOf.get(id) ?? []).flatMap((index) => {
    placing.billed.add(index);
    return planner.documentAt('invoices', index) ?? [];
  });
  const also = [
    ...copies.filter((one) => one.collection !== document.collection || one.id !== document.id),
    ...invoices,
  ];
  const logs = (context.logsOf.get(id) ?? [])
    .flatMap((index) => {
      placing.logged.add(index);
      return planner.documentAt('production_logs', index) ?? [];
    })
    .sort((a, b) => order(momentOf(a.doc['timestamp']) ?? '', momentOf(b.doc['timestamp']) ?? ''));
  const first = placedEvents(planner, document, id, placing, { facts, also, copies, logs });
  const said = logs.map((log) => stageRecorded(planner, facts, log));
  yield {
    documents: [
      { document, becomes: 'made' },
      ...[...also, ...logs.slice(0, LOGS_AT_ONCE)].map((one) => ({ document: one, becomes: 'merged' as const })),
    ],
    events: [...first, ...said.slice(0, LOGS_AT_ONCE)],
    fresh: orderThing.at(facts.orderId),
  };
  for (let from = LOGS_AT_ONCE; from < logs.length; from += LOGS_AT_ONCE) {
    const some = logs.slice(from, from + LOGS_AT_ONCE);
    yield {
      documents: some.map((one) => ({ document: one, becomes: 'merged' as const })),
      events: said.slice(from, from + LOGS_AT_ONCE),
    };
  }
  // The order shows its invoices, as they were.
  for (const invoice of invoices) yield { ...planner.record(invoice, [orderThing.at(facts.orderId)]), documents: [] };
}

interface Belongings {
  readonly facts: OrderFacts;
  readonly also: readonly LegacyDocument[];
  readonly copies: readonly LegacyDocument[];
  readonly logs: readonly LegacyDocument[];
}

const priorityOf: { readonly [text: string]: Priority } = {
  asap: 'asap',
  'must delivery on date': 'must-deliver',
  'must deliver on date': 'must-deliver',
  'normal/low': 'normal',
  normal: 'normal',
  low: 'normal',
};

function placedEvents(
  planner: Planner,
  document: LegacyDocument,
  id: string,
  placing: Placing,
  belongings: Belongings,
): NewEvent[] {
  const { facts, also } = belongings;
  const { doc } = document;
  const printed = facts.number;
  const number = placing.numbers.get(id) ?? printed ?? id.slice(0, 20);
  if (printed !== number)
    planner.mark(document, `${printed ?? 'no number'} is ${number} here: the number was used already`);
  const client = planner.context.clients.get(facts.clientId ?? '');
  if (client === undefined) planner.mark(document, 'its client is not in the dump');
  const read = cardReader(planner, document);
  const reference = [
    read.text('purchase_order_number', p.text(60)),
    printed !== number && printed !== undefined ? `was ${printed}` : undefined,
  ];
  const due = dateOf(doc['due_date']);
  if (due === undefined) {
    const told = textOf(doc['due_date']);
    const what = told === undefined ? 'no due date' : `the due date ${told} cannot be read`;
    planner.mark(document, `${what}: the day it was entered stands in`);
  }
  const priority = textOf(doc['priority'])?.trim();
  const known = priorityOf[priority?.toLowerCase() ?? 'normal/low'];
  if (known === undefined) planner.mark(document, `the priority ${priority} is not known here: it is Normal/Low`);
  const discount = scaled(doc['discount_percentage'], 2) ?? 0;
  const notes = [doc['notes'], doc['delivery_instructions'], doc['discount_notes'], doc['runtime_estimate']].map(
    textOf,
  );
  const lines = linesOf(planner, document);
  const held = placing.allocations.materialLines.get(id) ?? [];
  checkAmounts(planner, document, lines, discount);
  const made = listOf(doc['items']).flatMap((one, at) =>
    flagOf(docOf(one)['is_completed'], false) ? [`line-${at + 1}`] : [],
  );
  for (const short of placing.allocations.shortOf.get(id) ?? [])
    planner.mark(document, `${short} allocated to it are not there`);
  const data = {
    number,
    clientId: client?.clientId ?? 'unknown',
    clientName: textOf(doc['client_name'])?.trim() ?? client?.name ?? 'Unknown',
    ...some(
      'reference',
      reference
        .filter((one) => one !== undefined)
        .join(', ')
        .slice(0, 60) || undefined,
    ),
    dueDate: due ?? (momentOf(doc['created_at']) ?? planner.today).slice(0, 10),
    priority: known ?? 'normal',
    discountBasisPoints: Math.min(Math.max(0, discount), 10_000),
    ...some('notes', notes.filter((one) => one !== undefined).join('\n') || undefined),
    ...some('deliveryAddress', textOf(doc['delivery_address'])),
    lines: [...lines, ...held],
    ...(made.length > 0 && { made }),
    stands: standsOf(planner, document, belongings),
    ...some('told', toldOf(doc)),
  } as const;
  const imported = planner.imported(document, { at: doc['created_at'], by: doc['created_by'], also });
  return [{ ...orderThing.event(facts.orderId, 'OrderPlaced', data), type: 'OrderImported', imported }];
}

function linesOf(planner: Planner, document: LegacyDocument): OrderedLine[] {
  return listOf(document.doc['items']).map((one, at) => {
    const item = docOf(one);
    const oldId = idText(item['product_id']);
    const known = planner.context.products.get(oldId ?? '');
    if (known === undefined) planner.mark(document, `line ${at + 1}: its product is not in the dump`);
    const note = textOf(item['specifications']);
    return {
      lineId: `line-${at + 1}`,
      productId: known?.productId ?? 'unknown',
      description: textOf(item['product_name'])?.trim() ?? known?.name ?? `Line ${at + 1}`,
      ...{ unit: 'piece', scale: 0, required: exactly(item['quantity'], 0) ?? 0 },
      unitPrice: tenThousandths(item['unit_price'] ?? 0) ?? 0,
      ...some('note', note),
    };
  });
}

/** Says where the amounts of the document do not fit each other. They stay as the client was told. */
function checkAmounts(
  planner: Planner,
  document: LegacyDocument,
  lines: readonly OrderedLine[],
  discount: number,
): void {
  const { doc } = document;
  const items = listOf(doc['items']).map(docOf);
  const stored = items.map((one) => cents(one['total_price']));
  const money = (amount: number) =>
    `${amount < 0 ? '-' : ''}${Math.floor(Math.abs(amount) / 100)}.${String(Math.abs(amount) % 100).padStart(2, '0')}`;
  for (const [at, line] of lines.entries()) {
    const amount = stored[at];
    if (amount !== undefined && amount !== lineCents(line))
      planner.mark(document, `line ${at + 1}: ${money(amount)} is not price times quantity`);
  }
  const fine = lines.filter(({ unitPrice }) => unitPrice % 100 !== 0).length;
  if (fine > 0) planner.mark(document, `${fine === 1 ? 'a price has' : `${fine} prices have`} parts of a cent`);
  const sum = lines.reduce((total, line, at) => total + (stored[at] ?? lineCents(line)), 0);
  const subtotal = cents(doc['subtotal']);
  if (subtotal !== undefined && subtotal !== sum) {
    planner.mark(document, `subtotal ${money(subtotal)}, its lines ${money(sum)}: differs by ${money(sum - subtotal)}`);
  }
  const told = toldOf(doc);
  if (told === undefined) return;
  const parts = told.subtotalCents - told.discountCents + told.gstCents;
  if (parts !== told.totalCents) planner.mark(document, `total ${money(told.totalCents)}, its parts ${money(parts)}`);
  const again = orderTotals(lines, discount);
  if (again.totalCents !== told.totalCents)
    planner.mark(document, `worked out anew it would be ${money(again.totalCents)}`);
}

function toldOf(doc: Doc): ToldTotals | undefined {
  const [subtotalCents, gstCents, totalCents] = [cents(doc['subtotal']), cents(doc['gst']), cents(doc['total_amount'])];
  if (subtotalCents === undefined || totalCents === undefined) return undefined;
  return { subtotalCents, discountCents: cents(doc['discount_amount'] ?? 0) ?? 0, gstCents: gstCents ?? 0, totalCents };
}

function standsOf(planner: Planner, document: LegacyDocument, { copies, logs, facts }: Belongings): OrderStands {
  const { doc } = document;
  const { stage, cancelled, known } = stageOf(doc);
  if (!known)
    planner.mark(
      document,
      `the stage ${textOf(doc['current_stage']) ?? 'that is not told'} is not known: stands at the first`,
    );
  const last = logs.findLast((log) => textOf(log.doc['stage']) === stage);
  const since = [last?.doc['timestamp'], doc['completed_at'], doc['updated_at'], doc['created_at']].map(momentOf);
  const archived = copies.length > 0 || textOf(doc['status'])?.toLowerCase() === 'archived';
  return {
    stage,
    stageSince: since.find((one) => one !== undefined) ?? `${planner.today}T00:00:00.000Z`,
    status: cancelled ? 'cancelled' : stage === 'cleared' ? 'cleared' : 'open',
    archived: archived && (cancelled || facts.stage === 'cleared'),
  };
}

function stageRecorded(planner: Planner, { orderId }: OrderFacts, log: LegacyDocument): NewEvent {
  const said = textOf(log.doc['stage'])?.trim().toLowerCase();
  const stage = stages.find((one) => one === said);
  const note = [stage === undefined ? said : undefined, textOf(log.doc['notes'])]
    .filter((one) => one !== undefined)
    .join(': ');
  const data = { stage: stage ?? 'order_entered', ...some('note', note === '' ? undefined : note) };
  const imported = planner.imported(log, { at: log.doc['timestamp'], by: log.doc['updated_by'] });
  return { ...orderThing.event(orderId, 'OrderStageRecorded', data), imported };
}
