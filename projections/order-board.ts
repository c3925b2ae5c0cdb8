import * as z from 'zod/mini';
import { type OpenLine, type OrderCard, orderCard, priorities, stages } from '../src/contracts/order.ts';
import { id as anyId } from '../src/contracts/primitives.ts';
import type { OrderEvent, OrderFields } from '../src/domain/order/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { existing, flag, idOf, type Projection, unhandled } from '../src/projecting/definition.ts';
import { orderEvents } from './order-events.ts';
import { allocatedTo, isCovered, type LineRow, movedLines, newLine, revisedLines } from './order-lines.ts';
import { lineWords } from './order-words.ts';

type Row = Omit<OrderCard, 'id' | 'summary' | 'lineCount' | 'linesCovered' | 'openLines'> & {
  readonly lines: readonly LineRow[];
};

const filters = z.strictObject({
  archived: z.optional(flag),
  stage: z.optional(z.enum(stages)),
  clientId: z.optional(anyId),
});

/** The cards of the board. What is archived is a list of its own, so that the daily one stays short. */
export const orderBoard: Projection<Row, OrderCard, OrderEvent> = {
  name: 'order-board',
  version: 2,
  handles: orderEvents,
  id: idOf,

  evolve(row, event) {
    if (event.type === 'OrderPlaced') return placed(event);
    const before = existing(row, event);
    return {
      ...before,
      ...changed(before, event),
      people: withUser(before.people, event.user),
      sequence: event.sequence,
    };
  },

  indexes: [{ fields: ['archived', 'stage'] }, { fields: ['clientId', 'archived'] }],
  present({ lines, ...row }, _nameOf, id) {
    const [first] = lines;
    return {
      ...row,
      id,
      summary: first === undefined ? '' : lineWords(first),
      lineCount: lines.length,
      linesCovered: lines.filter(isCovered).length,
      openLines: row.status === 'open' ? lines.filter((line) => !isCovered(line)).map(openLine) : [],
    };
  },
  query: {
    permission: 'orders.read',
    row: orderCard,
    list: {
      params: filters,
      where: ({ archived = false, stage, clientId }: z.infer<typeof filters>) => ({
        archived,
        ...(stage !== undefined && { stage }),
        ...(clientId !== undefined && { clientId }),
      }),
      // Open orders by what is to be done next; archived ones the newest first.
      order: ({ archived, placedAt, priority, dueDate, number }) =>
        archived ? [-Date.parse(placedAt), number] : [priorities.indexOf(priority), dueDate, number],
      rowsMax: 2_000,
    },
  },
  live: true,
};

const PEOPLE_MAX = 20;

function withUser(people: readonly string[], user: string): string[] {
  return [...people.filter((one) => one !== user), user].slice(-PEOPLE_MAX);
}

function placed({ data, at, sequence, user }: RecordedEvent<Extract<OrderEvent, { type: 'OrderPlaced' }>>): Row {
  const { number, clientId, clientName, reference, dueDate, priority, lines } = data;
  const when = at.toISOString();
  return {
    ...{ number, clientId, clientName, reference, dueDate, priority },
    ...{ stage: 'order_entered', status: 'open', archived: false, placedAt: when, stageSince: when },
    ...{ lines: lines.map(newLine), people: [user], version: sequence, sequence },
  };
}

function openLine(line: LineRow): OpenLine {
  const { lineId, itemId, productId, description, unit, scale, required, issued, completed } = line;
  const needed = required - issued - allocatedTo(line);
  const asked = itemId === undefined ? { productId } : { itemId };
  return { lineId, ...asked, description, unit, scale, needed, completed };
}

function changed(row: Row, event: RecordedEvent<Exclude<OrderEvent, { type: 'OrderPlaced' }>>): Partial<Row> {
  switch (event.type) {
    case 'OrderRevised': {
      const { changes, lines } = event.data;
      const fields: Partial<OrderFields> = Object.fromEntries(changes.map(({ field, to }) => [field, to ?? undefined]));
      const { reference, dueDate, priority } = { ...row, ...fields };
      const revised = lines === undefined ? row.lines : revisedLines(row.lines, lines);
      return { reference, dueDate, priority, lines: revised, version: event.sequence };
    }
    case 'OrderStageMoved': {
      const { to } = event.data;
      return { stage: to, status: to === 'cleared' ? 'cleared' : 'open', stageSince: event.at.toISOString() };
    }
    case 'OrderLineAllocated':
    case 'OrderLineReleased':
    case 'OrderLineIssued':
    case 'OrderLineReturned':
    case 'OrderLineCompleted':
      return { lines: movedLines(row.lines, event) };
    case 'OrderCancelled':
      return { status: 'cancelled', version: event.sequence };
    case 'OrderArchived':
      return { archived: true, version: event.sequence };
    default:
      return unhandled(event);
  }
}
