import { goOut, remainingOf } from '../src/contracts/deliveries.ts';
import { fieldsAfter } from '../src/contracts/plain.ts';
import type { OrderOut } from '../src/contracts/reports.ts';
import { type Stage, stages } from '../src/contracts/stages.ts';
import type { OrderEvent, OrderFields } from '../src/domain/order/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection, passedOver } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import { type LineEvent, type LineRow, movedLines, placedLines, revisedLines, standing } from './order-lines.ts';

type GoingEvent = Extract<
  OrderEvent,
  {
    type:
      | ('OrderPlaced' | 'OrderRevised' | 'OrderStageMoved' | 'OrderReopened' | 'OrderCancelled')
      | ('OrderLineDelivered' | 'OrderLineDeliveryTakenBack');
  }
>;

interface Row extends Pick<OrderOut, 'number' | 'dueDate'> {
  readonly lines: readonly LineRow[];
  readonly stage: Stage;
  readonly cancelled: boolean;
  readonly isOut: boolean;
  /** When it went out. Not known of an order that had gone before it was moved in. */
  readonly outAt?: string | undefined;
  readonly isKnown: boolean;
}

/**
 * The orders that went out, and when: all lines that go to the client were delivered, or it was moved on past Delivery. A
 * delivery that is taken back, or a line that is added, makes it one that has not gone.
 */
export const ordersOut = defineProjection<'orders-out', Row, GoingEvent>({
  name: 'orders-out',
  version: 1,
  id: idOf,

  on: {
    OrderPlaced: (_row, event) => {
      const { number, dueDate } = event.data;
      const { stage, status } = standing(event.data, event.at.toISOString());
      const cancelled = status === 'cancelled';
      const row = { number, dueDate, lines: placedLines(event.data), stage, cancelled, isKnown: false };
      return { ...row, isOut: hasGone(row) };
    },
    OrderRevised: (row, event) => {
      const before = existing(row, event);
      const { changes, lines } = event.data;
      const { dueDate } = { ...before, ...(fieldsAfter(changes) as Partial<OrderFields>) };
      const revised = lines === undefined ? before.lines : revisedLines(before.lines, lines);
      return after({ ...before, dueDate, lines: revised }, event);
    },
    OrderStageMoved: (row, event) => after({ ...existing(row, event), stage: event.data.to }, event),
    OrderReopened: (row, event) => after({ ...existing(row, event), stage: event.data.stage, cancelled: false }, event),
    OrderCancelled: (row, event) => after({ ...existing(row, event), cancelled: true }, event),
    OrderLineDelivered: delivered,
    OrderLineDeliveryTakenBack: delivered,
    ...passedOver('OrderClientChanged', 'OrderStageRecorded', 'OrderLineAllocated', 'OrderLineReleased'),
    ...passedOver('OrderLineIssued', 'OrderLineReturned', 'OrderLeftUndelivered', 'OrderLineCompleted'),
    ...passedOver('OrderLineReopened', 'OrderArchived'),
  },

  indexes: [{ fields: ['isKnown'] }],
  shown: { isKnown: true },
  present: ({ number, dueDate, outAt }, _nameOf, id) =>
    outAt === undefined ? undefined : { id, number, dueDate, outAt },
});

function delivered(row: Row | undefined, event: RecordedEvent<LineEvent>): Row {
  const before = existing(row, event);
  return after({ ...before, lines: movedLines(before.lines, event) }, event);
}

function hasGone({ lines, stage, cancelled }: Pick<Row, 'lines' | 'stage' | 'cancelled'>): boolean {
  if (cancelled) return false;
  const going = goOut(lines);
  const allGone = going.length > 0 && going.every((line) => remainingOf(line) === 0);
  return allGone || stages.indexOf(stage) > stages.indexOf('delivery');
}

/** The row with when it went, if it went by this event. */
function after({ outAt: before, ...row }: Row, event: RecordedEvent<OrderEvent>): Row {
  const isOut = hasGone(row);
  const outAt = !isOut ? undefined : row.isOut ? before : event.at.toISOString();
  return { ...row, isOut, isKnown: outAt !== undefined, ...(outAt !== undefined && { outAt }) };
}
