import type { PayTerms } from '../../contracts/employee.ts';
import { defaultSettings } from '../../contracts/settings.ts';
import { dayOff, approved as leaveApproved, opening, requested } from '../../testing/domain/days-off.ts';
import { by, given, type Past } from '../../testing/domain/given.ts';
import { card, delegated, fullTime, people } from '../../testing/domain/staff.ts';
import {
  fiveDays,
  kylies,
  monday,
  paid,
  rejected,
  saved,
  sentIn,
  submitted,
  worked,
} from '../../testing/domain/worked-week.ts';
import type { PayloadOf } from '../../testing/domain/world.ts';
import { World } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { COMPANY } from '../company.ts';
import { employee } from '../employee/employee.ts';
import { isRefusal, type NewEvent } from '../kernel.ts';
import type { Accrual } from '../leave/events.ts';
import { leave } from '../leave/leave.ts';
import { settings } from '../settings/decider.ts';
import type { PayInputs, WorkEntry } from './events.ts';
import { timesheet } from './timesheet.ts';

const priya = { user: 'priya', expectedVersion: 1 };
const ben = { user: 'ben', expectedVersion: 1 };

/** What an approval of the given history writes. */
function approval(history: readonly (NewEvent | Past)[], moment: object = priya): readonly NewEvent[] {
  const { decision } = given(...history).when('ApproveTimesheet', kylies, moment);
  if (isRefusal(decision)) throw new Error(decision.detail);
  return decision;
}
const fullWeek = approval([people, sentIn]);
const done = [people, sentIn, by('priya', ...fullWeek)] as const;
const dataOf = (events: readonly NewEvent[], type: string) =>
  events.find((event) => event.type === type)?.data as { readonly [key: string]: unknown };
const types = (events: readonly NewEvent[]) => events.map(({ type }) => type);
const isApproved = {
  refused: 'already-approved',
  detail: 'Already approved by another manager.',
  winner: { user: 'priya', type: 'TimesheetApproved', data: { employeeName: 'Kylie Tran', monday } },
  fresh: { status: 'approved' },
} as const;

suite('ApproveTimesheet', (test) => {
  test('writes the approval, the pay and the leave in one commit', () => {
    assert.equal(types(fullWeek), ['TimesheetApproved', 'PayCalculated', 'LeaveTaken', 'LeaveAccrued']);
    assert.equal(dataOf(fullWeek, 'TimesheetApproved'), {
      ...{ ...kylies, employeeName: 'Kylie Tran', version: 1, workedMinutes: 2_280, leaveMinutes: 0 },
    });
    const pay = dataOf(fullWeek, 'PayCalculated');
    assert.equal(
      [pay['grossCents'], pay['taxCents'], pay['netCents'], pay['superCents']],
      [152_000, 30_500, 121_500, 18_240],
    );
    assert.is(pay['employeeNumber'], 'EMP-kylie');
    const { payDate, days } = pay['inputs'] as PayInputs;
    // The week ends on Sunday the 8th; pay day is three days later, which is before the 12th, when it is approved.
    assert.is(payDate, '2026-11-12');
    assert.equal(days[0], { date: monday, workedMinutes: 456, leave: [], rateCents: 4_000 });
    assert.equal(dataOf(fullWeek, 'LeaveTaken'), { employeeName: 'Kylie Tran', monday, days: [] });
    const { accruals } = dataOf(fullWeek, 'LeaveAccrued') as { accruals: { type: string; minutes: number }[] };
    assert.equal(
      accruals.map(({ type, minutes }) => [type, minutes]),
      [
        ['annual', 175],
        ['sick', 87],
        ['personal', 43],
      ],
    );
  });
  test('is paid on the usual pay day when it is approved before', () => {
    const { payDate } = dataOf(approval([people, sentIn], { ...priya, today: '2026-11-08' }), 'PayCalculated')[
      'inputs'
    ] as PayInputs;
    assert.is(payDate, '2026-11-11');
  });
  test('takes leave from approved leave, deducts nothing, and locks the week also without any', () => {
    const days = [dayOff('2026-11-05'), dayOff('2026-11-06'), dayOff('2026-11-09')];
    const three = [worked('2026-11-02'), worked('2026-11-03'), worked('2026-11-04')];
    const history = [
      people,
      opening(5_000),
      requested(days),
      leaveApproved(5_000, days),
      by('kylie', saved(three), submitted(1_368)),
    ];
    const events = approval(history);
    const taken = dataOf(events, 'LeaveTaken') as { days: { date: string }[] };
    assert.equal(
      taken.days.map(({ date }) => date),
      ['2026-11-05', '2026-11-06'],
    );
    assert.is(dataOf(events, 'TimesheetApproved')['leaveMinutes'], 912);
    assert.is(dataOf(events, 'PayCalculated')['grossCents'], 152_000);
    const world = new World();
    for (const past of [...history, by('priya', ...events)]) {
      if ('events' in past) world.record(past.events, past.moment);
      else world.record([past]);
    }
    assert.is(world.state(leave, 'e-kylie').balances.get('annual')?.minutes, 5_000 - 1_368 + 175);
  });
  test('casual work accrues nothing, and locks the week all the same', () => {
    const casual = { ...fullTime, employmentType: 'casual' as const };
    const revised = employee.event('e-kylie', 'EmployeeRevised', card('kylie', casual));
    assert.equal(types(approval([people, revised, sentIn])), ['TimesheetApproved', 'PayCalculated', 'LeaveTaken']);
  });
  test('a week is paid by the terms of its days, however late it is approved', () => {
    const casual = { ...fullTime, employmentType: 'casual' as const };
    const first = employee.event('e-kylie', 'EmployeeRevised', card('kylie', casual));
    const rules = defaultSettings.payRules.map((one) => ({ ...one, casualLoadingBasisPoints: 2_500 }));
    const loaded = settings.event(COMPANY, 'SettingsRevised', { sections: { payRules: rules } });
    const before = [people, by('ben', first, loaded), sentIn] as const;
    const set = (from: string, terms: PayTerms) => by('ben', employee.event('e-kylie', 'TermsSet', { from, terms }));
    const punctual = approval(before);
    // Full time since the Monday after: the week itself was a casual's.
    const late = approval([...before, set('2026-11-09', fullTime)]);
    assert.equal(late, punctual);
    assert.equal(types(late), ['TimesheetApproved', 'PayCalculated', 'LeaveTaken']);
    assert.is(dataOf(late, 'PayCalculated')['grossCents'], 190_000);

    // Full time since the Thursday: three days with the loading, and two that bring leave.
    const within = approval([...before, set('2026-11-05', fullTime)]);
    const pay = dataOf(within, 'PayCalculated');
    assert.is(pay['grossCents'], 152_000 + 22_800);
    const { days } = pay['inputs'] as PayInputs;
    assert.equal(
      days.map(({ terms }) => terms?.employmentType),
      [...[undefined, undefined, undefined], ...['full-time', 'full-time', 'full-time', 'full-time']],
    );
    const { accruals } = dataOf(within, 'LeaveAccrued') as { accruals: readonly Accrual[] };
    assert.equal(
      accruals.map(({ type, minutes, ordinaryMinutes }) => [type, minutes, ordinaryMinutes]),
      [
        ['annual', 70, 912],
        ['sick', 35, 912],
        ['personal', 17, 912],
      ],
    );
  });
  test('tax goes by the terms of the pay date', () => {
    const set = (from: string) =>
      by('ben', employee.event('e-kylie', 'TermsSet', { from, terms: { ...fullTime, taxFreeThreshold: false } }));
    const taxed = (from: string) => dataOf(approval([people, set(from), sentIn]), 'PayCalculated')['taxCents'];
    // The week is paid on the 12th.
    assert.equal([taxed('2026-11-12'), taxed('2026-11-13')], [41_500, 30_500]);
  });
  test('an entitlement that changes within a week brings leave by both, and is taken back to the minute', () => {
    const more = { ...fullTime, entitlements: { annual: 11_400 } };
    const set = by('ben', employee.event('e-kylie', 'TermsSet', { from: '2026-11-05', terms: more }));
    const history = [people, set, sentIn] as const;
    const events = approval(history);
    const { accruals } = dataOf(events, 'LeaveAccrued') as { accruals: readonly Accrual[] };
    const annual = accruals.filter(({ type }) => type === 'annual');
    assert.equal(
      annual.map(({ minutes, ordinaryMinutes, yearlyMinutes }) => [minutes, ordinaryMinutes, yearlyMinutes]),
      [
        [105, 1_368, 9_120],
        [87, 912, 11_400],
      ],
    );
    const world = new World();
    for (const past of [...history, by('priya', ...events)]) world.record(past.events, past.moment);
    assert.is(world.state(leave, 'e-kylie').balances.get('annual')?.minutes, 192);
    const back = world.handle('ReopenTimesheet', { ...kylies, reason: 'Wrong' }, { user: 'ben', expectedVersion: 1 });
    assert.is('refused' in back, false);
    const { minutes, remainder } = world.state(leave, 'e-kylie').balances.get('annual') ?? {};
    assert.equal([minutes, remainder], [0, 0]);
  });
  test('a public holiday is paid to those with fixed days', () => {
    const holiday = settings.event('company', 'SettingsRevised', {
      sections: { holidays: [{ date: '2026-11-03', name: 'Cup Day' }] },
    });
    const four = fiveDays.filter(({ date }) => date !== '2026-11-03');
    const sent = by('kylie', saved(four), submitted(1_824));
    assert.is(dataOf(approval([people, holiday, sent]), 'PayCalculated')['grossCents'], 152_000);
    const partTime = { ...fullTime, employmentType: 'part-time' as const };
    const without = employee.event('e-kylie', 'EmployeeRevised', card('kylie', partTime));
    assert.is(dataOf(approval([people, without, holiday, sent]), 'PayCalculated')['grossCents'], 121_600);
    const weekdayMinutes = [456, 300, 456, 0, 0, 0, 0];
    const fixed = employee.event('e-kylie', 'EmployeeRevised', card('kylie', { ...partTime, weekdayMinutes }));
    assert.is(dataOf(approval([people, fixed, holiday, sent]), 'PayCalculated')['grossCents'], 141_600);
  });
  test('refuses hours that the week beside has too, and days that are still to come', () => {
    const night = (date: string, start: string, end: string): WorkEntry => ({
      ...{ date, start, end, breakMinutes: 0, minutes: 480 },
    });
    const [first, second] = [night('2026-11-01', '22:00', '06:00'), night('2026-11-02', '02:00', '10:00')];
    const week = { employeeId: 'e-kylie', employeeName: 'Kylie Tran', monday: '2026-10-26' };
    const before = timesheet.event('e-kylie/2026-10-26', 'TimesheetSaved', { ...week, entries: [first] });
    given(people, by('kylie', before, saved([second]), submitted(480)))
      .when('ApproveTimesheet', kylies, priya)
      .thenRefuses({
        refused: 'overlapping-shifts',
        detail: '02:00–10:00 on Mon 2 Nov overlaps 22:00–06:00 on Sun 1 Nov, in another week. Change one of them.',
      });
    given(people, sentIn)
      .when('ApproveTimesheet', kylies, { ...priya, today: '2026-11-05' })
      .thenRefuses({
        refused: 'week-not-over',
        detail:
          'Fri 6 Nov is still to come, and has time on it. Approve the week when it has been worked, or send it back.',
      });
    assert.is(types(approval([people, sentIn], { ...priya, today: '2026-11-06' }))[0], 'TimesheetApproved');
  });
  test('says who approved first', () => {
    given(...done)
      .when('ApproveTimesheet', kylies, ben)
      .thenRefuses(isApproved);
    given(...done)
      .when('ApproveTimesheet', kylies, priya)
      .thenRefuses({ refused: 'already-decided', detail: 'You have approved this timesheet already.' });
  });
  test('refuses what was not on screen, what was not sent in, and what was sent back', () => {
    given(people, sentIn, by('kylie', saved([])))
      .when('ApproveTimesheet', kylies, priya)
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Timesheet was modified by another user. Please refresh and try again.',
        winner: { user: 'kylie', type: 'TimesheetSaved' },
        fresh: { version: 3, status: 'draft' },
      });
    given(people, by('kylie', saved()))
      .when('ApproveTimesheet', kylies, priya)
      .thenRefuses({ refused: 'not-submitted', detail: 'This week has not been submitted.' });
    given(people)
      .when('ApproveTimesheet', kylies, { user: 'priya', expectedVersion: 0 })
      .thenRefuses({ refused: 'not-submitted', detail: 'This week has not been submitted.' });
    given(people, sentIn, by('ben', rejected))
      .when('ApproveTimesheet', kylies, priya)
      .thenRefuses({
        refused: 'already-decided',
        detail: 'This timesheet has already been sent back.',
        winner: { user: 'ben', type: 'TimesheetRejected', data: { reason: 'Look at Monday' } },
      });
  });
  test('refuses their own to everybody, other teams to production managers, and delegates outside their dates', () => {
    given(people, sentIn)
      .when('ApproveTimesheet', kylies, { ...priya, user: 'kylie' })
      .thenRefuses({ refused: 'own-request', detail: 'You cannot approve your own timesheet.' });
    const notTheirs = {
      refused: 'not-your-team',
      detail: 'Kylie Tran is not in your team. Leave it to the person who decides there.',
    } as const;
    given(people, sentIn)
      .when('ApproveTimesheet', kylies, { ...priya, user: 'otto' })
      .thenRefuses(notTheirs);
    given(people, delegated, sentIn)
      .when('ApproveTimesheet', kylies, { ...priya, user: 'dave', today: '2026-11-16' })
      .thenRefuses(notTheirs);
    assert.is(approval([people, delegated, sentIn], { ...priya, user: 'dave' }).length, 4);
  });
  test('refuses a pay date without a table, a week without rules or a rate, and more than 24 hours with leave', () => {
    given(people, sentIn)
      .when('ApproveTimesheet', kylies, { ...priya, today: '2027-07-01' })
      .thenRefuses({
        refused: 'no-table',
        detail: 'No table of PAYG withholding covers the pay date Thu 1 Jul 2027. It is not in Misty yet.',
        fresh: { payDate: '2027-07-01' },
      });
    const early = { ...kylies, monday: '2019-12-30' };
    const sheet = timesheet.event('e-kylie/2019-12-30', 'TimesheetSubmitted', {
      ...early,
      employeeName: 'Kylie Tran',
      workedMinutes: 0,
    });
    given(people, sheet).when('ApproveTimesheet', early, { user: 'priya', expectedVersion: 0 }).thenRefuses({
      refused: 'no-table',
      detail: 'No pay rules cover the week of 30 Dec 2019 – 5 Jan 2020. Add them to the settings.',
    });
    const before = { ...kylies, monday: '2024-06-24' };
    const entries = [worked('2024-06-28')];
    const old = timesheet.event('e-kylie/2024-06-24', 'TimesheetSaved', {
      ...before,
      employeeName: 'Kylie Tran',
      entries,
    });
    const sent = timesheet.event('e-kylie/2024-06-24', 'TimesheetSubmitted', {
      ...before,
      employeeName: 'Kylie Tran',
      workedMinutes: 456,
    });
    given(people, old, sent)
      .when('ApproveTimesheet', before, priya)
      .thenRefuses({ refused: 'no-pay-rate', detail: 'There is no pay rate for Fri 28 Jun 2024. Set one first.' });
    const days = [dayOff('2026-11-05')];
    given(
      people,
      opening(5_000),
      requested(days),
      leaveApproved(5_000, days),
      by('kylie', saved([worked('2026-11-05', 1_000)]), submitted(1_000)),
    )
      .when('ApproveTimesheet', kylies, priya)
      .thenRefuses({
        refused: 'too-many-hours',
        detail: 'Thu 5 Nov has 24h 16m with its leave. A day has no more than 24h 00m.',
      });
  });
});

suite('RejectTimesheet', (test) => {
  const wish = { ...kylies, reason: 'Look at Monday' };
  test('sends a week back, with the reason', () => {
    given(people, sentIn).when('RejectTimesheet', wish, { user: 'priya' }).thenRecords(rejected);
  });
  test('needs a reason, somebody else, and a week that was sent in', () => {
    given(people, sentIn)
      .when('RejectTimesheet', kylies, { user: 'priya' })
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
    given(people, sentIn)
      .when('RejectTimesheet', wish, { user: 'kylie' })
      .thenRefuses({ refused: 'own-request', detail: 'You cannot reject your own timesheet.' });
    given(...done)
      .when('RejectTimesheet', wish, { user: 'ben' })
      .thenRefuses(isApproved);
    given(people, saved())
      .when('RejectTimesheet', wish, { user: 'ben' })
      .thenRefuses({ refused: 'not-submitted', detail: 'This week has not been submitted.' });
    given(people, sentIn, by('ben', rejected))
      .when('RejectTimesheet', wish, { user: 'priya' })
      .thenRefuses({
        refused: 'already-decided',
        detail: 'This timesheet has already been sent back.',
        winner: { user: 'ben', type: 'TimesheetRejected' },
      });
  });
});

suite('ReopenTimesheet', (test) => {
  const reason = 'A shift was forgotten';
  const wish = { ...kylies, reason } satisfies PayloadOf<'ReopenTimesheet'>;
  test('takes back the approval, its pay, its mark and its accrued leave', () => {
    const { decision } = given(...done).when('ReopenTimesheet', wish, { user: 'ben' });
    assert.ok(!isRefusal(decision));
    if (isRefusal(decision)) return;
    assert.equal(types(decision), ['TimesheetReopened', 'PayReversed', 'LeaveTakenReversed', 'LeaveAccrualReversed']);
    assert.equal(dataOf(decision, 'PayReversed'), {
      ...{ ...kylies, employeeName: 'Kylie Tran', calculation: 4, grossCents: 152_000, reason },
    });
    assert.equal(dataOf(decision, 'LeaveTakenReversed'), { monday, days: [], reason });
    const { accruals } = dataOf(decision, 'LeaveAccrualReversed') as {
      accruals: { minutes: number; remainder: number }[];
    };
    assert.equal(
      accruals.map(({ minutes, remainder }) => [minutes, remainder]),
      [
        [175, 0],
        [87, 0],
        [43, 0],
      ],
    );
  });
  test('needs a reason, somebody else, and an approval', () => {
    given(...done)
      .when('ReopenTimesheet', kylies, { user: 'ben' })
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
    given(...done)
      .when('ReopenTimesheet', wish, { user: 'kylie' })
      .thenRefuses({ refused: 'own-request', detail: 'You cannot reopen your own timesheet.' });
    given(people, sentIn)
      .when('ReopenTimesheet', wish, { user: 'ben' })
      .thenRefuses({
        refused: 'not-approved',
        detail: 'This week is not approved. There is nothing to reopen.',
        winner: { user: 'kylie', type: 'TimesheetSubmitted' },
      });
  });
  test('refuses a week whose pay is finalised', () => {
    given(...done, paid)
      .when('ReopenTimesheet', wish, { user: 'priya' })
      .thenRefuses({
        refused: 'pay-finalised',
        detail: 'Pay for this period is already finalised.',
        winner: { user: 'ben', type: 'TimesheetPaid', data: { period: monday } },
      });
  });
  test('refuses where the leave that it brought is spent', () => {
    const spent = leave.event('e-kylie', 'LeaveBalanceAdjusted', {
      ...{
        employeeName: 'Kylie Tran',
        type: 'annual',
        minutes: -100,
        balanceBefore: 175,
        balanceAfter: 75,
        reason: 'Cashed out',
      },
    });
    given(...done, by('amy', spent))
      .when('ReopenTimesheet', wish, { user: 'ben' })
      .thenRefuses({
        refused: 'insufficient-leave',
        detail:
          'Insufficient annual leave balance. Available: 1h 15m. Requested: 2h 55m. The leave of this week is spent already.',
        winner: { user: 'amy', type: 'LeaveBalanceAdjusted' },
      });
  });
  test('approve, reopen, change, approve: one live calculation, and the balances of the last', () => {
    const world = new World();
    world.record(people.events, people.moment);
    world.record(sentIn.events, sentIn.moment);
    const tell: World['handle'] = (type, payload, moment) => {
      const decision = world.handle(type, payload, moment);
      if (isRefusal(decision)) throw new Error(decision.detail);
      return decision;
    };
    tell('ApproveTimesheet', kylies, priya);
    assert.equal([...world.state(leave, 'e-kylie').weeks.keys()], [monday]);
    tell('ReopenTimesheet', wish, ben);
    assert.equal([...world.state(leave, 'e-kylie').weeks.keys()], []);
    const entries = fiveDays.slice(0, 4).map((entry) => ({ ...entry }));
    tell('SaveTimesheet', { ...kylies, entries }, { user: 'kylie', expectedVersion: 1 });
    tell('SubmitTimesheet', kylies, { user: 'kylie' });
    const { version } = world.state(timesheet, `e-kylie/${monday}`);
    tell('ApproveTimesheet', kylies, { user: 'ben', expectedVersion: version });
    const sheet = world.state(timesheet, `e-kylie/${monday}`);
    assert.is(sheet.pay?.grossCents, 121_600);
    const count = (type: string) => world.log.filter((event) => event.type === type).length;
    assert.is(count('PayCalculated') - count('PayReversed'), 1);
    // 1,824 of 2,280 minutes: 140.3 of annual leave.
    assert.is(world.state(leave, 'e-kylie').balances.get('annual')?.minutes, 140);
  });
});
