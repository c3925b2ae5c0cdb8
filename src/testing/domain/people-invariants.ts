import { totalsOf } from '../../contracts/pay-totals.ts';
import { defaultSettings } from '../../contracts/settings.ts';
import { shiftSpan } from '../../contracts/shift.ts';
import { clock } from '../../domain/clock/decider.ts';
import { COMPANY } from '../../domain/company.ts';
import { hierarchy, isBelow } from '../../domain/employee/hierarchy.ts';
import type { DomainEvent, Recorded } from '../../domain/kernel.ts';
import type { LeaveEvent } from '../../domain/leave/events.ts';
import { leave } from '../../domain/leave/leave.ts';
import type { PayRunEvent } from '../../domain/pay/events.ts';
import { payRun } from '../../domain/pay/pay-run.ts';
import type { TimesheetEvent } from '../../domain/timesheet/events.ts';
import { sheetId, timesheet, workedMinutes } from '../../domain/timesheet/timesheet.ts';
import type { World } from './world.ts';

// What must hold of people, leave, weeks, clock and pay. The figures are counted a second time, from the log alone.

/** Nobody is above themselves, and an account belongs to one employee. */
export function checkHierarchy(world: World): void {
  const all = world.state(hierarchy, COMPANY);
  for (const { employeeId } of all.places.values()) {
    hold(!isBelow(all, employeeId, employeeId), `${employeeId} is above themselves`);
  }
  const accounts = [...all.places.values()].flatMap(({ userId }) => (userId === null ? [] : [userId]));
  hold(new Set(accounts).size === accounts.length, `accounts are shared: ${accounts.join()}`);
}

/** Balances, requests and locked weeks of one employee. */
export function checkLeave(world: World, employeeId: string): void {
  const state = world.state(leave, employeeId);
  const events = eventsOf<LeaveEvent>(world, leave.at(employeeId));
  for (const { type, floorMinutes, balanced } of defaultSettings.leaveTypes) {
    const minutes = state.balances.get(type)?.minutes ?? 0;
    const expected = minutesIn(events, type);
    hold(minutes === expected, `${type} leave of ${employeeId} is ${minutes}, and its events say ${expected}`);
    hold(!balanced || minutes >= floorMinutes, `${type} leave of ${employeeId} is ${minutes}, below its floor`);
  }
  const taken = new Map<string, string>();
  for (const { status, request, days, deducted } of state.requests.values()) {
    const decisions = events.filter(
      ({ type, data }) => 'requestId' in data && data.requestId === request.requestId && type === 'LeaveApproved',
    );
    hold(decisions.length <= 1, `${request.requestId} was approved ${decisions.length} times`);
    hold(
      deducted === 0 || (status === 'approved' && deducted === request.minutes),
      `${request.requestId} is ${status} and took ${deducted}`,
    );
    if (status !== 'approved') continue;
    for (const { date, half } of days) {
      for (const part of half === undefined ? ['first', 'second'] : [half]) {
        const other = taken.get(`${date} ${part}`);
        hold(other === undefined, `${request.requestId} and ${other} overlap on ${date}`);
        taken.set(`${date} ${part}`, request.requestId);
      }
    }
  }
}

/** One week of one employee: approved once, paid once, and its leave locked for as long. */
export function checkWeek(world: World, employeeId: string, monday: string, timeZone: string): void {
  const id = sheetId(employeeId, monday);
  const sheet = world.state(timesheet, id);
  const events = eventsOf<TimesheetEvent>(world, timesheet.at(id));
  const count = (type: TimesheetEvent['type']) => events.filter((event) => event.type === type).length;
  const approved = sheet.status === 'approved';
  const live = count('PayCalculated') - count('PayReversed');
  hold(live === (approved ? 1 : 0), `${id} is ${sheet.status} with ${live} live calculations`);
  hold(
    approved === (sheet.pay !== undefined),
    `${id} is ${sheet.status} and its pay ${sheet.pay ? 'stands' : 'does not'}`,
  );
  hold(sheet.paid === undefined || approved, `${id} is paid and ${sheet.status}`);
  hold(
    world.state(leave, employeeId).weeks.has(monday) === approved,
    `${id} is ${sheet.status}, and its leave differs`,
  );
  for (const { date } of sheet.entries) {
    hold(workedMinutes(sheet.entries, date) <= 1_440, `${id} has more than 24 hours on ${date}`);
  }
  const spans = sheet.entries
    .flatMap(({ date, start, end }) => (start && end ? [shiftSpan({ date, start, end }, timeZone)] : []))
    .flatMap((span) => (span.skipped ? [] : [[span.since.getTime(), span.until.getTime()] as const]))
    .sort(([a], [b]) => a - b);
  for (const [index, [since]] of spans.entries()) {
    hold(since >= (spans[index - 1]?.[1] ?? Number.NEGATIVE_INFINITY), `shifts of ${id} overlap`);
  }
}

/** One open shift at the most; shifts follow one another. */
export function checkClock(world: World, employeeId: string): void {
  const types = eventsOf(world, clock.at(employeeId)).map(({ type }) => type);
  hold(
    types.every((type, index) => type === (index % 2 === 0 ? 'ClockedIn' : 'ClockedOut')),
    `${employeeId} clocked ${types.join()}`,
  );
}

/** Totals equal lines, and a week is in the run that it says it is in, and in no other. */
export function checkPayRuns(
  world: World,
  periods: readonly string[],
  weeks: readonly (readonly [string, string])[],
): void {
  const inRuns: string[] = [];
  for (const period of periods) {
    const run = world.state(payRun, period);
    if (run.status !== 'finalised') continue;
    inRuns.push(...run.lines.map(({ employeeId, monday }) => `${sheetId(employeeId, monday)} ${period}`));
    const finalised = eventsOf<PayRunEvent>(world, payRun.at(period)).findLast(
      (event) => event.type === 'PayRunFinalised',
    );
    hold(JSON.stringify(finalised?.data.totals) === JSON.stringify(totalsOf(run.lines)), `${period} does not add up`);
    for (const { employeeId, monday, calculation, netCents } of run.lines) {
      const { pay } = world.state(timesheet, sheetId(employeeId, monday));
      hold(
        pay?.calculation === calculation && pay.netCents === netCents,
        `${period} pays ${employeeId} something else`,
      );
    }
  }
  const marked = weeks.flatMap(([employeeId, monday]) => {
    const { paid } = world.state(timesheet, sheetId(employeeId, monday));
    return paid ? [`${sheetId(employeeId, monday)} ${String(paid.data['period'])}`] : [];
  });
  const [runsSay, weeksSay] = [inRuns, marked].map((all) => JSON.stringify(all.sort()));
  hold(runsSay === weeksSay, `runs say ${runsSay}, weeks say ${weeksSay}`);
}

/** What the events of somebody's leave add up to. Accrued leave is counted from the weeks that stand, as one sum. */
function minutesIn(events: readonly Recorded<LeaveEvent>[], leaveType: string): number {
  let minutes = 0;
  let accrued = 0;
  let year = 1;
  for (const { type, data } of events) {
    if (type === 'LeaveBalanceAdjusted' && data.type === leaveType) minutes += data.minutes;
    if (type === 'LeaveApproved' && data.type === leaveType) minutes -= data.deducted;
    if (type === 'LeaveCancelled' && data.type === leaveType) minutes += data.restored;
    if (type !== 'LeaveAccrued' && type !== 'LeaveAccrualReversed') continue;
    const own = data.accruals.find((one) => one.type === leaveType);
    if (own === undefined) continue;
    accrued += (type === 'LeaveAccrued' ? 1 : -1) * own.ordinaryMinutes * own.yearlyMinutes;
    year = own.yearMinutes;
  }
  return minutes + Math.floor(accrued / year);
}

function eventsOf<Event extends DomainEvent>(world: World, aggregate: string): Recorded<Event>[] {
  return world.log.filter((event) => event.aggregate === aggregate) as Recorded<Event>[];
}

function hold(truth: boolean, breach: string): void {
  if (!truth) throw new Error(breach);
}
