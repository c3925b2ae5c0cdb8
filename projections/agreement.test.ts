import * as fc from 'fast-check';
import { stages } from '../src/contracts/order.ts';
import { stockLevel } from '../src/contracts/stock.ts';
import type { Recorded } from '../src/domain/kernel.ts';
import { allocatedOf, issuedOf, order } from '../src/domain/order/order.ts';
import type { StockEvent } from '../src/domain/stock/events.ts';
import { type StockItem, stockItem } from '../src/domain/stock/stock-item.ts';
import type { Given } from '../src/testing/commits.ts';
import { goldenEvents } from '../src/testing/domain/golden-events.ts';
import { core, ironbark, kraft, received } from '../src/testing/domain/shop.ts';
import { type AnyCommandType, type PayloadOf, World } from '../src/testing/domain/world.ts';
import { commitsOfWorld, project, projectCommits } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { lowStock } from './low-stock.ts';
import { orderBoard } from './order-board.ts';
import { orderDetails } from './order-details.ts';
import { stockLevels } from './stock-levels.ts';
import { stockMovements } from './stock-movements.ts';

// What people see must be what the deciders decide on, after every history.

const orderIds = ['o1', 'o2'];
const orderId = fc.constantFrom(...orderIds);
const quantity = fc.integer({ min: 1, max: 30 });
const line = fc.record({ lineId: fc.constantFrom('l1', 'l2', 'l3'), itemId: fc.constant('kraft'), quantity });
const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: ({ lineId }) => lineId });
const onLine = fc.record({
  ...{
    itemId: fc.constant('kraft'),
    orderId,
    lineId: fc.constantFrom('l1', 'l2'),
    quantity: fc.integer({ min: 1, max: 8 }),
  },
});
const item = { itemId: fc.constant('kraft') };
const dueDate = fc.constantFrom('2026-11-20', '2026-11-21');

const wishes = {
  PlaceOrder: fc.record({
    orderId,
    clientId: fc.constant('ironbark'),
    dueDate,
    priority: fc.constant('normal' as const),
    lines,
  }),
  ReviseOrder: fc.record({ orderId, dueDate, lines: fc.option(lines, { nil: undefined }) }),
  MoveOrderStage: fc.record({
    ...{ orderId, to: fc.constantFrom(...stages), note: fc.constant('Checked') },
    undelivered: fc.constantFrom(true as const, undefined),
  }),
  DeliverOrder: fc.record({
    orderId,
    lines: fc.tuple(fc.record({ lineId: fc.constantFrom('l1', 'l2'), quantity })),
    moreThanOrdered: fc.constantFrom(undefined, true as const),
  }),
  TakeBackDelivery: fc.record({
    ...{ orderId, lineId: fc.constantFrom('l1', 'l2'), quantity, reason: fc.constant('Wet') },
  }),
  CompleteOrderLine: fc.record({ orderId, lineId: fc.constantFrom('l1', 'l2') }),
  CancelOrder: fc.record({ orderId, reason: fc.constant('Double') }),
  ArchiveOrder: fc.record({ orderId }),
  AllocateStock: onLine,
  IssueStock: onLine,
  ReturnStock: onLine,
  ReleaseAllocation: onLine,
  ReceiveStock: fc.record({ ...item, quantity }),
  CountStock: fc.record({ ...item, counted: fc.integer({ min: 0, max: 120 }) }),
  AdjustStock: fc.record({
    ...item,
    change: fc.integer({ min: -9, max: 9 }).filter((n) => n !== 0),
    reason: fc.constant('Water'),
  }),
  SetReorderPoint: fc.record({ ...item, reorderPoint: fc.integer({ min: 0, max: 60 }) }),
} satisfies { [Type in AnyCommandType]?: fc.Arbitrary<PayloadOf<Type>> };

const weights = {
  PlaceOrder: 3,
  AllocateStock: 6,
  IssueStock: 4,
  ReturnStock: 3,
  CancelOrder: 0.3,
  MoveOrderStage: 0.7,
};
const steps = fc.array(
  fc.oneof(
    ...(Object.keys(wishes) as (keyof typeof wishes)[]).map((type) => ({
      arbitrary: fc.record({ type: fc.constant(type), payload: wishes[type] as fc.Arbitrary<object> }),
      weight: Math.ceil(10 * ((weights as Record<string, number>)[type] ?? 1)),
    })),
  ),
  { minLength: 20, maxLength: 120, size: 'max' },
);

function lived(history: readonly { type: AnyCommandType; payload: object }[]): World {
  const world = new World();
  for (const event of [kraft, received(80), ironbark, core]) world.record([event]);
  for (const { type, payload } of history) {
    const id = (payload as { orderId?: string }).orderId;
    const known = id === undefined ? undefined : world.state(order, id);
    const expectedVersion = known?.status === 'none' ? undefined : known?.version;
    world.handle(type, payload as PayloadOf<typeof type>, { expectedVersion });
  }
  return world;
}

suite('projections agree with the domain', (test) => {
  test('on every field that both have of an item, after each event that there is', () => {
    const own = goldenEvents.filter(({ aggregate }) => aggregate.startsWith('stock-item/'));
    const told = own.map(({ aggregate, type, data }): Given => [aggregate, type, data]);
    // The state of the deciders keeps these two in another shape.
    const fields = Object.keys(stockLevel.shape).filter((field) => !['allocations', 'retired'].includes(field));
    let compared = 0;
    for (const count of own.keys()) {
      const levels = project(stockLevels, told.slice(0, count + 1));
      for (const aggregate of new Set(own.slice(0, count + 1).map((event) => event.aggregate))) {
        const events = own.slice(0, count + 1).filter((event) => event.aggregate === aggregate);
        const state = events.reduce<object>(
          (before, event, index) =>
            stockItem.evolve(
              before as StockItem,
              {
                ...event,
                ...{ sequence: index + 1, position: index + 1, at: new Date(0), user: 'kylie' },
              } as Recorded<StockEvent>,
            ),
          stockItem.initial,
        );
        const level: object = levels.view(aggregate.slice('stock-item/'.length)) ?? {};
        for (const [field, value] of Object.entries(state)) {
          if (!fields.includes(field)) continue;
          assert.equal(level[field as never], value, `${field} of ${aggregate} after ${events.at(-1)?.type}`);
          compared += 1;
        }
      }
    }
    assert.ok(compared > 10 * own.length, `only ${compared} fields were compared`);
  });

  test('on stock, in random histories', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const world = lived(history);
        const commits = commitsOfWorld(world.log);
        const state = world.state(stockItem, 'kraft');
        if (state.status === 'none') throw new Error('The item is there.');
        const { onHand, allocated, peak, version, reorderPoint } = state;
        const level = projectCommits(stockLevels, commits).view('kraft');
        assert.equal(
          [level?.onHand, level?.allocated, level?.peak, level?.version, level?.reorderPoint],
          [onHand, allocated, peak, version, reorderPoint],
        );
        assert.equal(
          new Map(level?.allocations.map((one) => [`${one.orderId}/${one.lineId}`, one.quantity])),
          new Map(state.allocations),
        );
        const last = projectCommits(stockMovements, commits).view(`kraft:${level?.sequence}`);
        assert.equal([last?.onHand, last?.allocated, last?.free], [onHand, allocated, level?.free]);
        const low = projectCommits(lowStock, commits).view('kraft');
        assert.is(low?.free, level?.low ? level.free : undefined);
      }),
      { numRuns: 100 },
    );
  });

  test('on orders, in random histories', () => {
    let linesSeen = 0;
    fc.assert(
      fc.property(steps, (history) => {
        const world = lived(history);
        const commits = commitsOfWorld(world.log);
        const cards = projectCommits(orderBoard, commits);
        const details = projectCommits(orderDetails, commits);
        assert.equal([...cards.parked, ...details.parked], []);
        for (const id of orderIds) {
          const state = world.state(order, id);
          if (state.status === 'none') continue;
          const expected = [
            state.status,
            state.stage,
            state.version,
            state.archived !== undefined,
            state.fields.dueDate,
          ];
          for (const view of [cards.view(id), details.view(id)]) {
            assert.equal([view?.status, view?.stage, view?.version, view?.archived, view?.dueDate], expected);
          }
          linesSeen += state.lines.length;
          assert.equal(
            details
              .view(id)
              ?.lines.map((one) => [
                ...[one.lineId, one.required, one.allocated, one.issued, one.completed, one.delivered],
              ]),
            state.lines.map((one) => [
              ...[one.lineId, one.required, allocatedOf(one), issuedOf(one), one.completed !== undefined],
              one.delivered,
            ]),
          );
        }
      }),
      { numRuns: 100 },
    );
    assert.ok(linesSeen > 100, `only ${linesSeen} lines seen`);
  });
});
