import type { Unit as Measure } from '../contracts/quantity.ts';
import type { OrderedLine } from '../domain/order/events.ts';
import type { Context, MovementFacts, OrderFacts } from './context.ts';
import { keyOf, thingId } from './identity.ts';
import type { Planner } from './planner.ts';
import type { LegacyDocument } from './spool.ts';
import { exactly, scaled, textOf } from './values.ts';

// What is on the shelf, and what of it is held for whom. The old application took allocations out of what it called "on
// hand", forgot some when an order was cancelled, deleted or cleared, and let two tablets take the same goods.

/** A live allocation of the old application, and what becomes of it. Quantities in the item's smallest unit. */
export interface Held {
  readonly movement: MovementFacts;
  readonly kind: 'allocated' | 'issued' | 'released';
  readonly order?: OrderFacts | undefined;
  readonly lineId?: string | undefined;
  readonly quantity: number;
  readonly short: number;
  readonly why?: string | undefined;
}

export interface ItemPlan {
  readonly itemId: string;
  readonly name: string;
  readonly unit: Measure;
  readonly scale: number;
  readonly onHand: number;
  readonly short: number;
  readonly held: readonly Held[];
}

export interface Allocations {
  /** By collection and id of the stock document. */
  readonly items: ReadonlyMap<string, ItemPlan>;
  /** Lines for material that is held for an order, by the order's id: the old lines ask for products only. */
  readonly materialLines: ReadonlyMap<string, readonly OrderedLine[]>;
  /** What was allocated to an order and is not there, in words. */
  readonly shortOf: ReadonlyMap<string, readonly string[]>;
}

const HALF_HOUR_MS = 30 * 60_000;
const stock = [
  { collection: 'raw_substrate_stock', field: 'quantity_on_hand', holds: false },
  { collection: 'raw_material_stock', field: 'quantity_on_hand', holds: false },
  { collection: 'slit_widths', field: 'quantity_meters', holds: true },
] as const;
const leftAt = new Set(['invoicing', 'accounting_transaction', 'cleared']);

export function planAllocations(planner: Planner): Allocations {
  const items = new Map<string, ItemPlan>();
  const materialLines = new Map<string, OrderedLine[]>();
  const taken = new Map<string, number>();
  const shortOf = new Map<string, string[]>();
  for (const { collection, field, holds } of stock) {
    for (const document of planner.documentsOf(collection)) {
      if (document.doubled) continue;
      const plan = planOf(planner, document, { field, holds, materialLines, taken });
      items.set(keyOf(collection, document.id), plan);
      for (const { order, short } of plan.held) {
        if (order === undefined || short === 0) continue;
        const words = `${short / 10 ** plan.scale} ${plan.unit} of ${plan.name}`;
        shortOf.set(order.id, [...(shortOf.get(order.id) ?? []), words]);
      }
    }
  }
  return { items, materialLines, shortOf };
}

interface Shared {
  readonly field: string;
  /** Whether the field counts what is held. Otherwise it is what is left. */
  readonly holds: boolean;
  readonly materialLines: Map<string, OrderedLine[]>;
  /** What lines of orders have been given, by order and line. */
  readonly taken: Map<string, number>;
}

function planOf(planner: Planner, document: LegacyDocument, shared: Shared): ItemPlan {
  const { context } = planner;
  const { collection, id, doc } = document;
  const movements = (context.movementsOf.get(id) ?? []).filter(({ live }) => live);
  const { unit, scale } = measureOf(planner, document, movements);
  const itemId = thingId(collection, id);
  const name = itemName(document);
  const ruled = context.ruled('stock', id);
  const counted = ruled === undefined ? undefined : scaled(ruled, scale);
  if (ruled !== undefined && counted === undefined)
    planner.mark(document, `the rule says ${ruled}, which is no figure: the stock stays as it was`);
  const stored = counted ?? scaled(doc[shared.field], scale) ?? 0;
  const aimed = movements.map((movement) => ({ movement, ...aimOf(context, movement) }));
  const sizeOf = ({ quantity }: MovementFacts) => scaled(String(quantity), scale - 3) ?? 0;
  const all = aimed.reduce((sum, { movement }) => sum + sizeOf(movement), 0);
  const gone = aimed.reduce((sum, { movement, kind }) => sum + (kind === 'issued' ? sizeOf(movement) : 0), 0);
  // Where the field is what is left, what is held lies there as well. What was issued has gone from it.
  const there = shared.holds || counted !== undefined ? stored - (shared.holds ? gone : 0) : stored + all - gone;
  const onShelf = Math.max(0, there);
  let left = onShelf;
  const held: Held[] = [];
  for (const { movement, kind, order, why } of aimed) {
    const wanted = sizeOf(movement);
    if (kind === 'released' || order === undefined) {
      held.push({ movement, kind: 'released', quantity: wanted, short: 0, why });
      continue;
    }
    // What was issued is not on the shelf any more, so it takes nothing from what is there.
    const can = kind === 'issued' ? wanted : Math.min(wanted, left);
    const line = lineFor(order, movement, { itemId, name, unit, scale, can, collection }, shared);
    const quantity = Math.min(can, line.room);
    if (kind === 'allocated') left -= quantity;
    if (quantity > 0)
      shared.taken.set(
        `${order.id}\n${line.lineId}`,
        (shared.taken.get(`${order.id}\n${line.lineId}`) ?? 0) + quantity,
      );
    const over = can > quantity ? 'more was allocated than its line needs' : undefined;
    held.push({ movement, kind, order, lineId: line.lineId, quantity, short: wanted - can, why: over });
  }
  const short = Math.max(0, -there);
  return { itemId, name, unit, scale, onHand: onShelf, short, held };
}

/** Which order an allocation is for, and what has become of the goods. */
function aimOf(context: Context, movement: MovementFacts): Pick<Held, 'kind' | 'order' | 'why'> {
  const order = orderOf(context, movement);
  if (order === undefined) return { kind: 'released', why: 'its order is gone' };
  if (order.cancelled) return { kind: 'released', order, why: 'its order was cancelled' };
  return { kind: leftAt.has(order.stage) ? 'issued' : 'allocated', order };
}

function orderOf(context: Context, movement: MovementFacts): OrderFacts | undefined {
  const { orderRef, number, clientId, productId, created, quantity } = movement;
  if (orderRef !== undefined) return context.orders.get(orderRef);
  if (number === undefined) return undefined;
  const fits = (order: OrderFacts) =>
    (clientId === undefined || order.clientId === clientId) &&
    (productId === undefined || order.lines.some((line) => line.productId === productId));
  const printed = number.trim();
  if (/^pending order/i.test(printed)) {
    const from = Date.parse(created);
    const placed = [...(context.ordersOfClient(clientId) ?? [])].filter(
      (order) =>
        fits(order) &&
        order.lines.some((line) => line.productId === productId && line.quantity >= quantity) &&
        Date.parse(order.created) >= from &&
        Date.parse(order.created) <= from + HALF_HOUR_MS,
    );
    return placed.length === 1 ? placed[0] : undefined;
  }
  const named = (context.ordersByNumber.get(printed) ?? []).filter(fits);
  return named.length === 1 ? named[0] : undefined;
}

interface Giving {
  readonly itemId: string;
  readonly name: string;
  readonly unit: Measure;
  readonly scale: number;
  readonly can: number;
  readonly collection: string;
}

/** The line that is given to, and what it still takes. Material gets a line of its own. */
function lineFor(order: OrderFacts, { productId }: MovementFacts, giving: Giving, shared: Shared) {
  const { itemId, name, unit, scale, can } = giving;
  if (unit === 'piece' && scale === 0 && productId !== undefined) {
    for (const [at, line] of order.lines.entries()) {
      if (line.productId !== productId) continue;
      const lineId = `line-${at + 1}`;
      const required = scaled(String(line.quantity), -3) ?? 0;
      const room = required - (shared.taken.get(`${order.id}\n${lineId}`) ?? 0);
      if (room > 0) return { lineId, room };
    }
    if (order.lines.some((line) => line.productId === productId)) return { lineId: 'line-1', room: 0 };
  }
  const lines = shared.materialLines.get(order.id) ?? [];
  const lineId = `held-${lines.length + 1}`;
  if (can > 0) {
    const note = 'Held for this order in the old application';
    const line = { lineId, itemId, description: name, unit, scale, required: can, unitPrice: 0, note };
    shared.materialLines.set(order.id, [...lines, line]);
  }
  return { lineId, room: can };
}

const measures: { readonly [unit: string]: readonly [Measure, number] } = {
  kg: ['kg', 3],
  kgs: ['kg', 3],
  kilogram: ['kg', 3],
  kilograms: ['kg', 3],
  m2: ['m2', 3],
  'm²': ['m2', 3],
  sqm: ['m2', 3],
  'sq m': ['m2', 3],
  m: ['m', 3],
  metre: ['m', 3],
  meter: ['m', 3],
  metres: ['m', 3],
  meters: ['m', 3],
  l: ['L', 3],
  litre: ['L', 3],
  litres: ['L', 3],
  'by the box': ['box', 0],
  box: ['box', 0],
  boxes: ['box', 0],
  'single unit': ['piece', 0],
  unit: ['piece', 0],
  units: ['piece', 0],
  each: ['piece', 0],
  piece: ['piece', 0],
  pieces: ['piece', 0],
  roll: ['roll', 0],
  rolls: ['roll', 0],
  pallet: ['pallet', 0],
  pallets: ['pallet', 0],
  label: ['label', 0],
  labels: ['label', 0],
};

/** The unit that is meant, and its places; one that nobody knows is counted in pieces, and marked. */
export function measureNamed(planner: Planner, document: LegacyDocument, told: string): readonly [Measure, number] {
  const said = told.trim().toLowerCase();
  const found = measures[said];
  if (found === undefined)
    planner.mark(document, `the unit ${said === '' ? 'that is not told' : said} is not known: counted in pieces`);
  return found ?? ['piece', 0];
}

function measureOf(planner: Planner, document: LegacyDocument, movements: readonly MovementFacts[]) {
  const { collection, doc } = document;
  if (collection === 'slit_widths') return { unit: 'm', scale: 3 } as const;
  const told = textOf(doc['unit_of_measure']) ?? (collection === 'raw_substrate_stock' ? 'pieces' : '');
  const [unit, scale] = measureNamed(planner, document, told);
  const figures = [doc['quantity_on_hand'] ?? 0, doc['minimum_stock_level'] ?? 0];
  const whole =
    figures.every((one) => exactly(one, 0) !== undefined) && movements.every(({ quantity }) => quantity % 1_000 === 0);
  return { unit, scale: scale === 0 && !whole ? 3 : scale };
}

export function itemName({ collection, id, doc }: LegacyDocument): string {
  if (collection === 'slit_widths') {
    const width = textOf(doc['slit_width_mm']);
    return [width === undefined ? 'Slit' : `${width} mm`, textOf(doc['raw_material_name'])].filter(Boolean).join(' ');
  }
  const field = collection === 'raw_substrate_stock' ? 'product_description' : 'material_name';
  return textOf(doc[field]) ?? textOf(doc['product_code']) ?? `${collection} ${id.slice(0, 8)}`;
}
