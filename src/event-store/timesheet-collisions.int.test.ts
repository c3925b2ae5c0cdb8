import { addDays, weekDates } from '../contracts/week.ts';
import type { Recorded, Refusal } from '../domain/kernel.ts';
import { leave } from '../domain/leave/leave.ts';
import type { TimesheetEvent } from '../domain/timesheet/events.ts';
import { sheetId, timesheet, workedMinutes } from '../domain/timesheet/timesheet.ts';
import { Collisions, command, no, winnerOf, yes } from '../testing/collisions.ts';
import { checkClock, checkLeave, checkWeek } from '../testing/domain/people-invariants.ts';
import type { World } from '../testing/domain/world.ts';
import { hire, hireManagers, managers } from '../testing/staff.ts';
import { assert, suite } from '../testing/suite.ts';

interface Week {
  readonly employeeId: string;
  readonly monday: string;
}

/** All of them over, and none with a public holiday or a change of pay tables. */
const MONDAYS = Array.from({ length: 5 }, (_, index) => addDays('2026-08-31', 7 * index));
/** The week that is under way, by the clocks of these tests. */
const THIS_MONDAY = '2026-11-09';
const [first, second, third] = managers;
const fullWeek = ({ monday }: Week) =>
  weekDates(monday)
    .slice(0, 5)
    .map((date) => ({ date, minutes: 456 }));

/** Weeks of people, decided and changed by several processes at once. Each is approved once, and paid once. */
suite('timesheets that several processes decide at once', (test) => {
  let shop: Collisions;
  test.before(async () => {
    shop = await Collisions.open(managers.length);
    await hireManagers(shop);
  });
  test.after(() => shop.close());

  /** Fifty weeks of a team of ten, worked and sent in. */
  const sentIn = async (team: string): Promise<readonly Week[]> => {
    const weeks = await fiftyWeeks(team);
    const sent = weeks.map(async (week) => {
      const own = { user: week.employeeId };
      await shop.done('SaveTimesheet', { ...week, entries: fullWeek(week) }, { ...own, expectedVersion: 0 });
      await shop.done('SubmitTimesheet', week, own);
    });
    await Promise.all(sent);
    return weeks;
  };
  const fiftyWeeks = async (team: string, mondays = MONDAYS): Promise<readonly Week[]> => {
    const staff = await hire(shop, team, 10);
    return staff.flatMap((employeeId) => mondays.map((monday) => ({ employeeId, monday })));
  };
  const approval = (week: Week, user: string) => command('ApproveTimesheet', { ...week }, { user, expectedVersion: 1 });
  /** The log folded anew, with everything in it that must hold of these weeks. */
  const sound = async (weeks: readonly Week[]): Promise<World> => {
    const world = await shop.world();
    for (const { employeeId, monday } of weeks) {
      checkWeek(world, employeeId, monday, 'Australia/Sydney');
      checkLeave(world, employeeId);
      checkClock(world, employeeId);
    }
    return world;
  };

  test(
    'four managers approve 50 weeks, all at once: 50 approvals, 50 pay calculations, 150 are told who was first and when',
    async () => {
      const weeks = await sentIn('all');
      // Each begins somewhere else, so that each is first somewhere and second elsewhere.
      const shares = managers.map((user, index) =>
        [...weeks.slice(index * 12), ...weeks.slice(0, index * 12)].map((week) => approval(week, user)),
      );
      const outcomes = await shop.collide(...shares);
      assert.is(yes(outcomes).length, 50);
      const refusals = no(outcomes);
      assert.is(refusals.length, 150);
      const world = await sound(weeks);
      for (const refusal of refusals) {
        assert.equal([refusal.refused, refusal.detail], ['already-approved', 'Already approved by another manager.']);
        isFirst(world, refusal, refusal.fresh as unknown as Week);
      }
      for (const week of weeks) {
        const types = eventsOf(world, week).map(({ type }) => type);
        assert.equal(types, ['TimesheetSaved', 'TimesheetSubmitted', 'TimesheetApproved', 'PayCalculated']);
        assert.is(world.state(timesheet, idOf(week)).pay?.grossCents, 152_000);
      }
      for (const employeeId of new Set(weeks.map((week) => week.employeeId))) {
        const { balances } = world.state(leave, employeeId);
        // Five weeks of 175.38, 87.69 and 43.85 minutes.
        const figures = (['annual', 'sick', 'personal'] as const).map((type) => balances.get(type)?.minutes);
        assert.equal(figures, [876, 438, 219]);
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'submitted again at the moment of the approval, and after it: 50 rounds, approved once and still locked',
    async () => {
      const weeks = await sentIn('again');
      const again = (week: Week) => command('SubmitTimesheet', { ...week }, { user: week.employeeId });
      for (const week of weeks) {
        const outcomes = await shop.collide([approval(week, first)], [again(week)], [approval(week, second)]);
        assert.is(yes(outcomes).length, 1);
        assert.is(outcomes[1]?.accepted, false);
      }
      // Somebody else's server, which has seen none of this happen.
      const late = await shop.collide([], [], [], weeks.map(again));
      const world = await sound(weeks);
      for (const [index, week] of weeks.entries()) {
        isLocked(world, no(late)[index], week);
        const types = eventsOf(world, week).map(({ type }) => type);
        assert.equal(types, ['TimesheetSaved', 'TimesheetSubmitted', 'TimesheetApproved', 'PayCalculated']);
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'changed at the moment of the approval: 50 rounds, what is paid is what the manager had on screen, or nothing is',
    async () => {
      const weeks = await sentIn('edit');
      const told: Refusal[] = [];
      for (const [round, week] of weeks.entries()) {
        const entries = fullWeek(week).slice(1);
        const edit = command('SaveTimesheet', { ...week, entries }, { user: week.employeeId, expectedVersion: 1 });
        const both = [[approval(week, first)], [edit]];
        const outcomes = await shop.collide(...(round % 2 === 0 ? both : both.reverse()));
        assert.is(yes(outcomes).length, 1);
        told.push(...no(outcomes));
      }
      const world = await sound(weeks);
      for (const [index, week] of weeks.entries()) {
        const sheet = world.state(timesheet, idOf(week));
        const refusal = told[index];
        if (sheet.status === 'approved') {
          assert.equal([workedMinutes(sheet.entries), sheet.pay?.ordinaryMinutes], [2_280, 2_280]);
          isLocked(world, refusal, week);
        } else {
          assert.equal([sheet.status, workedMinutes(sheet.entries), sheet.pay], ['draft', 1_824, undefined]);
          assert.is(refusal?.refused, 'stale-version');
          assert.is(refusal?.detail, 'Timesheet was modified by another user. Please refresh and try again.');
          assert.is(winnerOf(world, refusal), eventsOf(world, week).at(-1));
        }
      }
    },
    { timeoutMs: 120_000 },
  );

  test(
    'first looks at one week by the person, the manager and the clock: 50 rounds, one sheet, and no work is lost',
    async () => {
      const weeks = await fiftyWeeks('first', [...MONDAYS.slice(1), THIS_MONDAY]);
      const clocked = weeks.filter(({ monday }) => monday === THIS_MONDAY);
      // They are still at work on the Thursday, from a quarter to seven on.
      await Promise.all(
        clocked.map(({ employeeId }) =>
          shop.done('ClockIn', { employeeId, at: '2026-11-11T19:45:00.000Z' }, { user: employeeId }),
        ),
      );
      for (const week of weeks) {
        const look = (user: string, minutes: number) => {
          const entries = [{ date: week.monday, minutes }];
          return command('SaveTimesheet', { ...week, entries }, { user, expectedVersion: 0 });
        };
        const out = { employeeId: week.employeeId, at: '2026-11-12T00:15:00.000Z', breakMinutes: 0 };
        const clock = clocked.includes(week) ? [command('ClockOut', out, { user: week.employeeId })] : [];
        const saves = [look(week.employeeId, 300), look(third, 400)];
        const outcomes = await shop.collide(...saves.map((one) => [one]), clock);
        const saved = yes(outcomes.slice(0, 2));
        const shift = clock.length === 0 ? 0 : 270;
        assert.is(yes(outcomes.slice(2)).length, clock.length);
        // The clock does not look before it writes, so it may be ahead of both.
        assert.ok(saved.length === 1 || (saved.length === 0 && shift > 0), `${saved.length} saves`);
        const typed = saved.length === 0 ? 0 : outcomes[0]?.accepted ? 300 : 400;
        assert.is(workedMinutes((await shop.read(timesheet, idOf(week))).entries), typed + shift);
        for (const refusal of no(outcomes)) {
          assert.is(refusal.refused, 'stale-version');
          assert.is(refusal.detail, 'Timesheet was modified by another user. Please refresh and try again.');
          assert.ok(refusal.winner?.user);
        }
      }
      const world = await sound(weeks);
      for (const week of weeks) assert.is(world.state(timesheet, idOf(week)).status, 'draft');
    },
    { timeoutMs: 120_000 },
  );
});

function idOf({ employeeId, monday }: Week): string {
  return sheetId(employeeId, monday);
}

function eventsOf(world: World, week: Week): Recorded<TimesheetEvent>[] {
  const all = world.log.filter(({ aggregate }) => aggregate === timesheet.at(idOf(week)));
  return all as Recorded<TimesheetEvent>[];
}

function isLocked(world: World, refusal: Refusal | undefined, week: Week): void {
  assert.equal([refusal?.refused, refusal?.detail], ['week-locked', 'This week is locked.']);
  isFirst(world, refusal, week);
}

/** The refusal names the person who approved this week. */
function isFirst(world: World, refusal: Refusal | undefined, week: Week): void {
  const approved = eventsOf(world, week).find(({ type }) => type === 'TimesheetApproved');
  assert.is(winnerOf(world, refusal), approved);
}
