import * as fc from 'fast-check';
import { checkAggregate, checkTogether } from '../../testing/domain/invariants.ts';
import { core, ironbark, kraft, kraftLine, numberTaken, placed, slit } from '../../testing/domain/shop.ts';
import { type AnyCommandType, type PayloadOf, World } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { stockItem } from './stock-item.ts';

// Random histories of a small shop: two items that may cover the same lines, one that may not, two orders, three people.

interface Step {
  readonly type: AnyCommandType;
  readonly payload: object;
  readonly user: string;
}

const itemIds = ['kraft', 'constructor', 'slit'];
const orderIds = ['o1', 'toString'];
const twin = stockItem.event('constructor', 'StockItemRegistered', {
  ...{ kind: 'raw-material', code: 'K121', name: 'Kraft 121', unit: 'roll', scale: 0, reorderPoint: 0 },
});
const lines = [
  { ...kraftLine, required: 12 },
  { ...kraftLine, lineId: 'valueOf', required: 5 },
];

const itemId = oftenest('kraft', 'constructor', 'slit');
const quantity = fc.integer({ min: 1, max: 12 });
const few = fc.integer({ min: 1, max: 4 });
const onLine = {
  itemId,
  orderId: oftenest('o1', 'toString', 'o9'),
  lineId: oftenest('l1', 'valueOf', 'l9'),
};
const reason = fc.constantFrom('Damaged', undefined);
const wishes = {
  ReceiveStock: fc.record({ itemId, quantity }),
  AdjustStock: fc.record({
    itemId,
    change: fc.integer({ min: -12, max: 12 }).filter((change) => change !== 0),
    reason,
  }),
  CountStock: fc.record({ itemId, counted: fc.integer({ min: 0, max: 25 }) }),
  AllocateStock: fc.record({ ...onLine, quantity }),
  ReleaseAllocation: fc.record({ ...onLine, quantity: few }),
  IssueStock: fc.oneof(fc.record({ ...onLine, quantity: few }), fc.record({ itemId, quantity, reason })),
  ReturnStock: fc.record({ ...onLine, quantity: few }),
  SetReorderPoint: fc.record({ itemId, reorderPoint: fc.nat(9) }),
  RetireStockItem: fc.record({ itemId }),
  CancelOrder: fc.record({ orderId: onLine.orderId, reason }),
} satisfies { [Type in AnyCommandType]?: fc.Arbitrary<PayloadOf<Type>> };

const user = fc.constantFrom('amy', 'ben', 'kylie');
const step = (type: keyof typeof wishes): fc.Arbitrary<Step> =>
  fc.record({ type: fc.constant(type), payload: wishes[type], user });
// Stock comes in and is allocated more often than items are retired, or most histories would end at once.
const steps = fc.array(
  fc.oneof(
    { arbitrary: step('ReceiveStock'), weight: 20 },
    { arbitrary: step('AllocateStock'), weight: 40 },
    { arbitrary: step('ReleaseAllocation'), weight: 10 },
    { arbitrary: step('IssueStock'), weight: 30 },
    { arbitrary: step('ReturnStock'), weight: 20 },
    { arbitrary: step('AdjustStock'), weight: 15 },
    { arbitrary: step('CountStock'), weight: 10 },
    { arbitrary: step('SetReorderPoint'), weight: 3 },
    { arbitrary: step('RetireStockItem'), weight: 2 },
    { arbitrary: step('CancelOrder'), weight: 2 },
  ),
  { minLength: 10, maxLength: 80, size: 'max' },
);

/** The first is met most often, the last seldom. */
function oftenest(first: string, second: string, last: string): fc.Arbitrary<string> {
  return fc.constantFrom(...Array<string>(10).fill(first), ...Array<string>(5).fill(second), last);
}

function shop(): World {
  const world = new World();
  world.record([ironbark, kraft, twin, slit, core]);
  world.record([placed(1, 'o1', lines), numberTaken(1, 'o1')]);
  world.record([placed(2, 'toString', lines), numberTaken(2, 'toString')]);
  return world;
}

suite('stock in random histories', (test) => {
  test('is never negative and never promised twice, after any event', () => {
    const seen = new Set<string>();
    const property = fc.property(steps, (history) => {
      const world = shop();
      for (const { type, payload, user } of history) {
        const before = world.log.length;
        const decision = world.handle(type, payload as never, { user }, (event) => checkAggregate(world, event));
        checkTogether(world, itemIds, orderIds);
        seen.add('refused' in decision ? `${type} ${decision.refused}` : type);
        if ('refused' in decision) {
          assert.is(world.log.length, before, 'a refusal records nothing');
          assert.is.not(decision.winner?.user, user, 'nobody loses to themselves');
          assert.match(decision.detail, /^[A-Z0-9].*\.$/);
        }
      }
    });
    fc.assert(property, { numRuns: 800 });
    // The histories are worth something only if they reach what they are about.
    for (const reached of [
      ...Object.keys(wishes),
      ...['AllocateStock insufficient-stock', 'AllocateStock line-covered', 'AllocateStock wrong-unit'],
      ...['AllocateStock order-closed', 'AllocateStock item-retired', 'CountStock count-below-allocated'],
      ...['IssueStock not-allocated', 'IssueStock insufficient-stock', 'ReturnStock not-issued'],
      ...['ReleaseAllocation not-allocated', 'AdjustStock insufficient-stock', 'AdjustStock count-below-allocated'],
    ]) {
      assert.ok(seen.has(reached), `no history had: ${reached}`);
    }
  });

  test('the one who was first is named with figures that agree with the item', () => {
    fc.assert(
      fc.property(steps, (history) => {
        const world = shop();
        for (const { type, payload, user } of history) {
          const decision = world.handle(type, payload as never, { user });
          if (!('refused' in decision) || decision.refused !== 'insufficient-stock') continue;
          const { winner, fresh } = decision;
          const item = world.state(stockItem, String(fresh?.['itemId']));
          if (item.status === 'none') throw new Error('An item that is not there cannot be short.');
          assert.is(fresh?.['free'], item.onHand - item.allocated);
          assert.ok(Number(fresh?.['wanted']) > Number(fresh?.['free']));
          if (winner === undefined) continue;
          assert.ok(Number(winner.data['freeAfter']) < Number(winner.data['freeBefore']));
          const event = world.log.find(
            ({ aggregate, sequence }) => aggregate === winner.aggregate && sequence === winner.sequence,
          );
          assert.is(event?.type, winner.type);
          assert.is(event?.user, winner.user);
        }
      }),
      { numRuns: 200 },
    );
  });
});
