import type { OrderLine } from '../src/contracts/order.ts';
import type { OrderEvent, OrderedLine } from '../src/domain/order/events.ts';

/** A line as it was ordered, with what it has been given since. Quantities in the line's smallest unit. */
export interface LineRow extends OrderedLine {
  readonly issued: number;
  /** What went out to the client, less what came back. */
  readonly delivered: number;
  readonly completed: boolean;
  readonly allocations: OrderLine['allocations'];
  readonly issues: OrderLine['issues'];
}

export type LineEvent = Extract<OrderEvent, { data: { lineId: string } }>;

export function newLine(line: OrderedLine): LineRow {
  return { ...line, issued: 0, delivered: 0, completed: false, allocations: [], issues: [] };
}

type Placed = Extract<OrderEvent, { type: 'OrderPlaced' }>['data'];

/** The lines of an order that was entered, or that was moved in with some of them made. */
export function placedLines({ lines, made = [] }: Placed): LineRow[] {
  return lines.map((line) => ({ ...newLine(line), completed: made.includes(line.lineId) }));
}

/** Where an order begins: entered, or as it stood in the old application. `at`: when it was entered. */
export function standing({ stands }: Placed, at: string) {
  if (stands === undefined) {
    return { stage: 'order_entered', status: 'open', archived: false, stageSince: at } as const;
  }
  const { stage, status, archived, stageSince } = stands;
  return { stage, status, archived, stageSince, ...(status !== 'open' && { closedAt: stageSince }) };
}

/** The lines as they are ordered now; a line that stays keeps what it has been given. */
export function revisedLines(before: readonly LineRow[], ordered: readonly OrderedLine[]): LineRow[] {
  return ordered.map((line) => {
    const known = before.find(({ lineId }) => lineId === line.lineId);
    if (known === undefined) return newLine(line);
    const { issued, delivered, completed, allocations, issues } = known;
    return { ...line, issued, delivered, completed, allocations, issues };
  });
}

export function movedLines(lines: readonly LineRow[], event: LineEvent): LineRow[] {
  return lines.map((line) => (line.lineId === event.data.lineId ? movedLine(line, event) : line));
}

export function allocatedTo({ allocations }: Pick<LineRow, 'allocations'>): number {
  return allocations.reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Whether all that the line needs is allocated or issued. */
export function isCovered(line: LineRow): boolean {
  return allocatedTo(line) + line.issued >= line.required;
}

function movedLine(line: LineRow, event: LineEvent): LineRow {
  switch (event.type) {
    case 'OrderLineAllocated':
      return { ...line, allocations: shifted(line.allocations, insteadOf(line, event.data), event.data.quantity) };
    case 'OrderLineReleased':
      return { ...line, allocations: shifted(line.allocations, event.data, -event.data.quantity) };
    case 'OrderLineIssued': {
      const { quantity } = event.data;
      const allocations = shifted(line.allocations, event.data, -quantity);
      const issues = shifted(line.issues, insteadOf(line, event.data), quantity);
      return { ...line, allocations, issues, issued: line.issued + quantity };
    }
    case 'OrderLineReturned': {
      const { quantity } = event.data;
      return { ...line, issues: shifted(line.issues, event.data, -quantity), issued: line.issued - quantity };
    }
    case 'OrderLineDelivered':
      return { ...line, delivered: line.delivered + event.data.quantity };
    case 'OrderLineDeliveryTakenBack':
      return { ...line, delivered: line.delivered - event.data.quantity };
    case 'OrderLineCompleted':
      return { ...line, completed: true };
    case 'OrderLineReopened':
      return { ...line, completed: false };
    default:
      event satisfies never;
      return line;
  }
}

interface Moved {
  readonly itemId: string;
  readonly itemName: string;
  readonly insteadOf?: string | undefined;
}

/** Stock that stands in for something is known as that from its allocation to its issue. */
function insteadOf({ allocations, issues }: LineRow, moved: Moved): Moved {
  if (moved.insteadOf !== undefined) return moved;
  const known = [...allocations, ...issues].find((one) => one.itemId === moved.itemId);
  return known?.insteadOf === undefined ? moved : { ...moved, insteadOf: known.insteadOf };
}

/** What each item has given, after it gave more or took some back. */
function shifted(allocations: LineRow['allocations'], moved: Moved, change: number): LineRow['allocations'] {
  const { itemId, itemName } = moved;
  const before = allocations.find((one) => one.itemId === itemId);
  const instead = before?.insteadOf ?? moved.insteadOf;
  const held = { itemId, itemName, ...(instead !== undefined && { insteadOf: instead }) };
  if (before === undefined) return [...allocations, { ...held, quantity: change }];
  const quantity = before.quantity + change;
  if (quantity === 0) return allocations.filter((one) => one.itemId !== itemId);
  return allocations.map((one) => (one.itemId === itemId ? { ...held, quantity } : one));
}
