import { asksFor, sameUnit } from '#contracts/asking.ts';
import type { OpenLine, OrderCard } from '#contracts/order.ts';
import { priorities, type Stage, stages } from '#contracts/stages.ts';
import type { StockLevel } from '#contracts/stock.ts';

/** A line that lacks material, with the order it belongs to. */
export interface NeedyLine extends OpenLine {
  /** Names the line among all orders. */
  readonly key: string;
  readonly order: Pick<
    OrderCard,
    'id' | 'number' | 'clientName' | 'priority' | 'dueDate' | 'stage' | 'people' | 'touched' | 'summary'
  >;
}

/** All lines that lack material, the most urgent first. */
export function needyLines(cards: readonly OrderCard[]): NeedyLine[] {
  return cards
    .flatMap((order) =>
      order.openLines.map((line) => ({ ...line, key: lineKey(order.id, line.lineId), order }) satisfies NeedyLine),
    )
    .sort(byUrgency);
}

export function lineKey(orderId: string, lineId: string): string {
  return `${orderId}/${lineId}`;
}

/** ASAP first, then what must be delivered on its date, then the rest; each by its due date. */
export function byUrgency({ order: a }: NeedyLine, { order: b }: NeedyLine): number {
  return (
    priorities.indexOf(a.priority) - priorities.indexOf(b.priority) ||
    compare(a.dueDate, b.dueDate) ||
    compare(a.number, b.number)
  );
}

/**
 * The lines that this item can be allocated to: those that ask for it, and others that are counted alike. Material
 * stands in for material, and what is made for what is made: a roll of kraft is no roll of labels.
 */
export function linesFor(
  item: StockLevel,
  lines: readonly NeedyLine[],
): { readonly own: readonly NeedyLine[]; readonly others: readonly NeedyLine[] } {
  const fitting = lines.filter((line) => sameUnit(line, item));
  return {
    own: fitting.filter((line) => asksFor(line, item)),
    others: fitting.filter(
      (line) => !asksFor(line, item) && (line.productId !== undefined) === (item.kind === 'finished-goods'),
    ),
  };
}

export interface NextAllocation {
  readonly line: NeedyLine;
  readonly item: StockLevel;
  /** As much as is needed, or as there is. */
  readonly quantity: number;
}

/** After this stage nobody waits for material any more; what was used is entered later. */
const LAST_STAGE: Stage = 'winding';

/** What can be allocated now, the most urgent first: lines that ask for an item of which some is free. */
export function nextAllocations(cards: readonly OrderCard[], items: readonly StockLevel[]): NextAllocation[] {
  const waiting = needyLines(cards).filter(
    ({ completed, order }) => !completed && stages.indexOf(order.stage) <= stages.indexOf(LAST_STAGE),
  );
  return waiting.flatMap((line) => {
    const item = items.find((one) => one.free > 0 && asksFor(line, one));
    return item === undefined ? [] : [{ line, item, quantity: Math.min(line.needed, item.free) }];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
