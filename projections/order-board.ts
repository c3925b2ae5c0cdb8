import { goOut, remainingOf } from '../src/contracts/deliveries.ts';
import type { OpenLine, OrderCard } from '../src/contracts/order.ts';
import { fieldsAfter } from '../src/contracts/plain.ts';
import type { OrderEvent, OrderFields } from '../src/domain/order/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { defineProjection } from '../src/projecting/define-projection.ts';
import { existing, idOf } from '../src/projecting/definition.ts';
import {
  allocatedTo,
  isCovered,
  type LineEvent,
  type LineRow,
  movedLines,
  placedLines,
  revisedLines,
  standing,
} from './order-lines.ts';
import { afterCancelling, afterMove, afterReopening } from './order-stage.ts';
import { lineWords } from './order-words.ts';

type Row = Omit<
  OrderCard,
  | 'id'
  | 'summary'
  | 'touched'
  | 'lineCount'
  | 'lines'
  | 'linesCovered'
  | 'linesToDeliver'
  | 'linesDelivered'
  | 'openLines'
> & {
  readonly lines: readonly LineRow[];
  /** By the last of `people`. */
  readonly touchedAt: string;
  /** When it was cleared or cancelled. It keeps the name that its client had then. */
  readonly closedAt?: string | undefined;
};

/** The cards of the board. What is archived is a list of its own, so that the daily one stays short. */
export const orderBoard = defineProjection<'order-board', Row, OrderEvent>({
  name: 'order-board',
  version: 5,
  id: idOf,

  on: {
    OrderPlaced: (_row, event) => placed(event),
    OrderRevised: (row, event) => {
      const before = existing(row, event);
      const { changes, lines } = event.data;
      const { reference, dueDate, priority } = { ...before, ...(fieldsAfter(changes) as Partial<OrderFields>) };
      const revised = lines === undefined ? before.lines : revisedLines(before.lines, lines);
      return { ...edited(row, event), reference, dueDate, priority, lines: revised };
    },
    OrderClientChanged: (row, event) => {
      const { clientId, clientName } = event.data;
      return { ...edited(row, event), clientId, clientName };
    },
    OrderStageMoved: (row, event) => ({ ...seen(row, event), ...afterMove(event) }),
    OrderStageRecorded: (row, event) => ({ ...existing(row, event), sequence: event.sequence }),
    OrderLineAllocated: lineMoved,
    OrderLineReleased: lineMoved,
    OrderLineIssued: lineMoved,
    OrderLineReturned: lineMoved,
    OrderLineDelivered: (row, event) => ({
      ...lineMoved(row, event),
      dockets: withDocket(existing(row, event).dockets, event.data.docket),
    }),
    OrderLineDeliveryTakenBack: lineMoved,
    OrderLeftUndelivered: seen,
    OrderLineCompleted: lineMoved,
    OrderLineReopened: lineMoved,
    OrderReopened: (row, event) => ({ ...edited(row, event), ...afterReopening(event) }),
    OrderCancelled: (row, event) => ({ ...edited(row, event), ...afterCancelling(event) }),
    OrderArchived: (row, event) => ({ ...edited(row, event), archived: true }),
  },

  indexes: [{ fields: ['archived', 'stage'] }, { fields: ['clientId', 'archived'] }],
  present({ lines, closedAt, touchedAt, ...row }, nameOf, id) {
    const words = lines.map(lineWords);
    const last = row.people.at(-1) ?? '';
    return {
      ...row,
      id,
      clientName: nameOf.client(row.clientId, closedAt) ?? row.clientName,
      summary: words[0] ?? '',
      lineCount: lines.length,
      lines: words,
      touched: { at: touchedAt, user: { id: last, name: nameOf(last) } },
      linesToDeliver: goOut(lines).length,
      linesDelivered: goOut(lines).filter((line) => remainingOf(line) === 0).length,
      linesCovered: lines.filter(isCovered).length,
      openLines: row.status === 'open' ? lines.filter((line) => !isCovered(line)).map(openLine) : [],
    };
  },
});

const PEOPLE_MAX = 20;
const DOCKETS_MAX = 50;

function withDocket(dockets: readonly string[], docket: string | undefined): string[] {
  return docket === undefined || dockets.includes(docket) ? [...dockets] : [...dockets, docket].slice(-DOCKETS_MAX);
}

function withUser(people: readonly string[], user: string): string[] {
  return [...people.filter((one) => one !== user), user].slice(-PEOPLE_MAX);
}

function placed({ data, at, sequence, user }: RecordedEvent<Extract<OrderEvent, { type: 'OrderPlaced' }>>): Row {
  const { number, clientId, clientName, reference, dueDate, priority } = data;
  const when = at.toISOString();
  return {
    ...{ number, clientId, clientName, reference, dueDate, priority },
    ...standing(data, when),
    ...{
      lines: placedLines(data),
      dockets: [],
      placedAt: when,
      people: [user],
      touchedAt: when,
      version: sequence,
      sequence,
    },
  };
}

function openLine(line: LineRow): OpenLine {
  const { lineId, itemId, productId, description, unit, scale, required, issued, completed } = line;
  const needed = required - issued - allocatedTo(line);
  const asked = itemId === undefined ? { productId } : { itemId };
  return { lineId, ...asked, description, unit, scale, needed, completed };
}

function seen(row: Row | undefined, event: RecordedEvent<OrderEvent>): Row {
  const before = existing(row, event);
  return {
    ...before,
    ...{ people: withUser(before.people, event.user), touchedAt: event.at.toISOString() },
    sequence: event.sequence,
  };
}

function edited(row: Row | undefined, event: RecordedEvent<OrderEvent>): Row {
  return { ...seen(row, event), version: event.sequence };
}

function lineMoved(row: Row | undefined, event: RecordedEvent<LineEvent>): Row {
  const after = seen(row, event);
  return { ...after, lines: movedLines(after.lines, event) };
}
