import * as fc from 'fast-check';
import { approvalId, leaveRequestId, timesheetId } from '../src/contracts/week.ts';
import { clock as clockState } from '../src/domain/clock/decider.ts';
import { approvedDaysIn, leave, pendingOf } from '../src/domain/leave/leave.ts';
import { payRun } from '../src/domain/pay/pay-run.ts';
import { sheetId, timesheet } from '../src/domain/timesheet/timesheet.ts';
import type { Projection } from '../src/projecting/definition.ts';
import { people } from '../src/testing/domain/staff.ts';
import { type AnyCommandType, type PayloadOf, World } from '../src/testing/domain/world.ts';
import { commitsOfWorld, type Projected, projectCommits } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { approvals } from './approvals.ts';
import { clock } from './clock.ts';
import { leaveBalances } from './leave-balances.ts';
import { leaveMovements } from './leave-movements.ts';
import { leaveRequests } from './leave-requests.ts';
import { payRuns } from './pay-runs.ts';
import { payslips } from './payslips.ts';
import { teamCalendar } from './team-calendar.ts';
import { timesheetWeeks } from './timesheet-weeks.ts';
import { timesheets } from './timesheets.ts';

// What people see of leave, weeks, clock and pay must be what the deciders decide on, after every history.

const staff = ['e-kylie', 'e-sione'];
const mondays = ['2026-10-26', '2026-11-02'];
const requestIds = ['r1', 'r2', 'r3'];
// The first two are in one week; the last is in the next.
const dates = ['2026-10-28', '2026-10-29', '2026-11-03'];

const employeeId = fc.constantFrom('e-kylie', 'e-kylie', 'e-sione');
const monday = fc.constantFrom(...mondays);
const requestId = fc.constantFrom(...requestIds);
const reason = fc.constant('Because');
const ofRequest = fc.record({ employeeId, requestId, reason });
const ofWeek = fc.record({ employeeId, monday, reason });
const days = fc.subarray(dates, { minLength: 1 }).map((all) => all.map((date) => ({ date, minutes: 456 })));
const type = fc.constantFrom('annual' as const, 'unpaid' as const);
const entries = (first: string) =>
  fc.subarray([0, 1, 4]).map((all) => all.map((day) => ({ date: dayAfter(first, day), minutes: 456 })));

const wishes = {
  RequestLeave: fc.record({ employeeId, requestId, type, days }),
  WithdrawLeave: fc.record({ employeeId, requestId }),
  ApproveLeave: fc.record({ employeeId, requestId }),
  RejectLeave: ofRequest,
  CancelApprovedLeave: ofRequest,
  AdjustLeaveBalance: fc.record({
    employeeId,
    type: fc.constant('annual' as const),
    minutes: fc.constant(900),
    reason,
  }),
  SaveTimesheet: monday.chain((first) =>
    fc.record({ employeeId, monday: fc.constant(first), entries: entries(first) }),
  ),
  SubmitTimesheet: fc.record({ employeeId, monday }),
  ApproveTimesheet: fc.record({ employeeId, monday }),
  RejectTimesheet: ofWeek,
  ReopenTimesheet: ofWeek,
  ClockIn: fc.record({ employeeId }),
  ClockOut: fc.record({ employeeId }),
  OpenPayRun: fc.record({ period: monday }),
  FinalisePayRun: fc.record({ period: monday }),
  VoidPayRun: fc.record({ period: monday, reason }),
};
type Wish = keyof typeof wishes;
const weights: { readonly [One in Wish]?: number } = {
  ...{
    RequestLeave: 6,
    ApproveLeave: 5,
    SaveTimesheet: 3,
    SubmitTimesheet: 5,
    ApproveTimesheet: 5,
    FinalisePayRun: 2,
    CancelApprovedLeave: 4,
  },
};
const steps = fc.array(
  fc.oneof(
    ...(Object.keys(wishes) as Wish[]).map((one) => ({
      arbitrary: fc.record({ type: fc.constant(one), payload: wishes[one] as fc.Arbitrary<object> }),
      weight: weights[one] ?? 1,
    })),
  ),
  { minLength: 40, maxLength: 120, size: 'max' },
);

function dayAfter(date: string, count: number): string {
  return new Date(Date.parse(date) + count * 86_400_000).toISOString().slice(0, 10);
}

/** The office does everything, hours apart; Kylie's and Sione's clocks run on the days of the weeks. */
function lived(history: readonly { type: Wish; payload: object }[], met: Set<string>): World {
  const world = new World();
  world.record(people.events, people.moment);
  let at = Date.parse('2026-10-26T00:00:00Z');
  for (const { type: wish, payload } of history) {
    at += 2 * 3_600_000;
    const week = payload as { employeeId: string; monday?: string };
    const version =
      week.monday === undefined ? undefined : world.state(timesheet, sheetId(week.employeeId, week.monday)).version;
    const paid = wish === 'FinalisePayRun' ? { ...payload, weeks: toPay(world) } : payload;
    if (wish === 'FinalisePayRun' && toPay(world).length === 0) continue;
    const moment = { user: 'ben', at: new Date(at), today: '2026-11-30', expectedVersion: version };
    const decision = world.handle(wish, paid as PayloadOf<AnyCommandType>, moment);
    if (!('refused' in decision)) met.add(wish);
  }
  return world;
}

function toPay(world: World) {
  return staff.flatMap((one) =>
    mondays.flatMap((first) => {
      const { pay, paid } = world.state(timesheet, sheetId(one, first));
      return pay && !paid ? [{ employeeId: one, monday: first, calculation: pay.calculation }] : [];
    }),
  );
}

suite('projections of people agree with the domain', (test) => {
  test('on leave, weeks, the clock and pay, in random histories', () => {
    const met = new Set<string>();
    const property = fc.property(steps, (history) => {
      const world = lived(history, met);
      const commits = commitsOfWorld(world.log);
      const of = <Row extends object, View>(projection: Projection<Row, View>): Projected<View> => {
        const projected = projectCommits(projection, commits);
        assert.equal(projected.parked, []);
        return projected;
      };
      agreeOnLeave(world, of);
      agreeOnWeeks(world, of);
      agreeOnPay(world, of);
    });
    fc.assert(property, { numRuns: 40, endOnFailure: true });
    for (const wish of Object.keys(wishes)) assert.ok(met.has(wish), `no history had: ${wish}`);
  });
});

type Of = <Row extends object, View>(projection: Projection<Row, View>) => Projected<View>;

function agreeOnLeave(world: World, of: Of): void {
  const [balances, movements, requests] = [of(leaveBalances), of(leaveMovements), of(leaveRequests)];
  const [calendar, inbox] = [of(teamCalendar), of(approvals)];
  for (const one of staff) {
    const state = world.state(leave, one);
    const view = balances.view(one);
    for (const { type: kind, balanceMinutes, pendingMinutes } of view?.balances ?? []) {
      const expected = [state.balances.get(kind)?.minutes ?? 0, pendingOf(state, kind)];
      assert.equal([kind, balanceMinutes, pendingMinutes], [kind, ...expected]);
      const last = movements.row(`${one}:${view?.sequence}`) as { balances: Record<string, number> };
      assert.equal(last.balances[kind] ?? 0, balanceMinutes);
    }
    assert.equal(view?.lockedWeeks, [...state.weeks.keys()].sort());
    for (const [requestId, { status, days: asked }] of state.requests) {
      const id = leaveRequestId(one, requestId);
      assert.equal([requests.view(id)?.status, requests.view(id)?.days], [status, asked]);
      const away = status === 'pending' || status === 'approved' ? status : undefined;
      assert.is(calendar.view(id)?.status, away);
      assert.is(inbox.view(approvalId('leave', id))?.status, status === 'pending' ? 'waiting' : 'decided');
    }
  }
}

function agreeOnWeeks(world: World, of: Of): void {
  const [weeks, list, inbox, on] = [of(timesheetWeeks), of(timesheets), of(approvals), of(clock)];
  for (const one of staff) {
    const { open } = world.state(clockState, one);
    assert.is(on.view(one)?.open?.since, open?.since);
    for (const first of mondays) {
      const state = world.state(timesheet, sheetId(one, first));
      const taken = approvedDaysIn(world.state(leave, one), first);
      const view = weeks.view(timesheetId(one, first), { name: one });
      const row = list.view(timesheetId(one, first));
      const status = state.status === 'none' ? 'draft' : state.status;
      const facts = [status, state.version, state.paid !== undefined];
      assert.equal([view?.status, view?.version, view?.finalised], facts);
      assert.equal(plain(view?.entries), plain(state.entries));
      assert.equal([plain(view?.leave), view?.calculation], [plain(taken), state.pay?.calculation]);
      if (state.status === 'none' && taken.length === 0) {
        assert.is(row, undefined, 'lists leave out what nobody has touched');
        continue;
      }
      assert.equal([row?.status, row?.version, row?.finalised], facts);
      assert.equal([row?.workedMinutes, row?.leaveMinutes], [view?.workedMinutes, view?.leaveMinutes]);
      const card = inbox.view(approvalId('timesheet', timesheetId(one, first)));
      assert.is(card?.status === 'waiting', status === 'submitted');
      if (status === 'approved') assert.is(card?.decision?.kind, 'approved');
    }
  }
}

function agreeOnPay(world: World, of: Of): void {
  const [slips, runs] = [of(payslips), of(payRuns)];
  for (const one of staff) {
    for (const first of mondays) {
      const { pay, paid } = world.state(timesheet, sheetId(one, first));
      const slip = slips.view(timesheetId(one, first));
      const expected = pay === undefined ? 'taken-back' : paid === undefined ? 'worked-out' : 'finalised';
      if (slip !== undefined || pay !== undefined) assert.is(slip?.status, expected);
      if (pay !== undefined) assert.equal([slip?.calculation, slip?.netCents], [pay.calculation, pay.netCents]);
    }
  }
  for (const period of mondays) {
    const state = world.state(payRun, period);
    const view = runs.view(period);
    assert.is(view?.status ?? 'none', state.status);
    if (state.status === 'finalised') assert.equal(view?.lines, state.lines);
  }
}

/** As it is sent: without fields that have no value. */
function plain(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
