import { type orderStatuses, type Stage, stageWords } from '../../contracts/order.ts';
import { fieldsAfter, sameContent } from '../../contracts/plain.ts';
import {
  byAnother,
  type Context,
  defineAggregate,
  type Plain,
  type Read,
  type Recorded,
  type Refusal,
  refuse,
  type Trace,
  traceOf,
} from '../kernel.ts';
import type { LineMove, OrderEvent, OrderedLine, OrderFields } from './events.ts';

/** What one stock item has given to a line. */
interface LineStock {
  readonly itemName: string;
  readonly allocated: number;
  readonly issued: number;
}

/** Always true: allocated + issued ≤ required. */
export interface LineState extends OrderedLine {
  readonly stock: ReadonlyMap<string, LineStock>;
  /** What went out to the client, less what came back. Above required only where that was said. */
  readonly delivered: number;
  readonly lastDelivered: Trace | undefined;
  readonly completed: Trace | undefined;
  /** The last time that it was said not to be made after all. */
  readonly lastReopened: Trace | undefined;
  readonly lastAllocated: Trace | undefined;
  /** The last time that an allocation was released or issued. */
  readonly lastGiven: Trace | undefined;
  readonly lastReturned: Trace | undefined;
}

export interface KnownOrder {
  readonly status: (typeof orderStatuses)[number];
  readonly number: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly fields: OrderFields;
  readonly lines: readonly LineState[];
  readonly stage: Stage;
  readonly archived: Trace | undefined;
  readonly placed: Trace;
  readonly stageMoved: Trace | undefined;
  readonly closed: Trace | undefined;
  /** The stage that it had when it was open last. */
  readonly openStage: Stage;
  readonly reopened: Trace | undefined;
  /** Sequence of the last event that changed what is edited: allocating or moving a stage makes no edit stale. */
  readonly version: number;
  readonly lastEdit: Trace;
}
export type Order = { readonly status: 'none' } | KnownOrder;

export const order = defineAggregate<Order, OrderEvent>({ kind: 'order', initial: { status: 'none' }, evolve });

export function allocatedOf(line: LineState): number {
  return [...line.stock.values()].reduce((sum, { allocated }) => sum + allocated, 0);
}

/** What was issued to the line, by all items or by the one named. */
export function issuedOf(line: LineState, itemId?: string): number {
  if (itemId !== undefined) return line.stock.get(itemId)?.issued ?? 0;
  return [...line.stock.values()].reduce((sum, { issued }) => sum + issued, 0);
}

/** What this item holds for the line. */
export function heldOf(line: LineState, itemId: string): number {
  return line.stock.get(itemId)?.allocated ?? 0;
}

export function neededOf(line: LineState): number {
  return line.required - allocatedOf(line) - issuedOf(line);
}

/** The order as it is now, for a person who was refused. */
export function freshOrder(orderId: string, placed: KnownOrder): { readonly [key: string]: Plain } {
  const { number, status, stage, version } = placed;
  return { orderId, orderNumber: number, status, stage, version };
}

/** A line as it is now, for a person who was refused. Quantities in the line's smallest unit. */
export function freshLine(orderId: string, placed: KnownOrder, line: LineState): { readonly [key: string]: Plain } {
  const { lineId, description, unit, scale, required, delivered } = line;
  const held = { allocated: allocatedOf(line), issued: issuedOf(line), needed: neededOf(line) };
  const figures = { required, ...held, delivered };
  return { orderId, orderNumber: placed.number, lineId, description, unit, scale, ...figures };
}

/** The order, or a refusal when there is none. */
export function knownOrder(read: Read, orderId: string): KnownOrder | Refusal {
  const placed = read(order, orderId);
  return placed.status === 'none'
    ? refuse('not-found', `There is no order ${orderId}. Choose one from the board.`)
    : placed;
}

/** The order, or a refusal when there is none or it is closed; `next` is what to do then. */
export function openOrder(
  read: Read,
  orderId: string,
  context: Context,
  next = 'Choose an order that is open.',
): KnownOrder | Refusal {
  const placed = knownOrder(read, orderId);
  if ('refused' in placed || placed.status === 'open') return placed;
  return refuse('order-closed', `${placed.number} is ${placed.status} already. ${next}`, {
    winner: byAnother(placed.closed, context),
    fresh: freshOrder(orderId, placed),
  });
}

/** The line, or a refusal when the order has none of that id. */
export function orderLine(placed: KnownOrder, lineId: string): LineState | Refusal {
  const line = placed.lines.find((one) => one.lineId === lineId);
  return line ?? refuse('not-found', `There is no line ${lineId} on ${placed.number}. Choose one of its lines.`);
}

function evolve(state: Order, event: Recorded<OrderEvent>): Order {
  if (event.type === 'OrderPlaced') {
    const { number, clientId, clientName, lines, made = [], stands, told: _, ...fields } = event.data;
    const placed = traceOf(event, { orderNumber: number, clientName });
    const { stage, status, archived } = stands ?? { stage: 'order_entered', status: 'open', archived: false };
    const openStage = stage === 'cleared' ? 'accounting_transaction' : stage;
    const supplied = lines.map((line) => ({
      ...unsupplied(line),
      completed: made.includes(line.lineId) ? placed : undefined,
    }));
    return {
      ...{ status, stage, openStage, reopened: undefined },
      ...{ number, clientId, clientName, fields, lines: supplied },
      ...{
        archived: archived ? placed : undefined,
        stageMoved: undefined,
        closed: status === 'open' ? undefined : placed,
      },
      ...{ placed, lastEdit: placed, version: event.sequence },
    };
  }
  if (state.status === 'none') return state;
  const orderNumber = state.number;
  switch (event.type) {
    case 'OrderRevised':
      return revised(state, event);
    case 'OrderClientChanged': {
      const { clientId, clientName, was } = event.data;
      const trace = traceOf(event, { orderNumber, clientName, wasClientName: was.clientName });
      return { ...state, clientId, clientName, lastEdit: trace, version: event.sequence };
    }
    case 'OrderStageMoved': {
      const { from, to } = event.data;
      const words = { fromWord: stageWords[from], toWord: stageWords[to] };
      const trace = traceOf(event, { orderNumber, ...event.data, ...words });
      const closing = to === 'cleared' ? ({ status: 'cleared', closed: trace } as const) : { openStage: to };
      return { ...state, stage: to, stageMoved: trace, ...closing };
    }
    case 'OrderStageRecorded':
      return state;
    case 'OrderLineAllocated':
      return onLine(state, event, (line, trace) => ({
        stock: given(line, event.data, { allocated: event.data.quantity, issued: 0 }),
        lastAllocated: trace,
      }));
    case 'OrderLineReleased':
      return onLine(state, event, (line, trace) => ({
        stock: given(line, event.data, { allocated: -event.data.quantity, issued: 0 }),
        lastGiven: trace,
      }));
    case 'OrderLineIssued':
      return onLine(state, event, (line, trace) => ({
        stock: given(line, event.data, { allocated: -event.data.quantity, issued: event.data.quantity }),
        lastGiven: trace,
      }));
    case 'OrderLineReturned':
      return onLine(state, event, (line, trace) => ({
        stock: given(line, event.data, { allocated: 0, issued: -event.data.quantity }),
        lastReturned: trace,
      }));
    case 'OrderLineDelivered':
      return onLine(state, event, (line, trace) => ({
        delivered: line.delivered + event.data.quantity,
        lastDelivered: trace,
      }));
    case 'OrderLineDeliveryTakenBack':
      return onLine(state, event, (line, trace) => ({
        delivered: line.delivered - event.data.quantity,
        lastDelivered: trace,
      }));
    case 'OrderLeftUndelivered':
      return state;
    case 'OrderLineCompleted':
      return onLine(state, event, (_, trace) => ({ completed: trace }));
    case 'OrderLineReopened':
      return onLine(state, event, (_, trace) => ({ completed: undefined, lastReopened: trace }));
    case 'OrderReopened': {
      const trace = traceOf(event, { orderNumber, ...event.data });
      return {
        ...{ ...state, status: 'open', stage: event.data.stage, archived: undefined, closed: undefined },
        ...{ reopened: trace, stageMoved: trace, lastEdit: trace, version: event.sequence },
      };
    }
    case 'OrderCancelled': {
      const trace = traceOf(event, { orderNumber, ...event.data });
      return { ...state, status: 'cancelled', closed: trace, lastEdit: trace, version: event.sequence };
    }
    case 'OrderArchived': {
      const trace = traceOf(event, { orderNumber });
      return { ...state, archived: trace, lastEdit: trace, version: event.sequence };
    }
    default:
      event satisfies never;
      return state;
  }
}

function unsupplied(line: OrderedLine): LineState {
  return {
    ...line,
    ...{ stock: new Map(), delivered: 0, lastDelivered: undefined, completed: undefined, lastReopened: undefined },
    ...{ lastAllocated: undefined, lastGiven: undefined, lastReturned: undefined },
  };
}

function revised(state: KnownOrder, event: Recorded<Extract<OrderEvent, { type: 'OrderRevised' }>>): KnownOrder {
  const { changes, lines: ordered, reason } = event.data;
  // A line that stays keeps what it was given; only the words and figures of the order are new.
  const lines = ordered?.map((line) => {
    const before = state.lines.find(({ lineId }) => lineId === line.lineId);
    if (before === undefined) return unsupplied(line);
    const { stock, delivered, lastDelivered, completed, lastReopened } = before;
    const { lastAllocated, lastGiven, lastReturned } = before;
    return {
      ...{ ...line, stock, delivered, lastDelivered, completed, lastReopened },
      ...{ lastAllocated, lastGiven, lastReturned },
    };
  });
  const fields: OrderFields = {
    ...state.fields,
    ...fieldsAfter(changes),
  };
  const trace = traceOf(event, {
    orderNumber: state.number,
    changes: changes.map((change) => ({ ...change })),
    lines: ordered === undefined ? [] : lineChanges(state.lines, ordered),
    reason,
  });
  return { ...state, fields, lines: lines ?? state.lines, lastEdit: trace, version: event.sequence };
}

/** Which lines came, went or ask for something else: the quantity before and after, null where there was no line. */
function lineChanges(before: readonly LineState[], after: readonly OrderedLine[]) {
  const came = after.flatMap((line) => {
    const { lineId, description, unit, scale, required } = line;
    const old = before.find((one) => one.lineId === lineId);
    if (old !== undefined && sameContent({ ...orderedOf(old) }, { ...line })) return [];
    return [{ lineId, description, unit, scale, from: old?.required ?? null, to: required }];
  });
  const went = before
    .filter(({ lineId }) => after.every((line) => line.lineId !== lineId))
    .map(({ lineId, description, unit, scale, required }) => {
      return { lineId, description, unit, scale, from: required, to: null };
    });
  return [...came, ...went];
}

/** The line as it was ordered, without what it was given since. */
export function orderedOf(line: LineState): OrderedLine {
  const { stock: _, delivered: _d, lastDelivered: _l, completed: _c, lastReopened: _o, ...more } = line;
  const { lastAllocated: _a, lastGiven: _g, lastReturned: _r, ...ordered } = more;
  return ordered;
}

function onLine(
  state: KnownOrder,
  event: Recorded<Extract<OrderEvent, { data: { lineId: string } }>>,
  change: (line: LineState, trace: Trace) => Partial<LineState>,
): KnownOrder {
  const lines = state.lines.map((line) => {
    if (line.lineId !== event.data.lineId) return line;
    const { description, unit, scale } = line;
    const trace = traceOf(event, { orderNumber: state.number, description, unit, scale, ...event.data });
    return { ...line, ...change(line, trace) };
  });
  return { ...state, lines };
}

function given(
  line: LineState,
  { itemId, itemName }: LineMove,
  change: { allocated: number; issued: number },
): ReadonlyMap<string, LineStock> {
  const before = line.stock.get(itemId) ?? { allocated: 0, issued: 0 };
  const after = {
    itemName,
    allocated: before.allocated + change.allocated,
    issued: before.issued + change.issued,
  };
  const stock = new Map(line.stock);
  if (after.allocated === 0 && after.issued === 0) stock.delete(itemId);
  else stock.set(itemId, after);
  return stock;
}
