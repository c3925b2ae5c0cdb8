import { formatDays, formatHours } from '../contracts/week.ts';
import type { Refusal } from '../domain/kernel.ts';
import { leave } from '../domain/leave/leave.ts';
import { timesheet } from '../domain/timesheet/timesheet.ts';
import { Collisions, command, no, winnerOf, yes } from '../testing/collisions.ts';
import { checkLeave, checkWeek } from '../testing/domain/people-invariants.ts';
import type { World } from '../testing/domain/world.ts';
import { hire, hireManagers, managers } from '../testing/staff.ts';
import { assert, suite } from '../testing/suite.ts';

const ROUNDS = 50;
const [first, second] = managers;
const DAY = 456;
const daysOf = (...dates: readonly string[]) => dates.map((date) => ({ date, minutes: DAY }));
/** Monday to Friday of five weeks to come. */
const weeks = ['2026-11-16', '2026-11-23', '2026-11-30', '2026-12-07', '2026-12-14'];

/** Leave of people, asked for and decided by several processes at once. It is deducted once, and never too much of it. */
suite('leave that several processes decide at once', (test) => {
  let shop: Collisions;
  test.before(async () => {
    shop = await Collisions.open(managers.length);
    await hireManagers(shop);
  });
  test.after(() => shop.close());

  const asking = (employeeId: string, requestId: string, dates: readonly string[], user = employeeId) =>
    command('RequestLeave', { employeeId, requestId, type: 'annual', days: daysOf(...dates) }, { user });
  const asked = (employeeId: string, requestId: string, dates: readonly string[]) =>
    shop.done('RequestLeave', { employeeId, requestId, type: 'annual', days: daysOf(...dates) }, { user: employeeId });
  const approval = (employeeId: string, requestId: string, user: string) =>
    command('ApproveLeave', { employeeId, requestId }, { user });
  /** The log folded anew, with everything in it that must hold of the leave of these people. */
  const sound = async (staff: readonly string[]): Promise<World> => {
    const world = await shop.world();
    for (const employeeId of staff) checkLeave(world, employeeId);
    return world;
  };
  const balance = (world: World, employeeId: string) => world.state(leave, employeeId).balances.get('annual')?.minutes;

  test(
    'four managers approve 50 requests, all at once: 50 are deducted once, 150 are told who was first and when',
    async () => {
      const staff = await hire(shop, 'all', 10, 5_000);
      const requests = staff.flatMap((employeeId) => weeks.map((monday) => [employeeId, monday] as const));
      await Promise.all(requests.map(([employeeId, monday]) => asked(employeeId, monday, [monday])));
      // Each begins somewhere else, so that each is first somewhere and second elsewhere.
      const shares = managers.map((user, index) =>
        [...requests.slice(index * 12), ...requests.slice(0, index * 12)].map(([employeeId, requestId]) =>
          approval(employeeId, requestId, user),
        ),
      );
      const outcomes = await shop.collide(...shares);
      assert.is(yes(outcomes).length, 50);
      const refusals = no(outcomes);
      assert.is(refusals.length, 150);
      const world = await sound(staff);
      for (const refusal of refusals) {
        assert.equal([refusal.refused, refusal.detail], ['already-approved', 'Already approved by another manager.']);
        const { type, data } = winnerOf(world, refusal);
        assert.equal([type, Reflect.get(data, 'requestId')], ['LeaveApproved', refusal.fresh?.['requestId']]);
      }
      for (const employeeId of staff) assert.is(balance(world, employeeId), 5_000 - 5 * DAY);
    },
    { timeoutMs: 120_000 },
  );

  test(
    'two requests that together exceed the balance: 50 rounds, one is taken and the other reads both figures',
    async () => {
      const staff = await hire(shop, 'exceed', ROUNDS, 2_000);
      const told: Refusal[] = [];
      for (const employeeId of staff) {
        const outcomes = await shop.collide(
          [asking(employeeId, 'own', weeks.slice(0, 3))],
          [asking(employeeId, 'manager', weeks.slice(3), first)],
        );
        assert.is(yes(outcomes).length, 1);
        told.push(...no(outcomes));
      }
      const world = await sound(staff);
      for (const [index, employeeId] of staff.entries()) {
        const [request] = world.state(leave, employeeId).requests.values();
        const [taken, wanted] = request?.request.requestId === 'own' ? [3, 2] : [2, 3];
        // With three days spoken for there is one left, with two there are two.
        const figures = `Available: ${formatHours(2_000 - taken * DAY)}. Requested: ${formatHours(wanted * DAY)}.`;
        assert.is(told[index]?.refused, 'insufficient-leave');
        assert.is(told[index]?.detail, `Insufficient annual leave balance. ${figures}`);
        assert.is(winnerOf(world, told[index]).type, 'LeaveRequested');
        assert.is(world.state(leave, employeeId).requests.size, 1);
        assert.is(balance(world, employeeId), 2_000);
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'two approvals that together exceed what is left: 50 rounds, one is deducted',
    async () => {
      const staff = await hire(shop, 'left', ROUNDS, 2_000);
      await Promise.all(
        staff.map(async (employeeId) => {
          await asked(employeeId, 'a', weeks.slice(0, 2));
          await asked(employeeId, 'b', weeks.slice(2, 4));
          const less = { employeeId, type: 'annual', minutes: -1_000, reason: 'Counted twice' } as const;
          await shop.done('AdjustLeaveBalance', less, { user: 'mia' });
        }),
      );
      const told: Refusal[] = [];
      for (const employeeId of staff) {
        const outcomes = await shop.collide([approval(employeeId, 'a', first)], [approval(employeeId, 'b', second)]);
        assert.is(yes(outcomes).length, 1);
        told.push(...no(outcomes));
      }
      const world = await sound(staff);
      for (const [index, employeeId] of staff.entries()) {
        const figures = 'Available: 1h 28m. Requested: 15h 12m.';
        assert.is(told[index]?.detail, `Insufficient annual leave balance. ${figures}`);
        assert.is(winnerOf(world, told[index]).type, 'LeaveApproved');
        assert.is(balance(world, employeeId), 1_000 - 2 * DAY);
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'two requests that overlap: 50 rounds, one is taken and the other reads which days are gone',
    async () => {
      const staff = await hire(shop, 'overlap', ROUNDS, 5_000);
      const [early, late] = [
        ['2026-11-16', '2026-11-17', '2026-11-18'],
        ['2026-11-18', '2026-11-19'],
      ] as const;
      const told: Refusal[] = [];
      for (const employeeId of staff) {
        const outcomes = await shop.collide(
          [asking(employeeId, 'early', early)],
          [asking(employeeId, 'late', late, first)],
        );
        assert.is(yes(outcomes).length, 1);
        told.push(...no(outcomes));
      }
      const world = await sound(staff);
      for (const [index, employeeId] of staff.entries()) {
        const [request] = world.state(leave, employeeId).requests.values();
        const { firstDay = '', lastDay = '' } = request?.request ?? {};
        const days = formatDays(firstDay, lastDay, '2026-11-12');
        assert.is(told[index]?.refused, 'overlapping-leave');
        assert.is(told[index]?.detail, `These dates overlap requested annual leave, ${days}.`);
        assert.equal(told[index]?.fresh?.['dates'], ['2026-11-18']);
        assert.is(winnerOf(world, told[index]).type, 'LeaveRequested');
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'a week and a request of one person approved at once: 50 rounds, paid as it stands and deducted as it stands',
    async () => {
      const staff = await hire(shop, 'both', ROUNDS, 2_000);
      const monday = '2026-11-02';
      // In every second round the request is of another week, and nothing stands between the two.
      const dayOf = (round: number) => (round % 2 === 0 ? '2026-11-06' : '2026-11-16');
      const entries = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'].map((date) => ({ date, minutes: DAY }));
      await Promise.all(
        staff.map(async (employeeId, round) => {
          await asked(employeeId, 'r', [dayOf(round)]);
          const own = { user: employeeId };
          await shop.done('SaveTimesheet', { employeeId, monday, entries }, { ...own, expectedVersion: 0 });
          await shop.done('SubmitTimesheet', { employeeId, monday }, own);
        }),
      );
      const told: (Refusal | undefined)[] = [];
      for (const [round, employeeId] of staff.entries()) {
        const week = command('ApproveTimesheet', { employeeId, monday }, { user: first, expectedVersion: 1 });
        const both = [[week], [approval(employeeId, 'r', second)]];
        const outcomes = await shop.collide(...(round % 4 < 2 ? both : both.reverse()));
        told.push(no(outcomes)[0]);
        assert.ok(yes(outcomes).length === 2 || (yes(outcomes).length === 1 && round % 2 === 0));
      }
      const world = await sound(staff);
      for (const [round, employeeId] of staff.entries()) {
        checkWeek(world, employeeId, monday, 'Australia/Sydney');
        const refusal = told[round];
        const inWeek = round % 2 === 0 && refusal === undefined ? DAY : 0;
        const { pay } = world.state(timesheet, `${employeeId}/${monday}`);
        assert.equal([pay?.ordinaryMinutes, pay?.leaveMinutes], [4 * DAY, inWeek]);
        // 140 of 140.3 minutes accrue for four days, 175 of 175.38 for five.
        const taken = refusal === undefined ? DAY : 0;
        assert.is(balance(world, employeeId), 2_000 - taken + (inWeek > 0 ? 175 : 140));
        if (refusal === undefined) continue;
        assert.equal([refusal.refused, refusal.detail], ['week-locked', 'This week is locked.']);
        assert.is(winnerOf(world, refusal).type, 'LeaveTaken');
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'one leave cancelled while another is approved: 50 rounds, the other goes through once there is enough for it',
    async () => {
      const staff = await hire(shop, 'cancel', ROUNDS, 2_000);
      await Promise.all(
        staff.map(async (employeeId) => {
          await asked(employeeId, 'goes', weeks.slice(0, 2));
          await asked(employeeId, 'comes', weeks.slice(2, 4));
          await shop.done('ApproveLeave', { employeeId, requestId: 'goes' }, { user: 'mia' });
          const less = { employeeId, type: 'annual', minutes: -600, reason: 'Counted twice' } as const;
          await shop.done('AdjustLeaveBalance', less, { user: 'mia' });
        }),
      );
      const told: (Refusal | undefined)[] = [];
      for (const [round, employeeId] of staff.entries()) {
        const cancelling = { employeeId, requestId: 'goes', reason: 'Came to work' };
        const both = [
          [command('CancelApprovedLeave', cancelling, { user: first })],
          [approval(employeeId, 'comes', second)],
        ];
        const outcomes = await shop.collide(...(round % 2 === 0 ? both : both.reverse()));
        const refusals = no(outcomes);
        assert.ok(refusals.length <= 1 && outcomes[round % 2]?.accepted, 'it is cancelled in any case');
        told.push(refusals[0]);
      }
      const world = await sound(staff);
      for (const [index, employeeId] of staff.entries()) {
        const refusal = told[index];
        assert.is(balance(world, employeeId), 2_000 - 600 - (refusal === undefined ? 2 * DAY : 0));
        if (refusal === undefined) continue;
        const figures = 'Available: 8h 08m. Requested: 15h 12m.';
        assert.is(refusal.detail, `Insufficient annual leave balance. ${figures}`);
        assert.is(winnerOf(world, refusal).type, 'LeaveBalanceAdjusted');
      }
    },
    { timeoutMs: 120_000 },
  );
});
