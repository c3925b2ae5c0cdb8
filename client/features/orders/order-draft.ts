import type { CommandPayload } from '#contracts/commands.ts';
import { type Reading, readDollars, readPercent, readQuantity } from '#contracts/figures.ts';
import { formatUnitPrice, orderTotals, UNIT_PRICE_SCALE } from '#contracts/money.ts';
import type { OrderDetail, OrderLineInput, Priority } from '#contracts/order.ts';
import { formatFigure, type Unit } from '#contracts/quantity.ts';

/** A line while it is being edited: figures as they were typed. */
export interface LineDraft {
  readonly lineId: string;
  readonly productId?: string | undefined;
  readonly itemId?: string | undefined;
  readonly description: string;
  readonly unit: Unit;
  readonly scale: number;
  readonly quantity: string;
  /** Dollars for one unit, up to four places. */
  readonly price: string;
  readonly note: string;
}

/** What can be edited on an order, as it was typed. Empty means that there is none. */
export interface OrderDraft {
  readonly dueDate: string;
  readonly priority: Priority;
  readonly reference: string;
  /** In percent. */
  readonly discount: string;
  readonly notes: string;
  readonly deliveryAddress: string;
  readonly lines: readonly LineDraft[];
}

export const emptyDraft: OrderDraft = {
  ...{ dueDate: '', priority: 'normal', reference: '', discount: '', notes: '', deliveryAddress: '', lines: [] },
};

const DISCOUNT_SCALE = 2;

/** The order as it stands, in fields that can be edited. */
export function draftOf(order: OrderDetail): OrderDraft {
  const { dueDate, priority, reference = '', notes = '', deliveryAddress = '', discountBasisPoints } = order;
  const discount = discountBasisPoints === 0 ? '' : formatFigure(discountBasisPoints, DISCOUNT_SCALE);
  return { dueDate, priority, reference, notes, deliveryAddress, discount, lines: order.lines.map(lineDraftOf) };
}

function lineDraftOf(line: OrderDetail['lines'][number]): LineDraft {
  const { lineId, productId, itemId, description, unit, scale, required, unitPrice, note = '' } = line;
  const figures = { quantity: formatFigure(required, scale), price: formatUnitPrice(unitPrice) };
  return { lineId, productId, itemId, description, unit, scale, ...figures, note };
}

export function quantityOf({ quantity, scale }: Pick<LineDraft, 'quantity' | 'scale'>): Reading {
  return quantity.trim() === '' ? { wrong: 'A quantity is needed.' } : readQuantity(quantity, scale, { min: 1 });
}

/** Nothing typed is no price at all. */
export function priceOf({ price }: Pick<LineDraft, 'price'>): Reading {
  return readDollars(price.trim() === '' ? '0' : price, UNIT_PRICE_SCALE);
}

export function discountOf({ discount }: Pick<OrderDraft, 'discount'>): Reading {
  return readPercent(discount.trim() === '' ? '0' : discount);
}

/** What it comes to. Figures that cannot be read yet count as nothing. */
export function totalsOf(draft: OrderDraft) {
  const lines = draft.lines.map((line) => ({
    required: quantityOf(line).figure ?? 0,
    scale: line.scale,
    unitPrice: priceOf(line).figure ?? 0,
  }));
  return orderTotals(lines, discountOf(draft).figure ?? 0);
}

/** What is wrong with a draft, as sentences beside their fields. */
export interface DraftErrors {
  readonly dueDate?: string;
  readonly discount?: string;
  readonly lines?: string;
  readonly ofLine: Readonly<Record<string, { readonly quantity?: string; readonly price?: string }>>;
}

/** Nothing when the draft can be sent. */
export function errorsOf(draft: OrderDraft): DraftErrors | undefined {
  const discount = discountOf(draft).wrong;
  const ofLine = Object.fromEntries(
    draft.lines.flatMap((line) => {
      const [quantity, price] = [quantityOf(line).wrong, priceOf(line).wrong];
      const wrong = { ...(quantity !== undefined && { quantity }), ...(price !== undefined && { price }) };
      return Object.keys(wrong).length === 0 ? [] : [[line.lineId, wrong] as const];
    }),
  );
  const errors: DraftErrors = {
    ...(draft.dueDate === '' && { dueDate: 'A delivery date is needed.' }),
    ...(discount !== undefined && { discount }),
    ...(draft.lines.length === 0 && { lines: 'At least one line is needed.' }),
    ofLine,
  };
  const clean = Object.keys(errors).length === 1 && Object.keys(ofLine).length === 0;
  return clean ? undefined : errors;
}

/** Lines as the commands take them. Call it with a draft without errors only. */
export function lineInputs(lines: readonly LineDraft[]): OrderLineInput[] {
  return lines.map((line) => {
    const { lineId, productId, itemId } = line;
    const note = line.note.trim();
    return {
      lineId,
      ...(productId === undefined ? { itemId } : { productId }),
      quantity: quantityOf(line).figure ?? 0,
      unitPrice: priceOf(line).figure ?? 0,
      ...(note !== '' && { note }),
    };
  });
}

/** What differs from the order as it was opened; undefined when nothing does. */
export function revisionOf(
  orderId: string,
  base: OrderDraft,
  mine: OrderDraft,
): CommandPayload<'ReviseOrder'> | undefined {
  const changes = {
    ...(mine.dueDate !== base.dueDate && { dueDate: mine.dueDate }),
    ...(mine.priority !== base.priority && { priority: mine.priority }),
    ...(differs(mine.reference, base.reference) && { reference: textOrNull(mine.reference) }),
    ...(discountOf(mine).figure !== discountOf(base).figure && { discountBasisPoints: discountOf(mine).figure ?? 0 }),
    ...(differs(mine.notes, base.notes) && { notes: textOrNull(mine.notes) }),
    ...(differs(mine.deliveryAddress, base.deliveryAddress) && { deliveryAddress: textOrNull(mine.deliveryAddress) }),
    ...(!sameLines(mine.lines, base.lines) && { lines: lineInputs(mine.lines) }),
  };
  return Object.keys(changes).length === 0 ? undefined : { orderId, ...changes };
}

/** A new order as the command takes it. Call it with a draft without errors only. */
export function placementOf(orderId: string, clientId: string, draft: OrderDraft): CommandPayload<'PlaceOrder'> {
  const { dueDate, priority } = draft;
  const [reference, notes, deliveryAddress] = [draft.reference, draft.notes, draft.deliveryAddress].map(textOrNull);
  const discountBasisPoints = discountOf(draft).figure ?? 0;
  return {
    ...{ orderId, clientId, dueDate, priority, lines: lineInputs(draft.lines) },
    ...(discountBasisPoints > 0 && { discountBasisPoints }),
    ...(reference && { reference }),
    ...(notes && { notes }),
    ...(deliveryAddress && { deliveryAddress }),
  };
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}

function differs(mine: string, base: string): boolean {
  return textOrNull(mine) !== textOrNull(base);
}

export function sameLine(one: LineDraft, other: LineDraft): boolean {
  return JSON.stringify(lineInputs([one])) === JSON.stringify(lineInputs([other]));
}

function sameLines(mine: readonly LineDraft[], base: readonly LineDraft[]): boolean {
  return JSON.stringify(lineInputs(mine)) === JSON.stringify(lineInputs(base));
}
