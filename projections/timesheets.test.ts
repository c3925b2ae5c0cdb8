import { timesheetRow, timesheet as timesheetWeek } from '../src/contracts/timesheet.ts';
import {
  approved,
  calculated,
  card,
  leave,
  mondayEntry,
  mondayShift,
  request,
  requested,
  saved,
  sheet,
  sheetApproved,
  submitted,
} from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { timesheetWeeks } from './timesheet-weeks.ts';
import { timesheets } from './timesheets.ts';

const id = 'e1.2026-11-09';

suite('timesheets', (test) => {
  test('show a week as it was saved', () => {
    const view = project(timesheetWeeks, [saved]).view(id);
    assert.ok(view && timesheetWeek.parse(view));
    assert.equal(JSON.parse(JSON.stringify(view)), {
      ...{ id, employeeId: 'e1', employeeName: 'Kylie Tran', monday: '2026-11-09', status: 'draft' },
      ...{ entries: [mondayEntry, { date: '2026-11-10', minutes: 480 }], shifts: [], leave: [] },
      ...{ workedMinutes: 936, leaveMinutes: 0, finalised: false, version: 1, sequence: 1 },
      ...{ savedAt: '2026-11-12T20:01:00.000Z', savedBy: { id: 'kylie', name: 'KYLIE' } },
    });
  });

  test('show an empty draft for a week that nobody has touched, of anybody who works here', () => {
    const { view } = project(timesheetWeeks, []);
    const untouched = view(id, card);
    assert.ok(untouched && timesheetWeek.parse(untouched));
    assert.equal(untouched, {
      ...{ id, employeeId: 'e1', employeeName: 'Kylie Tran', monday: '2026-11-09', status: 'draft' },
      ...{ entries: [], shifts: [], leave: [], workedMinutes: 0, leaveMinutes: 0 },
      ...{ finalised: false, version: 0, sequence: 0 },
    });
    assert.is(view(id), undefined, 'nobody of that id works here');
    assert.equal(timesheetWeeks.absentAbout?.(id), { model: 'employees', id: 'e1' });
    for (const wrong of ['e1.2026-11-10', 'e1.2026-02-30', 'e1.1996-11-11', 'e1', 'e1.', 'e1.2026-11-09.']) {
      assert.equal([wrong, timesheetWeeks.absentAbout?.(wrong)], [wrong, undefined]);
    }
  });

  test('stay out of the list of weeks as long as leave in them is only asked for', () => {
    assert.is(project(timesheets, [requested]).view(id), undefined);
    assert.is(project(timesheets, [requested, approved]).view(id)?.leaveMinutes, 456);
  });

  test('take leave of the week from requests, once it is approved', () => {
    const asked = project(timesheetWeeks, [requested]);
    assert.equal(
      [id, 'e1.2026-11-16'].map((week) => [asked.view(week)?.leaveMinutes, asked.view(week)?.version]),
      [
        [0, 0],
        [0, 0],
      ],
    );
    const { view } = project(timesheetWeeks, [saved, requested, approved]);
    assert.equal(view(id)?.leave, [{ requestId: 'r1', type: 'annual', date: '2026-11-13', minutes: 456 }]);
    assert.equal([view(id)?.leaveMinutes, view(id)?.workedMinutes], [456, 936]);
    const next = view('e1.2026-11-16');
    assert.equal([next?.leaveMinutes, next?.status, next?.version, next?.sequence], [228, 'draft', 0, 0]);
    for (const end of ['LeaveCancelled', 'LeaveWithdrawn', 'LeaveRejected']) {
      const none = project(timesheetWeeks, [saved, requested, leave(end, { ...request, reason: 'Busy' })]);
      assert.equal([none.view(id)?.leave, none.view('e1.2026-11-16')?.leave], [[], []]);
    }
  });

  test('go through their steps, and the version is that of the worked time', () => {
    const after = (...more: Parameters<typeof project>[1]) => {
      const { view } = project(timesheets, [saved, ...more]);
      const row = view(id);
      assert.ok(row && timesheetRow.parse(row));
      return row;
    };
    const steps = [submitted, { user: 'ben', events: [sheetApproved, calculated] }];
    const sent = after(submitted);
    assert.equal([sent?.status, sent?.submittedAt, sent?.version], ['submitted', '2026-11-12T20:02:00.000Z', 1]);
    const yes = after(...steps);
    assert.equal([yes?.status, yes?.decidedBy?.name, yes?.version, yes?.sequence], ['approved', 'BEN', 1, 4]);
    const no = after(submitted, { user: 'ben', events: [sheet('TimesheetRejected', { reason: 'Wed is missing' })] });
    assert.equal([no?.status, no?.reason, no?.decidedBy?.name], ['rejected', 'Wed is missing', 'BEN']);
    const again = after(submitted, sheet('TimesheetRejected', { reason: 'Wed is missing' }), saved);
    assert.equal(
      [again?.status, again?.reason, again?.submittedAt, again?.version],
      ['draft', 'Wed is missing', undefined, 4],
    );
    const resent = after(submitted, sheet('TimesheetRejected', { reason: 'Wed is missing' }), saved, submitted);
    assert.equal([resent?.status, resent?.reason, resent?.decidedAt], ['submitted', undefined, undefined]);
    const paid = after(
      ...steps,
      sheet('TimesheetPaid', { period: '2026-11-09', payDate: '2026-11-18', calculation: 4 }),
    );
    assert.equal([paid?.status, paid?.finalised], ['approved', true]);
    const unpaid = after(...steps, sheet('TimesheetPaid', {}), sheet('TimesheetUnpaid', { reason: 'Bank' }));
    assert.is(unpaid?.finalised, false);
  });

  test('name the live calculation, until the week is reopened', () => {
    const { view } = project(timesheetWeeks, [saved, submitted, { user: 'ben', events: [sheetApproved, calculated] }]);
    assert.is(view(id)?.calculation, 4);
    const { view: open } = project(timesheetWeeks, [
      ...[saved, submitted, { user: 'ben', events: [sheetApproved, calculated] }],
      {
        user: 'ben',
        events: [sheet('TimesheetReopened', { reason: 'Wrong order' }), sheet('PayReversed', { calculation: 4 })],
      },
    ]);
    assert.equal([open(id)?.calculation, open(id)?.status, open(id)?.reason], [undefined, 'draft', 'Wrong order']);
    assert.equal([open(id)?.submittedAt, open(id)?.version], [undefined, 1]);
  });

  test('show what the clock says; a shift that was entered is worked time too, in its place', () => {
    const late = { ...mondayShift, date: '2026-11-10', note: 'Late', orderId: 'o1', orderNumber: 'ADM-2026-0001' };
    const { view } = project(timesheetWeeks, [
      sheet('TimesheetSaved', { entries: [{ date: '2026-11-11', minutes: 60 }] }),
      sheet('ShiftRecorded', { shift: mondayShift, entered: false }),
      sheet('ShiftRecorded', { shift: late, entered: true }),
    ]);
    const week = view(id);
    assert.ok(week && timesheetWeek.parse(week));
    const { since: _, until: _until, note, ...shown } = late;
    assert.equal(
      week?.shifts.map(({ date, entered }) => [date, entered]),
      [
        ['2026-11-09', false],
        ['2026-11-10', true],
      ],
    );
    assert.equal(week?.entries, [
      { ...shown, note },
      { date: '2026-11-11', minutes: 60 },
    ]);
    assert.equal([week?.workedMinutes, week?.version, week?.sequence], [516, 3, 3]);
  });

  test('park a request that claims to last longer than any leave, and go on', () => {
    const endless = { ...request, firstDay: '1900-01-01', lastDay: '9999-12-31' };
    const { parked, view } = project(timesheetWeeks, [leave('LeaveApproved', endless), saved]);
    assert.match(parked[0]?.error ?? '', /longer than any leave/);
    assert.is(view(id)?.status, 'draft');
  });
});
