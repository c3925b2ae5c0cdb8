import * as fc from 'fast-check';
import { stages } from '../../contracts/order.ts';
import { checkAggregate, checkDeliveries, checkTogether } from '../../testing/domain/invariants.ts';
import { core, ironbark, kraft, received } from '../../testing/domain/shop.ts';
import { type AnyCommandType, type PayloadOf, World } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { client } from '../client/decider.ts';
import { order } from './order.ts';
import { orderNumbers } from './order-numbers.ts';

// Random histories of orders: placed, revised on old and new versions, covered, moved, cancelled and put away.

interface Step {
  readonly type: AnyCommandType;
  readonly payload: { readonly orderId: string };
  readonly user: string;
  /** How many versions ago the sender's screen was drawn. */
  readonly behind: number;
}

const banksia = client.event('banksia', 'ClientRegistered', { name: 'Banksia Foods', contacts: [] });
const itemIds = ['kraft'];
const orderIds = ['constructor', 'o2', 'o3'];
const orderId = oftenest('constructor', 'o2', 'o3');
const lineId = oftenest('l1', 'toString', 'l3');
const quantity = fc.integer({ min: 1, max: 15 });
const line = fc.oneof(
  { arbitrary: fc.record({ lineId, itemId: fc.constant('kraft'), quantity }), weight: 3 },
  { arbitrary: fc.record({ lineId, productId: oftenest('core', 'core', 'none'), quantity }), weight: 1 },
);
const lines = fc.uniqueArray(line, { minLength: 1, maxLength: 3, selector: (one) => one.lineId });
const dueDate = fc.constantFrom('2026-11-20', '2026-11-21');
const reason = fc.constantFrom('Double', undefined);
const onLine = fc.record({ itemId: fc.constant('kraft'), orderId, lineId, quantity });
const few = fc.record({ itemId: fc.constant('kraft'), orderId, lineId, quantity: fc.integer({ min: 1, max: 4 }) });
const stage = fc.constantFrom(...stages);

const wishes = {
  PlaceOrder: fc.record({
    ...{ orderId, clientId: fc.constantFrom('ironbark', 'ironbark', 'nobody') },
    ...{ dueDate, priority: fc.constant('normal' as const), lines },
  }),
  ReviseOrder: fc.record({ orderId, dueDate, lines: fc.option(lines, { nil: undefined }) }),
  MoveOrderStage: fc.record({
    ...{ orderId, to: stage, from: fc.option(stage, { nil: undefined }) },
    note: fc.constantFrom('Checked', 'Checked', undefined),
    undelivered: fc.constantFrom(true as const, undefined),
  }),
  DeliverOrder: fc.record({
    orderId,
    lines: fc.uniqueArray(fc.record({ lineId, quantity, before: fc.constantFrom(undefined, 0) }), {
      ...{ minLength: 1, maxLength: 2, selector: (one: { lineId: string }) => one.lineId },
    }),
    moreThanOrdered: fc.constantFrom(undefined, undefined, undefined, true as const),
  }),
  TakeBackDelivery: fc.record({ orderId, lineId, quantity, reason }),
  CompleteOrderLine: fc.record({ orderId, lineId }),
  ChangeOrderClient: fc.record({ orderId, clientId: fc.constantFrom('banksia', 'banksia', 'nobody') }),
  CancelOrder: fc.record({ orderId, reason }),
  ArchiveOrder: fc.record({ orderId }),
  ReopenOrderLine: fc.record({ orderId, lineId }),
  ReopenOrder: fc.record({ orderId, reason }),
  AllocateStock: onLine,
  IssueStock: few,
  ReturnStock: few,
  ReleaseAllocation: few,
} satisfies { [Type in AnyCommandType]?: fc.Arbitrary<PayloadOf<Type>> };

const user = fc.constantFrom('amy', 'ben', 'kylie');
const step = (type: keyof typeof wishes): fc.Arbitrary<Step> =>
  fc.record({ type: fc.constant(type), payload: wishes[type], user, behind: fc.constantFrom(0, 0, 0, 1) });
const steps = fc.array(
  fc.oneof(
    { arbitrary: step('PlaceOrder'), weight: 15 },
    { arbitrary: step('ReviseOrder'), weight: 15 },
    { arbitrary: step('AllocateStock'), weight: 30 },
    { arbitrary: step('IssueStock'), weight: 20 },
    { arbitrary: step('ReturnStock'), weight: 15 },
    { arbitrary: step('ReleaseAllocation'), weight: 10 },
    { arbitrary: step('MoveOrderStage'), weight: 10 },
    { arbitrary: step('DeliverOrder'), weight: 20 },
    { arbitrary: step('TakeBackDelivery'), weight: 8 },
    { arbitrary: step('CompleteOrderLine'), weight: 5 },
    { arbitrary: step('ChangeOrderClient'), weight: 6 },
    { arbitrary: step('CancelOrder'), weight: 2 },
    { arbitrary: step('ArchiveOrder'), weight: 2 },
    { arbitrary: step('ReopenOrderLine'), weight: 3 },
    { arbitrary: step('ReopenOrder'), weight: 3 },
  ),
  { minLength: 10, maxLength: 80, size: 'max' },
);

/** What is for orders that are closed. */
function answersClosed(type: AnyCommandType): boolean {
  return type === 'ArchiveOrder' || type === 'ReopenOrder';
}

/** The first is met most often, the last seldom. */
function oftenest(first: string, second: string, last: string): fc.Arbitrary<string> {
  return fc.constantFrom(...Array<string>(10).fill(first), ...Array<string>(5).fill(second), last);
}

suite('orders in random histories', (test) => {
  test('hold no more than they need, nothing once closed, and are numbered without a gap', () => {
    const seen = new Set<string>();
    const property = fc.property(steps, (history) => {
      const world = new World();
      world.record([ironbark, banksia, kraft, core, received(30)]);
      for (const { type, payload, user, behind } of history) {
        const known = world.state(order, payload.orderId);
        const expectedVersion = known.status === 'none' ? 1 : known.version - behind;
        const decision = world.handle(type, payload as never, { user, expectedVersion }, (event) =>
          checkAggregate(world, event),
        );
        checkTogether(world, itemIds, orderIds);
        checkDeliveries(world, payload.orderId);
        seen.add('refused' in decision ? `${type} ${decision.refused}` : type);

        if (known.status === 'none' || known.status === 'open' || answersClosed(type)) continue;
        // A closed order refuses everything, and nobody is told that they closed it themselves.
        assert.ok('refused' in decision, `${type} was accepted by a closed order`);
        assert.is.not('refused' in decision ? decision.winner?.user : undefined, user);
      }
      const numbers = world.log.flatMap(({ type, data }) =>
        type === 'OrderNumberTaken' && 'number' in data ? [data.number] : [],
      );
      assert.equal(
        numbers,
        numbers.map((_, index) => index + 1),
      );
      const placed = world.log.filter(({ type }) => type === 'OrderPlaced');
      assert.is(placed.length, world.state(orderNumbers, '2026').last);
    });
    fc.assert(property, { numRuns: 800 });
    for (const reached of [
      ...Object.keys(wishes),
      ...['PlaceOrder already-exists', 'PlaceOrder not-found', 'ReviseOrder stale-version', 'ReviseOrder line-in-use'],
      ...['ReviseOrder order-closed', 'MoveOrderStage stage-moved', 'MoveOrderStage reason-required'],
      ...['CancelOrder order-closed', 'CancelOrder reason-required', 'ArchiveOrder order-not-closed'],
      ...['DeliverOrder more-than-ordered', 'DeliverOrder delivered-meanwhile', 'TakeBackDelivery not-delivered'],
      ...['ChangeOrderClient order-begun', 'ChangeOrderClient stale-version'],
      ...['MoveOrderStage still-to-deliver', 'DeliverOrder order-closed'],
      ...['AllocateStock line-covered', 'AllocateStock order-closed', 'CompleteOrderLine line-completed'],
    ]) {
      assert.ok(seen.has(reached), `no history had: ${reached}`);
    }
  });
});
