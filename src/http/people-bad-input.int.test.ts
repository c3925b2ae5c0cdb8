import type { CommandType } from '../contracts/commands.ts';
import type { PayTerms } from '../contracts/employee.ts';
import { ENTRIES_MAX } from '../contracts/timesheet.ts';
import { addDays } from '../contracts/week.ts';
import { fillWithPeople, lastMonday, must, thatThursday, thisMonday, version } from '../testing/http/people.ts';
import { refused } from '../testing/http/refusals.ts';
import { type Answer, type AskOptions, startTestStack, type TestStack } from '../testing/http/stack.ts';
import { type TestMongo, testMongo } from '../testing/mongo.ts';
import { assert, suite } from '../testing/suite.ts';

const own = { role: 'production_team' } as const;
const lead = { role: 'production_manager' } as const;
const office = { role: 'manager' } as const;
const week = { employeeId: 'e-team', monday: thisMonday };
const dayOff = { date: '2026-12-08', minutes: 456 };
const leave = { employeeId: 'e-team', requestId: 'r2', type: 'annual', days: [dayOff] };
const terms: PayTerms = {
  ...{ employmentType: 'full-time', weeklyMinutes: 2_280 },
  ...{ taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
};
const card = { employeeId: 'e-new', number: 'EMP-9', name: 'Kim Lee', startDate: '2026-11-09', terms };

suite('bad input about people', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  let head: number;
  let now = thatThursday();
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: () => now });
    await fillWithPeople(stack);
    head = stack.store.head;
  });
  // Nothing is in the log that was not there before, not even a part of it.
  test.after.each(async () => {
    assert.is(stack.store.head, head);
    assert.is(await mongo.logDb.collection('commits').countDocuments(), head);
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });

  /** Sends what its contract may not allow. */
  const send = (type: CommandType, payload: object, options: AskOptions = {}): Promise<Answer> =>
    stack.send(type, payload as never, options);
  const malformed = async (type: CommandType, payload: object, ...paths: string[]): Promise<void> => {
    const headers = { 'if-match': '"1"' };
    refused(await send(type, payload, { headers }), 400, 'malformed-request', ...paths);
  };
  /** Refused by a rule, in these words. */
  const no = async (code: string, detail: string, type: CommandType, payload: object, options: AskOptions = {}) => {
    const answer = await send(type, payload, options);
    refused(answer, 409, code);
    assert.is(answer.body.detail, detail);
    return answer;
  };
  const save = (entries: object[], monday: string = thisMonday, expected = 1) =>
    [
      'SaveTimesheet',
      { employeeId: 'e-team', monday, entries },
      { ...own, headers: version(expected) },
    ] as const satisfies unknown[];

  test('weeks that do not start on a Monday, and dates and times that do not exist', async () => {
    for (const monday of ['2026-11-10', '2026-11-15', '2026-02-30', '9999-12-27', '2026-11-09T00:00:00Z', '', '_', 7]) {
      await malformed('SaveTimesheet', { ...week, entries: [], monday }, 'monday');
      await malformed('SubmitTimesheet', { ...week, monday }, 'monday');
      await malformed('ApproveTimesheet', { ...week, monday }, 'monday');
      await malformed('OpenPayRun', { period: monday }, 'period');
    }
    await malformed('SaveTimesheet', { ...week, entries: [{ date: '2026-11-31', minutes: 60 }] }, 'entries.0.date');
    const shift = { date: thisMonday, start: '06:45', end: '24:00' };
    await malformed('SaveTimesheet', { ...week, entries: [shift] }, 'entries.0.end');
    await malformed('RequestLeave', { ...leave, days: [{ ...dayOff, date: '2027-02-29' }] }, 'days.0.date');
    await malformed('SetPayRate', { employeeId: 'e-team', from: '2026-13-01', rateCents: 3_500 }, 'from');
    await malformed('RegisterEmployee', { ...card, startDate: '0001-01-01' }, 'startDate');
    await malformed('ClockIn', { employeeId: 'e-team', at: '2026-11-12 06:45' }, 'at');
    for (const until of ['2026-11-08', '2026-11-31']) {
      const dates = { from: '2026-11-09', until };
      await malformed('DelegateApprovals', { employeeId: 'e-pm', to: 'e-team', ...dates }, 'until');
    }
  });

  test('breaks below nothing, minutes that are none, and both ways to tell a shift at once', async () => {
    const shift = { date: thisMonday, start: '06:45', end: '15:03' };
    for (const breakMinutes of [-1, -30, 721, 0.5, '30']) {
      await malformed('SaveTimesheet', { ...week, entries: [{ ...shift, breakMinutes }] }, 'entries.0.breakMinutes');
      await malformed('ClockOut', { employeeId: 'e-team', breakMinutes }, 'breakMinutes');
    }
    for (const minutes of [0, -456, 1_441, 7.6, '456', 1e300]) {
      const entries = [{ date: thisMonday, minutes }];
      await malformed('SaveTimesheet', { ...week, entries }, 'entries.0.minutes');
      await malformed('RequestLeave', { ...leave, days: [{ ...dayOff, minutes }] }, 'days.0.minutes');
    }
    await malformed('SaveTimesheet', { ...week, entries: [{ ...shift, minutes: 60 }] }, 'entries.0.minutes');
    await malformed('SaveTimesheet', { ...week, entries: [{ date: thisMonday }] }, 'entries.0.minutes');
    const many = Array.from({ length: ENTRIES_MAX + 1 }, () => ({ date: thisMonday, minutes: 1 }));
    await malformed('SaveTimesheet', { ...week, entries: many }, 'entries');
    const long = Array.from({ length: 301 }, (_, day) => ({
      ...dayOff,
      date: addDays('2026-12-01', day),
    }));
    await malformed('RequestLeave', { ...leave, days: long }, 'days');
  });

  test('shifts that overlap, last longer than a day or than their break, or belong to another week', async () => {
    const on = (start: string, end: string, more = {}) => ({ date: thisMonday, start, end, ...more });
    await no(
      'overlapping-shifts',
      '13:59–15:00 on Mon 9 Nov overlaps 06:00–14:00. Change one of them.',
      ...save([on('06:00', '14:00'), on('13:59', '15:00')]),
    );
    const long = [on('06:00', '05:59'), { date: thisMonday, minutes: 2 }];
    await no('too-many-hours', 'Mon 9 Nov has 24h 01m. A day has no more than 24h 00m.', ...save(long));
    const eaten = on('06:00', '07:00', { breakMinutes: 60 });
    await no('break-too-long', 'The break on Mon 9 Nov is as long as the shift, 1h 00m.', ...save([eaten]));
    const elsewhere = [{ date: lastMonday, minutes: 60 }];
    await no('not-this-week', 'Mon 2 Nov is not in the week of 9–15 Nov.', ...save(elsewhere));
    const early = { employeeId: 'e-team', at: '2026-11-11T19:00:00.000Z' };
    await no(
      'overlapping-shifts',
      'The shift began on Thu 12 Nov at 07:00. It cannot end before.',
      'ClockOut',
      early,
      own,
    );
    const ahead = { employeeId: 'e-team', at: '2026-11-12T00:36:00.000Z' };
    const notYet = 'That time is still to come. Look at the date of this tablet.';
    await no('no-such-time', notYet, 'ClockOut', ahead, own);
  });

  test('the hour that the clocks skip, and more than 24 hours on the day that has 25', async () => {
    const skipped = { date: '2026-10-04', start: '02:30', end: '06:00' };
    const inSpring = 'There is no 02:30 on Sun 4 Oct: the clocks go forward then.';
    await no('no-such-time', inSpring, ...save([skipped], '2026-09-28', 0));
    const all = { date: '2026-04-05', start: '00:00', end: '23:59' };
    const inAutumn = 'Sun 5 Apr has 24h 59m. A day has no more than 24h 00m.';
    await no('too-many-hours', inAutumn, ...save([all], '2026-03-30', 0));
  });

  test('leave in a week that is locked names the person who locked it; worked time there is refused too', async () => {
    const days = [{ ...dayOff, date: '2026-11-03' }];
    const asked = await no('week-locked', 'This week is locked.', 'RequestLeave', { ...leave, days }, own);
    assert.equal(asked.body.winner?.user, { id: 'manager', name: 'Test manager' });
    assert.equal([asked.body.winner?.event.type, asked.body.fresh?.['monday']], ['LeaveTaken', lastMonday]);
    const saved = await no('week-locked', 'This week is locked.', ...save([], lastMonday));
    assert.equal(saved.body.winner?.user.name, 'Test manager');
    const again = { ...week, monday: lastMonday };
    await no('week-locked', 'This week is locked.', 'SubmitTimesheet', again, own);
  });

  test('kinds of leave that there are not, also under names that every object has', async () => {
    for (const type of ['holiday', 'ANNUAL', 'constructor', '__proto__', '', null, ['annual']]) {
      await malformed('RequestLeave', { ...leave, type }, 'type');
      const less = { employeeId: 'e-team', type, minutes: -60, reason: 'Wrong' };
      await malformed('AdjustLeaveBalance', less, 'type');
    }
    await malformed('RequestLeave', { ...leave, days: [dayOff, dayOff] }, 'days');
    await malformed('RequestLeave', { ...leave, days: [] }, 'days');
    const odd = { ...card, terms: { ...terms, entitlements: { holiday: 9_120 } } };
    await malformed('ReviseEmployee', odd, 'terms.entitlements.holiday');
    const unpaid = { employeeId: 'e-team', type: 'unpaid', minutes: 60, reason: 'Opening balance' };
    await no('no-balance', 'There is no balance of unpaid leave to adjust.', 'AdjustLeaveBalance', unpaid);
  });

  test('a pay date that no table covers', async () => {
    now = new Date('2027-07-02T00:30:00.000Z');
    const detail = 'No table of PAYG withholding covers the pay date Fri 2 Jul 2027. It is not in Misty yet.';
    await no('no-table', detail, 'ApproveTimesheet', week, { ...lead, headers: version(1) });
    now = thatThursday();
  });

  test('one week that cannot be paid keeps the others from being marked', async () => {
    const good = { employeeId: 'e-sales', monday: lastMonday, calculation: 4 };
    const weeks = [good, { ...good, employeeId: 'e-team', monday: lastMonday, calculation: 3 }];
    const answer = await send('FinalisePayRun', { period: lastMonday, weeks }, office);
    refused(answer, 412, 'stale-version');
    assert.match(answer.body.detail ?? '', /Test production_team, 2–8 Nov/);
    const { body } = await stack.get(`/api/timesheets?employeeId=e-sales`);
    assert.ok(body.items?.every(({ finalised }) => finalised === false));
    await malformed('FinalisePayRun', { period: lastMonday, weeks: [] }, 'weeks');
    await malformed('FinalisePayRun', { period: lastMonday, weeks: [good, { ...good, calculation: 9 }] }, 'weeks');
  });

  test('a circle of managers', async () => {
    const circle = { employeeId: 'e-pm', managerId: 'e-team' };
    const detail = 'Test production_team is in the team of Test production_manager, so they cannot manage them.';
    await no('manager-loop', `${detail} Choose somebody else.`, 'AssignManager', circle);
    const self = { employeeId: 'e-pm', managerId: 'e-pm' };
    const alone = 'Test production_manager cannot be their own manager. Choose somebody else.';
    await no('manager-loop', alone, 'AssignManager', self);
    await malformed(
      'DelegateApprovals',
      { employeeId: 'e-pm', to: 'e-pm', from: '2026-11-09', until: '2026-11-09' },
      'to',
    );
  });

  test('rates of zero, below it, in parts of a cent, and beyond all bounds', async () => {
    for (const rateCents of [0, -3_500, 34.75, 100_001, '3500', null]) {
      await malformed('SetPayRate', { employeeId: 'e-team', from: '2026-12-01', rateCents }, 'rateCents');
    }
    for (const weeklyMinutes of [-1, 10_081, 0.5]) {
      await malformed('RegisterEmployee', { ...card, terms: { ...terms, weeklyMinutes } }, 'terms.weeklyMinutes');
    }
  });

  test('notes and reasons that are too long, empty, or not what they seem', async () => {
    const texts = [
      'x'.repeat(2_001),
      '👩‍🏭'.repeat(700),
      '',
      '   ',
      '\u200b\u00a0',
      'paid \u202eton',
      '\ud83d',
      'a\u0000b',
    ];
    for (const note of texts) {
      await malformed('RequestLeave', { ...leave, note }, 'note');
      await malformed('SaveTimesheet', { ...week, entries: [], note }, 'note');
      await malformed('RejectTimesheet', { ...week, reason: note }, 'reason');
      await malformed('CancelApprovedLeave', { employeeId: 'e-team', requestId: 'r1', reason: note }, 'reason');
      const entries = [{ date: thisMonday, minutes: 60, note }];
      await malformed('SaveTimesheet', { ...week, entries }, 'entries.0.note');
    }
    await no('reason-required', 'A reason is required.', 'RejectTimesheet', week, lead);
  });

  test('names that nobody can see, and that read backwards', async () => {
    for (const name of ['', '   ', '\u200b', '\u3164', 'Kim \u202eeeL', '\u2067כהן\u2069', '\udc00', 'x'.repeat(121)]) {
      await malformed('RegisterEmployee', { ...card, name }, 'name');
      await malformed('ReviseEmployee', { ...card, employeeId: 'e-team', name }, 'name');
    }
    await malformed('RegisterEmployee', { ...card, number: 'עובד' }, 'number');
  });

  test('people and requests that there are not', async () => {
    for (const employeeId of ['constructor', 'toString', 'e-nobody']) {
      refused(await send('RequestLeave', { ...leave, employeeId }), 404, 'not-found');
      refused(await send('ApproveTimesheet', { ...week, employeeId }, { headers: version(0) }), 404, 'not-found');
      refused(await send('ClockIn', { employeeId }), 404, 'not-found');
      refused(await send('ApproveLeave', { employeeId: 'e-team', requestId: employeeId }), 404, 'not-found');
    }
    await malformed('ClockIn', { employeeId: '__proto__' }, 'employeeId');
    await malformed('ClockIn', { employeeId: { $gt: '' } }, 'employeeId');
  });
});

suite('odd input about people that is right', (test) => {
  let mongo: TestMongo;
  let stack: TestStack;
  test.before(async () => {
    mongo = await testMongo();
    stack = await startTestStack(mongo, { recordedAt: thatThursday });
    await fillWithPeople(stack);
  });
  test.after(async () => {
    await stack.close();
    await mongo.close();
  });
  const read = async (url: string) => {
    assert.ok(await stack.readModels.waitFor(stack.store.head, 20_000));
    return (await stack.get(url)).body.item ?? {};
  };

  test('names in any writing and long notes come back as they were sent, also in a refusal', async () => {
    const name = 'לי 😀 Zoë O’Brien 👩‍🏭';
    await must(stack, 'RegisterEmployee', { ...card, name });
    assert.is((await read('/api/employees/e-new'))['name'], name);
    const foreign = await stack.send(
      'ApproveTimesheet',
      { ...week, employeeId: 'e-new' },
      { ...lead, headers: version(0) },
    );
    refused(foreign, 403, 'not-your-team');
    assert.is(foreign.body.detail, `${name} is not in your team. Leave it to the person who decides there.`);
    const note = 'שלום 😀 '.repeat(250);
    assert.is(note.length, 2_000);
    const days = [dayOff];
    await must(stack, 'RequestLeave', { employeeId: 'e-team', requestId: 'r2', type: 'annual', days, note }, own);
    assert.is((await read('/api/leave-requests/e-team.r2'))['note'], note);
  });

  test('nights in which the clocks change are as long as they were, and paid as long', async () => {
    // To summer time: an hour less; back from it: an hour more.
    const nights = [
      ['2026-09-28', '2026-10-03', 420],
      ['2026-03-30', '2026-04-04', 540],
    ] as const;
    for (const [monday, date, minutes] of nights) {
      const night = { employeeId: 'e-team', monday };
      const entries = [{ date, start: '22:00', end: '06:00' }];
      await must(stack, 'SaveTimesheet', { ...night, entries }, { ...own, headers: version(0) });
      await must(stack, 'SubmitTimesheet', night, own);
      await must(stack, 'ApproveTimesheet', night, { ...lead, headers: version(1) });
      assert.is((await read(`/api/timesheet-weeks/e-team.${monday}`))['workedMinutes'], minutes);
      const slip = await read(`/api/payslips/e-team.${monday}`);
      assert.equal(
        [slip['ordinaryMinutes'], slip['overtimeMinutes']],
        [Math.min(minutes, 456), Math.max(0, minutes - 456)],
      );
    }
  });
});
