import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { itemMeasured } from './measured.ts';
import { author } from './person.ts';
import * as p from './primitives.ts';
import { units } from './quantity.ts';
import { stockKinds } from './stock-kinds.ts';
import { waits } from './waits.ts';

export { type StockKind, stockKinds } from './stock-kinds.ts';

export const unit = z.enum(units, 'must be one of the units');
export const scale = z.int('must be 0, 1, 2 or 3').check(z.gte(0), z.lte(3));

const itemId = p.id;

/** What can be edited of an item. Its kind and its unit stay. */
const details = {
  code: p.code,
  name: p.name,
  bay: p.optional(p.line(20)),
  reorderPoint: p.quantityOrZero,
  supplier: p.optional(p.name),
  /** What the supplier calls it. */
  supplierCode: p.optional(p.line(60)),
  /** From order to delivery. */
  leadTimeDays: p.optional(z.int().check(z.gte(0), z.lte(365))),
  /** What one unit of it costs, in 1/10,000 dollar. */
  unitCost: p.optional(p.unitPrice),
  clientId: p.optional(p.id),
  productId: p.optional(p.id),
  specification: p.optional(p.note),
  measures: p.optional(itemMeasured),
};

export const itemFields = Object.keys(details) as readonly (keyof typeof details)[];

export const stockCommands = {
  RegisterStockItem: {
    summary: 'Put a new item on the list of stock',
    permission: 'stock.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      itemId,
      kind: z.enum(stockKinds, 'must be raw-material, slit-width or finished-goods'),
      unit,
      /** Decimal places of the unit: quantities are whole numbers of 10^-scale. */
      scale,
      ...details,
    }),
    example: {
      itemId: 'kraft-120',
      kind: 'raw-material',
      code: 'KR-120',
      name: 'Kraft 120 g, 1,020 mm',
      bay: 'A3',
      unit: 'roll',
      scale: 0,
      reorderPoint: 6,
      supplier: 'Southern Paper',
    },
  },
  ReviseStockItem: {
    summary: 'Change the card of an item that was on screen; the whole card is sent, its unit stays',
    permission: 'stock.manage',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ itemId, ...details, reason: p.optional(p.reason) }),
    example: {
      itemId: 'kraft-120',
      code: 'KR-120',
      name: 'Kraft 120 g, 1,020 mm',
      bay: 'A4',
      reorderPoint: 8,
      supplier: 'Southern Paper',
      leadTimeDays: 10,
      measures: { gsm: 1_200, width: 10_200 },
    },
  },
  ExpectStock: {
    summary: 'Note a delivery that was ordered: how much, and on which day; it takes the place of the one before',
    permission: 'stock.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      itemId,
      quantity: p.quantity,
      dueDate: p.calendarDate,
      supplier: p.optional(p.name),
      /** The number of our order. */
      reference: p.optional(p.line(60)),
    }),
    example: { itemId: 'kraft-120', quantity: 24, dueDate: '2026-12-03', supplier: 'Southern Paper' },
  },
  DropExpectedStock: {
    summary: 'Say that the delivery does not come',
    permission: 'stock.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ itemId, reason: p.optional(p.reason) }),
    example: { itemId: 'kraft-120', reason: 'The supplier has none' },
  },
  ReceiveStock: {
    summary: 'Take goods into stock',
    permission: 'stock.move',
    version: 'none',
    offline: waits.ReceiveStock,
    payload: z.strictObject({
      itemId,
      quantity: p.quantity,
      supplier: p.optional(p.name),
      docket: p.optional(p.line(60)),
      note: p.optional(p.note),
    }),
    example: { itemId: 'kraft-120', quantity: 24, supplier: 'Southern Paper', docket: 'SP-20117' },
  },
  AdjustStock: {
    summary: 'Correct what is on hand by a difference, with the reason',
    permission: 'stock.manage',
    version: 'none',
    offline: waits.AdjustStock,
    payload: z.strictObject({ itemId, change: p.quantityChange, reason: p.optional(p.reason) }),
    example: { itemId: 'kraft-120', change: -1, reason: 'One roll was water damaged' },
  },
  CountStock: {
    summary: 'Enter what was counted on the shelf',
    permission: 'stock.manage',
    version: 'optional',
    offline: waits.CountStock,
    payload: z.strictObject({ itemId, counted: p.quantityOrZero, note: p.optional(p.note) }),
    example: { itemId: 'kraft-120', counted: 23 },
  },
  AllocateStock: {
    summary: 'Reserve free stock for a line of an order',
    permission: 'stock.allocate',
    version: 'none',
    offline: waits.AllocateStock,
    payload: z.strictObject({
      itemId,
      orderId: p.id,
      lineId: p.id,
      quantity: p.quantity,
      /** It is meant that the line asks for something else: this stands in for it, and the order says so for ever. */
      substitute: p.optional(z.literal(true)),
    }),
    example: { itemId: 'kraft-120', orderId: 'order-0042', lineId: 'line-1', quantity: 3 },
  },
  ReleaseAllocation: {
    summary: 'Give reserved stock back to free',
    permission: 'stock.allocate',
    version: 'none',
    offline: waits.ReleaseAllocation,
    payload: z.strictObject({
      itemId,
      orderId: p.id,
      lineId: p.id,
      quantity: p.quantity,
      reason: p.optional(p.reason),
    }),
    example: { itemId: 'kraft-120', orderId: 'order-0042', lineId: 'line-1', quantity: 1 },
  },
  IssueStock: {
    summary: 'Take stock out: what is allocated to a line, or free stock with a reason',
    permission: 'stock.move',
    version: 'none',
    offline: waits.IssueStock,
    payload: z
      .strictObject({
        itemId,
        orderId: p.optional(p.id),
        lineId: p.optional(p.id),
        quantity: p.quantity,
        reason: p.optional(p.reason),
      })
      .check(
        z.refine((value) => (value.orderId === undefined) === (value.lineId === undefined), {
          message: 'must be given together with orderId',
          path: ['lineId'],
        }),
      ),
    example: { itemId: 'kraft-120', orderId: 'order-0042', lineId: 'line-1', quantity: 2 },
  },
  ReturnStock: {
    summary: 'Bring back what was issued to a line and is not used',
    permission: 'stock.move',
    version: 'none',
    offline: waits.ReturnStock,
    payload: z.strictObject({ itemId, orderId: p.id, lineId: p.id, quantity: p.quantity, note: p.optional(p.note) }),
    example: { itemId: 'kraft-120', orderId: 'order-0042', lineId: 'line-1', quantity: 1 },
  },
  SetReorderPoint: {
    summary: 'Say below which free quantity the item counts as low; it is a part of the card that was on screen',
    permission: 'stock.manage',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ itemId, reorderPoint: p.quantityOrZero }),
    example: { itemId: 'kraft-120', reorderPoint: 8 },
  },
  RetireStockItem: {
    summary: 'Take an empty item off the list; where open orders still ask for it, that is said first',
    permission: 'stock.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ itemId, reason: p.optional(p.reason), stillAsked: p.optional(z.literal(true)) }),
    example: { itemId: 'kraft-120', reason: 'No longer made' },
  },
  ReactivateStockItem: {
    summary: 'Put a retired item back on the list',
    permission: 'stock.manage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ itemId }),
    example: { itemId: 'kraft-120' },
  },
} as const satisfies Record<string, CommandContract>;

const expected = z.object({
  quantity: z.int(),
  dueDate: z.string(),
  supplier: z.optional(z.string()),
  reference: z.optional(z.string()),
});

/** One row of the stock list. All quantities in the item's smallest unit. */
export const stockLevel = z.object({
  id: z.string(),
  kind: z.enum(stockKinds),
  ...details,
  unit,
  scale: z.int(),
  onHand: z.int(),
  allocated: z.int(),
  free: z.int(),
  /** The most that was ever on hand: the length of the bar. */
  peak: z.int(),
  /** No more is free than the reorder point; never without one. */
  low: z.boolean(),
  /** The delivery that is on its way. */
  expected: z.optional(expected),
  /** Open allocations, in the order they were made. */
  allocations: z.array(
    z.object({
      orderId: z.string(),
      orderNumber: z.string(),
      clientName: z.string(),
      lineId: z.string(),
      quantity: z.int(),
    }),
  ),
  retired: z.boolean(),
  /** Sequence of the last event that changed what is on hand: the version a count is based on. */
  version: z.int(),
  /** Sequence of the last event that changed the card: the version an edit is based on. */
  cardVersion: z.int(),
  /** Sequence of the item's last event. */
  sequence: z.int(),
  updatedAt: z.iso.datetime(),
});
export type StockLevel = z.infer<typeof stockLevel>;

export const movementKinds = [
  'registered',
  /** A movement of the old application. */
  'recorded',
  'received',
  'adjusted',
  'counted',
  'allocated',
  'released',
  'issued',
  'returned',
  'reorder-point',
  'revised',
  'expected',
  'not-expected',
  'retired',
  'reactivated',
] as const;

/** One line of an item's history, with the balance after it. */
export const stockMovement = z.object({
  id: z.string(),
  itemId: z.string(),
  sequence: z.int(),
  position: z.int(),
  at: z.iso.datetime(),
  user: author,
  kind: z.enum(movementKinds),
  /** Change of what is on hand or of what is allocated, without a sign, in the smallest unit. */
  quantity: z.int(),
  /** Free, allocated and on hand after this movement. */
  free: z.int(),
  allocated: z.int(),
  onHand: z.int(),
  was: z.optional(z.int()),
  orderId: z.optional(z.string()),
  orderNumber: z.optional(z.string()),
  clientName: z.optional(z.string()),
  lineId: z.optional(z.string()),
  supplier: z.optional(z.string()),
  /** For a delivery that was ordered: its day, and the number of our order. */
  dueDate: z.optional(z.string()),
  reference: z.optional(z.string()),
  /** Fields of the card before and after, null where there was nothing. */
  changes: z.optional(z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() }))),
  docket: z.optional(z.string()),
  reason: z.optional(z.string()),
  note: z.optional(z.string()),
  /** What the line asks for, where this stands in for it. */
  insteadOf: z.optional(z.string()),
});
export type StockMovement = z.infer<typeof stockMovement>;

/** An item at or below its reorder point, if it has one. */
export const lowStock = z.object({
  id: z.string(),
  code: z.string(),
  name: z.string(),
  bay: z.optional(z.string()),
  unit,
  scale: z.int(),
  free: z.int(),
  allocated: z.int(),
  onHand: z.int(),
  peak: z.int(),
  reorderPoint: z.int(),
  /** When it fell to the reorder point. */
  since: z.iso.datetime(),
});
export type LowStock = z.infer<typeof lowStock>;
