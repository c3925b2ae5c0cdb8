import * as p from '../contracts/primitives.ts';
import type { StockKind } from '../contracts/stock-kinds.ts';
import type { NewEvent } from '../domain/kernel.ts';
import { order as orderThing } from '../domain/order/order.ts';
import type { ItemDetails } from '../domain/stock/events.ts';
import { stockItem } from '../domain/stock/stock-item.ts';
import { type Allocations, type Held, type ItemPlan, measureNamed } from './allocations.ts';
import { cardReader, codeOf, some } from './cards.ts';
import { keyOf, thingId } from './identity.ts';
import type { Planner, Unit } from './planner.ts';
import type { LegacyDocument } from './spool.ts';
import { flagOf, idText, scaled, tenThousandths, textOf } from './values.ts';

const kinds: { readonly [collection: string]: StockKind } = {
  raw_substrate_stock: 'finished-goods',
  raw_material_stock: 'raw-material',
  slit_widths: 'slit-width',
};
/** Movements in one commit: an item with thousands of them is not one commit of many megabytes. */
const MOVEMENTS_AT_ONCE = 100;

export function* classifyStock(planner: Planner, allocations: Allocations): Generator<Unit> {
  const merged = new Set<string>();
  for (const collection of Object.keys(kinds)) {
    for (const document of planner.documentsOf(collection)) {
      if (document.doubled) {
        yield* planner.skip(document, 'id', 'another item has the same id');
        continue;
      }
      const plan = allocations.items.get(keyOf(collection, document.id));
      if (plan !== undefined) yield itemOf(planner, document, plan, merged);
    }
  }
  for (const document of planner.documentsOf('materials')) {
    if (document.doubled) yield* planner.skip(document, 'id', 'another material has the same id');
    else if (!merged.has(document.id)) yield materialAlone(planner, document);
  }
}

function itemOf(planner: Planner, document: LegacyDocument, plan: ItemPlan, merged: Set<string>): Unit {
  const { collection, doc } = document;
  const { itemId, unit, scale, onHand, short } = plan;
  const materialId = idText(doc['material_id']) ?? idText(doc['raw_material_id']);
  const known = materialId === undefined ? undefined : planner.context.materials.get(materialId);
  const material = known && planner.documentAt('materials', known.index);
  const owner = stockItem.at(itemId);
  const read = cardReader(planner, document);
  const printed = textOf(doc['product_code'])?.trim() ?? textOf(material?.doc['product_code'])?.trim();
  const width = collection === 'slit_widths' ? textOf(doc['slit_width_mm']) : undefined;
  const wished = codeOf([printed ?? '', ...(width === undefined ? [] : [width])].filter((one) => one !== '').join('-'));
  const code = planner.claim('stock-code', wished === '' ? `S-${document.id.slice(0, 8)}` : wished, owner);
  if (width === undefined && code.value !== printed)
    planner.mark(document, `code ${code.value}, printed as ${printed ?? 'nothing'}`);
  const shown = (quantity: number) => `${quantity / 10 ** scale} ${unit}`;
  if (short > 0) planner.mark(document, `it was ${shown(short)} below nothing: to be counted`);
  for (const { kind, quantity, short: lacking, why } of plan.held) {
    if (kind === 'released') planner.mark(document, `${shown(quantity)} released, as ${why}: to be counted`);
    if (lacking > 0) planner.mark(document, `${shown(lacking)} allocated that are not there: to be counted`);
  }
  const issued = plan.held.reduce((sum, one) => sum + (one.kind === 'issued' ? one.quantity : 0), 0);
  const reorderPoint = Math.min(Math.max(0, scaled(doc['minimum_stock_level'], scale) ?? 0), p.QUANTITY_MAX);
  // A material that several items are of is merged into the first, and told by all.
  const first =
    material !== undefined &&
    materialId !== undefined &&
    !merged.has(materialId) &&
    collection === 'raw_material_stock';
  if (first) merged.add(materialId);
  const clientId = planner.context.clients.get(idText(doc['client_id']) ?? '')?.clientId;
  const productId = planner.context.products.get(idText(doc['product_id']) ?? '')?.productId;
  const data: ItemDetails & { kind: StockKind; unit: typeof unit; scale: number; onHand: number } = {
    kind: kinds[collection] ?? 'raw-material',
    code: code.value,
    name: read.must(plan.name, 'name', p.name, code.value),
    ...{ unit, scale, reorderPoint },
    ...materialCard(planner, material, width),
    ...some('clientId', clientId),
    ...some('productId', productId),
    // What was issued since was on the shelf when it was allocated, and goes out again below.
    onHand: Math.min(onHand + issued, p.QUANTITY_MAX),
  };
  const imported = planner.imported(document, {
    ...{ at: doc['created_at'], by: doc['created_by'] },
    ...(first && { also: [material] }),
  });
  return {
    documents: [{ document, becomes: 'made' }, ...(first ? [{ document: material, becomes: 'merged' as const }] : [])],
    events: [
      { ...stockItem.event(itemId, 'StockItemRegistered', data), type: 'StockItemImported', imported },
      ...code.events,
    ],
    fresh: owner,
  };
}

/** What a material says of its item. */
function materialCard(
  planner: Planner,
  material: LegacyDocument | undefined,
  slitWidth?: string,
): Partial<ItemDetails> {
  const width = scaled(slitWidth ?? material?.doc['master_deckle_width_mm'], 1);
  if (material === undefined) return width === undefined ? {} : { measures: { width } };
  const { doc } = material;
  const read = cardReader(planner, material);
  const figure = (field: string, scale: number) => {
    const value = scaled(doc[field], scale);
    return value !== undefined && value > 0 && value <= p.QUANTITY_MAX ? value : undefined;
  };
  const measures = {
    ...some('gsm', figure('gsm', 1)),
    ...some('thickness', figure('thickness_mm', 3)),
    ...some('width', width !== undefined && width > 0 ? width : undefined),
    ...some('rollWeight', figure('supplied_roll_weight', 1)),
    ...some('burst', figure('burst_strength_kpa', 1)),
    ...some('plyBonding', figure('ply_bonding_jm2', 1)),
    ...some('moisture', figure('moisture_percent', 2)),
  };
  const price = tenThousandths(doc['price']);
  return {
    ...some('supplier', read.text('supplier', p.name)),
    ...some('supplierCode', read.text('product_code', p.text(60))),
    ...some('leadTimeDays', daysOf(textOf(doc['order_to_delivery_time']))),
    ...some('unitCost', price !== undefined && price >= 0 && price <= p.UNIT_PRICE_MAX ? price : undefined),
    ...(Object.keys(measures).length > 0 && { measures }),
  };
}

function daysOf(text: string | undefined): number | undefined {
  const found = /(\d{1,3})\s*(day|week)?/i.exec(text ?? '');
  if (found === null) return undefined;
  const days = Number(found[1]) * (found[2]?.toLowerCase() === 'week' ? 7 : 1);
  return days <= 365 ? days : undefined;
}

function materialAlone(planner: Planner, document: LegacyDocument): Unit {
  const { id, doc } = document;
  const itemId = thingId('materials', id);
  const owner = stockItem.at(itemId);
  const printed = textOf(doc['product_code'])?.trim();
  const wished = codeOf(printed ?? '');
  const code = planner.claim('stock-code', wished === '' ? `M-${id.slice(0, 8)}` : wished, owner);
  const name = cardReader(planner, document).must(
    textOf(doc['material_description']),
    'material_description',
    p.name,
    code.value,
  );
  const [unit, scale] = measureNamed(planner, document, textOf(doc['unit']) ?? '');
  const data = {
    ...{
      kind: 'raw-material' as const,
      code: code.value,
      name,
      unit,
      scale,
      reorderPoint: 0,
    },
    ...materialCard(planner, document),
    ...(!flagOf(doc['is_active'], true) && { retired: true }),
  } as Parameters<typeof stockItem.event<'StockItemRegistered'>>[2];
  return {
    documents: [{ document, becomes: 'made' }],
    events: [
      {
        ...stockItem.event(itemId, 'StockItemRegistered', data),
        type: 'StockItemImported',
        imported: planner.imported(document, { at: doc['created_at'] }),
      },
      ...code.events,
    ],
    fresh: owner,
  };
}

/** History and open allocations of the items. After the orders, which they are held for. */
export function* classifyMovements(
  planner: Planner,
  allocations: Allocations,
  numbers: ReadonlyMap<string, string>,
): Generator<Unit> {
  const placed = new Set<number>();
  for (const [key, plan] of allocations.items) {
    const stockId = key.slice(key.indexOf('\n') + 1);
    const held = new Map(plan.held.map((one) => [one.movement.index, one]));
    let unit: { documents: { document: LegacyDocument; becomes: 'merged' }[]; events: NewEvent[] } = {
      documents: [],
      events: [],
    };
    for (const { index } of planner.context.movementsOf.get(stockId) ?? []) {
      if (placed.has(index)) continue;
      const document = planner.documentAt('stock_movements', index);
      if (document === undefined) continue;
      placed.add(index);
      unit.documents.push({ document, becomes: 'merged' });
      unit.events.push(...movementEvents(planner, document, plan, held.get(index), numbers));
      if (unit.documents.length < MOVEMENTS_AT_ONCE) continue;
      yield unit;
      unit = { documents: [], events: [] };
    }
    if (unit.documents.length > 0) yield unit;
  }
  const count = planner.spool.collections.get('stock_movements')?.count ?? 0;
  for (let index = 0; index < count; index++) {
    const document = placed.has(index) ? undefined : planner.documentAt('stock_movements', index);
    if (document !== undefined) yield planner.record(document, []);
  }
}

function movementEvents(
  planner: Planner,
  document: LegacyDocument,
  plan: ItemPlan,
  held: Held | undefined,
  numbers: ReadonlyMap<string, string>,
): NewEvent[] {
  const { doc } = document;
  const { itemId, name, scale } = plan;
  const order = held?.order;
  const orderNumber = order && (numbers.get(order.id) ?? order.number);
  const why = held?.kind === 'released' ? `released, as ${held.why}` : held?.why;
  if (held !== undefined && why !== undefined) planner.mark(document, why);
  if (held !== undefined && held.short > 0) planner.mark(document, `${held.short / 10 ** scale} of it are not there`);
  const from = { at: doc['created_at'], by: doc['created_by'] };
  const imported = planner.imported(document, from);
  if (
    held === undefined ||
    order === undefined ||
    held.lineId === undefined ||
    held.quantity === 0 ||
    held.kind === 'released'
  ) {
    const change = scaled(doc['quantity'] ?? doc['quantity_change'], scale) ?? 0;
    const words = [doc['movement_type'], doc['notes'], doc['reference'], doc['archived_reason']].map(textOf);
    const note = [...words, why]
      .filter((one) => one !== undefined)
      .join(' · ')
      .slice(0, 2_000);
    const data = { change, note, ...some('orderNumber', orderNumber) };
    return [{ ...stockItem.event(itemId, 'StockMovementRecorded', data), imported }];
  }
  const { lineId, quantity } = held;
  // The document is in the first event. The others say only where they come from.
  const beside = { ...imported, document: '' };
  const clientName = planner.context.clients.get(order.clientId ?? '')?.name ?? '';
  const forLine = { orderId: order.orderId, orderNumber: orderNumber ?? '', clientName, lineId, quantity };
  const lineMove = { lineId, itemId, itemName: name, quantity };
  const allocated = [
    { ...stockItem.event(itemId, 'StockAllocated', forLine), imported },
    { ...orderThing.event(order.orderId, 'OrderLineAllocated', lineMove), imported: beside },
  ];
  if (held.kind === 'allocated') return allocated;
  return [
    ...allocated,
    { ...stockItem.event(itemId, 'StockIssued', forLine), imported: beside },
    { ...orderThing.event(order.orderId, 'OrderLineIssued', lineMove), imported: beside },
  ];
}
