import { commands } from '../contracts/commands.ts';
import { calendarDateAt } from '../contracts/dates.ts';
import { leaveStatuses } from '../contracts/leave.ts';
import { stages } from '../contracts/order.ts';
import { may } from '../contracts/permissions.ts';
import { timesheetStatuses } from '../contracts/timesheet.ts';
import { addDays } from '../contracts/week.ts';
import { clock } from '../domain/clock/decider.ts';
import { COMPANY } from '../domain/company.ts';
import { hierarchy } from '../domain/employee/hierarchy.ts';
import { leave } from '../domain/leave/leave.ts';
import { order } from '../domain/order/order.ts';
import { payRun } from '../domain/pay/pay-run.ts';
import { freeOf, stockItem } from '../domain/stock/stock-item.ts';
import { sheetId, timesheet } from '../domain/timesheet/timesheet.ts';
import { checkAggregate, checkTogether } from '../testing/domain/invariants.ts';
import {
  checkClock,
  checkHierarchy,
  checkLeave,
  checkPayRuns,
  checkWeek,
} from '../testing/domain/people-invariants.ts';
import { World } from '../testing/domain/world.ts';
import { assert, suite } from '../testing/suite.ts';
import { calendarAround } from './calendar.ts';
import { demoItems } from './catalogue.ts';
import { demoPeople } from './people.ts';
import { story } from './story.ts';

const timeZone = 'Australia/Sydney';

/**
 * An ordinary morning and afternoon, a night, a weekend, a Monday before and after the first coffee, the days around
 * Christmas, Easter and a new year, both days on which the clocks change, and the change of the tax tables.
 */
const moments = [
  '2026-11-12T10:47:00+11:00',
  '2026-11-12T16:30:00+11:00',
  '2026-11-12T00:30:00+11:00',
  '2026-11-15T13:00:00+11:00',
  '2026-11-16T00:00:00+11:00',
  '2026-11-16T07:10:00+11:00',
  '2026-11-20T17:05:00+11:00',
  '2026-12-25T12:00:00+11:00',
  '2026-12-29T08:00:00+11:00',
  '2027-01-01T00:00:00+11:00',
  '2027-01-04T09:00:00+11:00',
  '2027-03-30T06:50:00+11:00',
  '2026-10-04T12:00:00+11:00',
  '2026-10-05T09:00:00+11:00',
  '2026-04-05T12:00:00+10:00',
  '2026-07-09T14:52:00+10:00',
];
/** No table of tax that Misty knows covers this year yet. */
const untaxed = '2027-09-10T13:00:00+10:00';

suite('the demo company', (test) => {
  for (const text of [...moments, untaxed]) {
    test(`is true to every rule when it is loaded at ${text}`, () => {
      const now = new Date(text);
      const { world, refused } = told(now);
      assert.equal(refused, []);
      const times = world.log.map(({ at }) => at.getTime());
      assert.equal(
        times,
        times.toSorted((a, b) => a - b),
      );
      assert.ok(Math.max(...times) <= now.getTime());
      checkPeople(world);
    });
  }

  for (const text of moments) {
    const now = new Date(text);
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

    test(`has people, leave, weeks and pay in all states to look at, at ${text}`, () => {
      const { world } = told(now);
      const { today, monday } = calendarAround(now, timeZone);
      const people = idsOf(world, 'employee');
      assert.is(people.length, 7);
      assert.equal(
        [...world.state(hierarchy, COMPANY).places.values()].filter(({ userId, employeeId }) => userId !== employeeId),
        [],
        'everybody has an account',
      );

      const requests = people.flatMap((id) => [...world.state(leave, id).requests.values()]);
      assert.equal(missing(leaveStatuses, requests), []);
      const waiting = requests.filter(({ status }) => status === 'pending');
      assert.ok(waiting.length >= 3);
      assert.ok(waiting.some(({ days }) => days.some(({ half }) => half !== undefined)));
      const soon = ({ days }: (typeof requests)[number]) =>
        days.some(({ date }) => today < date && date < addDays(today, 14));
      assert.ok(
        requests.some((one) => one.status === 'approved' && soon(one)),
        'somebody is away in the next two weeks',
      );

      const weeks = idsOf(world, 'timesheet').map((id) => world.state(timesheet, id));
      assert.equal(missing(timesheetStatuses, weeks), []);
      assert.ok(weeks.length >= 21);
      assert.ok(weeks.filter(({ status }) => status === 'submitted').length >= 2);
      assert.ok(weeks.some(({ pay }) => pay !== undefined && pay.overtimeMinutes > 0));
      assert.ok(weeks.some(({ pay }) => pay !== undefined && pay.leaveMinutes > 0));
      const statusOf = (id: string, week: number) => world.state(timesheet, sheetId(id, monday(week))).status;
      assert.is(statusOf('priya', -1), 'draft', "Priya's last week is still to be submitted");

      assert.equal(
        [-3, -2, -1].map((week) => world.state(payRun, monday(week)).status),
        ['finalised', 'finalised', 'open'],
      );
      assert.equal(
        people.filter((id) => statusOf(id, -2) !== 'approved'),
        [],
        'everybody has a payslip',
      );
      const inAt = people.filter((id) => world.state(clock, id).open !== undefined);
      assert.ok(inAt.length === 0 || isWorkday(now), `${inAt.join()} are still there`);
    });
  }

  test('has weeks that wait where no table of tax covers their pay', () => {
    const { world } = told(new Date(untaxed));
    const weeks = idsOf(world, 'timesheet').map((id) => world.state(timesheet, id));
    assert.equal(missing(timesheetStatuses, weeks), ['approved']);
  });

  test('has people on the clock while the shift is on, and nobody before and after', () => {
    const inAt = (time: string) => {
      const { world } = told(new Date(`2026-11-12T${time}:00+11:00`));
      return idsOf(world, 'clock').filter((id) => world.state(clock, id).open !== undefined);
    };
    assert.equal(inAt('06:44'), []);
    assert.equal(inAt('06:45').sort(), ['jai', 'kylie', 'priya', 'sione']);
    assert.equal(inAt('14:50').sort(), ['jai', 'kylie', 'priya', 'sione']);
    assert.equal(inAt('14:51'), []);
  });

  test('has a week that the clock bears out, and one that says more than the clock', () => {
    const now = new Date('2026-11-12T10:47:00+11:00');
    const { world } = told(now);
    const lastWeek = (id: string) => world.state(timesheet, sheetId(id, calendarAround(now, timeZone).monday(-1)));
    const minutes = (all: readonly { readonly minutes: number }[]) => all.reduce((sum, one) => sum + one.minutes, 0);
    const [sione, jai] = [lastWeek('sione'), lastWeek('jai')];
    assert.equal([sione.status, minutes(sione.entries), minutes(sione.shifts)], ['submitted', 2_490, 2_490]);
    assert.equal([jai.status, minutes(jai.entries), minutes(jai.shifts)], ['submitted', 2_400, 2_280]);
  });

  test('has the leave over Christmas that the pictures have', () => {
    const { world } = told(new Date('2026-11-12T10:47:00+11:00'));
    const asked = [...world.state(leave, 'kylie').requests.values()].find(({ status }) => status === 'pending');
    assert.equal(
      [asked?.request.firstDay, asked?.request.lastDay, asked?.request.minutes],
      ['2026-12-21', '2026-12-24', 3.5 * 456],
    );
  });

  test('is told by people who may do what they do', () => {
    const roleOf = new Map(demoPeople.map(({ id, role }) => [id, role]));
    for (const { steps } of story(new Date('2026-11-12T10:47:00+11:00'), timeZone)) {
      for (const { type, by } of steps) {
        const role = roleOf.get(by.id);
        assert.ok(role !== undefined && may(role, commands[type].permission), `${by.name} may ${type}`);
      }
    }
  });
});

const tellings = new Map<number, ReturnType<typeof tellAt>>();

/** The company as it is at a moment: nobody changes it afterwards, so it is told once. */
function told(now: Date) {
  const telling = tellings.get(now.getTime()) ?? tellAt(now);
  tellings.set(now.getTime(), telling);
  return telling;
}

function tellAt(now: Date) {
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
  return idsOf(world, 'order');
}

/** Of all aggregates of a kind, in the order in which they began. */
function idsOf(world: World, kind: string): string[] {
  return [...new Set(world.log.map(({ aggregate }) => aggregate))]
    .filter((aggregate) => aggregate.startsWith(`${kind}/`))
    .map((aggregate) => aggregate.slice(kind.length + 1));
}

/** What must hold of people, leave, weeks, clock and pay at the end. */
function checkPeople(world: World): void {
  checkHierarchy(world);
  const people = idsOf(world, 'employee');
  for (const id of people) checkLeave(world, id);
  for (const id of people) checkClock(world, id);
  const weeks = idsOf(world, 'timesheet').map((id) => id.split('/') as [string, string]);
  for (const [id, monday] of weeks) checkWeek(world, id, monday, timeZone);
  checkPayRuns(world, idsOf(world, 'pay-run'), weeks);
}

/** The statuses that none of them has. */
function missing(statuses: readonly string[], all: readonly { readonly status: string }[]): string[] {
  return statuses.filter((status) => !all.some((one) => one.status === status));
}

function isWorkday(now: Date): boolean {
  return calendarAround(now, timeZone).workdays(0).includes(calendarDateAt(now, timeZone));
}
