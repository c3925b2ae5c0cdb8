import { payCommands } from '../../contracts/pay.ts';
import { by, given, type Past } from '../../testing/domain/given.ts';
import { people } from '../../testing/domain/staff.ts';
import { type PayloadOf, World } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { isRefusal } from '../kernel.ts';
import type { WorkEntry } from '../timesheet/events.ts';
import { timesheet } from '../timesheet/timesheet.ts';
import { payRun } from './pay-run.ts';

const period = '2026-11-02';
const ben = { user: 'ben' };
const opened = by('ben', payRun.event(period, 'PayRunOpened', { period, payDate: '2026-11-11' }));

/** Weeks of people, each worked, sent in and approved by Amy, on 9 Nov unless told: as the log has them. */
function approvedWeeks(...weeks: readonly (readonly [person: string, monday: string, today?: string])[]): Past[] {
  const world = new World();
  world.record(people.events, people.moment);
  const tell: World['handle'] = (type, payload, moment) => {
    const decision = world.handle(type, payload, moment);
    if (isRefusal(decision)) throw new Error(decision.detail);
    return decision;
  };
  const past: Past[] = [people];
  for (const [person, monday, today = '2026-11-09'] of weeks) {
    const week = { employeeId: `e-${person}`, monday };
    const entries: WorkEntry[] = [{ date: monday, minutes: 456 }];
    past.push(
      by(person, ...orThrow(tell('SaveTimesheet', { ...week, entries }, { user: person, today, expectedVersion: 0 }))),
    );
    past.push(by(person, ...orThrow(tell('SubmitTimesheet', week, { user: person, today }))));
    past.push(by('amy', ...orThrow(tell('ApproveTimesheet', week, { user: 'amy', today, expectedVersion: 1 }))));
  }
  return past;
}

function orThrow(decision: ReturnType<World['handle']>) {
  if (isRefusal(decision)) throw new Error(decision.detail);
  return decision;
}

const amounts = {
  ...{ grossCents: 30_400, ordinaryTimeCents: 30_400, taxCents: 0, studyLoanCents: 0 },
  ...{ netCents: 30_400, superCents: 3_648 },
};
const twice = (figures: typeof amounts) =>
  Object.fromEntries(Object.entries(figures).map(([key, cents]) => [key, cents * 2])) as typeof amounts;
const line = (employeeId: string, employeeName: string, monday = period) => ({
  ...{ employeeId, employeeName, monday, calculation: 4, ...amounts },
});
const reviewed = (employeeId: string, monday = period) => ({ employeeId, monday, calculation: 4 });
const mark = (employeeId: string, employeeName: string, monday = period) => {
  const of = { employeeId, employeeName, monday, period, payDate: '2026-11-11', calculation: 4 };
  return timesheet.event(`${employeeId}/${monday}`, 'TimesheetPaid', of);
};
const one = approvedWeeks(['kylie', period]);
const finalised = by(
  'ben',
  payRun.event(period, 'PayRunFinalised', {
    ...{ period, payDate: '2026-11-11', lines: [line('e-kylie', 'Kylie Tran')], totals: amounts },
  }),
  mark('e-kylie', 'Kylie Tran'),
);
const voided = by(
  'ben',
  payRun.event(period, 'PayRunVoided', { period, reason: 'The bank file was wrong' }),
  timesheet.event(`e-kylie/${period}`, 'TimesheetUnpaid', {
    ...{ employeeId: 'e-kylie', employeeName: 'Kylie Tran', monday: period, period, reason: 'The bank file was wrong' },
  }),
);
const isFinalised = {
  refused: 'pay-finalised',
  detail: 'Pay for this period is already finalised.',
  winner: { user: 'ben', type: 'PayRunFinalised', data: { people: 1, netCents: 30_400 } },
} as const;

whoMay(payCommands, {
  OpenPayRun: 'am',
  FinalisePayRun: 'am',
  VoidPayRun: 'am',
});

suite('OpenPayRun', (test) => {
  test('opens the run of a week that is over, with the usual pay day or another', () => {
    given()
      .when('OpenPayRun', { period }, ben)
      .thenRecords(...opened.events);
    given()
      .when('OpenPayRun', { period, payDate: '2026-11-13' }, ben)
      .thenRecords(payRun.event(period, 'PayRunOpened', { period, payDate: '2026-11-13' }));
    given(opened, voided)
      .when('OpenPayRun', { period }, ben)
      .thenRecords(...opened.events);
  });
  test('refuses a second one, one of a week that is not over, and a pay day before its end', () => {
    given(opened)
      .when('OpenPayRun', { period }, { user: 'amy' })
      .thenRefuses({
        refused: 'already-exists',
        detail: 'The pay run of 2–8 Nov is open already.',
        winner: { user: 'ben', type: 'PayRunOpened' },
      });
    given(...one, opened, finalised)
      .when('OpenPayRun', { period }, { user: 'amy' })
      .thenRefuses(isFinalised);
    given()
      .when('OpenPayRun', { period: '2026-11-09' }, { ...ben, today: '2026-11-15' })
      .thenRefuses({
        refused: 'week-not-over',
        detail: 'The week of 9–15 Nov is not over. Its pay opens on Mon 16 Nov.',
      });
    given().when('OpenPayRun', { period, payDate: '2026-11-08' }, ben).thenRefuses({
      refused: 'week-not-over',
      detail: 'Pay for 2–8 Nov cannot be paid on Sun 8 Nov, before it ends.',
    });
    assert.not(payCommands.OpenPayRun.payload.safeParse({ period: '2026-11-03' }).success);
  });
  test('refuses a pay day that no table covers: such a run could never be finalised', () => {
    for (const [wish, day] of [
      [{ period, payDate: '2199-11-10' }, 'Sun 10 Nov 2199'],
      [{ period: '2010-01-04' }, 'Wed 13 Jan 2010'],
    ] as const) {
      given()
        .when('OpenPayRun', wish, ben)
        .thenRefuses({
          refused: 'no-table',
          detail: `No table of PAYG withholding covers the pay date ${day}. It is not in Misty yet. Choose another pay day.`,
        });
    }
  });
});

suite('FinalisePayRun', (test) => {
  test('marks all its weeks in one commit; its totals equal its lines', () => {
    const history = approvedWeeks(['kylie', period], ['sione', '2026-10-26']);
    given(...history, opened)
      .when('FinalisePayRun', { period, weeks: [reviewed('e-kylie'), reviewed('e-sione', '2026-10-26')] }, ben)
      .thenRecords(
        payRun.event(period, 'PayRunFinalised', {
          ...{ period, payDate: '2026-11-11', totals: twice(amounts) },
          lines: [line('e-kylie', 'Kylie Tran'), line('e-sione', 'Sione Tavita', '2026-10-26')],
        }),
        mark('e-kylie', 'Kylie Tran'),
        mark('e-sione', 'Sione Tavita', '2026-10-26'),
      );
  });
  test('refuses a run that is not open, or finalised already', () => {
    const wish = { period, weeks: [reviewed('e-kylie')] };
    given(...one)
      .when('FinalisePayRun', wish, ben)
      .thenRefuses({ refused: 'run-not-open', detail: 'The pay run of 2–8 Nov is not open. Open it first.' });
    given(...one, opened, finalised)
      .when('FinalisePayRun', wish, { user: 'amy' })
      .thenRefuses(isFinalised);
    given(...one, opened, finalised, voided)
      .when('FinalisePayRun', wish, { user: 'amy' })
      .thenRefuses({
        refused: 'run-not-open',
        detail: 'The pay run of 2–8 Nov is not open. Open it first.',
        winner: { user: 'ben', type: 'PayRunVoided', data: { reason: 'The bank file was wrong' } },
      });
  });
  test('refuses a week that is not approved, paid elsewhere, changed since the review, or to come', () => {
    given(people, opened)
      .when('FinalisePayRun', { period, weeks: [reviewed('e-kylie')] }, ben)
      .thenRefuses({
        refused: 'not-approved',
        detail: 'The week of 2–8 Nov of Kylie Tran is not approved.',
        fresh: { employeeId: 'e-kylie', status: 'none', calculation: null },
      });
    const next = '2026-11-09';
    const nextRun = by('amy', payRun.event(next, 'PayRunOpened', { period: next, payDate: '2026-11-18' }));
    given(...one, opened, finalised, nextRun)
      .when('FinalisePayRun', { period: next, weeks: [reviewed('e-kylie')] }, { user: 'amy', today: '2026-11-16' })
      .thenRefuses({
        refused: 'pay-finalised',
        detail: 'The week of 2–8 Nov of Kylie Tran is paid already.',
        winner: { user: 'ben', type: 'TimesheetPaid', data: { period } },
      });
    given(...one, opened)
      .when('FinalisePayRun', { period, weeks: [{ ...reviewed('e-kylie'), calculation: 3 }] }, ben)
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Timesheet was modified by another user: Kylie Tran, 2–8 Nov. Please refresh and try again.',
        winner: { user: 'amy', type: 'TimesheetApproved' },
        fresh: { calculation: 4 },
      });
    given(...one, opened)
      .when('FinalisePayRun', { period, weeks: [reviewed('e-kylie', next)] }, ben)
      .thenRefuses({
        refused: 'not-this-week',
        detail: 'The week of 9–15 Nov comes after this pay run. Leave it for its own.',
      });
  });
  test('one week that is refused keeps all from being paid', () => {
    given(...one, opened)
      .when('FinalisePayRun', { period, weeks: [reviewed('e-kylie'), reviewed('constructor')] }, ben)
      .thenRefuses({ refused: 'not-approved', detail: 'The week of 2–8 Nov of constructor is not approved.' });
  });
  test('refuses a pay date without tables', () => {
    const late = by('ben', payRun.event(period, 'PayRunOpened', { period, payDate: '2027-07-01' }));
    given(...one, late)
      .when('FinalisePayRun', { period, weeks: [reviewed('e-kylie')] }, ben)
      .thenRefuses({
        refused: 'no-table',
        detail: 'No table of PAYG withholding covers the pay date Thu 1 Jul 2027. It is not in Misty yet.',
      });
  });
  test('says what helps where the pay day is in another year than the approval: another approval, or another run', () => {
    const june = '2026-06-15';
    const history = approvedWeeks(['kylie', june, '2026-06-22'], ['sione', june, '2026-07-06']);
    const refuses = (person: string, payDate: string, today: string, detail: string) =>
      given(...history, by('ben', payRun.event(june, 'PayRunOpened', { period: june, payDate })))
        .when('FinalisePayRun', { period: june, weeks: [reviewed(`e-${person}`, june)] }, { ...ben, today })
        .thenRefuses({ refused: 'other-tables', detail });
    refuses(
      'kylie',
      '2026-07-07',
      '2026-07-06',
      'The pay of Kylie Tran for 15–21 Jun was worked out by tables that do not cover the pay date Tue 7 Jul. Reopen and approve that week again.',
    );
    refuses(
      'sione',
      '2026-06-24',
      '2026-07-06',
      'The pay of Sione Tavita for 15–21 Jun was worked out by tables that do not cover the pay date Wed 24 Jun. Leave it for another run, or take this one back and open it with another pay day.',
    );
  });
  test('its schema refuses no weeks, the same week twice, and too many', () => {
    const accepts = (weeks: PayloadOf<'FinalisePayRun'>['weeks']) =>
      payCommands.FinalisePayRun.payload.safeParse({ period, weeks }).success;
    assert.ok(accepts([reviewed('e-kylie')]));
    assert.not(accepts([]));
    assert.not(accepts([reviewed('e-kylie'), { ...reviewed('e-kylie'), calculation: 9 }]));
    assert.not(accepts(Array.from({ length: 201 }, (_, i) => reviewed(`e-${i}`))));
  });
});

suite('VoidPayRun', (test) => {
  const wish = { period, reason: 'The bank file was wrong' };
  test('takes the marks back in one commit; the weeks may be reopened and paid again', () => {
    given(...one, opened, finalised)
      .when('VoidPayRun', wish, ben)
      .thenRecords(...voided.events);
    given(opened)
      .when('VoidPayRun', wish, ben)
      .thenRecords(payRun.event(period, 'PayRunVoided', wish));
    const again = [...one, opened, finalised, voided];
    const reopening = given(...again).when(
      'ReopenTimesheet',
      { employeeId: 'e-kylie', monday: period, reason: 'A shift was forgotten' },
      ben,
    );
    assert.not(isRefusal(reopening.decision));
    given(...again, opened)
      .when('FinalisePayRun', { period, weeks: [reviewed('e-kylie')] }, ben)
      .thenRecords(...finalised.events);
  });
  test('needs a reason and a run', () => {
    given(...one, opened, finalised)
      .when('VoidPayRun', { period }, ben)
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
    given()
      .when('VoidPayRun', wish, ben)
      .thenRefuses({ refused: 'run-not-open', detail: 'There is no pay run of 2–8 Nov to take back.' });
    given(opened, voided)
      .when('VoidPayRun', wish, { user: 'amy' })
      .thenRefuses({
        refused: 'run-not-open',
        detail: 'There is no pay run of 2–8 Nov to take back.',
        winner: { user: 'ben', type: 'PayRunVoided' },
      });
  });
});
