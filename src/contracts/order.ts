import * as z from 'zod/mini';
import type { CommandContract } from './command.ts';
import { author, person } from './person.ts';
import * as p from './primitives.ts';
import { priorities, stages } from './stages.ts';
import { unit } from './stock.ts';
import { waits } from './waits.ts';

export { type Priority, priorityWords, type Stage, stages, stageWords } from './stages.ts';

const stage = z.enum(stages, 'must be one of the nine stages');
const priority = z.enum(priorities, 'must be asap, must-deliver or normal');
const orderId = p.id;

/** A line asks for a product, or for material such as 100 m of 52 mm kraft. */
const line = z
  .strictObject({
    lineId: p.id,
    productId: p.optional(p.id),
    itemId: p.optional(p.id),
    quantity: p.quantity,
    /** In 1/10,000 dollar. Left out: the price of the product, or nothing for material. */
    unitPrice: p.optional(p.unitPrice),
    note: p.optional(p.text(500)),
  })
  .check(
    z.refine((value) => (value.productId === undefined) !== (value.itemId === undefined), {
      message: 'must be a product or, with itemId, a material: one of the two',
      path: ['productId'],
    }),
  );
const lines = z.array(line).check(
  z.minLength(1, 'must have at least one line'),
  z.maxLength(p.LINES_MAX, `must have at most ${p.LINES_MAX} lines`),
  z.refine((all) => new Set(all.map(({ lineId }) => lineId)).size === all.length, 'has the same lineId twice'),
);
export type OrderLineInput = z.infer<typeof line>;

const orderFields = {
  reference: p.optional(p.line(60)),
  dueDate: p.calendarDate,
  priority,
  discountBasisPoints: p.optional(p.basisPoints),
  notes: p.optional(p.text(24_000)),
  deliveryAddress: p.optional(p.text(500)),
  lines,
};

/** What can be edited of an order, besides its lines. */
export const orderFieldNames = Object.keys(orderFields).filter((name) => name !== 'lines');

export const orderCommands = {
  PlaceOrder: {
    summary: 'Enter an order; it gets the next number of the year',
    permission: 'orders.write',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ orderId, clientId: p.id, ...orderFields }),
    example: {
      orderId: 'order-0042',
      clientId: 'client-7',
      reference: 'PO 5511',
      dueDate: '2026-11-23',
      priority: 'normal',
      lines: [
        { lineId: 'line-1', productId: 'core-76', quantity: 2_400 },
        { lineId: 'line-2', itemId: 'kraft-52mm', quantity: 100_000, unitPrice: 12_500 },
      ],
    },
  },
  ReviseOrder: {
    summary: 'Change an order that was on screen; what is left out stays as it is',
    permission: 'orders.write',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({
      orderId,
      reference: p.optional(z.nullable(p.line(60))),
      dueDate: p.optional(p.calendarDate),
      priority: p.optional(priority),
      discountBasisPoints: p.optional(p.basisPoints),
      notes: p.optional(z.nullable(p.text(24_000))),
      deliveryAddress: p.optional(z.nullable(p.text(500))),
      lines: p.optional(lines),
      reason: p.optional(p.reason),
    }),
    example: { orderId: 'order-0042', dueDate: '2026-11-30', priority: 'must-deliver' },
  },
  ChangeOrderClient: {
    summary: 'Say that an order that nobody has begun is for another client; its lines and prices stay',
    permission: 'orders.write',
    version: 'required',
    offline: 'online',
    payload: z.strictObject({ orderId, clientId: p.id }),
    example: { orderId: 'order-0042', clientId: 'client-9' },
  },
  MoveOrderStage: {
    summary: 'Move an order to another stage; a jump needs a note',
    permission: 'orders.stage',
    version: 'none',
    offline: waits.MoveOrderStage,
    payload: z.strictObject({
      orderId,
      /** The stage that was on screen. The refusal names the person who moved the order first. */
      from: p.optional(stage),
      to: stage,
      note: p.optional(p.note),
      /** It is meant that the order goes on past Delivery with something still to be delivered: the order says how much. */
      undelivered: p.optional(z.literal(true)),
    }),
    example: { orderId: 'order-0042', from: 'paper_slitting', to: 'winding' },
  },
  CompleteOrderLine: {
    summary: 'Say that a line is made',
    permission: 'orders.stage',
    version: 'none',
    offline: waits.CompleteOrderLine,
    payload: z.strictObject({ orderId, lineId: p.id }),
    example: { orderId: 'order-0042', lineId: 'line-1' },
  },
  ReopenOrderLine: {
    summary: 'Take back that a line is made',
    permission: 'orders.stage',
    version: 'none',
    offline: waits.ReopenOrderLine,
    payload: z.strictObject({ orderId, lineId: p.id }),
    example: { orderId: 'order-0042', lineId: 'line-1' },
  },
  DeliverOrder: {
    summary: 'Record what went out to the client: how much of which lines, under which packing slip',
    permission: 'orders.stage',
    version: 'none',
    offline: 'request',
    payload: z.strictObject({
      orderId,
      /** The number of the packing slip. */
      docket: p.optional(p.text(60)),
      note: p.optional(p.note),
      lines: z
        .array(
          z.strictObject({
            lineId: p.id,
            quantity: p.quantity,
            /** How much of it the screen said was delivered before. Where that is not so any more, nothing is recorded. */
            before: p.optional(p.quantityOrZero),
          }),
        )
        .check(
          z.minLength(1, 'must have at least one line'),
          z.maxLength(p.LINES_MAX, `must have at most ${p.LINES_MAX} lines`),
          z.refine((all) => new Set(all.map(({ lineId }) => lineId)).size === all.length, 'has the same lineId twice'),
        ),
      /** It is meant that more goes out than was ordered, and the order says so for ever. */
      moreThanOrdered: p.optional(z.literal(true)),
    }),
    example: { orderId: 'order-0042', docket: 'PS-1187', lines: [{ lineId: 'line-1', quantity: 1_200, before: 0 }] },
  },
  TakeBackDelivery: {
    summary: 'Say that less of a line was delivered than was recorded, or that some came back',
    permission: 'orders.stage',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({
      orderId,
      lineId: p.id,
      quantity: p.quantity,
      docket: p.optional(p.text(60)),
      reason: p.optional(p.reason),
    }),
    example: { orderId: 'order-0042', lineId: 'line-1', quantity: 200, reason: 'One pallet stayed here' },
  },
  CancelOrder: {
    summary: 'Cancel an order and release everything that is allocated to it',
    permission: 'orders.close',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ orderId, reason: p.optional(p.reason) }),
    example: { orderId: 'order-0042', reason: 'The client cancelled' },
  },
  ReopenOrder: {
    summary: 'Open an order that was cleared or cancelled by mistake; what it held is allocated anew by hand',
    permission: 'orders.close',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ orderId, reason: p.optional(p.reason) }),
    example: { orderId: 'order-0042', reason: 'Cancelled by mistake' },
  },
  ArchiveOrder: {
    summary: 'Put a cleared or cancelled order away',
    permission: 'orders.close',
    version: 'none',
    offline: 'online',
    payload: z.strictObject({ orderId }),
    example: { orderId: 'order-0042' },
  },
} as const satisfies Record<string, CommandContract>;

export const orderStatuses = ['open', 'cleared', 'cancelled'] as const;

/** A line of an open order that still lacks material: what a person who stands at the shelf can allocate to. */
export const openLine = z.object({
  lineId: z.string(),
  /** What it asks for: a material or a product. Any stock of its unit may cover it. */
  itemId: z.optional(z.string()),
  productId: z.optional(z.string()),
  description: z.string(),
  unit,
  scale: z.int(),
  /** Required, less what is allocated or issued. In the line's smallest unit, never 0. */
  needed: z.int(),
  /** The line is made. What was used is often entered afterwards. */
  completed: z.boolean(),
});
export type OpenLine = z.infer<typeof openLine>;

/** One card of the order board. */
export const orderCard = z.object({
  id: z.string(),
  number: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  reference: z.optional(z.string()),
  /** The first line in words: "2,400 × Core 76 × 1,000 mm". */
  summary: z.string(),
  lineCount: z.int(),
  /** Every line in words: what is searched. */
  lines: z.array(z.string()),
  stage,
  status: z.enum(orderStatuses),
  priority,
  dueDate: z.string(),
  /** How many lines have all they need allocated or issued. */
  linesCovered: z.int(),
  /** How many of its lines go out to the client, and how many of these are delivered in full. */
  linesToDeliver: z.int(),
  linesDelivered: z.int(),
  /** Packing slips of its deliveries, the last 50. */
  dockets: z.array(z.string()),
  /** The lines that still lack material, in the order of the lines. Empty once the order is closed. */
  openLines: z.array(openLine),
  /** Ids of the people who entered, changed or moved it, or gave it stock. The last 20. */
  people: z.array(z.string()),
  /** The last of them, and when. */
  touched: z.object({ at: z.iso.datetime(), user: person }),
  archived: z.boolean(),
  placedAt: z.iso.datetime(),
  stageSince: z.iso.datetime(),
  version: z.int(),
  sequence: z.int(),
});
export type OrderCard = z.infer<typeof orderCard>;

/** What an item has given to a line. */
const held = {
  itemId: z.string(),
  itemName: z.string(),
  quantity: z.int(),
  /** What the line asked for, where this item stands in for it. */
  insteadOf: z.optional(z.string()),
};

export const orderLine = z.object({
  lineId: z.string(),
  kind: z.enum(['product', 'material']),
  productId: z.optional(z.string()),
  itemId: z.optional(z.string()),
  description: z.string(),
  unit,
  scale: z.int(),
  /** In the line's smallest unit. */
  required: z.int(),
  allocated: z.int(),
  issued: z.int(),
  /** What went out to the client, less what came back. More than required only where that was meant. */
  delivered: z.int(),
  /** In 1/10,000 dollar. */
  unitPrice: z.int(),
  totalCents: z.int(),
  completed: z.boolean(),
  note: z.optional(z.string()),
  /** Where the allocated stock lies. */
  allocations: z.array(z.object(held)),
  /** What was issued, by item: what can be returned. */
  issues: z.array(z.object(held)),
});
export type OrderLine = z.infer<typeof orderLine>;

export const orderHistoryEntry = z.object({
  sequence: z.int(),
  position: z.int(),
  at: z.iso.datetime(),
  user: author,
  type: z.string(),
  /** What happened, in words: "Moved to Winding". */
  title: z.string(),
  detail: z.optional(z.string()),
});

/** What went out at one time, or what was taken back of it. */
const orderDelivery = z.object({
  position: z.int(),
  at: z.iso.datetime(),
  user: author,
  takenBack: z.boolean(),
  docket: z.optional(z.string()),
  note: z.optional(z.string()),
  /** In the smallest unit of each line. */
  lines: z.array(z.object({ lineId: z.string(), quantity: z.int() })),
});
export type OrderDelivery = z.infer<typeof orderDelivery>;

/** An order with all that its screen shows. */
export const orderDetail = z.object({
  id: z.string(),
  number: z.string(),
  clientId: z.string(),
  clientName: z.string(),
  reference: z.optional(z.string()),
  deliveryAddress: z.optional(z.string()),
  notes: z.optional(z.string()),
  dueDate: z.string(),
  priority,
  stage,
  stageSince: z.iso.datetime(),
  stageBy: person,
  status: z.enum(orderStatuses),
  archived: z.boolean(),
  discountBasisPoints: z.int(),
  subtotalCents: z.int(),
  discountCents: z.int(),
  gstCents: z.int(),
  totalCents: z.int(),
  lines: z.array(orderLine),
  /** The last 100, the newest first. */
  deliveries: z.array(orderDelivery),
  placedAt: z.iso.datetime(),
  placedBy: person,
  /** Sequence of the last event that changed what is edited: send it as If-Match. */
  version: z.int(),
  versionAt: z.iso.datetime(),
  sequence: z.int(),
  /** The last 100 events, the newest first. */
  history: z.array(orderHistoryEntry),
});
export type OrderDetail = z.infer<typeof orderDetail>;
