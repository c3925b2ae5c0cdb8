import { goOut, remainingOf } from '../../contracts/deliveries.ts';
import type { orderCommands } from '../../contracts/order.ts';
import { formatFigure, formatQuantity } from '../../contracts/quantity.ts';
import { byAnother, type Context, type DeciderOf, isRefusal, type NewEvent, type Refusal, refuse } from '../kernel.ts';
import { freshLine, freshOrder, type KnownOrder, type LineState, openOrder, order, orderLine } from './order.ts';

export const deliveryDeciders = {
  DeliverOrder: {
    reads: ({ orderId }) => [order.at(orderId)],
    decide({ orderId, docket, note, lines, moreThanOrdered = false }, read, context) {
      const found = openOrder(read, orderId, context);
      if (isRefusal(found)) return found;
      const events: NewEvent[] = [];
      for (const { lineId, quantity, before } of lines) {
        const line = orderLine(found, lineId);
        if (isRefusal(line)) return line;
        const standing = {
          winner: byAnother(line.lastDelivered, context),
          fresh: { ...freshLine(orderId, found, line), wanted: quantity },
        };
        if (before !== undefined && before !== line.delivered) {
          return refuse('delivered-meanwhile', meanwhileWords(line, before), standing);
        }
        const tooMuch = line.delivered + quantity > line.required;
        if (tooMuch && !moreThanOrdered) return refuse('more-than-ordered', tooMuchWords(line), standing);
        const what = { lineId, quantity, docket, note };
        events.push(order.event(orderId, 'OrderLineDelivered', tooMuch ? { ...what, moreThanOrdered: true } : what));
      }
      return events;
    },
  },

  TakeBackDelivery: {
    reads: ({ orderId }) => [order.at(orderId)],
    decide({ orderId, lineId, quantity, docket, reason }, read, context) {
      const found = openOrder(read, orderId, context, 'Reopen it first.');
      if (isRefusal(found)) return found;
      const line = orderLine(found, lineId);
      if (isRefusal(line)) return line;
      if (quantity > line.delivered) {
        const { description, delivered, scale } = line;
        const figure = formatFigure(delivered, scale);
        const detail =
          delivered === 0
            ? `Nothing of ${description} is delivered.`
            : `Only ${figure} of ${description} ${figure === '1' ? 'is' : 'are'} delivered.`;
        return refuse('not-delivered', detail, {
          winner: byAnother(line.lastDelivered, context),
          fresh: { ...freshLine(orderId, found, line), wanted: quantity },
        });
      }
      if (reason === undefined) return refuse('reason-required', 'A reason is required.');
      return [order.event(orderId, 'OrderLineDeliveryTakenBack', { lineId, quantity, docket, reason })];
    },
  },
} satisfies Pick<{ [Type in keyof typeof orderCommands]: DeciderOf<Type> }, 'DeliverOrder' | 'TakeBackDelivery'>;

/** What is still to go out of an order, line by line. */
export function stillToDeliver({ lines }: KnownOrder): readonly LineState[] {
  return goOut(lines).filter((line) => remainingOf(line) > 0);
}

/** An order does not go past Delivery in silence while something of it is still here. */
export function refuseUndelivered(orderId: string, placed: KnownOrder, context: Context): Refusal | undefined {
  const [first, ...more] = stillToDeliver(placed);
  if (first === undefined) return undefined;
  const { description, scale, unit, lastDelivered } = first;
  const others = more.length === 0 ? '' : ` and ${more.length} more ${more.length === 1 ? 'line' : 'lines'}`;
  const what = `${formatQuantity(remainingOf(first), scale, unit)} of ${description}${others}`;
  const detail = `Still to be delivered: ${what}. Record what went out first, or move it all the same.`;
  // A delivery that somebody took back explains it; one that went out does not.
  const winner = lastDelivered?.type === 'OrderLineDeliveryTakenBack' ? byAnother(lastDelivered, context) : undefined;
  return refuse('still-to-deliver', detail, { winner, fresh: freshOrder(orderId, placed) });
}

function meanwhileWords({ description, delivered, scale, unit }: LineState, before: number): string {
  const now = formatQuantity(delivered, scale, unit);
  return `${now} of ${description} ${delivered === 10 ** scale ? 'is' : 'are'} delivered by now, not ${formatFigure(before, scale)}. Look what went out before you record yours.`;
}

function tooMuchWords(line: LineState): string {
  const { description, scale } = line;
  const left = remainingOf(line);
  const figure = formatFigure(left, scale);
  const only =
    left === 0
      ? `All of ${description} is delivered.`
      : `Only ${figure} of ${description} ${figure === '1' ? 'is' : 'are'} still to be delivered.`;
  return `${only} Say that more goes out than was ordered, if that is so.`;
}
