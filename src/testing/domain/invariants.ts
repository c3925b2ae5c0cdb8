import { stages } from '../../contracts/order.ts';
import type { Recorded } from '../../domain/kernel.ts';
import type { OrderEvent } from '../../domain/order/events.ts';
import { allocatedOf, heldOf, issuedOf, order } from '../../domain/order/order.ts';
import { freeOf, stockItem } from '../../domain/stock/stock-item.ts';
import type { World } from './world.ts';

/** What must hold of the aggregate that an event belongs to, directly after it. Throws with the first breach. */
export function checkAggregate(world: World, { aggregate, type }: Recorded): void {
  const [kind, id = ''] = aggregate.split('/');
  const say = (what: string) => `${aggregate} after ${type}: ${what}`;
  if (kind === 'stock-item') checkItem(world, id, say);
  if (kind === 'order') checkOrder(world, id, say);
}

/**
 * What went out of each line of an order is the sum of its deliveries, less what was taken back: nothing is lost, and
 * nothing told twice. More than was ordered went out only where that was said.
 */
export function checkDeliveries(world: World, orderId: string): void {
  const placed = world.state(order, orderId);
  if (placed.status === 'none') return;
  const told = (world.log as readonly Recorded<OrderEvent>[]).filter(
    ({ aggregate }) => aggregate === order.at(orderId),
  );
  for (const { lineId, delivered, required } of placed.lines) {
    let sum = 0;
    let meant = false;
    for (const event of told) {
      if (event.type === 'OrderLineDelivered' && event.data.lineId === lineId) {
        sum += event.data.quantity;
        meant ||= event.data.moreThanOrdered === true;
      }
      if (event.type === 'OrderLineDeliveryTakenBack' && event.data.lineId === lineId) sum -= event.data.quantity;
    }
    hold(sum === delivered, `line ${lineId} of ${orderId} has ${delivered} delivered, its deliveries are ${sum}`);
    hold(delivered <= required || meant, `line ${lineId} of ${orderId} has ${delivered} delivered of ${required}`);
  }
}

/** What must hold between aggregates after each commit: both sides of every allocation tell the same story. */
export function checkTogether(world: World, itemIds: readonly string[], orderIds: readonly string[]): void {
  const byItem = new Map<string, number>();
  const byOrder = new Map<string, number>();
  for (const itemId of itemIds) {
    const item = world.state(stockItem, itemId);
    if (item.status === 'none') continue;
    for (const [line, quantity] of item.allocations) byItem.set(`${itemId} ${line}`, quantity);
  }
  for (const orderId of orderIds) {
    const placed = world.state(order, orderId);
    if (placed.status === 'none') continue;
    for (const { lineId, stock } of placed.lines) {
      for (const [itemId, { allocated }] of stock) {
        if (allocated > 0) byOrder.set(`${itemId} ${orderId}/${lineId}`, allocated);
      }
    }
  }
  const [stockSays, orderSays] = [byItem, byOrder].map((all) => JSON.stringify([...all].sort()));
  hold(stockSays === orderSays, `items say ${stockSays}, orders say ${orderSays}`);
}

function checkItem(world: World, id: string, say: (what: string) => string): void {
  const item = world.state(stockItem, id);
  if (item.status === 'none') return;
  const { onHand, allocated, allocations, status } = item;
  hold([onHand, allocated, ...allocations.values()].every(Number.isSafeInteger), say('a figure is not whole'));
  hold(allocated >= 0 && allocated <= onHand, say(`${allocated} are allocated of ${onHand}`));
  hold(freeOf(item) >= 0, say(`${freeOf(item)} are free`));
  const sum = [...allocations.values()].reduce((total, quantity) => total + quantity, 0);
  hold(sum === allocated, say(`its allocations add up to ${sum}, not ${allocated}`));
  hold(
    [...allocations.values()].every((quantity) => quantity > 0),
    say('an allocation is not above 0'),
  );
  hold(item.peak >= onHand, say('more is on hand than ever was'));
  hold(status === 'active' || onHand === 0, say('it is retired and not empty'));
}

function checkOrder(world: World, id: string, say: (what: string) => string): void {
  const placed = world.state(order, id);
  if (placed.status === 'none') return;
  hold(stages.includes(placed.stage), say(`there is no stage ${placed.stage}`));
  hold((placed.stage === 'cleared') === (placed.status === 'cleared'), say('its stage and its status differ'));
  hold((placed.status === 'open') === (placed.closed === undefined), say('nobody closed it'));
  for (const line of placed.lines) {
    const allocated = allocatedOf(line);
    const issued = issuedOf(line);
    hold(allocated >= 0 && issued >= 0, say(`line ${line.lineId} has less than nothing`));
    hold(
      allocated + issued <= line.required,
      say(`line ${line.lineId} has ${allocated} + ${issued} of ${line.required}`),
    );
    hold(line.delivered >= 0, say(`line ${line.lineId} has ${line.delivered} delivered`));
    hold(placed.status === 'open' || allocated === 0, say(`it is closed and holds ${allocated}`));
    for (const [itemId, given] of line.stock) {
      hold(heldOf(line, itemId) >= 0 && given.issued >= 0, say(`${itemId} gave less than nothing`));
    }
  }
}

function hold(truth: boolean, breach: string): void {
  if (!truth) throw new Error(breach);
}
