import * as fc from 'fast-check';
import { addDays, weekDates } from '../contracts/week.ts';
import { checkLeave, checkWeek } from '../testing/domain/people-invariants.ts';
import { people } from '../testing/domain/staff.ts';
import { type AnyCommandType, type PayloadOf, World } from '../testing/domain/world.ts';
import { assert, suite } from '../testing/suite.ts';
import { isRefusal } from './kernel.ts';
import { leave } from './leave/leave.ts';
import { sheetId, timesheet } from './timesheet/timesheet.ts';

// Weeks that are approved, reopened, changed and approved again, with leave that comes and goes meanwhile. Whatever the
// way was, at its end all is as if only the last of it had ever been.

const employeeId = 'e-kylie';
const mondays = ['2026-10-19', '2026-10-26', '2026-11-02'] as const;
const OPENING = 9_000;

/** One day of worked minutes for each weekday; 0 for none. */
const worked = fc.array(fc.constantFrom(0, 228, 456, 456, 500, 720), { minLength: 5, maxLength: 5 });
const step = fc.record({
  week: fc.nat(mondays.length - 1),
  worked,
  /** A day of leave in that week that is asked for and approved, or cancelled where it is there. */
  weekday: fc.option(fc.nat(4)),
  by: fc.constantFrom('priya', 'ben', 'amy'),
});

class Office {
  readonly world = new World();
  readonly #leave = new Map<string, string>();

  constructor() {
    this.world.record(people.events, people.moment);
    this.tell('AdjustLeaveBalance', { employeeId, type: 'annual', minutes: OPENING, reason: 'Opening' }, 'ben');
  }

  tell<Type extends AnyCommandType>(type: Type, payload: PayloadOf<Type>, user: string, expectedVersion?: number) {
    const moment = { user, today: '2026-11-12', ...(expectedVersion !== undefined && { expectedVersion }) };
    const decision = this.world.handle(type, payload, moment);
    if (isRefusal(decision)) throw new Error(`${type}: ${decision.detail}`);
  }

  /** Takes the day off, or gives it back. */
  turnLeave(date: string, by: string): void {
    const known = this.#leave.get(date);
    if (known !== undefined) {
      this.tell('CancelApprovedLeave', { employeeId, requestId: known, reason: 'Came to work' }, by);
      this.#leave.delete(date);
      return;
    }
    const requestId = `r${this.world.log.length}`;
    const days = [{ date, minutes: 456 }];
    this.tell('RequestLeave', { employeeId, requestId, type: 'annual', days }, 'kylie');
    this.tell('ApproveLeave', { employeeId, requestId }, by);
    this.#leave.set(date, requestId);
  }

  get daysOff(): readonly string[] {
    return [...this.#leave.keys()];
  }

  approve(monday: string, minutes: readonly number[], by: string): void {
    const week = { employeeId, monday };
    const id = sheetId(employeeId, monday);
    const dates = weekDates(monday);
    const entries = minutes.flatMap((one, weekday) =>
      one === 0 ? [] : [{ date: dates[weekday] ?? monday, minutes: one }],
    );
    this.tell('SaveTimesheet', { ...week, entries }, 'kylie', this.world.state(timesheet, id).version);
    this.tell('SubmitTimesheet', week, 'kylie');
    this.tell('ApproveTimesheet', week, by, this.world.state(timesheet, id).version);
  }

  /** What pay and leave come to, without the names that calculations and requests were given on the way. */
  get outcome() {
    const { balances } = this.world.state(leave, employeeId);
    return {
      balances: (['annual', 'sick', 'personal'] as const).map((type) => {
        const { minutes = 0, remainder = 0 } = balances.get(type) ?? {};
        return [type, minutes, remainder];
      }),
      pay: mondays.map((monday) => {
        const { pay, status } = this.world.state(timesheet, sheetId(employeeId, monday));
        if (pay === undefined) return status;
        const { lines, grossCents, taxCents, netCents, superCents, leaveMinutes } = pay;
        return { lines, grossCents, taxCents, netCents, superCents, leaveMinutes };
      }),
    };
  }
}

suite('weeks that are approved again and again', (test) => {
  test('leave one live pay calculation, deducted leave once, and balances as if only the last had been', () => {
    let reopened = 0;
    const property = fc.property(fc.array(step, { minLength: 5, maxLength: 25, size: 'max' }), (steps) => {
      const office = new Office();
      const last = new Map<string, readonly number[]>();
      for (const { week, worked: minutes, weekday, by } of steps) {
        const monday = mondays[week] ?? mondays[0];
        if (last.has(monday)) {
          office.tell('ReopenTimesheet', { employeeId, monday, reason: 'Something was wrong' }, by);
          reopened += 1;
        }
        const off = weekday === null ? undefined : addDays(monday, weekday);
        if (off !== undefined) office.turnLeave(off, by);
        // Nobody works on a day off.
        const kept = minutes.map((one, day) => (office.daysOff.includes(addDays(monday, day)) ? 0 : one));
        office.approve(monday, kept, by);
        last.set(monday, kept);
        checkWeek(office.world, employeeId, monday, 'Australia/Sydney');
        checkLeave(office.world, employeeId);
      }
      const straight = new Office();
      for (const date of office.daysOff) straight.turnLeave(date, 'ben');
      for (const [monday, minutes] of last) straight.approve(monday, minutes, 'ben');
      assert.equal(office.outcome, straight.outcome);
      for (const monday of last.keys()) {
        const events = office.world.log.filter(
          ({ aggregate }) => aggregate === timesheet.at(sheetId(employeeId, monday)),
        );
        const count = (type: string) => events.filter((event) => event.type === type).length;
        assert.is(count('PayCalculated') - count('PayReversed'), 1);
      }
      const annual = office.world.log.filter(({ type }) => type === 'LeaveApproved' || type === 'LeaveCancelled');
      const deducted = annual.reduce((sum, { type }) => sum + (type === 'LeaveApproved' ? 456 : -456), 0);
      assert.is(deducted, office.daysOff.length * 456);
    });
    fc.assert(property, { numRuns: 60 });
    assert.ok(reopened > 100, `${reopened} were reopened`);
  });
});
