import { approvalCard } from '../src/contracts/timesheet.ts';
import {
  approved,
  calculated,
  leave,
  mondayShift,
  request,
  requested,
  requestedDays,
  saved,
  sheet,
  sheetApproved,
  submitted,
} from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { approvals } from './approvals.ts';

const card = 'leave.e1.r1';
const week = 'timesheet.e1.2026-11-09';
type History = Parameters<typeof project>[1];

function shown(id: string, ...history: History) {
  const { view, parked } = project(approvals, history);
  assert.equal(parked, []);
  const found = view(id);
  // Fields without a value are not sent.
  const sent = found && JSON.parse(JSON.stringify(found));
  assert.equal(found && approvalCard.parse(sent), sent);
  return found;
}

suite('approvals', (test) => {
  test('show a request for leave as it waits', () => {
    assert.equal(shown(card, requested), {
      ...{ id: card, kind: 'leave', status: 'waiting', employeeId: 'e1', employeeName: 'Kylie Tran' },
      ...{ askedAt: '2026-11-12T20:01:00.000Z', note: 'Family', version: 1, sequence: 1 },
      leave: {
        ...{ requestId: 'r1', type: 'annual', firstDay: '2026-11-13', lastDay: '2026-11-16', minutes: 684 },
        days: requestedDays,
      },
    });
  });

  test('show what was decided about leave, by whom and why', () => {
    const yes = shown(card, requested, { user: 'ben', events: [approved] });
    assert.equal([yes?.status, yes?.decision?.kind, yes?.decision?.by.name], ['decided', 'approved', 'BEN']);
    assert.equal([yes?.leave?.balanceBefore, yes?.leave?.balanceAfter], [900, 216]);
    const no = shown(card, requested, leave('LeaveRejected', { ...request, reason: 'Stocktake' }));
    assert.equal([no?.decision?.kind, no?.decision?.reason], ['rejected', 'Stocktake']);
    assert.is(shown(card, requested, leave('LeaveWithdrawn', request))?.decision?.kind, 'withdrawn');
    const off = shown(
      card,
      requested,
      approved,
      leave('LeaveCancelled', { ...request, restored: 684, reason: 'Order' }),
    );
    assert.equal([off?.decision?.kind, off?.decision?.reason, off?.sequence], ['cancelled', 'Order', 3]);
  });

  test('show a week from the moment it is submitted, with what the clock says and its leave', () => {
    assert.is(shown(week, saved), undefined);
    const shift = sheet('ShiftRecorded', { shift: mondayShift, entered: false });
    const view = shown(week, saved, shift, requested, approved, submitted);
    assert.equal(view, {
      ...{ id: week, kind: 'timesheet', status: 'waiting', employeeId: 'e1', employeeName: 'Kylie Tran' },
      ...{ askedAt: '2026-11-12T20:05:00.000Z', version: 1, sequence: 3 },
      timesheet: {
        ...{ monday: '2026-11-09', workedMinutes: 936, leaveMinutes: 456, clockedMinutes: 456, finalised: false },
        worked: [
          { date: '2026-11-09', minutes: 456 },
          { date: '2026-11-10', minutes: 480 },
        ],
        leave: [{ date: '2026-11-13', type: 'annual', minutes: 456 }],
      },
    });
    assert.is(shown(week, saved, submitted)?.timesheet?.clockedMinutes, undefined);
    const said = sheet('ShiftRecorded', { shift: { ...mondayShift, said: true }, entered: true });
    assert.is(shown(week, saved, said, submitted)?.timesheet?.saidShifts, 1);
  });

  test('follow a week that is edited while it waits: not handed in any more, or with a new version', () => {
    assert.is(shown(week, saved, submitted, saved), undefined);
    const shift = sheet('ShiftRecorded', { shift: mondayShift, entered: true });
    const view = shown(week, saved, submitted, shift);
    assert.equal([view?.status, view?.version, view?.timesheet?.workedMinutes], ['waiting', 3, 1_392]);
    assert.equal(view?.timesheet?.worked[0], { date: '2026-11-09', minutes: 912 });
  });

  test('show what was decided about a week, and wait again once it is submitted again', () => {
    const decided: History = [saved, submitted, { user: 'ben', events: [sheetApproved, calculated] }];
    const yes = shown(week, ...decided);
    assert.equal([yes?.status, yes?.decision?.kind, yes?.decision?.by.name], ['decided', 'approved', 'BEN']);
    const no = shown(week, saved, submitted, sheet('TimesheetRejected', { reason: 'Wed is missing' }));
    assert.equal([no?.decision?.kind, no?.decision?.reason], ['rejected', 'Wed is missing']);
    const paid = shown(week, ...decided, sheet('TimesheetPaid', {}));
    assert.equal([paid?.status, paid?.decision?.kind, paid?.timesheet?.finalised], ['decided', 'approved', true]);
    const reopened: History = [
      ...decided,
      sheet('TimesheetReopened', { reason: 'Wrong order' }),
      sheet('PayReversed', {}),
    ];
    const open = shown(week, ...reopened);
    assert.equal([open?.status, open?.decision?.kind, open?.decision?.reason], ['decided', 'reopened', 'Wrong order']);
    // Being worked on, it is still the week that was reopened; handed in, it waits, and the old decision is over.
    assert.is(shown(week, ...reopened, saved)?.decision?.kind, 'reopened');
    const again = shown(week, ...reopened, saved, submitted);
    assert.equal([again?.status, again?.decision, again?.version], ['waiting', undefined, 7]);
  });

  test('keep a request and a week apart, also when somebody calls the request like a week', () => {
    const named = { ...request, requestId: '2026-11-09' };
    const asked = leave('LeaveRequested', { ...named, days: requestedDays });
    const { ids, parked } = project(approvals, [saved, submitted, asked]);
    assert.equal([[...ids].sort(), parked], [['leave.e1.2026-11-09', week, 'timesheet.e1.2026-11-16'].sort(), []]);
  });
});
