import { awayEntry, leaveBalance, leaveMovement, leaveRequest } from '../src/contracts/leave.ts';
import {
  accrued,
  approved,
  employee,
  leave,
  registered,
  request,
  requested,
  requestedDays,
  taken,
} from '../src/testing/given-events.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { leaveBalances } from './leave-balances.ts';
import { leaveMovements } from './leave-movements.ts';
import { leaveRequests } from './leave-requests.ts';
import { teamCalendar } from './team-calendar.ts';

const opening = leave('LeaveBalanceAdjusted', {
  ...{ type: 'annual', minutes: 900, balanceBefore: 0, balanceAfter: 900, reason: 'Opening balance' },
});
const cancelled = leave('LeaveCancelled', {
  ...{ ...request, restored: 684, balanceBefore: 216, balanceAfter: 900, reason: 'Big order' },
});
const reversed = leave('LeaveAccrualReversed', {
  ...{ monday: '2026-11-09', reason: 'Wrong hours' },
  accruals: [
    { type: 'annual', minutes: 107, remainder: 0, ordinaryMinutes: 1, yearlyMinutes: 9_120, yearMinutes: 118_560 },
  ],
});

suite('leave balances', (test) => {
  test('are there from the first day, under the name that somebody goes by now', () => {
    const { view } = project(leaveBalances, [registered, employee('EmployeeRevised', { name: 'Kylie Nguyen' })]);
    assert.equal(view('e1'), { id: 'e1', employeeName: 'Kylie Nguyen', balances: [], lockedWeeks: [], sequence: 0 });
  });

  test('count what is asked for apart from what is deducted', () => {
    const asked = project(leaveBalances, [registered, opening, requested]).view('e1');
    assert.equal(asked && leaveBalance.parse(asked), asked);
    assert.equal(asked?.balances, [{ type: 'annual', balanceMinutes: 900, pendingMinutes: 684 }]);
    const decided = project(leaveBalances, [registered, opening, requested, approved]).view('e1');
    assert.equal(decided?.balances, [{ type: 'annual', balanceMinutes: 216, pendingMinutes: 0 }]);
    assert.is(decided?.sequence, 3);
  });

  test('are as before after a request that came to nothing, and after leave that was cancelled', () => {
    for (const end of ['LeaveWithdrawn', 'LeaveRejected']) {
      const { view } = project(leaveBalances, [opening, requested, leave(end, { ...request, reason: 'Busy' })]);
      assert.equal(view('e1')?.balances, [{ type: 'annual', balanceMinutes: 900, pendingMinutes: 0 }]);
    }
    const { view } = project(leaveBalances, [opening, requested, approved, cancelled]);
    assert.equal(view('e1')?.balances, [{ type: 'annual', balanceMinutes: 900, pendingMinutes: 0 }]);
  });

  test('lose nothing by a day of leave that comes, and gain what a week accrues until it is reopened', () => {
    const { view } = project(leaveBalances, [opening, requested, approved, taken, accrued]);
    assert.equal(view('e1')?.balances, [{ type: 'annual', balanceMinutes: 323, pendingMinutes: 0 }]);
    assert.equal(view('e1')?.lockedWeeks, ['2026-11-09']);
    const open = leave('LeaveTakenReversed', { monday: '2026-11-09', days: [], reason: 'Wrong hours' });
    const reopened = project(leaveBalances, [opening, requested, approved, taken, accrued, open, reversed]).view('e1');
    assert.equal([reopened?.balances[0]?.balanceMinutes, reopened?.lockedWeeks], [216, []]);
  });

  test('without a balance deduct nothing, and keep the order of the types', () => {
    const unpaid = { ...request, requestId: 'r2', type: 'unpaid' };
    const { view } = project(leaveBalances, [
      leave('LeaveRequested', { ...unpaid, days: requestedDays }),
      leave('LeaveApproved', { ...unpaid, deducted: 0 }),
      opening,
    ]);
    assert.equal(
      view('e1')?.balances.map(({ type, balanceMinutes }) => [type, balanceMinutes]),
      [
        ['annual', 900],
        ['unpaid', 0],
      ],
    );
  });

  test('name the last 60 locked weeks', () => {
    const weeks = Array.from({ length: 70 }, (_, index) => new Date(Date.UTC(2026, 0, 5 + 7 * index)).toISOString());
    const mondays = weeks.map((week) => week.slice(0, 10));
    const { view } = project(
      leaveBalances,
      mondays.map((monday) => leave('LeaveTaken', { monday, days: [] })),
    );
    assert.equal(view('e1')?.lockedWeeks, mondays.slice(-60));
  });
});

suite('leave movements', (test) => {
  const history = [opening, requested, approved, taken, accrued, cancelled, reversed];

  test('hold the balance after each', () => {
    const { view, row } = project(leaveMovements, history);
    const rows = history.map((_, index) => view(`e1:${index + 1}`));
    for (const one of rows) assert.equal(one && leaveMovement.parse(one), one);
    assert.equal(
      rows.map((one) => [one?.kind, ...(one?.changes.map((change) => [change.minutes, change.balanceMinutes]) ?? [])]),
      [
        ['adjusted', [900, 900]],
        ['requested'],
        ['approved', [-684, 216]],
        ['taken'],
        ['accrued', [107, 323]],
        ['cancelled', [684, 1_007]],
        ['accrual-reversed', [-107, 900]],
      ],
    );
    assert.equal([row('e1'), view('e1')], [{ employeeId: 'e1', head: 7 }, undefined]);
  });

  test('say who, what for and why', () => {
    const { view } = project(leaveMovements, [
      { user: 'ben', device: 'd1', events: [opening] },
      ...[requested, cancelled],
    ]);
    assert.equal(
      [view('e1:1')?.user, view('e1:1')?.reason],
      [{ id: 'ben', name: 'BEN', device: { id: 'd1', name: 'D1' } }, 'Opening balance'],
    );
    const { employeeName: _, ...asked } = request;
    assert.equal([view('e1:2')?.request, view('e1:3')?.reason], [asked, 'Big order']);
  });
});

suite('leave requests', (test) => {
  test('show what was asked for', () => {
    const view = project(leaveRequests, [requested]).view('e1.r1');
    assert.equal(view && leaveRequest.parse(view), view);
    assert.equal(view, {
      ...{ id: 'e1.r1', employeeId: 'e1', ...request, status: 'pending', days: requestedDays, note: 'Family' },
      ...{ requestedAt: '2026-11-12T20:01:00.000Z', requestedBy: { id: 'kylie', name: 'KYLIE' }, sequence: 1 },
    });
  });

  test('show what became of it, by whom and why', () => {
    const outcome = (...events: Parameters<typeof leave>[]) =>
      project(leaveRequests, [requested, { user: 'ben', events: events.map((one) => leave(...one)) }]).view('e1.r1');
    const step = { balanceBefore: 900, balanceAfter: 216 };
    const yes = outcome(['LeaveApproved', { ...request, deducted: 684, ...step, note: 'Enjoy' }]);
    assert.equal(
      [yes?.status, yes?.decidedBy?.name, yes?.decisionNote, yes?.note],
      ['approved', 'BEN', 'Enjoy', 'Family'],
    );
    assert.equal([yes?.balanceBefore, yes?.balanceAfter, yes?.sequence], [900, 216, 2]);
    const no = outcome(['LeaveRejected', { ...request, reason: 'Stocktake' }]);
    assert.equal([no?.status, no?.reason, no?.decidedAt], ['rejected', 'Stocktake', '2026-11-12T20:02:00.000Z']);
    assert.is(outcome(['LeaveWithdrawn', request])?.status, 'withdrawn');
    const { view } = project(leaveRequests, [requested, approved, cancelled]);
    assert.equal([view('e1.r1')?.status, view('e1.r1')?.reason], ['cancelled', 'Big order']);
  });

  test('of two people may have the same id and stay apart', () => {
    const others = leave('LeaveRequested', { ...request, days: requestedDays, employeeName: 'Jai Singh' }, 'e2');
    const { view, parked } = project(leaveRequests, [requested, others, approved]);
    assert.equal([view('e1.r1')?.status, view('e2.r1')?.status], ['approved', 'pending']);
    assert.equal([view('e2.r1')?.employeeName, parked], ['Jai Singh', []]);
  });
});

suite('team calendar', (test) => {
  test('says who is away when, and neither why nor on what leave', () => {
    const { view, row } = project(teamCalendar, [requested]);
    assert.equal(view('e1.r1') && awayEntry.parse(view('e1.r1')), view('e1.r1'));
    assert.equal(view('e1.r1'), {
      ...{ id: 'e1.r1', employeeId: 'e1', employeeName: 'Kylie Tran', status: 'pending' },
      ...{ firstDay: '2026-11-13', lastDay: '2026-11-16' },
      days: [{ date: '2026-11-13' }, { date: '2026-11-16', half: 'first' }],
    });
    assert.not.match(JSON.stringify(row('e1.r1')), /annual|Family|minutes/);
    assert.is(project(teamCalendar, [requested, approved]).view('e1.r1')?.status, 'approved');
  });

  test('forgets what came to nothing', () => {
    for (const type of ['LeaveWithdrawn', 'LeaveRejected', 'LeaveCancelled']) {
      const { ids } = project(teamCalendar, [requested, leave(type, { ...request, reason: 'Busy', restored: 0 })]);
      assert.equal(ids, []);
    }
  });
});
