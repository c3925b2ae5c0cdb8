import { timesheetCommands } from '../../contracts/timesheet.ts';
import { by, given } from '../../testing/domain/given.ts';
import { placed as orderPlaced } from '../../testing/domain/shop.ts';
import { delegated, people } from '../../testing/domain/staff.ts';
import {
  fiveDays,
  kylies,
  monday,
  rejected,
  saved,
  sentIn,
  submitted,
  worked,
} from '../../testing/domain/worked-week.ts';
import type { PayloadOf } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { clock } from '../clock/decider.ts';
import { timesheet } from './timesheet.ts';

const kylie = { user: 'kylie', expectedVersion: 0 };
type Entries = PayloadOf<'SaveTimesheet'>['entries'];
const save = (entries: Entries = fiveDays.map((entry) => ({ ...entry })), more = {}) => ({
  ...kylies,
  entries,
  ...more,
});
const approved = by(
  'priya',
  timesheet.event(`e-kylie/${monday}`, 'TimesheetApproved', {
    ...{ ...kylies, employeeName: 'Kylie Tran', version: 1, workedMinutes: 2_280, leaveMinutes: 0 },
  }),
);
const isLocked = {
  refused: 'week-locked',
  detail: 'This week is locked.',
  winner: { user: 'priya', type: 'TimesheetApproved', data: { employeeName: 'Kylie Tran' } },
  fresh: { status: 'approved', version: 1 },
} as const;
const notYours = {
  refused: 'not-your-own',
  detail: 'You can do this for yourself and for your team only. Ask the office.',
} as const;
const on = (date: string, start: string, end: string, breakMinutes?: number) => ({
  ...{ date, start, end },
  ...(breakMinutes !== undefined && { breakMinutes }),
});

whoMay(timesheetCommands, {
  SaveTimesheet: 'ampste',
  SubmitTimesheet: 'ampste',
  ApproveTimesheet: 'ampste',
  RejectTimesheet: 'ampste',
  ReopenTimesheet: 'ampste',
});

suite('SaveTimesheet', (test) => {
  test('makes the sheet of a week, once: the second of two first looks is told', () => {
    given(people).when('SaveTimesheet', save(), kylie).thenRecords(saved());
    given(people, by('priya', saved()))
      .when('SaveTimesheet', save(), kylie)
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Timesheet was modified by another user. Please refresh and try again.',
        winner: { user: 'priya', type: 'TimesheetSaved', data: { workedMinutes: 2_280 } },
        fresh: { version: 1, status: 'draft' },
      });
    given(people).when('SaveTimesheet', save([]), kylie).thenRecordsNothing();
  });
  test('works out minutes from start, end and break, and puts entries in order', () => {
    const entries = [
      { date: '2026-11-03', minutes: 60, note: 'נקיון 🧹' },
      on('2026-11-02', '15:03', '22:00'),
      on('2026-11-02', '06:45', '15:03', 30),
    ];
    given(people)
      .when('SaveTimesheet', save(entries, { note: 'Long Monday' }), kylie)
      .thenRecords(
        timesheet.event(`e-kylie/${monday}`, 'TimesheetSaved', {
          ...{ ...kylies, employeeName: 'Kylie Tran', note: 'Long Monday' },
          entries: [
            { date: '2026-11-02', minutes: 468, start: '06:45', end: '15:03', breakMinutes: 30 },
            { date: '2026-11-02', minutes: 417, start: '15:03', end: '22:00', breakMinutes: 0 },
            { date: '2026-11-03', minutes: 60, note: 'נקיון 🧹' },
          ],
        }),
      );
  });
  test('costs time to an order, by its number', () => {
    const entries = [{ ...worked('2026-11-02'), orderId: 'o1' }];
    given(people, orderPlaced())
      .when('SaveTimesheet', save(entries), kylie)
      .thenRecords(saved([{ ...worked('2026-11-02'), orderId: 'o1', orderNumber: 'ADM-2026-0001' }]));
    given(people)
      .when('SaveTimesheet', save([{ ...worked('2026-11-02'), orderId: 'constructor' }]), kylie)
      .thenRefuses({ refused: 'not-found', detail: 'There is no order constructor. Choose one from the board.' });
  });
  test('the clock change counts: a night is an hour shorter, and a skipped time is refused', () => {
    const at = { ...kylies, monday: '2026-09-28' };
    const { decision } = given(people).when(
      'SaveTimesheet',
      { ...at, entries: [on('2026-10-03', '22:00', '06:00')] },
      kylie,
    );
    assert.ok(!('refused' in decision));
    const data = 'refused' in decision ? undefined : (decision[0]?.data as { entries: { minutes: number }[] });
    assert.equal(
      data?.entries.map(({ minutes }) => minutes),
      [420],
    );
    given(people)
      .when('SaveTimesheet', { ...at, entries: [on('2026-10-04', '02:30', '06:00')] }, kylie)
      .thenRefuses({
        refused: 'no-such-time',
        detail: 'There is no 02:30 on Sun 4 Oct: the clocks go forward then.',
      });
  });
  test('the day that has 25 hours has an hour twice, and still no more than 24 of work', () => {
    // Sunday 5 April 2026: at 3:00 the clocks go back to 2:00.
    const saved25 = (...entries: Entries) => {
      const wish = { ...kylies, monday: '2026-03-30', entries };
      const { decision } = given(people).when('SaveTimesheet', wish, kylie);
      if ('refused' in decision) return decision.detail;
      const data = decision[0]?.data as { entries: { minutes: number }[] } | undefined;
      return data?.entries.map(({ minutes }) => minutes);
    };
    assert.equal(saved25(on('2026-04-04', '22:00', '06:00', 30)), [510]);
    assert.equal(saved25(on('2026-04-05', '01:00', '02:30'), on('2026-04-05', '02:30', '04:00')), [90, 150]);
    const all = on('2026-04-05', '00:00', '23:59', 59);
    assert.equal(saved25(all), [1_440]);
    const tooMuch = 'Sun 5 Apr has 24h 01m. A day has no more than 24h 00m.';
    assert.is(saved25({ ...all, breakMinutes: 58 }), tooMuch);
    assert.is(
      saved25(on('2026-04-05', '00:00', '06:00'), on('2026-04-04', '22:00', '00:30')),
      '00:00–06:00 on Sun 5 Apr overlaps 22:00–00:30. Change one of them.',
    );
  });
  test('refuses hours that a week beside has, over Sunday midnight', () => {
    const shift = (date: string, start: string, end: string) => ({ date, start, end, breakMinutes: 0, minutes: 480 });
    const beside = (week: string, entry: ReturnType<typeof shift>) =>
      timesheet.event(`e-kylie/${week}`, 'TimesheetSaved', {
        ...{ employeeId: 'e-kylie', employeeName: 'Kylie Tran', monday: week, entries: [entry] },
      });
    const before = beside('2026-10-26', shift('2026-11-01', '22:00', '06:00'));
    given(people, before)
      .when('SaveTimesheet', save([on('2026-11-02', '02:00', '10:00')]), kylie)
      .thenRefuses({
        refused: 'overlapping-shifts',
        detail: '02:00–10:00 on Mon 2 Nov overlaps 22:00–06:00 on Sun 1 Nov, in another week. Change one of them.',
      });
    given(people, before)
      .when('SaveTimesheet', save([on('2026-11-02', '06:00', '14:00')]), kylie)
      .thenRecords(saved([shift('2026-11-02', '06:00', '14:00')]));
    given(people, beside('2026-11-09', shift('2026-11-09', '02:00', '10:00')))
      .when('SaveTimesheet', save([on('2026-11-08', '22:00', '06:00')]), kylie)
      .thenRefuses({
        refused: 'overlapping-shifts',
        detail: '02:00–10:00 on Mon 9 Nov overlaps 22:00–06:00 on Sun 8 Nov, in another week. Change one of them.',
      });
  });
  test('refuses another week, 25 hours, shifts that overlap and a break that eats the shift', () => {
    const refused = (entries: Entries) => {
      const { decision } = given(people).when('SaveTimesheet', save(entries), kylie);
      return 'refused' in decision ? [decision.refused, decision.detail] : 'saved';
    };
    assert.equal(refused([worked('2026-11-09')]), ['not-this-week', 'Mon 9 Nov is not in the week of 2–8 Nov.']);
    assert.equal(refused([worked('2026-11-01')]), ['not-this-week', 'Sun 1 Nov is not in the week of 2–8 Nov.']);
    assert.equal(refused([worked('2026-11-02', 1_000), worked('2026-11-02', 441)]), [
      'too-many-hours',
      'Mon 2 Nov has 24h 01m. A day has no more than 24h 00m.',
    ]);
    assert.is(refused([worked('2026-11-02', 1_440)]), 'saved');
    assert.equal(refused([on('2026-11-02', '06:00', '14:00'), on('2026-11-02', '13:59', '15:00')]), [
      'overlapping-shifts',
      '13:59–15:00 on Mon 2 Nov overlaps 06:00–14:00. Change one of them.',
    ]);
    assert.equal(refused([on('2026-11-02', '22:00', '06:00'), on('2026-11-03', '05:00', '07:00')]), [
      'overlapping-shifts',
      '05:00–07:00 on Tue 3 Nov overlaps 22:00–06:00. Change one of them.',
    ]);
    assert.is(refused([on('2026-11-02', '06:00', '14:00'), on('2026-11-02', '14:00', '15:00')]), 'saved');
    assert.equal(refused([on('2026-11-02', '06:00', '07:00', 60)]), [
      'break-too-long',
      'The break on Mon 2 Nov is as long as the shift, 1h 00m.',
    ]);
  });
  test('makes a draft again of a week that was sent in or sent back', () => {
    const longer = [worked('2026-11-02', 480)];
    given(people, sentIn)
      .when('SaveTimesheet', save(longer), { ...kylie, expectedVersion: 1 })
      .thenRecords(saved(longer));
    given(people, sentIn, by('priya', rejected))
      .when('SaveTimesheet', save(), { ...kylie, expectedVersion: 1 })
      .thenRecords(saved());
    given(people, by('kylie', saved()))
      .when('SaveTimesheet', save(), { ...kylie, expectedVersion: 1 })
      .thenRecordsNothing();
  });
  test('refuses a week that is approved, and the weeks of others', () => {
    given(people, sentIn, approved)
      .when('SaveTimesheet', save([]), { ...kylie, expectedVersion: 1 })
      .thenRefuses(isLocked);
    for (const user of ['sione', 'otto', 'dave']) {
      given(people).when('SaveTimesheet', save(), { user, expectedVersion: 0 }).thenRefuses(notYours);
    }
    given(people).when('SaveTimesheet', save(), { user: 'priya', expectedVersion: 0 }).thenRecords(saved());
    given(people, delegated).when('SaveTimesheet', save(), { user: 'dave', expectedVersion: 0 }).thenRecords(saved());
    given(people)
      .when('SaveTimesheet', { ...save(), employeeId: 'constructor' }, kylie)
      .thenRefuses({ refused: 'not-found', detail: 'There is no employee constructor. Choose one from the list.' });
  });
  test('its schema refuses weeks that begin on another day, dates that do not exist, odd times and negative breaks', () => {
    const accepts = (more: object) =>
      timesheetCommands.SaveTimesheet.payload.safeParse({ ...save([]), ...more }).success;
    const entry = (more: object) => accepts({ entries: [{ date: '2026-11-02', ...more }] });
    assert.ok(accepts({}));
    for (const day of [
      '2026-11-03',
      '2026-11-08',
      '2026-02-30',
      '2026-11-02T00:00:00Z',
      '',
      'constructor',
      '9999-12-27',
      '0001-01-01',
    ]) {
      assert.not(accepts({ monday: day }), day);
    }
    assert.ok(entry({ minutes: 1_440 }));
    for (const minutes of [0, -1, 1_441, 7.6, Number.NaN]) assert.not(entry({ minutes }), String(minutes));
    const shift = { start: '06:45', end: '15:03' };
    assert.ok(entry(shift));
    assert.ok(entry({ ...shift, breakMinutes: 0 }));
    for (const breakMinutes of [-1, -30, 721, 0.5]) assert.not(entry({ ...shift, breakMinutes }));
    for (const start of ['24:00', '6:45', '06:60', '06:45:00', '25:00']) assert.not(entry({ ...shift, start }), start);
    assert.not(entry({ start: '06:45', end: '06:45' }));
    assert.not(entry({ start: '06:45' }));
    assert.not(entry({ end: '06:45' }));
    assert.not(entry({}));
    assert.not(entry({ ...shift, minutes: 60 }));
    assert.not(entry({ minutes: 60, breakMinutes: 30 }));
    assert.not(accepts({ entries: Array.from({ length: 71 }, () => worked('2026-11-02', 1)) }));
    assert.not(entry({ minutes: 60, note: 'x'.repeat(501) }));
  });
});

suite('SubmitTimesheet', (test) => {
  test('refuses a week with a shift that has no end, and no other', () => {
    const began = (since: string, date: string) =>
      clock.event('e-kylie', 'ClockedIn', { employeeName: 'Kylie Tran', since, date, time: '06:45' });
    const wish = { user: 'kylie', expectedVersion: 1 };
    given(people, by('kylie', saved(), began('2026-11-05T19:45:00.000Z', '2026-11-06')))
      .when('SubmitTimesheet', kylies, wish)
      .thenRefuses({
        refused: 'shift-not-ended',
        detail: 'The shift that began on Fri 6 Nov at 06:45 has no end yet. Clock out first, or say when it ended.',
        fresh: { date: '2026-11-06' },
      });
    given(people, by('kylie', saved(), began('2026-11-11T19:45:00.000Z', '2026-11-12')))
      .when('SubmitTimesheet', kylies, wish)
      .thenRecords(submitted());
  });
  test('sends a week in, also one without worked time, as one of leave is', () => {
    given(people, saved())
      .when('SubmitTimesheet', kylies, { user: 'kylie', expectedVersion: 1 })
      .thenRecords(submitted());
    given(people).when('SubmitTimesheet', kylies, { user: 'kylie' }).thenRecords(submitted(0));
    given(people, sentIn, by('priya', rejected))
      .when('SubmitTimesheet', kylies, { user: 'kylie' })
      .thenRecords(submitted());
  });
  test('refuses an older version, a second time, a week to come and one that is approved', () => {
    given(people, by('priya', saved()), by('priya', saved([])))
      .when('SubmitTimesheet', kylies, { user: 'kylie', expectedVersion: 1 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Timesheet was modified by another user. Please refresh and try again.',
        winner: { user: 'priya', type: 'TimesheetSaved' },
      });
    given(people, sentIn)
      .when('SubmitTimesheet', kylies, { user: 'kylie' })
      .thenRefuses({ refused: 'nothing-changed', detail: 'This week is submitted already.' });
    given(people)
      .when('SubmitTimesheet', { ...kylies, monday: '2026-11-16' }, { user: 'kylie' })
      .thenRefuses({ refused: 'week-not-begun', detail: 'The week of 16–22 Nov has not begun.' });
    given(people, sentIn, approved).when('SubmitTimesheet', kylies, { user: 'kylie' }).thenRefuses(isLocked);
    given(people, saved()).when('SubmitTimesheet', kylies, { user: 'sione' }).thenRefuses(notYours);
  });
});
