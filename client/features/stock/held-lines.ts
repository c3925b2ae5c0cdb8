import { formatFigure } from '#contracts/quantity.ts';
import type { StockLevel } from '#contracts/stock.ts';
import { item as itemOf, model, series } from '../../sync/models.ts';
import { lineKey } from './open-lines.ts';

/** A line that holds some of an item, or was given some, as it stood when a form was opened on it. */
export interface HeldLine {
  readonly key: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly orderNumber: string;
  readonly clientName: string;
  /** What it holds, or was given. */
  readonly quantity: number;
}

/** What is entered for a line. What others do meanwhile changes none of it. */
export interface LineDraft {
  /** Undefined: none is chosen yet, or it is for none. */
  readonly line: HeldLine | undefined;
  readonly quantity: number | undefined;
  readonly text: string;
}

/** A form that opens on its only line. Of several none is taken for granted. */
export function opensOn(lines: readonly HeldLine[]): LineDraft {
  const [line, ...others] = lines;
  return { ...chosen(others.length === 0 ? line : undefined), text: '' };
}

/** All that the line has, until somebody says another figure. */
export function chosen(line: HeldLine | undefined): Pick<LineDraft, 'line' | 'quantity'> {
  return { line, quantity: line?.quantity };
}

/** Lines to which some of the item is allocated. */
export function heldLines({ allocations }: Pick<StockLevel, 'allocations'>): readonly HeldLine[] {
  const orders = model('order-board').rows.value;
  return allocations.map((one) => ({
    ...one,
    key: lineKey(one.orderId, one.lineId),
    // As the client is called now; the item was told the name of that day.
    clientName: orders.get(one.orderId)?.clientName ?? one.clientName,
  }));
}

/** As they stand, with the chosen one as it stood: it does not change or go while it is looked at. */
export function withChosen(lines: readonly HeldLine[], line: HeldLine | undefined): readonly HeldLine[] {
  if (line === undefined) return lines;
  const others = lines.filter(({ key }) => key !== line.key);
  return others.length === lines.length ? [line, ...lines] : lines.map((one) => (one.key === line.key ? line : one));
}

/** What others did to the chosen line since the form was opened; undefined when it can be done as it stands. */
export function changedWords(
  { line, quantity = 0 }: LineDraft,
  lines: readonly HeldLine[],
  done: 'allocated' | 'issued',
  scale: number,
): string | undefined {
  if (line === undefined) return undefined;
  const now = lines.find(({ key }) => key === line.key);
  const to = `${line.orderNumber} any more.`;
  if (now === undefined) return done === 'allocated' ? `Nothing is allocated to ${to}` : `Nothing is issued to ${to}`;
  if (now.quantity >= quantity) return undefined;
  const figure = formatFigure(now.quantity, scale);
  return `Only ${figure} ${figure === '1' ? 'is' : 'are'} ${done} to ${line.orderNumber} now.`;
}

/** More lines than these got some of one item lately only in a shop that does not exist. */
const ISSUED_MAX = 12;

/** Lines of open orders to which the item was issued lately and not all returned, the last first; undefined: not known yet. */
export function issuedLines(itemId: string): readonly HeldLine[] | undefined {
  const board = model('order-board');
  const movements = series('stock-movements', itemId);
  if (board.state.value === 'loading' || movements.state.value === 'loading') return undefined;
  const found = new Map<string, HeldLine | undefined>();
  for (const { kind, orderId, lineId, orderNumber = '' } of movements.list.value) {
    if (kind !== 'issued' || orderId === undefined || lineId === undefined || found.size >= ISSUED_MAX) continue;
    const key = lineKey(orderId, lineId);
    const placed = board.rows.value.get(orderId);
    if (found.has(key) || placed?.status !== 'open') continue;
    const { clientName } = placed;
    const order = itemOf('order-details', orderId);
    if (order.state.value === 'loading') found.set(key, undefined);
    const line = order.row.value?.lines.find((one) => one.lineId === lineId);
    const quantity = line?.issues.find((one) => one.itemId === itemId)?.quantity;
    if (quantity !== undefined) found.set(key, { key, orderId, lineId, orderNumber, clientName, quantity });
  }
  const lines = [...found.values()];
  return lines.every((line) => line !== undefined) ? lines : undefined;
}
