import { hasBegun } from '../../contracts/begun.ts';
import type { CommandPayload } from '../../contracts/commands.ts';
import { remainingOf } from '../../contracts/deliveries.ts';
import { type orderCommands, type Stage, stages, stageWords } from '../../contracts/order.ts';
import { sameContent } from '../../contracts/plain.ts';
import { activeClient, client } from '../client/decider.ts';
import {
  byAnother,
  type DeciderOf,
  type DomainEvent,
  isRefusal,
  type NewEvent,
  type Peek,
  refuse,
  refuseStale,
} from '../kernel.ts';
import { stockItem } from '../stock/stock-item.ts';
import { deliveryDeciders, refuseUndelivered, stillToDeliver } from './deliveries.ts';
import type { Change, LineMove, OrderEvent, OrderedLine, OrderFields, OrderNumberEvent } from './events.ts';
import { orderedLine, revisedLines, whatLinesAskFor } from './lines.ts';
import {
  allocatedOf,
  freshLine,
  freshOrder,
  issuedOf,
  type KnownOrder,
  knownOrder,
  type LineState,
  openOrder,
  order,
  orderedOf,
  orderLine,
} from './order.ts';
import { orderNumber, orderNumbers } from './order-numbers.ts';

export const orderDeciders = {
  ...deliveryDeciders,

  PlaceOrder: {
    reads: ({ orderId, clientId, lines }, _, { today }) => [
      order.at(orderId),
      orderNumbers.at(yearOf(today)),
      client.at(clientId),
      ...whatLinesAskFor(lines),
    ],
    decide({ orderId, clientId, lines: inputs, discountBasisPoints, ...rest }, read, context) {
      const found = read(order, orderId);
      if (found.status !== 'none') {
        return refuse('already-exists', `This order is entered already: it is ${found.number}.`, {
          winner: byAnother(found.placed, context),
          fresh: freshOrder(orderId, found),
        });
      }
      // Read without writing to it: a client never ceases to exist, and one that is retired this moment does no harm.
      const by = activeClient(read, clientId, context);
      if (isRefusal(by)) return by;
      const lines: OrderedLine[] = [];
      for (const input of inputs) {
        const line = orderedLine(input, read, context);
        if (isRefusal(line)) return line;
        lines.push(line);
      }
      const year = yearOf(context.today);
      const number = read(orderNumbers, year).last + 1;
      const fields = { ...rest, discountBasisPoints: discountBasisPoints ?? 0 };
      const placed = { number: orderNumber(year, number), clientId, clientName: by.details.name, ...fields, lines };
      return [
        order.event(orderId, 'OrderPlaced', placed),
        orderNumbers.event(year, 'OrderNumberTaken', { number, orderId }),
      ];
    },
    result: placedAs,
  },

  ReviseOrder: {
    reads: ({ orderId, lines }) => [order.at(orderId), ...whatLinesAskFor(lines ?? [])],
    decide({ orderId, lines: inputs, reason, ...edits }, read, context) {
      const found = openOrder(read, orderId, context);
      if (isRefusal(found)) return found;
      const stale = refuseStale('Order', context, found.version, found.lastEdit);
      if (stale) return { ...stale, fresh: freshOrder(orderId, found) };
      const lines = inputs && revisedLines(orderId, found, inputs, read, context);
      if (lines !== undefined && isRefusal(lines)) return lines;
      const changes = fieldChanges(found.fields, edits);
      const linesChanged = lines !== undefined && !sameLines(found, lines);
      if (changes.length === 0 && !linesChanged) return [];
      return [order.event(orderId, 'OrderRevised', { changes, lines: linesChanged ? lines : undefined, reason })];
    },
  },

  ChangeOrderClient: {
    reads: ({ orderId, clientId }) => [order.at(orderId), client.at(clientId)],
    decide({ orderId, clientId }, read, context) {
      const found = openOrder(read, orderId, context);
      if (isRefusal(found)) return found;
      const stale = refuseStale('Order', context, found.version, found.lastEdit);
      if (stale) return { ...stale, fresh: freshOrder(orderId, found) };
      if (clientId === found.clientId) return [];
      const by = activeClient(read, clientId, context);
      if (isRefusal(by)) return by;
      const { stage, lines, clientName } = found;
      if (hasBegun({ stage, lines: lines.map(workedOn) })) {
        const detail = `${found.number} is begun already. Cancel it, and copy it for ${by.details.name}.`;
        return refuse('order-begun', detail, { fresh: freshOrder(orderId, found) });
      }
      const was = { clientId: found.clientId, clientName };
      return [order.event(orderId, 'OrderClientChanged', { clientId, clientName: by.details.name, was })];
    },
  },

  MoveOrderStage: {
    reads: ({ orderId, to }, peek) => [order.at(orderId), ...(to === 'cleared' ? stockOf(orderId, peek) : [])],
    decide({ orderId, from, to, note, undelivered = false }, read, context) {
      const found = openOrder(read, orderId, context);
      if (isRefusal(found)) return found;
      const standing = { winner: byAnother(found.stageMoved, context), fresh: freshOrder(orderId, found) };
      const word = stageWords[found.stage];
      if (to === found.stage) return refuse('stage-moved', `${found.number} is in ${word} already.`, standing);
      if (from !== undefined && from !== found.stage) {
        return refuse('stage-moved', `${found.number} was moved to ${word} meanwhile.`, standing);
      }
      const steps = Math.abs(stages.indexOf(to) - stages.indexOf(found.stage));
      if (steps > 1 && note === undefined) return refuse('reason-required', 'A reason is required.');
      const moved = order.event(orderId, 'OrderStageMoved', { from: found.stage, to, note });
      const leaves = isPastDelivery(to) && !isPastDelivery(found.stage) ? stillToDeliver(found) : [];
      const refusal = leaves.length > 0 && !undelivered && refuseUndelivered(orderId, found, context);
      if (refusal) return refusal;
      const left = leaves.map((line) => ({ lineId: line.lineId, quantity: remainingOf(line) }));
      const moves =
        left.length === 0 ? [moved] : [order.event(orderId, 'OrderLeftUndelivered', { lines: left }), moved];
      return to === 'cleared' ? closing(orderId, found, moves, note) : moves;
    },
  },

  CompleteOrderLine: {
    reads: ({ orderId }) => [order.at(orderId)],
    decide({ orderId, lineId }, read, context) {
      const found = openOrder(read, orderId, context);
      if (isRefusal(found)) return found;
      const line = orderLine(found, lineId);
      if (isRefusal(line)) return line;
      if (line.completed) {
        return refuse('line-completed', `${line.description} is marked as made already.`, {
          winner: byAnother(line.completed, context),
          fresh: freshLine(orderId, found, line),
        });
      }
      return [order.event(orderId, 'OrderLineCompleted', { lineId })];
    },
  },

  ReopenOrderLine: {
    reads: ({ orderId }) => [order.at(orderId)],
    decide({ orderId, lineId }, read, context) {
      const found = openOrder(read, orderId, context, 'Reopen it first.');
      if (isRefusal(found)) return found;
      const line = orderLine(found, lineId);
      if (isRefusal(line)) return line;
      if (line.completed === undefined) {
        return refuse('nothing-changed', `${line.description} is not marked as made.`, {
          winner: byAnother(line.lastReopened, context),
          fresh: freshLine(orderId, found, line),
        });
      }
      return [order.event(orderId, 'OrderLineReopened', { lineId })];
    },
  },

  CancelOrder: {
    reads: ({ orderId }, peek) => [order.at(orderId), ...stockOf(orderId, peek)],
    decide({ orderId, reason }, read, context) {
      const found = openOrder(read, orderId, context);
      if (isRefusal(found)) return found;
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      return closing(orderId, found, [order.event(orderId, 'OrderCancelled', { reason })], reason);
    },
  },

  ReopenOrder: {
    reads: ({ orderId }) => [order.at(orderId)],
    decide({ orderId, reason }, read, context) {
      const found = knownOrder(read, orderId);
      if (isRefusal(found)) return found;
      if (found.status === 'open') {
        return refuse('nothing-changed', `${found.number} is open already.`, {
          winner: byAnother(found.reopened, context),
          fresh: freshOrder(orderId, found),
        });
      }
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      return [order.event(orderId, 'OrderReopened', { stage: found.openStage, reason })];
    },
  },

  ArchiveOrder: {
    reads: ({ orderId }) => [order.at(orderId)],
    decide({ orderId }, read, context) {
      const found = knownOrder(read, orderId);
      if (isRefusal(found)) return found;
      if (found.status === 'open') {
        const detail = `${found.number} is still open. Clear or cancel it first.`;
        return refuse('order-not-closed', detail, { fresh: freshOrder(orderId, found) });
      }
      if (found.archived) {
        const winner = byAnother(found.archived, context);
        return refuse('nothing-changed', `${found.number} is archived already.`, { winner });
      }
      return [order.event(orderId, 'OrderArchived', {})];
    },
  },
} satisfies { [Type in keyof typeof orderCommands]: DeciderOf<Type> };

/** Whether what is in this stage has left the shop. */
function isPastDelivery(stage: Stage): boolean {
  return stages.indexOf(stage) > stages.indexOf('delivery');
}

function workedOn(line: LineState) {
  const { delivered, completed } = line;
  return { allocated: allocatedOf(line), issued: issuedOf(line), delivered, completed: completed !== undefined };
}

function yearOf(date: string): string {
  return date.slice(0, 4);
}

/** { orderId, orderNumber } */
function placedAs(events: readonly DomainEvent[]) {
  const recorded = events as readonly (OrderEvent | OrderNumberEvent)[];
  const placed = recorded.find((event) => event.type === 'OrderPlaced');
  const taken = recorded.find((event) => event.type === 'OrderNumberTaken');
  return { orderId: taken?.data.orderId ?? null, orderNumber: placed?.data.number ?? null };
}

const editable = [
  'reference',
  'dueDate',
  'priority',
  'discountBasisPoints',
  'notes',
  'deliveryAddress',
] as const satisfies readonly (keyof OrderFields)[];

function fieldChanges(before: OrderFields, edits: Pick<CommandPayload<'ReviseOrder'>, keyof OrderFields>): Change[] {
  return editable.flatMap((field) => {
    const from = before[field] ?? null;
    const to = edits[field];
    return to === undefined || to === from ? [] : [{ field, from, to }];
  });
}

function sameLines(placed: KnownOrder, lines: readonly OrderedLine[]): boolean {
  return sameContent(
    placed.lines.map((line) => ({ ...orderedOf(line) })),
    lines.map((line) => ({ ...line })),
  );
}

/** Ids of the stock items that are held for the order, as far as they are known. */
function stockOf(orderId: string, peek: Peek): string[] {
  const known = peek(order, orderId);
  if (known === undefined || known.status === 'none') return [];
  return [...new Set(allocations(known).map(({ itemId }) => stockItem.at(itemId)))];
}

/**
 * Everything that is still allocated goes back to free in the commit that closes the order. The order's own events come
 * first, the releases before the end: at no event does a closed order hold anything.
 */
function closing(
  orderId: string,
  placed: KnownOrder,
  end: readonly NewEvent[],
  reason: string | undefined,
): readonly NewEvent[] {
  const held = allocations(placed);
  const { number: orderNumber, clientName } = placed;
  return [
    ...held.map((move) => order.event(orderId, 'OrderLineReleased', move)),
    ...end,
    ...held.map(({ itemId, lineId, quantity }) =>
      stockItem.event(itemId, 'StockReleased', { orderId, orderNumber, clientName, lineId, quantity, reason }),
    ),
  ];
}

function allocations(placed: KnownOrder): LineMove[] {
  return placed.lines.flatMap(({ lineId, stock }) =>
    [...stock]
      .filter(([, { allocated }]) => allocated > 0)
      .map(([itemId, { itemName, allocated }]) => ({ lineId, itemId, itemName, quantity: allocated })),
  );
}
