import * as fc from 'fast-check';
import { addDays, weekDates } from '../contracts/week.ts';
import {
  checkClock,
  checkHierarchy,
  checkLeave,
  checkPayRuns,
  checkWeek,
} from '../testing/domain/people-invariants.ts';
import { people } from '../testing/domain/staff.ts';
import { type AnyCommandType, type PayloadOf, World } from '../testing/domain/world.ts';
import { assert, suite } from '../testing/suite.ts';
import { clock } from './clock/decider.ts';
import { isRefusal } from './kernel.ts';
import { leave } from './leave/leave.ts';
import { settings } from './settings/decider.ts';
import { sheetId, timesheet } from './timesheet/timesheet.ts';

// Random histories of leave, weeks, clock and pay: many hands on the same few weeks, on old and new versions.

const mondays = ['2026-09-28', '2026-11-02'] as const;
const staff = ['e-kylie', 'e-sione'] as const;
const weeks = staff.flatMap((employeeId) => mondays.map((monday) => [employeeId, monday] as const));
const timeZone = 'Australia/Sydney';

const employeeId = fc.constantFrom<string>(...staff, 'e-kylie', 'e-kylie', 'e-kylie');
const monday = fc.constantFrom<string>(...mondays, '2026-11-02');
const requestId = fc.constantFrom('r1', 'r2', 'constructor');
const reason = fc.constantFrom('Because', 'Because', 'Because', undefined);
const date = fc.constantFrom(...mondays.flatMap((one) => weekDates(one).slice(0, 5)));
const half = fc.constantFrom(
  { minutes: 456 },
  { minutes: 456 },
  { minutes: 228, half: 'first' as const },
  { minutes: 228, half: 'second' as const },
);
const leaveDay = fc.tuple(date, half).map(([on, part]) => ({ date: on, ...part }));
const days = fc
  .uniqueArray(leaveDay, { minLength: 1, maxLength: 3, selector: (one) => one.date })
  .map((all) => all.sort((a, b) => (a.date < b.date ? -1 : 1)));
const type = fc.constantFrom('annual' as const, 'annual' as const, 'sick' as const, 'unpaid' as const);
const time = fc.constantFrom('02:30', '06:45', '13:59', '14:00', '15:03', '22:00');
const entry = fc.oneof(
  fc.record({ date, minutes: fc.constantFrom(456, 456, 300, 900) }),
  fc
    .record({ date, start: time, end: time, breakMinutes: fc.constantFrom(0, 30) })
    .filter(({ start, end }) => start !== end),
);
const week = fc.record({ employeeId, monday });
const reasoned = fc.record({ employeeId, monday, reason });
const request = fc.record({ employeeId, requestId, reason });
const minutes = fc.constantFrom(-912, -456, 100, 912, 1_368);

const wishes = {
  RequestLeave: fc.record({ employeeId, requestId, type, days }),
  WithdrawLeave: fc.record({ employeeId, requestId }),
  ApproveLeave: fc.record({ employeeId, requestId }),
  RejectLeave: request,
  CancelApprovedLeave: request,
  AdjustLeaveBalance: fc.record({ employeeId, type, minutes, reason }),
  SaveTimesheet: fc.record({ employeeId, monday, entries: fc.array(entry, { maxLength: 4 }) }).map((wish) => ({
    ...wish,
    entries: wish.entries.map((one) => ({ ...one, date: inWeek(wish.monday, one.date) })),
  })),
  SubmitTimesheet: week,
  ApproveTimesheet: week,
  RejectTimesheet: reasoned,
  ReopenTimesheet: reasoned,
  ClockIn: fc.record({ employeeId }),
  ClockOut: fc.record({ employeeId }),
  OpenPayRun: fc.record({ period: monday }),
  FinalisePayRun: fc.record({ period: monday, weeks: fc.constant([{ employeeId: '', monday: '', calculation: 1 }]) }),
  VoidPayRun: fc.record({ period: monday, reason }),
} satisfies { [Type in AnyCommandType]?: fc.Arbitrary<PayloadOf<Type>> };

const weights: { readonly [Type in keyof typeof wishes]: number } = {
  ...{ RequestLeave: 40, WithdrawLeave: 4, ApproveLeave: 40, RejectLeave: 6, CancelApprovedLeave: 10 },
  ...{ AdjustLeaveBalance: 10, SaveTimesheet: 15, SubmitTimesheet: 20, ApproveTimesheet: 25, RejectTimesheet: 3 },
  ...{ ReopenTimesheet: 12, ClockIn: 6, ClockOut: 8, OpenPayRun: 6, FinalisePayRun: 8, VoidPayRun: 4 },
};

interface Step {
  readonly type: keyof typeof wishes;
  readonly payload: { readonly employeeId?: string; readonly monday?: string };
  readonly user: string;
  readonly behind: number;
  readonly laterMs: number;
}
const user = fc.constantFrom('kylie', 'kylie', 'kylie', 'sione', 'priya', 'priya', 'ben', 'ben', 'amy');
const laterMs = fc.constantFrom(0, 60_000, 4 * 3_600_000, 9 * 3_600_000);
const behind = fc.constantFrom(0, 0, 0, 0, 1);
const steps = fc.array(
  fc.oneof(
    ...(Object.keys(wishes) as Step['type'][]).map((one) => ({
      arbitrary: fc.record({
        type: fc.constant(one),
        payload: wishes[one],
        user,
        behind,
        laterMs,
      }) as fc.Arbitrary<Step>,
      weight: weights[one],
    })),
  ),
  { minLength: 50, maxLength: 150, size: 'max' },
);

const opening = (id: string) =>
  leave.event(id, 'LeaveBalanceAdjusted', {
    ...{ employeeName: id, type: 'annual', minutes: 1_824, balanceBefore: 0, balanceAfter: 1_824, reason: 'Opening' },
  });

function inWeek(first: string, any: string): string {
  return addDays(first, new Date(any).getUTCDay());
}

/** What is on the sender's screen: the version, and for a pay run the weeks that are there to be paid. */
function seen(world: World, { type, payload, behind: old }: Step): { payload: object; expectedVersion?: number } {
  if (type === 'FinalisePayRun') {
    const there = weeks.flatMap(([id, first]) => {
      const { pay, paid } = world.state(timesheet, sheetId(id, first));
      return pay && !paid ? [{ employeeId: id, monday: first, calculation: pay.calculation - old }] : [];
    });
    return there.length === 0
      ? { payload: { ...payload, weeks: [{ employeeId: 'e-kylie', monday: mondays[0], calculation: 1 }] } }
      : { payload: { ...payload, weeks: there } };
  }
  if (payload.monday === undefined || payload.employeeId === undefined) return { payload };
  const { version } = world.state(timesheet, sheetId(payload.employeeId, payload.monday));
  return { payload, expectedVersion: Math.max(0, version - old) };
}

suite('people in random histories', (test) => {
  test('pay once, deduct once, never overlap, never fall below the floor, one open shift', () => {
    const met = new Set<string>();
    const property = fc.property(steps, (history) => {
      const world = new World();
      world.record([...people.events, ...staff.map(opening)], people.moment);
      let now = new Date('2026-11-12T00:00:00Z').getTime();
      for (const step of history) {
        now += step.laterMs;
        const { payload, expectedVersion } = seen(world, step);
        const moment = {
          user: step.user,
          at: new Date(now),
          today: '2026-11-30',
          timeZone,
          ...(expectedVersion !== undefined && { expectedVersion }),
        };
        const decision = world.handle(step.type, payload as never, moment);
        met.add(isRefusal(decision) ? `${step.type} ${decision.refused}` : step.type);
        // Nobody is told that they were faster than themselves; an older version says whose the newer one is, all the
        // same.
        const other = isRefusal(decision) && decision.refused !== 'stale-version' ? decision.winner?.user : undefined;
        assert.is.not(other, step.user);
        for (const id of staff) {
          checkLeave(world, id);
          checkClock(world, id);
        }
        for (const [id, first] of weeks) checkWeek(world, id, first, timeZone);
        checkPayRuns(world, mondays, weeks);
      }
    });
    fc.assert(property, { numRuns: 150 });
    for (const reached of [
      ...Object.keys(wishes),
      ...['RequestLeave insufficient-leave', 'RequestLeave overlapping-leave', 'RequestLeave week-locked'],
      ...['ApproveLeave already-approved', 'ApproveLeave already-decided', 'ApproveLeave own-request'],
      ...['ApproveLeave week-locked', 'SaveTimesheet stale-version', 'SaveTimesheet week-locked'],
      ...['SubmitTimesheet week-locked', 'ApproveTimesheet already-approved', 'ApproveTimesheet not-submitted'],
      ...['ApproveTimesheet stale-version', 'ApproveTimesheet own-request', 'ReopenTimesheet not-approved'],
      ...['ClockIn already-clocked-in', 'ClockOut not-clocked-in', 'FinalisePayRun run-not-open'],
    ]) {
      assert.ok(met.has(reached), `no history had: ${reached}`);
    }
  });

  test('52 full weeks bring the entitlement to the minute, with weeks reopened on the way, and whether worked, on leave or on holiday', () => {
    const first = '2025-11-03';
    const year = Array.from({ length: 52 }, (_, i) => addDays(first, i * 7));
    const kinds = fc.array(fc.constantFrom('worked', 'leave', 'holiday', 'reopened'), { minLength: 52, maxLength: 52 });
    const property = fc.property(kinds, (ofWeek) => {
      const world = new World();
      const tell: World['handle'] = (type, payload, moment) => {
        const decision = world.handle(type, payload, { today: '2026-11-12', ...moment });
        if (isRefusal(decision)) throw new Error(`${type}: ${decision.detail}`);
        return decision;
      };
      world.record(people.events, people.moment);
      const holidays = year.filter((_, i) => ofWeek[i] === 'holiday').map((day) => ({ date: day, name: 'Holiday' }));
      if (holidays.length > 0) world.record([settings.event('company', 'SettingsRevised', { sections: { holidays } })]);
      for (const [i, week] of year.entries()) {
        const at = { employeeId: 'e-kylie', monday: week };
        const off = ofWeek[i] === 'leave' || ofWeek[i] === 'holiday' ? 1 : 0;
        if (ofWeek[i] === 'leave') {
          const asked = { employeeId: 'e-kylie', requestId: `r${i}` };
          tell('RequestLeave', { ...asked, type: 'training', days: [{ date: week, minutes: 456 }] }, { user: 'kylie' });
          tell('ApproveLeave', asked, { user: 'priya' });
        }
        const entries = weekDates(week)
          .slice(off, 5)
          .map((day) => ({ date: day, minutes: 456 }));
        tell('SaveTimesheet', { ...at, entries }, { user: 'kylie', expectedVersion: 0 });
        tell('SubmitTimesheet', at, { user: 'kylie' });
        tell('ApproveTimesheet', at, { user: 'priya', expectedVersion: 1 });
      }
      for (const [i, week] of year.entries()) {
        if (ofWeek[i] !== 'reopened') continue;
        const at = { employeeId: 'e-kylie', monday: week };
        tell('ReopenTimesheet', { ...at, reason: 'Once more' }, { user: 'ben' });
        checkLeave(world, 'e-kylie');
        tell('SubmitTimesheet', at, { user: 'kylie' });
        tell('ApproveTimesheet', at, { user: 'ben', expectedVersion: 1 });
      }
      const { balances } = world.state(leave, 'e-kylie');
      const figures = (['annual', 'sick', 'personal'] as const).map((one) => balances.get(one)?.minutes);
      assert.equal(figures, [9_120, 4_560, 2_280]);
      checkLeave(world, 'e-kylie');
    });
    fc.assert(property, { numRuns: 15 });
  });

  test('managers never run in a circle', () => {
    const ids = ['e-amy', 'e-ben', 'e-priya', 'e-kylie', 'e-sione'];
    const step = fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids, null));
    const met = new Set<string>();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (wished) => {
        const world = new World();
        world.record(people.events, people.moment);
        for (const [id, managerId] of wished) {
          const decision = world.handle('AssignManager', { employeeId: id, managerId }, { user: 'amy' });
          met.add(isRefusal(decision) ? decision.refused : 'assigned');
          checkHierarchy(world);
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(met.has('assigned') && met.has('manager-loop'));
  });

  test('a shift of the clock becomes worked time of its week', () => {
    const world = new World();
    world.record(people.events, people.moment);
    const me = { employeeId: 'e-kylie' };
    world.handle('ClockIn', me, { user: 'kylie', at: new Date('2026-11-01T19:45:00Z') });
    world.handle('ClockOut', me, { user: 'kylie', at: new Date('2026-11-02T04:03:00Z') });
    assert.is(world.state(clock, 'e-kylie').open, undefined);
    const { entries, status } = world.state(timesheet, 'e-kylie/2026-11-02');
    assert.equal([status, entries.map(({ minutes: worked }) => worked)], ['draft', [468]]);
  });
});
