import { stillExpected } from '../src/contracts/expected.ts';
import { fieldsAfter } from '../src/contracts/plain.ts';
import type { StockLevel, StockMovement } from '../src/contracts/stock.ts';
import type { StockEvent } from '../src/domain/stock/events.ts';
import type { RecordedEvent } from '../src/event-store/commit.ts';
import { existing } from '../src/projecting/definition.ts';

/** An item as its events leave it. */
export type Item = Omit<StockLevel, 'id' | 'free' | 'low'>;
/** Figures of one item, in its smallest unit. What is free is the difference. */
type Balance = Pick<Item, 'onHand' | 'allocated'>;
type Allocation = Item['allocations'][number];
type Movement = Pick<StockMovement, 'kind' | 'quantity'> & Partial<Omit<StockMovement, 'id' | 'user' | 'free'>>;
/** Fields that are different now; one that is undefined is taken off. */
type Changed = { readonly [Field in keyof Item]?: Item[Field] | undefined };

/** What an event means for all read models of stock. */
interface Meaning<Data> {
  /** The line in the history of the item. `before` is what was there. */
  movement(data: Data, before: Balance): Movement;
  /** What is on hand and allocated now, where that is different. */
  figures?(data: Data, before: Balance): Partial<Balance>;
  /** What the event says of the item's card. An edit that was begun before it is out of date. */
  card?(data: Data): Changed;
  /** What else it changes of the item. */
  item?(data: Data, before: Item): Changed;
}

const meanings: {
  readonly [Type in StockEvent['type']]: Meaning<Extract<StockEvent, { type: Type }>['data']>;
} = {
  StockItemRegistered: {
    movement: ({ onHand = 0 }) => ({ kind: 'registered', quantity: onHand }),
    figures: ({ onHand = 0 }) => ({ onHand }),
  },
  StockMovementRecorded: {
    movement: ({ change, note, orderNumber }) => ({ kind: 'recorded', quantity: Math.abs(change), note, orderNumber }),
  },
  StockReceived: {
    movement: (data) => ({ kind: 'received', ...data }),
    figures: ({ quantity }, { onHand }) => ({ onHand: onHand + quantity }),
    item: ({ quantity }, { expected }) => ({ expected: stillExpected(expected, quantity) }),
  },
  StockAdjusted: {
    // The event says by how much, not from where: only here is it known which way it went.
    movement: ({ change, reason }, { onHand }) => ({
      ...{ kind: 'adjusted', quantity: Math.abs(change), was: onHand, reason },
    }),
    figures: ({ change }, { onHand }) => ({ onHand: onHand + change }),
  },
  StockCounted: {
    movement: ({ counted, was, note }) => ({ kind: 'counted', quantity: Math.abs(counted - was), was, note }),
    figures: ({ counted }) => ({ onHand: counted }),
  },
  StockAllocated: {
    movement: (data) => ({ kind: 'allocated', ...data }),
    figures: ({ quantity }, { allocated }) => ({ allocated: allocated + quantity }),
  },
  StockReleased: {
    movement: (data) => ({ kind: 'released', ...data }),
    figures: ({ quantity }, { allocated }) => ({ allocated: allocated - quantity }),
  },
  StockIssued: {
    movement: (data) => ({ kind: 'issued', ...data }),
    // What goes out for a line was allocated to it; the rest goes out of what is free.
    figures: ({ quantity, lineId }, { onHand, allocated }) => ({
      ...{ onHand: onHand - quantity, allocated: lineId === undefined ? allocated : allocated - quantity },
    }),
  },
  StockReturned: {
    movement: (data) => ({ kind: 'returned', ...data }),
    figures: ({ quantity }, { onHand }) => ({ onHand: onHand + quantity }),
  },
  ReorderPointSet: {
    movement: ({ reorderPoint, was }) => ({ kind: 'reorder-point', quantity: reorderPoint, was }),
    card: ({ reorderPoint }) => ({ reorderPoint }),
  },
  StockItemRevised: {
    movement: ({ changes }) => ({ kind: 'revised', quantity: 0, changes: [...changes] }),
    card: ({ changes }) => fieldsAfter(changes),
  },
  StockExpected: {
    movement: (data) => ({ kind: 'expected', ...data }),
    item: (data) => ({ expected: { ...data } }),
  },
  StockNotExpected: {
    movement: ({ reason }) => ({ kind: 'not-expected', quantity: 0, reason }),
    item: () => ({ expected: undefined }),
  },
  StockItemRetired: {
    movement: ({ reason }) => ({ kind: 'retired', quantity: 0, reason }),
    item: () => ({ retired: true }),
  },
  StockItemReactivated: {
    movement: () => ({ kind: 'reactivated', quantity: 0 }),
    item: () => ({ retired: false }),
  },
};

/** For read models with one rule for all events of an item. */
export const everyStockEvent: Readonly<Record<StockEvent['type'], unknown>> = meanings;

/** The item after the event. */
export function itemAfter(row: Item | undefined, event: RecordedEvent<StockEvent>): Item {
  const { sequence } = event;
  const updatedAt = event.at.toISOString();
  if (event.type === 'StockItemRegistered') {
    const { onHand = 0, retired = false, ...card } = event.data;
    const begun = { onHand, allocated: 0, peak: onHand, allocations: [], retired };
    return { ...card, ...begun, version: sequence, cardVersion: sequence, sequence, updatedAt };
  }
  const before = existing(row, event);
  const { onHand, allocated } = { ...before, ...meaningOf(event).figures?.(event.data, before) };
  const card = meaningOf(event).card?.(event.data);
  const next = { ...before, ...card, ...meaningOf(event).item?.(event.data, before) };
  return {
    ...(withoutUndefined(next) as Item),
    ...{ onHand, allocated, peak: Math.max(before.peak, onHand) },
    allocations: allocationsAfter(before.allocations, event.data, allocated - before.allocated),
    version: onHand === before.onHand ? before.version : sequence,
    cardVersion: card === undefined ? before.cardVersion : sequence,
    ...{ sequence, updatedAt },
  };
}

/** The event as a line of the item's history, with the balance after it. */
export function movementAfter(before: Balance, event: StockEvent): Movement & Balance {
  const { onHand, allocated } = before;
  const { movement, figures } = meaningOf(event);
  return { ...movement(event.data, before), onHand, allocated, ...figures?.(event.data, before) };
}

/** Whether so little is free that it is time to reorder. Without a reorder point it never is: goods that are made to order. */
export function isLow({ onHand, allocated, reorderPoint, retired }: Item): boolean {
  return !retired && reorderPoint > 0 && onHand - allocated <= reorderPoint;
}

function meaningOf(event: StockEvent): Meaning<StockEvent['data']> {
  return meanings[event.type] as Meaning<StockEvent['data']>;
}

/** What is held for which line, after so much more or less is. */
function allocationsAfter(before: readonly Allocation[], data: object, change: number): Allocation[] {
  if (change === 0) return [...before];
  const { orderId, orderNumber, clientName, lineId } = data as Allocation;
  const isThis = (one: Allocation) => one.orderId === orderId && one.lineId === lineId;
  const held = before.find(isThis);
  if (held === undefined) return [...before, { orderId, orderNumber, clientName, lineId, quantity: change }];
  const quantity = held.quantity + change;
  if (quantity === 0) return before.filter((one) => !isThis(one));
  return before.map((one) => (isThis(one) ? { ...one, quantity } : one));
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
