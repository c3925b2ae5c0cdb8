import type { OrderLineInput } from '../../contracts/order.ts';
import { formatFigure } from '../../contracts/quantity.ts';
import { byAnother, type Context, isRefusal, type Read, type Refusal, refuse } from '../kernel.ts';
import { activeProduct, product } from '../product/decider.ts';
import { activeItem, stockItem } from '../stock/stock-item.ts';
import type { OrderedLine } from './events.ts';
import { allocatedOf, freshLine, issuedOf, type KnownOrder, type LineState, orderedOf } from './order.ts';

/** Ids of the aggregates that say what the lines ask for. */
export function whatLinesAskFor(lines: readonly OrderLineInput[]): string[] {
  const ids = lines.flatMap(({ productId, itemId }) => [
    ...(productId === undefined ? [] : [product.at(productId)]),
    ...(itemId === undefined ? [] : [stockItem.at(itemId)]),
  ]);
  return [...new Set(ids)];
}

/**
 * A line with the words, the unit and the price of today. Products and items are relied on without writing to them: they
 * never cease to exist and never change their unit, and one retired or renamed this moment does no harm to the order.
 */
export function orderedLine(input: OrderLineInput, read: Read, context: Context): OrderedLine | Refusal {
  const { lineId, productId, itemId, quantity: required, note } = input;
  if (productId !== undefined) {
    const found = activeProduct(read, productId, context);
    if (isRefusal(found)) return found;
    const { unit, scale, details } = found;
    const unitPrice = input.unitPrice ?? details.unitPrice;
    return { lineId, productId, description: details.name, unit, scale, required, unitPrice, note };
  }
  if (itemId === undefined)
    return refuse('not-found', `Line ${lineId} asks for nothing. Choose a product or a material.`);
  const found = activeItem(read, itemId, context);
  if (isRefusal(found)) return found;
  const { unit, scale, name } = found;
  return { lineId, itemId, description: name, unit, scale, required, unitPrice: input.unitPrice ?? 0, note };
}

/** All lines after an edit, or a refusal where one is needed as it was. */
export function revisedLines(
  orderId: string,
  placed: KnownOrder,
  inputs: readonly OrderLineInput[],
  read: Read,
  context: Context,
): readonly OrderedLine[] | Refusal {
  const gone = placed.lines.filter(({ lineId }) => inputs.every((input) => input.lineId !== lineId));
  for (const line of gone) {
    const refusal = keepLine(orderId, placed, line, 'taking it off the order', context);
    if (refusal) return refusal;
  }
  const lines: OrderedLine[] = [];
  for (const input of inputs) {
    const before = placed.lines.find(({ lineId }) => lineId === input.lineId);
    const line = before
      ? revisedLine(orderId, placed, before, input, read, context)
      : orderedLine(input, read, context);
    if (isRefusal(line)) return line;
    lines.push(line);
  }
  return lines;
}

function revisedLine(
  orderId: string,
  placed: KnownOrder,
  before: LineState,
  input: OrderLineInput,
  read: Read,
  context: Context,
): OrderedLine | Refusal {
  if (before.productId !== input.productId || before.itemId !== input.itemId) {
    return keepLine(orderId, placed, before, 'asking for something else', context) ?? orderedLine(input, read, context);
  }
  const used = allocatedOf(before) + issuedOf(before);
  if (input.quantity < used) {
    const figure = formatFigure(used, before.scale);
    const detail = `${figure} ${figure === '1' ? 'is' : 'are'} allocated or issued to ${before.description}. Release or return some before asking for fewer.`;
    return refuse('line-in-use', detail, {
      winner: byAnother(before.lastAllocated, context),
      fresh: { ...freshLine(orderId, placed, before), wanted: input.quantity },
    });
  }
  if (input.quantity < before.required && input.quantity < before.delivered) {
    const detail = `${areDelivered(before)} already. A line cannot ask for fewer.`;
    return refuse('line-in-use', detail, {
      winner: byAnother(before.lastDelivered, context),
      fresh: { ...freshLine(orderId, placed, before), wanted: input.quantity },
    });
  }
  // The line keeps the words, the unit and, unless a new one is given, the price of the day it was ordered.
  const unitPrice = input.unitPrice ?? before.unitPrice;
  return { ...orderedOf(before), required: input.quantity, unitPrice, note: input.note };
}

/** A refusal when the line is made, or when stock is allocated or issued to it. */
function keepLine(
  orderId: string,
  placed: KnownOrder,
  line: LineState,
  doing: string,
  context: Context,
): Refusal | undefined {
  const fresh = freshLine(orderId, placed, line);
  const used = allocatedOf(line) + issuedOf(line);
  if (used > 0) {
    const figure = formatFigure(used, line.scale);
    const detail = `${figure} ${figure === '1' ? 'is' : 'are'} allocated or issued to ${line.description}. Release or return ${figure === '1' ? 'it' : 'them'} before ${doing}.`;
    return refuse('line-in-use', detail, { winner: byAnother(line.lastAllocated, context), fresh });
  }
  if (line.delivered > 0) {
    const detail = `${areDelivered(line)} already. Leave it on the order.`;
    return refuse('line-in-use', detail, { winner: byAnother(line.lastDelivered, context), fresh });
  }
  if (line.completed) {
    const detail = `${line.description} is made already. Leave it on the order.`;
    return refuse('line-in-use', detail, { winner: byAnother(line.completed, context), fresh });
  }
  return undefined;
}

function areDelivered({ delivered, scale, description }: LineState): string {
  const figure = formatFigure(delivered, scale);
  return `${figure} of ${description} ${figure === '1' ? 'is' : 'are'} delivered`;
}
