import { type Asking, asksFor } from '#contracts/asking.ts';
import type { Winner } from '#contracts/problems.ts';
import { formatFigure, formatQuantity, unitWord } from '#contracts/quantity.ts';
import type { StockKind, StockLevel } from '#contracts/stock.ts';
import { moment } from '../../shared/time.ts';

type Counted = Pick<StockLevel, 'unit' | 'scale'>;

export const kindWords: Record<StockKind, string> = {
  'raw-material': 'Raw material',
  'slit-width': 'Slit width',
  'finished-goods': 'Finished goods',
};

/** "63 free, 12 allocated, 75 on hand, reorder at 20" */
export function levelWords(item: Counted & Pick<StockLevel, 'free' | 'allocated' | 'onHand' | 'reorderPoint'>): string {
  const figure = (quantity: number) => formatFigure(quantity, item.scale);
  const { free, allocated, onHand, reorderPoint } = item;
  const figures = `${formatQuantity(free, item.scale, item.unit)} free, ${figure(allocated)} allocated, ${figure(onHand)} on hand`;
  return reorderPoint > 0 ? `${figures}, reorder at ${figure(reorderPoint)}` : figures;
}

/** "Below 18", "At 18" or "None free", for an item that is low. */
export function lowWords({ free, reorderPoint, scale }: Pick<StockLevel, 'free' | 'reorderPoint' | 'scale'>): string {
  if (free === 0) return 'None free';
  return `${free < reorderPoint ? 'Below' : 'At'} ${formatFigure(reorderPoint, scale)}`;
}

/** "24 rolls", with a verb in front: "Allocate 24 rolls". */
export function wish(verb: string, quantity: number, { unit, scale }: Counted): string {
  return `${verb} ${formatQuantity(quantity, scale, unit)}`;
}

/** The button that covers a line: what it does not ask for is used instead of it, and is called that. */
export function coverWords(
  item: Pick<StockLevel, 'id' | 'productId' | 'unit' | 'scale'>,
  line: Asking & { readonly description: string },
  quantity: number,
): string {
  return asksFor(line, item)
    ? wish('Allocate', quantity, item)
    : `${wish('Use', quantity, item)} instead of ${line.description}`;
}

/** "3 are free", "1 is free", "None is free" */
export function freeWords(free: number, scale: number): string {
  if (free === 0) return 'None is free';
  const figure = formatFigure(free, scale);
  return `${figure} ${figure === '1' ? 'is' : 'are'} free`;
}

/** "39 stay free after this" */
export function stayWords(left: number, scale: number): string {
  const figure = formatFigure(left, scale);
  return left === 0 ? 'None stays free after this' : `${figure} ${figure === '1' ? 'stays' : 'stay'} free after this`;
}

/** What somebody else did, as a title: "Ben Okafor allocated 60 at 10:42 am". */
export function winnerTitle({ user, at, event, data }: Winner, scale: number): string {
  const figure = (name: string) => formatFigure(Number(data[name] ?? 0), scale);
  const done: Readonly<Record<string, () => string>> = {
    StockReceived: () => `received ${figure('quantity')}`,
    StockAdjusted: () => `adjusted it by ${figure('change')}`,
    StockCounted: () => `counted ${figure('counted')}`,
    StockAllocated: () => `allocated ${figure('quantity')}`,
    OrderLineAllocated: () => `allocated ${figure('quantity')}`,
    StockReleased: () => `released ${figure('quantity')}`,
    OrderLineReleased: () => `released ${figure('quantity')}`,
    StockIssued: () => `issued ${figure('quantity')}`,
    OrderLineIssued: () => `issued ${figure('quantity')}`,
    StockReturned: () => `returned ${figure('quantity')}`,
    OrderLineReturned: () => `returned ${figure('quantity')}`,
    StockItemRegistered: () => 'put it on the list',
    StockItemRetired: () => 'took it off the list',
    NameClaimed: () => 'took this code',
    StockItemRevised: () => 'changed its card',
    StockItemReactivated: () => 'put it back on the list',
    ReorderPointSet: () => 'set its reorder point',
    OrderStageMoved: () => `moved the order to ${String(data['toWord'] ?? 'another stage')}`,
    OrderRevised: () => 'changed the order',
    OrderClientChanged: () => `said that it is for ${String(data['clientName'] ?? 'another client')}`,
    OrderLineDelivered: () => `recorded a delivery of ${figure('quantity')}`,
    OrderLineDeliveryTakenBack: () => `took ${figure('quantity')} back from delivery`,
    OrderReopened: () => 'reopened the order',
    OrderLineReopened: () => 'said that the line is not made',
    OrderCancelled: () => 'cancelled the order',
    OrderArchived: () => 'put the order away',
    FileAttached: () => 'attached it',
  };
  return `${user.name} ${done[event.type]?.() ?? 'changed it'} at ${moment(at)}`;
}

/** Where it went, and the figures: "to ADM-2026-0039, Ironbark Textiles. 63 were free, now 3." */
export function winnerDetail({ data }: Winner, free: number, { scale }: Counted): string | undefined {
  const { orderNumber, clientName, itemName, freeBefore } = data;
  const to = [orderNumber, clientName].filter((part) => typeof part === 'string').join(', ');
  const of = typeof itemName === 'string' && typeof freeBefore !== 'number' ? `of ${itemName}` : '';
  const where = to === '' ? of : `to ${to}`;
  const before = typeof freeBefore === 'number' ? formatFigure(freeBefore, scale) : undefined;
  const figures =
    before === undefined
      ? `${freeWords(free, scale)} now.`
      : `${before} ${before === '1' ? 'was' : 'were'} free, now ${formatFigure(free, scale)}.`;
  return where === '' ? figures : `${where}. ${figures}`;
}

/** What it is counted in: "in rolls". */
export function countedIn({ unit, scale }: Counted): string {
  return `in ${unitWord(unit, 0, scale)}`;
}
