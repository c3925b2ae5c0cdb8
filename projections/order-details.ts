import { lineCents, orderTotals } from '../src/contracts/money.ts';
import { type OrderDetail, type OrderLine, orderDetail } from '../src/contracts/order.ts';
import type { OrderEvent, OrderFields } from '../src/domain/order/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { existing, idOf, type NameOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { orderEvents } from './order-events.ts';
import { allocatedTo, type LineRow, movedLines, newLine, revisedLines } from './order-lines.ts';
import { historyWords } from './order-words.ts';

interface Entry {
  readonly sequence: number;
  readonly position: number;
  readonly at: string;
  readonly user: string;
  readonly type: string;
  readonly title: string;
  readonly detail?: string | undefined;
}

interface Row extends OrderFields {
  readonly number: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly stage: OrderDetail['stage'];
  readonly stageSince: string;
  readonly stageBy: string;
  readonly status: OrderDetail['status'];
  readonly archived: boolean;
  readonly lines: readonly LineRow[];
  readonly placedAt: string;
  readonly placedBy: string;
  readonly version: number;
  readonly versionAt: string;
  readonly sequence: number;
  readonly history: readonly Entry[];
}

const HISTORY_MAX = 100;

/** An order with its lines, what they hold, what it costs, and its history in words. */
export const orderDetails: Projection<Row, OrderDetail, OrderEvent> = {
  name: 'order-details',
  version: 1,
  handles: orderEvents,
  id: idOf,

  evolve(row, event) {
    const { sequence } = event;
    if (event.type === 'OrderPlaced') return { ...placed(event), sequence, history: [entry(event, [])] };
    const before = existing(row, event);
    const history = [entry(event, before.lines), ...before.history].slice(0, HISTORY_MAX);
    return { ...before, ...changed(before, event), sequence, history };
  },

  indexes: [],
  present(row, nameOf, id) {
    const { lines, stageBy, placedBy, history, ...rest } = row;
    return {
      ...rest,
      id,
      stageBy: person(stageBy, nameOf),
      placedBy: person(placedBy, nameOf),
      ...orderTotals(lines, row.discountBasisPoints),
      lines: lines.map(lineView),
      history: history.map((one) => ({ ...one, user: person(one.user, nameOf) })),
    };
  },
  query: { permission: 'orders.read', row: orderDetail, one: true },
  live: true,
};

function placed(event: RecordedEvent<Extract<OrderEvent, { type: 'OrderPlaced' }>>): Omit<Row, 'history' | 'sequence'> {
  const { lines, ...data } = event.data;
  const at = event.at.toISOString();
  return {
    ...data,
    ...{ stage: 'order_entered', stageSince: at, stageBy: event.user, status: 'open', archived: false },
    ...{ lines: lines.map(newLine), placedAt: at, placedBy: event.user, version: event.sequence, versionAt: at },
  };
}

function changed(row: Row, event: RecordedEvent<Exclude<OrderEvent, { type: 'OrderPlaced' }>>): Partial<Row> {
  const at = event.at.toISOString();
  const edited = { version: event.sequence, versionAt: at };
  switch (event.type) {
    case 'OrderRevised': {
      const { changes, lines } = event.data;
      const fields: Partial<OrderFields> = Object.fromEntries(changes.map(({ field, to }) => [field, to ?? undefined]));
      return { ...fields, ...(lines && { lines: revisedLines(row.lines, lines) }), ...edited };
    }
    case 'OrderStageMoved': {
      const { to } = event.data;
      return { stage: to, stageSince: at, stageBy: event.user, status: to === 'cleared' ? 'cleared' : 'open' };
    }
    case 'OrderLineAllocated':
    case 'OrderLineReleased':
    case 'OrderLineIssued':
    case 'OrderLineReturned':
    case 'OrderLineCompleted':
      return { lines: movedLines(row.lines, event) };
    case 'OrderCancelled':
      return { status: 'cancelled', ...edited };
    case 'OrderArchived':
      return { archived: true, ...edited };
    default:
      return unhandled(event);
  }
}

function entry(event: RecordedEvent<OrderEvent>, lines: readonly LineRow[]): Entry {
  const { sequence, position, user, type } = event;
  return { sequence, position, at: event.at.toISOString(), user, type, ...historyWords(event, lines) };
}

function lineView(line: LineRow): OrderLine {
  return {
    ...line,
    kind: line.productId === undefined ? 'material' : 'product',
    allocated: allocatedTo(line),
    totalCents: lineCents(line),
  };
}

function person(id: string, nameOf: NameOf): { id: string; name: string } {
  return { id, name: nameOf(id) };
}
