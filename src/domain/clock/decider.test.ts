import { clockCommands } from '../../contracts/clock.ts';
import { by, given } from '../../testing/domain/given.ts';
import { placed } from '../../testing/domain/shop.ts';
import { people } from '../../testing/domain/staff.ts';
import { fiveDays, saved, sentIn, worked } from '../../testing/domain/worked-week.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { employee } from '../employee/employee.ts';
import { isRefusal, type NewEvent } from '../kernel.ts';
import { settings } from '../settings/decider.ts';
import type { ClockShift } from '../timesheet/events.ts';
import { timesheet } from '../timesheet/timesheet.ts';
import { clock } from './decider.ts';

// Sydney is eleven hours ahead of UTC then: 19:45 UTC is 6:45 in the morning of the next date.
const kylie = (at: string) => ({ user: 'kylie', at: new Date(at), today: '2026-11-03' });
const morning = '2026-11-02T19:45:20.000Z';
const employeeName = 'Kylie Tran';
const clockedIn = clock.event('e-kylie', 'ClockedIn', {
  ...{ employeeName, since: morning, date: '2026-11-03', time: '06:45' },
});
const shift: ClockShift = {
  ...{ date: '2026-11-03', start: '06:45', end: '15:03', breakMinutes: 30, minutes: 468 },
  ...{ since: morning, until: '2026-11-03T04:03:50.000Z' },
};
function clockedOut(entered = true, more: Partial<ClockShift> = {}): readonly NewEvent[] {
  const closed = { ...shift, ...more };
  const week = { employeeId: 'e-kylie', employeeName, monday: '2026-11-02' };
  return [
    clock.event('e-kylie', 'ClockedOut', { employeeName, monday: '2026-11-02', shift: closed, entered }),
    timesheet.event('e-kylie/2026-11-02', 'ShiftRecorded', { ...week, shift: closed, entered }),
  ];
}
const evening = '2026-11-03T04:03:50.000Z';
const me = { employeeId: 'e-kylie' };

whoMay(clockCommands, {
  ClockIn: 'ampste',
  ClockOut: 'ampste',
});

suite('ClockIn', (test) => {
  test('starts a shift, by the clocks of the company', () => {
    given(people).when('ClockIn', me, kylie(morning)).thenRecords(clockedIn);
    given(people, placed())
      .when('ClockIn', { ...me, orderId: 'o1' }, kylie(morning))
      .thenRecords(
        clock.event('e-kylie', 'ClockedIn', {
          ...{ employeeName, since: morning, date: '2026-11-03', time: '06:45' },
          ...{ orderId: 'o1', orderNumber: 'ADM-2026-0001' },
        }),
      );
  });
  test('refuses a second open shift', () => {
    given(people, by('priya', clockedIn))
      .when('ClockIn', me, kylie(evening))
      .thenRefuses({
        refused: 'already-clocked-in',
        detail: 'You are already clocked in.',
        winner: { user: 'priya', type: 'ClockedIn', data: { time: '06:45' } },
        fresh: { since: morning },
      });
    given(people, by('kylie', clockedIn))
      .when('ClockIn', me, { user: 'priya', at: new Date(evening) })
      .thenRefuses({
        refused: 'already-clocked-in',
        detail: 'Kylie Tran is already clocked in.',
        winner: { user: 'kylie', type: 'ClockedIn' },
      });
  });
  test('takes the moment of a tablet that was offline, and refuses one to come, long ago, or before the last shift ended', () => {
    given(people)
      .when('ClockIn', { ...me, at: morning }, kylie(evening))
      .thenRecords(clockedIn);
    // A tablet whose clock is a little ahead means now.
    given(people)
      .when('ClockIn', { ...me, at: '2026-11-02T19:49:00Z' }, kylie(morning))
      .thenRecords(clockedIn);
    given(people)
      .when('ClockIn', { ...me, at: '2026-11-02T19:51:00Z' }, kylie(morning))
      .thenRefuses({ refused: 'no-such-time', detail: 'That time is still to come. Look at the date of this tablet.' });
    given(people)
      .when('ClockIn', { ...me, at: '2026-10-19T19:00:00Z' }, kylie(morning))
      .thenRefuses({ refused: 'no-such-time', detail: 'That is more than two weeks ago. Enter it on the timesheet.' });
    given(people, by('kylie', clockedIn), by('kylie', ...clockedOut()))
      .when('ClockIn', { ...me, at: '2026-11-03T04:00:00Z' }, kylie('2026-11-03T06:00:00Z'))
      .thenRefuses({
        refused: 'overlapping-shifts',
        detail: 'The shift before this one ended at 15:03. Begin after that.',
      });
    assert.not(clockCommands.ClockIn.payload.safeParse({ ...me, at: '2026-11-03 06:45' }).success);
    assert.not(clockCommands.ClockIn.payload.safeParse({ ...me, at: '2026-02-30T06:45:00Z' }).success);
  });
  test('is for oneself, for those who decide, and for those who work here', () => {
    given(people)
      .when('ClockIn', me, { ...kylie(morning), user: 'sione' })
      .thenRefuses({
        refused: 'not-your-own',
        detail: 'You can do this for yourself and for your team only. Ask the office.',
      });
    given(people, by('ben', employee.event('e-kylie', 'EmployeeDeactivated', {})))
      .when('ClockIn', me, kylie(morning))
      .thenRefuses({
        refused: 'employee-inactive',
        detail: 'Kylie Tran no longer works here.',
        winner: { user: 'ben', type: 'EmployeeDeactivated' },
      });
    given(people)
      .when('ClockIn', { ...me, orderId: 'constructor' }, kylie(morning))
      .thenRefuses({ refused: 'not-found', detail: 'There is no order constructor. Choose one from the board.' });
  });
});

const longer = { afterMinutes: 300, minutes: 30, limitMinutes: 840 };

suite('ClockOut', (test) => {
  const open = [people, by('kylie', clockedIn)];
  test('writes the shift onto the week in the same commit, less the usual break', () => {
    given(...open)
      .when('ClockOut', me, kylie(evening))
      .thenRecords(...clockedOut());
    given(...open)
      .when('ClockOut', { ...me, breakMinutes: 0, note: 'No break 😤' }, kylie(evening))
      .thenRecords(...clockedOut(true, { breakMinutes: 0, minutes: 498, note: 'No break 😤' }));
    // A minute beyond five hours: the break is that minute.
    const beyond = { end: '11:46', breakMinutes: 1, minutes: 300, until: '2026-11-03T00:46:00.000Z' };
    given(...open)
      .when('ClockOut', me, kylie(beyond.until))
      .thenRecords(...clockedOut(true, beyond));
    const short = { end: '11:45', breakMinutes: 0, minutes: 300, until: '2026-11-03T00:45:00.000Z' };
    given(...open)
      .when('ClockOut', me, kylie(short.until))
      .thenRecords(...clockedOut(true, short));
  });
  test('keeps the shift as evidence where the week is closed or has these hours already', () => {
    given(...open, sentIn)
      .when('ClockOut', me, kylie(evening))
      .thenRecords(...clockedOut(false));
    const typed = { ...worked('2026-11-03', 468), start: '14:00', end: '16:00', breakMinutes: 0 };
    given(...open, by('kylie', saved([typed])))
      .when('ClockOut', me, kylie(evening))
      .thenRecords(...clockedOut(false));
    given(...open, by('kylie', saved([worked('2026-11-03', 1_000)])))
      .when('ClockOut', me, kylie(evening))
      .thenRecords(...clockedOut(false));
    given(...open, by('kylie', saved(fiveDays.slice(2))))
      .when('ClockOut', me, kylie(evening))
      .thenRecords(...clockedOut());
    // The week before has the hours from Sunday 22:00 to Monday 6:00 already.
    const sunday = { ...worked('2026-11-01', 480), start: '22:00', end: '06:00', breakMinutes: 0 };
    const before = timesheet.event('e-kylie/2026-10-26', 'TimesheetSaved', {
      ...{ employeeId: 'e-kylie', employeeName, monday: '2026-10-26', entries: [sunday] },
    });
    const early = clock.event('e-kylie', 'ClockedIn', {
      ...{ employeeName, since: '2026-11-01T15:00:00.000Z', date: '2026-11-02', time: '02:00' },
    });
    const monday = given(people, by('kylie', before, early)).when('ClockOut', me, kylie('2026-11-01T20:00:00Z'));
    assert.equal(
      isRefusal(monday.decision)
        ? monday.decision.detail
        : monday.decision.map(({ data }) => Reflect.get(data, 'entered')),
      [false, false],
    );
    const { decision } = given(...open).when('ClockOut', me, kylie('2026-11-02T19:45:50Z'));
    const [, recorded] = isRefusal(decision) ? [] : decision;
    assert.equal(recorded?.data && 'entered' in recorded.data ? recorded.data.entered : undefined, false);
  });
  test('belongs to the date on which it began, also over midnight, the week and the change of the clock', () => {
    const night = clock.event('e-kylie', 'ClockedIn', {
      ...{ employeeName, since: '2026-10-03T12:00:00.000Z', date: '2026-10-03', time: '22:00' },
    });
    const { decision } = given(people, by('kylie', night)).when('ClockOut', me, kylie('2026-10-03T19:00:00Z'));
    assert.ok(!isRefusal(decision));
    if (isRefusal(decision)) return;
    const [, recorded] = decision;
    assert.is(recorded?.aggregate, 'timesheet/e-kylie/2026-09-28');
    // 22:00 to 6:00 is seven hours in the night when summer time begins.
    const { shift: closed } = (recorded as NewEvent & { data: { shift: ClockShift } }).data;
    assert.equal([closed.date, closed.start, closed.end, closed.minutes], ['2026-10-03', '22:00', '06:00', 390]);
  });
  test('that was forgotten pays nothing until somebody says when it ended', () => {
    // 12 h 01 min after 6:45:20.
    given(...open)
      .when('ClockOut', me, kylie('2026-11-03T07:46:30Z'))
      .thenRefuses({
        refused: 'shift-not-ended',
        detail:
          'The shift began on Tue 3 Nov at 06:45, more than 12h 00m before. Say when it ended, on that week’s timesheet.',
        fresh: { since: morning, date: '2026-11-03', time: '06:45' },
      });
    given(...open, settings.event('company', 'SettingsRevised', { sections: { clockBreak: longer } }))
      .when('ClockOut', me, kylie('2026-11-03T07:46:30Z'))
      .thenRecords(...clockedOut(true, { end: '18:46', minutes: 691, until: '2026-11-03T07:46:30.000Z' }));
    // Days later, by word: a fact of its own kind, and worked time of the week like any other.
    const said = { end: '15:03', until: '2026-11-03T04:03:00.000Z', said: true as const };
    given(...open)
      .when('ClockOut', { ...me, saidEnd: '15:03' }, kylie('2026-11-05T02:00:00Z'))
      .thenRecords(...clockedOut(true, said));
    given(...open)
      .when('ClockOut', { ...me, saidEnd: '15:03' }, { ...kylie('2026-11-05T02:00:00Z'), user: 'priya' })
      .thenRecords(...clockedOut(true, said));
    given(...open)
      .when('ClockOut', { ...me, saidEnd: '16:00' }, kylie(evening))
      .thenRefuses({
        refused: 'no-such-time',
        detail: 'The shift began on Tue 3 Nov at 06:45, and the next 16:00 is still to come. Say another time.',
      });
    assert.not(clockCommands.ClockOut.payload.safeParse({ ...me, saidEnd: '25:03' }).success);
  });
  test('counts the hour that comes twice when summer time ends, and refuses a shift of 25 hours', () => {
    const opened = (since: string, date: string, time: string) =>
      by('kylie', clock.event('e-kylie', 'ClockedIn', { employeeName, since, date, time }));
    const night = opened('2026-04-04T11:00:00.000Z', '2026-04-04', '22:00');
    const { decision } = given(people, night).when('ClockOut', me, kylie('2026-04-04T20:00:00Z'));
    const [, recorded] = isRefusal(decision) ? [] : decision;
    const { shift: closed } = (recorded as NewEvent & { data: { shift: ClockShift } }).data;
    assert.equal([closed.date, closed.start, closed.end, closed.minutes], ['2026-04-04', '22:00', '06:00', 510]);
    given(people, opened('2026-04-04T13:00:00.000Z', '2026-04-05', '00:00'))
      .when('ClockOut', me, kylie('2026-04-05T14:00:00Z'))
      .thenRefuses({
        refused: 'shift-not-ended',
        detail:
          'The shift began on Sun 5 Apr at 00:00, more than 12h 00m before. Say when it ended, on that week’s timesheet.',
      });
    given(people, opened('2026-04-04T13:00:00.000Z', '2026-04-05', '00:00'))
      .when('ClockOut', { ...me, saidEnd: '00:00' }, kylie('2026-04-06T14:00:00Z'))
      .thenRefuses({
        refused: 'too-many-hours',
        detail: 'The shift began on Sun 5 Apr at 00:00, more than 24 hours before. Say when it ended.',
      });
  });
  test('keeps a shift as evidence that began or ended in the hour that comes again: on a sheet it would be another length', () => {
    // From 2:50 to 2:10 when the clocks went back at 3:00, which is 20 minutes; and from the second 2:30 to 6:00.
    const shifts = [
      ['2026-04-04T15:50:00.000Z', '02:50', '2026-04-04T16:10:00Z', 20],
      ['2026-04-04T16:30:00.000Z', '02:30', '2026-04-04T20:00:00Z', 210],
    ] as const;
    for (const [since, time, until, minutes] of shifts) {
      const started = clock.event('e-kylie', 'ClockedIn', { employeeName, since, date: '2026-04-05', time });
      const { decision } = given(people, by('kylie', started)).when(
        'ClockOut',
        { ...me, breakMinutes: 0 },
        kylie(until),
      );
      const [, recorded] = isRefusal(decision) ? [] : decision;
      const { shift: closed, entered } = (recorded as NewEvent & { data: { shift: ClockShift; entered: boolean } })
        .data;
      assert.equal([closed.start, closed.minutes, entered], [time, minutes, false]);
    }
  });
  test('refuses to end what is not open, before it began, and a break longer than the shift', () => {
    given(people)
      .when('ClockOut', me, kylie(evening))
      .thenRefuses({ refused: 'not-clocked-in', detail: 'You are not clocked in.' });
    given(...open, by('priya', ...clockedOut()))
      .when('ClockOut', me, kylie(evening))
      .thenRefuses({
        refused: 'not-clocked-in',
        detail: 'You are not clocked in.',
        winner: { user: 'priya', type: 'ClockedOut', data: { end: '15:03' } },
      });
    given(...open)
      .when('ClockOut', { ...me, at: '2026-11-02T19:45:00Z' }, kylie(evening))
      .thenRefuses({
        refused: 'overlapping-shifts',
        detail: 'The shift began on Tue 3 Nov at 06:45. It cannot end before.',
      });
    given(...open)
      .when('ClockOut', { ...me, at: evening }, kylie('2026-11-05T19:46:00Z'))
      .thenRecords(...clockedOut());
    given(...open)
      .when('ClockOut', { ...me, breakMinutes: 499 }, kylie(evening))
      .thenRefuses({ refused: 'break-too-long', detail: 'The break is longer than the shift, 8h 18m.' });
    assert.not(clockCommands.ClockOut.payload.safeParse({ ...me, breakMinutes: -1 }).success);
  });
});
