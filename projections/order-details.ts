import { lineCents, orderTotals } from '../src/contracts/money.ts';
import type { OrderDelivery, OrderDetail, OrderLine } from '../src/contracts/order.ts';
import { fieldsAfter } from '../src/contracts/plain.ts';
import type { OrderEvent, OrderFields, ToldTotals } from '../src/domain/order/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { authorOf, type KeptAuthor, namedAuthor } from '../src/projecting/author.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf, type NameOf } from '../src/projecting/definition.ts';
import {
  allocatedTo,
  type LineEvent,
  type LineRow,
  movedLines,
  placedLines,
  revisedLines,
  standing,
} from './order-lines.ts';
import { afterCancelling, afterMove, afterReopening } from './order-stage.ts';
import { historyWords } from './order-words.ts';

interface Entry extends KeptAuthor {
  readonly sequence: number;
  readonly position: number;
  readonly at: string;
  readonly type: string;
  readonly title: string;
  readonly detail?: string | undefined;
}

type Delivery = Omit<OrderDelivery, 'user'> & KeptAuthor;

interface Row extends OrderFields {
  readonly number: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly stage: OrderDetail['stage'];
  readonly stageSince: string;
  readonly stageBy: string;
  readonly status: OrderDetail['status'];
  readonly archived: boolean;
  /** When it was cleared or cancelled. It keeps the name that its client had then. */
  readonly closedAt?: string | undefined;
  readonly lines: readonly LineRow[];
  readonly told?: ToldTotals | undefined;
  readonly placedAt: string;
  readonly placedBy: string;
  readonly version: number;
  readonly versionAt: string;
  readonly sequence: number;
  readonly deliveries: readonly Delivery[];
  readonly history: readonly Entry[];
}

const HISTORY_MAX = 100;
const DELIVERIES_MAX = 100;

/** An order with its lines, what they hold, what it costs, and its history in words. */
export const orderDetails = defineProjection<'order-details', Row, OrderEvent>({
  name: 'order-details',
  version: 5,
  id: idOf,

  on: {
    OrderPlaced: (_row, event) => ({ ...placed(event), sequence: event.sequence, history: [entry(event, [])] }),
    OrderRevised: (row, event) => {
      const { changes, lines } = event.data;
      const fields = fieldsAfter(changes) as Partial<OrderFields>;
      const before = existing(row, event);
      const revised = lines === undefined ? before.lines : revisedLines(before.lines, lines);
      // What the client was told counts until the price is another.
      const { told, ...after } = { ...edited(row, event), ...fields, lines: revised };
      const same = sameLines(before.lines, revised) && after.discountBasisPoints === before.discountBasisPoints;
      return { ...after, ...(same && told !== undefined && { told }) };
    },
    OrderClientChanged: (row, event) => {
      const { clientId, clientName } = event.data;
      return { ...edited(row, event), clientId, clientName };
    },
    OrderStageMoved: (row, event) => ({ ...seen(row, event), ...afterMove(event), stageBy: event.user }),
    OrderStageRecorded: seen,
    OrderLineAllocated: lineMoved,
    OrderLineReleased: lineMoved,
    OrderLineIssued: lineMoved,
    OrderLineReturned: lineMoved,
    OrderLineDelivered: (row, event) => ({
      ...lineMoved(row, event),
      deliveries: withDelivery(existing(row, event).deliveries, event, event.data.note),
    }),
    OrderLineDeliveryTakenBack: (row, event) => ({
      ...lineMoved(row, event),
      deliveries: withDelivery(existing(row, event).deliveries, event, event.data.reason),
    }),
    OrderLeftUndelivered: seen,
    OrderLineCompleted: lineMoved,
    OrderLineReopened: lineMoved,
    OrderReopened: (row, event) => ({ ...edited(row, event), ...afterReopening(event), stageBy: event.user }),
    OrderCancelled: (row, event) => ({ ...edited(row, event), ...afterCancelling(event) }),
    OrderArchived: (row, event) => ({ ...edited(row, event), archived: true }),
  },

  indexes: [],
  present(row, nameOf, id) {
    const { lines, stageBy, placedBy, history, deliveries, closedAt, told, ...rest } = row;
    return {
      ...rest,
      id,
      clientName: nameOf.client(row.clientId, closedAt) ?? row.clientName,
      stageBy: person(stageBy, nameOf),
      placedBy: person(placedBy, nameOf),
      ...(told ?? orderTotals(lines, row.discountBasisPoints)),
      lines: lines.map(lineView),
      deliveries: deliveries.map(({ user, device, ...one }) => ({
        ...one,
        user: namedAuthor({ user, device }, nameOf),
      })),
      history: history.map(({ user, device, ...one }) => ({ ...one, user: namedAuthor({ user, device }, nameOf) })),
    };
  },
});

function placed(event: RecordedEvent<Extract<OrderEvent, { type: 'OrderPlaced' }>>): Omit<Row, 'history' | 'sequence'> {
  const { lines: _, made: _m, stands: _s, ...data } = event.data;
  const at = event.at.toISOString();
  return {
    ...data,
    ...{ ...standing(event.data, at), stageBy: event.user },
    ...{
      lines: placedLines(event.data),
      placedAt: at,
      placedBy: event.user,
      deliveries: [],
      version: event.sequence,
      versionAt: at,
    },
  };
}

function sameLines(before: readonly LineRow[], after: readonly LineRow[]): boolean {
  const price = ({ required, unitPrice }: LineRow) => `${required} ${unitPrice}`;
  return before.length === after.length && before.every((line, at) => after[at] && price(line) === price(after[at]));
}

function seen(row: Row | undefined, event: RecordedEvent<OrderEvent>): Row {
  const before = existing(row, event);
  const history = [entry(event, before.lines), ...before.history].slice(0, HISTORY_MAX);
  return { ...before, sequence: event.sequence, history };
}

function edited(row: Row | undefined, event: RecordedEvent<OrderEvent>): Row {
  return { ...seen(row, event), version: event.sequence, versionAt: event.at.toISOString() };
}

function lineMoved(row: Row | undefined, event: RecordedEvent<LineEvent>): Row {
  const after = seen(row, event);
  return { ...after, lines: movedLines(after.lines, event) };
}

type Delivered = Extract<OrderEvent, { type: 'OrderLineDelivered' | 'OrderLineDeliveryTakenBack' }>;

/** All that went out in one commit is one delivery. */
function withDelivery(
  before: readonly Delivery[],
  event: RecordedEvent<Delivered>,
  note: string | undefined,
): readonly Delivery[] {
  const { position, data } = event;
  const { lineId, quantity, docket } = data;
  const [last, ...older] = before;
  if (last?.position === position) return [{ ...last, lines: [...last.lines, { lineId, quantity }] }, ...older];
  const takenBack = event.type === 'OrderLineDeliveryTakenBack';
  const words = { ...(docket !== undefined && { docket }), ...(note !== undefined && { note }) };
  const first = {
    position,
    at: event.at.toISOString(),
    ...authorOf(event),
    takenBack,
    ...words,
    lines: [{ lineId, quantity }],
  };
  return [first, ...before].slice(0, DELIVERIES_MAX);
}

function entry(event: RecordedEvent<OrderEvent>, lines: readonly LineRow[]): Entry {
  const { sequence, position, type } = event;
  const at = event.at.toISOString();
  return { sequence, position, at, ...authorOf(event), type, ...historyWords(event, lines) };
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
