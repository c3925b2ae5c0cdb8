import type { LeaveMovement } from '#contracts/leave.ts';
import type { Winner } from '#contracts/problems.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { now } from '../../shared/time.ts';
import { winnerTitle } from './leave-words.ts';
import { movementEntry } from './movement-words.ts';
import { datesWords, knownObstacles, obstacleOf } from './obstacles.ts';
import type { Plan } from './plan.ts';

const ben = { id: 'ben', name: 'Ben Okafor' };
const at = '2026-11-11T23:42:00.000Z';
const request = {
  requestId: 'r1',
  type: 'annual' as const,
  firstDay: '2026-10-01',
  lastDay: '2026-10-02',
  minutes: 912,
};

suite('what is said about leave', (test) => {
  test.before.each(() => {
    // Thursday 12 November 2026, 10:47 am in Sydney.
    now.value = new Date('2026-11-11T23:47:00Z');
  });

  test('names who was first, with what and when', () => {
    const winner = (type: string, data: Winner['data']): Winner => ({
      ...{ user: ben, at, data, event: { type, aggregate: 'leave/e1', sequence: 2, position: 9 } },
    });
    assert.is(winnerTitle(winner('LeaveApproved', request)), 'Ben Okafor approved annual leave, 1–2 Oct, at 10:42 am');
    assert.is(
      winnerTitle(winner('LeaveBalanceAdjusted', { type: 'sick', minutes: -90 })),
      'Ben Okafor adjusted sick leave by −1 h 30 min at 10:42 am',
    );
    assert.is(
      winnerTitle(winner('LeaveTaken', { monday: '2026-11-02' })),
      'Ben Okafor approved the week of 2 Nov at 10:42 am',
    );
    assert.is(winnerTitle(winner('SomethingNew', {})), 'Ben Okafor changed it at 10:42 am');
  });

  test('tells the history of one type as a running balance', () => {
    const movement = (more: Partial<LeaveMovement>): LeaveMovement => ({
      ...{
        id: 'e1:4',
        employeeId: 'e1',
        sequence: 4,
        position: 9,
        at,
        user: ben,
        kind: 'approved',
        changes: [],
        ...more,
      },
    });
    const approved = movement({ request, changes: [{ type: 'annual', minutes: -912, balanceMinutes: 5_070 }] });
    const entry = movementEntry(approved, 'annual');
    assert.equal([entry?.title, entry?.figure], ['Approved: 15 h 12 min, 1–2 Oct', '84 h 30 min']);
    assert.is(movementEntry(approved, 'sick'), undefined);
    const accrued = movement({
      ...{ kind: 'accrued', monday: '2026-11-02' },
      changes: [
        { type: 'annual', minutes: 175, balanceMinutes: 5_245 },
        { type: 'sick', minutes: 88, balanceMinutes: 88 },
      ],
    });
    assert.is(movementEntry(accrued, 'sick')?.title, 'Earned 1 h 28 min, week of 2 Nov');
    assert.is(movementEntry(movement({ kind: 'taken', monday: '2026-11-02' }), 'annual'), undefined);
    const asked = movementEntry(movement({ kind: 'requested', request }), 'annual');
    assert.equal([asked?.title, asked?.figure], ['Asked for 15 h 12 min, 1–2 Oct', undefined]);
    const onTablet = { ...ben, device: { id: 'd1', name: 'Winding 1' } };
    const adjusted = movement({ kind: 'adjusted', user: onTablet, reason: 'Paid out', changes: approved.changes });
    assert.is(movementEntry(adjusted, 'annual')?.sub, 'Ben Okafor, on Winding 1 · Paid out');
  });
});

suite('what stands in the way of a request', (test) => {
  const days = ['2026-11-12', '2026-11-13', '2026-11-16'].map((date) => ({ date, minutes: 456 }));
  const plan: Plan = { rows: [], days, minutes: 1_368, halves: 6, problem: undefined };

  test('is said as the server will say it, with the days', () => {
    const step = { now: 720, pending: 0, after: -648, available: 720, full: 9_120 };
    const other = {
      id: 'e1.r1',
      employeeId: 'e1',
      employeeName: 'Kylie Tran',
      status: 'approved' as const,
      sequence: 1,
    };
    const taken = { ...request, ...other, firstDay: '2026-11-13', lastDay: '2026-11-13' };
    const asked = { days: [{ date: '2026-11-13', minutes: 456 }], requestedAt: at, requestedBy: ben };
    const found = knownObstacles('annual', plan, step, [{ ...taken, ...asked }], ['2026-11-16']);
    assert.equal(found, [
      { words: 'This week is locked.', dates: ['2026-11-16'] },
      { words: 'These dates overlap approved annual leave, 13 Nov.', dates: ['2026-11-13'] },
      { words: 'Insufficient annual leave balance. Available: 12h 00m. Requested: 22h 48m.', dates: [] },
    ]);
    assert.equal(knownObstacles('unpaid', plan, undefined, [], []), []);
  });

  test('names the days that a refusal is about', () => {
    const refusal = (fresh: Record<string, unknown>) =>
      obstacleOf({ type: '', title: '', status: 409, code: 'overlapping-leave', detail: 'No.', fresh }, plan).dates;
    assert.equal(refusal({ dates: ['2026-11-13', '2026-11-14'] }), ['2026-11-13']);
    assert.equal(refusal({ monday: '2026-11-09' }), ['2026-11-12', '2026-11-13']);
    assert.equal(refusal({ available: 3 }), []);
    assert.is(datesWords(['2026-11-12', '2026-11-13']), 'Thu 12 Nov and Fri 13 Nov');
    const many = Array.from({ length: 20 }, (_, at) => `2026-11-${String(at + 1).padStart(2, '0')}`);
    assert.match(datesWords(many), /^Sun 1 Nov, .*Fri 6 Nov and 14 more$/);
  });
});
