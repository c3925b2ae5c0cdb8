import { leaveCommands } from '../../contracts/leave.ts';
import { defaultSettings } from '../../contracts/settings.ts';
import {
  approved,
  dayOff,
  holidays,
  lockedWeek,
  ofRequest,
  opening,
  requested,
  threeDays,
} from '../../testing/domain/days-off.ts';
import { by, given } from '../../testing/domain/given.ts';
import { delegated, people } from '../../testing/domain/staff.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { COMPANY } from '../company.ts';
import { employee } from '../employee/employee.ts';
import { hierarchy } from '../employee/hierarchy.ts';
import { settings } from '../settings/decider.ts';
import { leave } from './leave.ts';

const wish = { employeeId: 'e-kylie', requestId: 'r1', type: 'annual', days: threeDays } as const;
const kylies = { employeeId: 'e-kylie', requestId: 'r1' };
const kylie = { user: 'kylie' };
const priya = { user: 'priya' };
const byPriya = (...events: Parameters<typeof by>[1][]) => by('priya', ...events);
const rejected = leave.event('e-kylie', 'LeaveRejected', { ...ofRequest(), reason: 'Two are away' });
const withdrawn = leave.event('e-kylie', 'LeaveWithdrawn', ofRequest());
const request = (more: object) => ({ ...wish, days: [...threeDays], ...more });
const isLocked = {
  refused: 'week-locked',
  detail: 'This week is locked.',
  winner: { user: 'priya', type: 'LeaveTaken', data: { monday: '2026-12-07' } },
  fresh: { monday: '2026-12-07' },
} as const;
const isDecided = (user: string, type: string) =>
  ({ refused: 'already-decided', detail: 'This request has already been decided.', winner: { user, type } }) as const;
const isUnknown = {
  refused: 'not-found',
  detail: 'There is no leave request toString. Choose one from the list.',
} as const;

whoMay(leaveCommands, {
  RequestLeave: 'ampste',
  WithdrawLeave: 'ampste',
  ApproveLeave: 'ampste',
  RejectLeave: 'ampste',
  CancelApprovedLeave: 'ampste',
  AdjustLeaveBalance: 'am',
});

suite('RequestLeave', (test) => {
  test('records the days and their minutes', () => {
    given(people, opening(5_000))
      .when('RequestLeave', request({ note: 'عائلة 👨‍👩‍👧' }), kylie)
      .thenRecords(leave.event('e-kylie', 'LeaveRequested', { ...ofRequest(), days: threeDays, note: 'عائلة 👨‍👩‍👧' }));
  });
  test('goes through when it asks for exactly what is left', () => {
    given(people, opening(1_368)).when('RequestLeave', request({}), kylie).thenRecords(requested());
  });
  test('refuses more than the balance, with both in hours', () => {
    const days = [dayOff('2026-12-07'), dayOff('2026-12-08')];
    given(people, opening(720))
      .when('RequestLeave', request({ days }), kylie)
      .thenRefuses({
        refused: 'insufficient-leave',
        detail: 'Insufficient annual leave balance. Available: 12h 00m. Requested: 15h 12m.',
        fresh: { type: 'annual', balance: 720, pending: 0, available: 720, requested: 912 },
      });
  });
  test('counts what is asked for already', () => {
    given(people, opening(1_500), by('kylie', requested([dayOff('2026-12-14'), dayOff('2026-12-15')], 'r0')))
      .when('RequestLeave', request({}), kylie)
      .thenRefuses({
        refused: 'insufficient-leave',
        detail: 'Insufficient annual leave balance. Available: 9h 48m. Requested: 22h 48m.',
        fresh: { balance: 1_500, pending: 912, available: 588 },
      });
  });
  test('names the person who took from the balance', () => {
    given(people, opening(1_500), byPriya(requested([dayOff('2026-12-14')], 'r0')))
      .when('RequestLeave', request({}), kylie)
      .thenRefuses({
        refused: 'insufficient-leave',
        detail: 'Insufficient annual leave balance. Available: 17h 24m. Requested: 22h 48m.',
        winner: { user: 'priya', type: 'LeaveRequested', data: { firstDay: '2026-12-14' } },
      });
  });
  test('goes down to the floor of its type, and needs no balance where its type has none', () => {
    const leaveTypes = defaultSettings.leaveTypes.map((one) =>
      one.type === 'annual' ? { ...one, floorMinutes: -1_368 } : one,
    );
    const floor = settings.event('company', 'SettingsRevised', { sections: { leaveTypes } });
    given(people, floor).when('RequestLeave', request({}), kylie).thenRecords(requested());
    given(people, floor, opening(-1)).when('RequestLeave', request({}), kylie).thenRefuses({
      refused: 'insufficient-leave',
      detail: 'Insufficient annual leave balance. Available: 22h 47m. Requested: 22h 48m.',
    });
    given(people)
      .when('RequestLeave', request({ type: 'unpaid' }), kylie)
      .thenRecords(requested(threeDays, 'r1', 'unpaid'));
  });
  test('refuses days of approved leave, and names it', () => {
    const days = [dayOff('2026-11-03'), dayOff('2026-11-04'), dayOff('2026-11-05')];
    given(people, opening(9_000), byPriya(requested(days, 'r0'), approved(9_000, days, 'r0')))
      .when('RequestLeave', request({ days: [dayOff('2026-11-05'), dayOff('2026-11-06')] }), kylie)
      .thenRefuses({
        refused: 'overlapping-leave',
        detail: 'These dates overlap approved annual leave, 3–5 Nov.',
        winner: { user: 'priya', type: 'LeaveApproved', data: { firstDay: '2026-11-03' } },
        fresh: { requestId: 'r0', dates: ['2026-11-05'], status: 'approved' },
      });
  });
  test('refuses days that are asked for already, and takes days whose request came to nothing', () => {
    given(people, opening(9_000), by('kylie', requested(threeDays, 'r0', 'sick')))
      .when('RequestLeave', request({ days: [dayOff('2026-12-11')] }), kylie)
      .thenRefuses({
        refused: 'overlapping-leave',
        detail: 'These dates overlap requested sick leave, 9–11 Dec.',
        fresh: { requestId: 'r0', dates: ['2026-12-11'] },
      });
    for (const end of [rejected, withdrawn]) {
      given(people, opening(9_000), requested(), end)
        .when('RequestLeave', request({ requestId: 'r2' }), kylie)
        .thenRecords(requested(threeDays, 'r2'));
    }
  });
  test('two halves of a day go together when they are different halves', () => {
    const half = (part?: 'first' | 'second') => ({ date: '2026-12-09', minutes: 228, ...(part && { half: part }) });
    const first = by('kylie', requested([half('first')], 'r0'));
    given(people, opening(9_000), first)
      .when('RequestLeave', request({ days: [half('second')] }), kylie)
      .thenRecords(requested([half('second')]));
    for (const part of ['first', undefined] as const) {
      const { decision } = given(people, opening(9_000), first).when(
        'RequestLeave',
        request({ days: [half(part)] }),
        kylie,
      );
      assert.is('refused' in decision ? decision.refused : '', 'overlapping-leave');
    }
  });
  test('refuses days that are not worked, and more than a day or a half of it has', () => {
    given(people, opening(9_000), holidays)
      .when('RequestLeave', request({ days: [dayOff('2026-12-24'), dayOff('2026-12-25')] }), kylie)
      .thenRefuses({
        refused: 'not-a-working-day',
        detail: 'Fri 25 Dec is Christmas Day, a public holiday. Leave it out.',
      });
    given(people, opening(9_000))
      .when('RequestLeave', request({ days: [dayOff('2027-01-02')] }), kylie)
      .thenRefuses({ refused: 'not-a-working-day', detail: 'Sat 2 Jan 2027 is not a working day. Leave it out.' });
    given(people, opening(9_000))
      .when('RequestLeave', request({ days: [{ date: '2026-12-09', minutes: 457 }] }), kylie)
      .thenRefuses({ refused: 'too-many-hours', detail: 'Wed 9 Dec has 7h 36m. Ask for no more than that.' });
    given(people, opening(9_000))
      .when('RequestLeave', request({ days: [{ date: '2026-12-09', minutes: 229, half: 'first' }] }), kylie)
      .thenRefuses({
        refused: 'too-many-hours',
        detail: 'Wed 9 Dec has, for a half, 3h 48m. Ask for no more than that.',
      });
  });
  test('refuses a week that is locked', () => {
    given(people, opening(9_000), byPriya(lockedWeek)).when('RequestLeave', request({}), kylie).thenRefuses(isLocked);
  });
  test('a manager asks for somebody of the team; others are refused, and so is leave of those who left', () => {
    given(people, opening(9_000)).when('RequestLeave', request({}), priya).thenRecords(requested());
    for (const user of ['sione', 'otto', 'dave', 'nobody']) {
      given(people, opening(9_000)).when('RequestLeave', request({}), { user }).thenRefuses({
        refused: 'not-your-own',
        detail: 'You can do this for yourself and for your team only. Ask the office.',
      });
    }
    given(people, by('ben', employee.event('e-kylie', 'EmployeeDeactivated', {})))
      .when('RequestLeave', request({}), kylie)
      .thenRefuses({
        refused: 'employee-inactive',
        detail: 'Kylie Tran no longer works here.',
        winner: { user: 'ben', type: 'EmployeeDeactivated' },
      });
    given(people)
      .when('RequestLeave', request({ employeeId: 'constructor' }), kylie)
      .thenRefuses({ refused: 'not-found', detail: 'There is no employee constructor. Choose one from the list.' });
  });
  test('refuses the same request twice; a request may be called constructor', () => {
    given(people, opening(9_000), byPriya(requested()))
      .when('RequestLeave', request({}), kylie)
      .thenRefuses({
        refused: 'already-exists',
        detail: 'This request is there already. Look at your requests.',
        winner: { user: 'priya', type: 'LeaveRequested' },
      });
    given(people, opening(9_000))
      .when('RequestLeave', request({ requestId: 'constructor' }), kylie)
      .thenRecords(requested(threeDays, 'constructor'));
  });
  test('its schema refuses unknown types, days out of order or twice, dates that do not exist and minutes out of bounds', () => {
    const accepts = (more: object) => leaveCommands.RequestLeave.payload.safeParse(request(more)).success;
    assert.ok(accepts({}));
    assert.not(accepts({ type: 'holiday' }));
    assert.not(accepts({ type: 'constructor' }));
    assert.not(accepts({ days: [] }));
    assert.not(accepts({ days: [dayOff('2026-12-10'), dayOff('2026-12-09')] }));
    assert.not(accepts({ days: [dayOff('2026-12-09'), dayOff('2026-12-09')] }));
    assert.not(accepts({ days: [dayOff('2026-02-30')] }));
    for (const minutes of [0, -456, 1_441, 7.6, '456']) {
      assert.not(accepts({ days: [{ date: '2026-12-09', minutes }] }), String(minutes));
    }
    assert.not(accepts({ note: 'x'.repeat(2_001) }));
    assert.ok(accepts({ note: 'שלום 😀'.repeat(200) }));
  });
});

suite('ApproveLeave', (test) => {
  test('deducts the minutes, once', () => {
    for (const user of ['priya', 'ben', 'amy']) {
      given(people, opening(5_000), requested()).when('ApproveLeave', kylies, { user }).thenRecords(approved(5_000));
    }
  });
  test('deducts nothing for a day that became a holiday, or is not worked any more, since it was asked for', () => {
    given(
      people,
      opening(5_000),
      requested(),
      settings.event('company', 'SettingsRevised', {
        sections: { holidays: [{ date: '2026-12-10', name: 'Day of mourning' }] },
      }),
    )
      .when('ApproveLeave', kylies, priya)
      .thenRefuses({
        refused: 'not-a-working-day',
        detail:
          'Thu 10 Dec is Day of mourning, a public holiday. Reject the request, so that it is made again without that day.',
      });
    given(
      people,
      opening(5_000),
      requested(),
      settings.event('company', 'SettingsRevised', {
        sections: { weekdayMinutes: [456, 456, 400, 456, 456, 0, 0] },
      }),
    )
      .when('ApproveLeave', kylies, priya)
      .thenRefuses({
        refused: 'too-many-hours',
        detail: 'Wed 9 Dec has 6h 40m. Reject the request, so that it is made again with no more than that.',
      });
  });
  test('by a delegate within the dates', () => {
    given(people, delegated, opening(5_000), requested())
      .when('ApproveLeave', kylies, { user: 'dave' })
      .thenRecords(approved(5_000));
    given(people, delegated, opening(5_000), requested())
      .when('ApproveLeave', kylies, { user: 'dave', today: '2026-11-16' })
      .thenRefuses({
        refused: 'not-your-team',
        detail: 'Kylie Tran is not in your team. Leave it to the person who decides there.',
      });
  });
  test('refuses their own to everybody, and other teams to a production manager', () => {
    given(people, opening(5_000), requested())
      .when('ApproveLeave', kylies, kylie)
      .thenRefuses({ refused: 'own-request', detail: 'You cannot approve your own request.' });
    given(people)
      .when('ApproveLeave', { employeeId: 'e-amy', requestId: 'r1' }, { user: 'amy' })
      .thenRefuses({ refused: 'own-request', detail: 'You cannot approve your own request.' });
    for (const user of ['otto', 'sione', 'dave']) {
      given(people, opening(5_000), requested()).when('ApproveLeave', kylies, { user }).thenRefuses({
        refused: 'not-your-team',
        detail: 'Kylie Tran is not in your team. Leave it to the person who decides there.',
      });
    }
  });
  test('says who approved first, or that it is decided', () => {
    given(people, opening(5_000), requested(), by('ben', approved(5_000)))
      .when('ApproveLeave', kylies, priya)
      .thenRefuses({
        refused: 'already-approved',
        detail: 'Already approved by another manager.',
        winner: { user: 'ben', type: 'LeaveApproved', data: { employeeName: 'Kylie Tran', firstDay: '2026-12-09' } },
        fresh: { requestId: 'r1', status: 'approved' },
      });
    given(people, opening(5_000), requested(), byPriya(approved(5_000)))
      .when('ApproveLeave', kylies, priya)
      .thenRefuses({ refused: 'already-decided', detail: 'This request has already been decided.' });
    given(people, opening(5_000), requested(), by('ben', rejected))
      .when('ApproveLeave', kylies, priya)
      .thenRefuses({ ...isDecided('ben', 'LeaveRejected'), fresh: { status: 'rejected' } });
    given(people, opening(5_000), requested(), by('kylie', withdrawn))
      .when('ApproveLeave', kylies, priya)
      .thenRefuses(isDecided('kylie', 'LeaveWithdrawn'));
    given(people)
      .when('ApproveLeave', { ...kylies, requestId: 'toString' }, priya)
      .thenRefuses(isUnknown);
  });
  test('of two that overlap only the first is approved', () => {
    given(people, opening(5_000), requested(), requested(threeDays, 'r2'), by('ben', approved(5_000, threeDays, 'r2')))
      .when('ApproveLeave', kylies, priya)
      .thenRefuses({
        refused: 'overlapping-leave',
        detail: 'These dates overlap approved annual leave, 9–11 Dec.',
        winner: { user: 'ben', type: 'LeaveApproved' },
      });
    given(people, opening(5_000), requested(), requested(threeDays, 'r2'))
      .when('ApproveLeave', kylies, priya)
      .thenRecords(approved(5_000));
  });
  test('refuses what the balance does not cover any more', () => {
    const other = [dayOff('2026-12-14'), dayOff('2026-12-15'), dayOff('2026-12-16')];
    given(people, opening(2_000), requested(), requested(other, 'r2'), by('ben', approved(2_000, other, 'r2')))
      .when('ApproveLeave', kylies, priya)
      .thenRefuses({
        refused: 'insufficient-leave',
        detail: 'Insufficient annual leave balance. Available: 10h 32m. Requested: 22h 48m.',
        winner: { user: 'ben', type: 'LeaveApproved', data: { requestId: 'r2' } },
      });
  });
  test('refuses a week that is locked', () => {
    given(people, opening(5_000), requested(), byPriya(lockedWeek))
      .when('ApproveLeave', kylies, { user: 'ben' })
      .thenRefuses(isLocked);
  });
  test('deducts nothing for a type without a balance', () => {
    given(people, requested(threeDays, 'r1', 'parental'))
      .when('ApproveLeave', { ...kylies, note: 'All the best' }, priya)
      .thenRecords(
        leave.event('e-kylie', 'LeaveApproved', {
          ...{ ...ofRequest(threeDays, 'r1', 'parental'), deducted: 0, note: 'All the best' },
        }),
      );
  });
});

suite('RejectLeave and WithdrawLeave', (test) => {
  test('end a request and deduct nothing', () => {
    given(people, opening(5_000), requested())
      .when('RejectLeave', { ...kylies, reason: 'Two are away' }, priya)
      .thenRecords(rejected);
    given(people, opening(5_000), requested()).when('WithdrawLeave', kylies, kylie).thenRecords(withdrawn);
  });
  test('RejectLeave needs a reason, somebody else, and a request that is open', () => {
    given(people, requested())
      .when('RejectLeave', kylies, priya)
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
    given(people, requested())
      .when('RejectLeave', { ...kylies, reason: 'No' }, kylie)
      .thenRefuses({ refused: 'own-request', detail: 'You cannot reject your own request. Withdraw it instead.' });
    given(people, opening(5_000), requested(), by('ben', approved(5_000)))
      .when('RejectLeave', { ...kylies, reason: 'No' }, priya)
      .thenRefuses({
        refused: 'already-approved',
        detail: 'Already approved by another manager.',
        winner: { user: 'ben', type: 'LeaveApproved' },
      });
    given(people)
      .when('RejectLeave', { ...kylies, requestId: 'toString', reason: 'No' }, priya)
      .thenRefuses(isUnknown);
  });
  test('WithdrawLeave refuses a request that is decided, and one that is not there', () => {
    given(people, opening(5_000), requested(), byPriya(approved(5_000)))
      .when('WithdrawLeave', kylies, kylie)
      .thenRefuses(isDecided('priya', 'LeaveApproved'));
    given(people)
      .when('WithdrawLeave', { ...kylies, requestId: 'toString' }, kylie)
      .thenRefuses(isUnknown);
    given(people, requested()).when('WithdrawLeave', kylies, { user: 'sione' }).thenRefuses({
      refused: 'not-your-own',
      detail: 'You can do this for yourself and for your team only. Ask the office.',
    });
  });
});

suite('CancelApprovedLeave', (test) => {
  const reason = 'Came to work';
  const step = { restored: 1_368, balanceBefore: 3_632, balanceAfter: 5_000 };
  const cancelled = leave.event('e-kylie', 'LeaveCancelled', { ...ofRequest(), ...step, reason });
  const booked = [people, opening(5_000), requested(), byPriya(approved(5_000))];
  test('gives back what the approval took', () => {
    given(...booked)
      .when('CancelApprovedLeave', { ...kylies, reason }, { user: 'ben' })
      .thenRecords(cancelled);
  });
  test('gives back nothing for a type without a balance', () => {
    const request = ofRequest(threeDays, 'r1', 'training');
    given(
      people,
      requested(threeDays, 'r1', 'training'),
      leave.event('e-kylie', 'LeaveApproved', { ...request, deducted: 0 }),
    )
      .when('CancelApprovedLeave', { ...kylies, reason }, priya)
      .thenRecords(leave.event('e-kylie', 'LeaveCancelled', { ...request, restored: 0, reason }));
  });
  test('needs a reason, somebody else, approved leave, and a week that is open', () => {
    given(...booked)
      .when('CancelApprovedLeave', kylies, priya)
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
    given(...booked)
      .when('CancelApprovedLeave', { ...kylies, reason }, kylie)
      .thenRefuses({
        refused: 'own-request',
        detail: 'You cannot cancel your own leave. Ask the person who approved it.',
      });
    given(people, requested())
      .when('CancelApprovedLeave', { ...kylies, reason }, priya)
      .thenRefuses({
        refused: 'not-approved',
        detail: 'This request is not approved yet. Reject it, or have it withdrawn.',
      });
    given(...booked, by('ben', cancelled))
      .when('CancelApprovedLeave', { ...kylies, reason }, priya)
      .thenRefuses(isDecided('ben', 'LeaveCancelled'));
    given(...booked, byPriya(lockedWeek))
      .when('CancelApprovedLeave', { ...kylies, reason }, { user: 'ben' })
      .thenRefuses(isLocked);
  });
});

suite('AdjustLeaveBalance', (test) => {
  const wished = { employeeId: 'e-kylie', type: 'annual', minutes: 600, reason: 'Opening balance' } as const;
  test('changes a balance, with the figures around it', () => {
    given(people).when('AdjustLeaveBalance', wished, { user: 'ben' }).thenRecords(opening(600));
  });
  test('needs a reason and a type with a balance, and stays at the floor or above', () => {
    const { reason: _, ...silent } = wished;
    given(people)
      .when('AdjustLeaveBalance', silent, { user: 'ben' })
      .thenRefuses({ refused: 'reason-required', detail: 'A reason is required.' });
    given(people)
      .when('AdjustLeaveBalance', { ...wished, type: 'unpaid' }, { user: 'ben' })
      .thenRefuses({ refused: 'no-balance', detail: 'There is no balance of unpaid leave to adjust.' });
    given(people, opening(600))
      .when('AdjustLeaveBalance', { ...wished, minutes: -601 }, { user: 'ben' })
      .thenRefuses({
        refused: 'insufficient-leave',
        detail: 'Insufficient annual leave balance. Available: 10h 00m. Requested: 10h 01m.',
      });
  });
  test('refuses their own to everybody', () => {
    given(people)
      .when('AdjustLeaveBalance', { ...wished, employeeId: 'e-ben' }, { user: 'ben' })
      .thenRefuses({ refused: 'own-request', detail: 'You cannot adjust your own balance.' });
    const { payload } = leaveCommands.AdjustLeaveBalance;
    assert.not(payload.safeParse({ ...wished, minutes: 0 }).success);
    assert.not(payload.safeParse({ ...wished, minutes: 0.5 }).success);
  });
});

suite('somebody without an account', (test) => {
  test('has leave entered by those who decide', () => {
    const place = { employeeId: 'e-kylie', name: 'Kylie Tran', userId: null, managerId: 'e-priya', active: true };
    given(people, opening(9_000), hierarchy.event(COMPANY, 'EmployeePlaced', place))
      .when('RequestLeave', request({}), priya)
      .thenRecords(requested());
  });
});
