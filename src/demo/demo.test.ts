import { commands } from '../contracts/commands.ts';
import { calendarDateAt } from '../contracts/dates.ts';
import { stages } from '../contracts/order.ts';
import { may } from '../contracts/permissions.ts';
import { internalCommands } from '../contracts/user.ts';
import { checkAggregate, checkTogether } from '../domain/invariants.ts';
import { order } from '../domain/order/order.ts';
import { freeOf, stockItem } from '../domain/stock/stock-item.ts';
import { World } from '../domain/world.ts';
import { assert, suite } from '../testing/suite.ts';
import { demoItems } from './catalogue.ts';
import { demoPeople } from './people.ts';
import { story } from './story.ts';

const timeZone = 'Australia/Sydney';
const everyCommand = { ...commands, ...internalCommands };

/** An ordinary morning and afternoon, a night, a weekend, a new year, and both days on which the clocks change. */
const moments = [
  '2026-11-12T10:47:00+11:00',
  '2026-11-12T16:30:00+11:00',
  '2026-11-12T00:30:00+11:00',
  '2026-11-15T13:00:00+11:00',
  '2027-01-04T09:00:00+11:00',
  '2026-10-04T12:00:00+11:00',
  '2026-04-05T12:00:00+10:00',
];

suite('the demo company', (test) => {
  for (const text of moments) {
    const now = new Date(text);
    test(`is true to every rule when it is loaded at ${text}`, () => {
      const { world, refused } = told(now);
      assert.equal(refused, []);
      const times = world.log.map(({ at }) => at.getTime());
      assert.equal(
        times,
        times.toSorted((a, b) => a - b),
      );
      assert.ok(Math.max(...times) <= now.getTime());
    });

    test(`has something of everything to look at, at ${text}`, () => {
      const { world } = told(now);
      const items = demoItems
        .map(({ itemId }) => world.state(stockItem, itemId))
        .filter(({ status }) => status === 'active');
      assert.is(items.length, 20);
      const free = items.map((item) => (item.status === 'active' ? freeOf(item) - item.reorderPoint : 0));
      assert.is(free.filter((above) => above <= 0).length, 3, 'three are low');
      assert.is(items.filter((item) => item.status === 'active' && freeOf(item) === 0).length, 1, 'one has none free');

      const orders = orderIds(world)
        .map((id) => world.state(order, id))
        .filter((one) => one.status !== 'none');
      const open = orders.filter(({ status }) => status === 'open');
      assert.ok(open.length >= 17);
      assert.is(orders.filter(({ status }) => status === 'cleared').length, 2);
      assert.is(orders.filter(({ status }) => status === 'cancelled').length, 1);
      assert.equal(
        stages.filter((stage) => !orders.some((one) => one.stage === stage)),
        [],
        'an order at every stage',
      );
      const today = calendarDateAt(now, timeZone);
      assert.is(open.filter(({ fields }) => fields.dueDate < today).length, 3, 'three are late');
      assert.is(open.filter(({ fields }) => fields.priority === 'asap').length, 2);
    });
  }

  test('is told by people who may do what they do', () => {
    const roleOf = new Map(demoPeople.map(({ id, role }) => [id, role]));
    for (const { steps } of story(new Date('2026-11-12T10:47:00+11:00'), timeZone)) {
      for (const { type, by } of steps) {
        const role = roleOf.get(by.id);
        assert.ok(role !== undefined && may(role, everyCommand[type].permission), `${by.name} may ${type}`);
      }
    }
  });
});

function told(now: Date) {
  const world = new World();
  const refused: string[] = [];
  for (const { at, steps } of story(now, timeZone)) {
    for (const { type, payload, by, expectedVersion } of steps) {
      const moment = { at, today: calendarDateAt(at, timeZone), user: by.id, expectedVersion };
      const decision = world.handle(type, payload as never, moment, (event) => checkAggregate(world, event));
      if ('refused' in decision) refused.push(`${type} by ${by.name}: ${decision.detail}`);
    }
  }
  const itemIds = demoItems.map(({ itemId }) => itemId);
  checkTogether(world, itemIds, orderIds(world));
  return { world, refused };
}

function orderIds(world: World): string[] {
  return [...new Set(world.log.map(({ aggregate }) => aggregate))]
    .filter((aggregate) => aggregate.startsWith('order/'))
    .map((aggregate) => aggregate.slice('order/'.length));
}
