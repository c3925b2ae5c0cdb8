import type { Problem } from '../../../src/contracts/problems.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { now } from '../../shared/time.ts';
import { approved, decided, leaveCard, weekCard } from './example-rows.ts';
import { decisionIn, outcomeOf } from './outcome.ts';
import { mayUndo, mineDetail, mineTitle, otherDetail, otherTitle } from './outcome-words.ts';

const refusal = (code: string, type: string): Problem => ({
  ...{ type: 'about:blank', title: '', status: 409, code, detail: '' },
  winner: { user: approved.by, at: approved.at, event: { type, aggregate: '', sequence: 2, position: 9 }, data: {} },
});

suite('what became of a card', (test) => {
  test.before.each(() => {
    now.value = new Date('2026-11-11T23:47:00Z');
  });

  test('is the decision on what was seen, and not one of an earlier time', () => {
    assert.is(outcomeOf(leaveCard, decided(leaveCard)), approved);
    assert.is(outcomeOf(leaveCard, undefined), undefined);
    const reopened = { ...approved, kind: 'reopened' as const, at: '2026-11-09T00:00:00.000Z' };
    assert.is(outcomeOf(weekCard, decided(weekCard, reopened)), undefined, 'it was taken back after it was handed in');
  });

  test('is told by a refusal only where it is about this very card', () => {
    assert.equal(decisionIn(refusal('already-approved', 'TimesheetApproved')), approved);
    assert.is(decisionIn(refusal('already-decided', 'LeaveWithdrawn'))?.kind, 'withdrawn');
    assert.is(decisionIn(refusal('insufficient-leave', 'LeaveApproved')), undefined, 'that was other leave');
    assert.is(decisionIn(refusal('stale-version', 'TimesheetSaved')), undefined);
    assert.is(decisionIn(refusal('not-submitted', 'TimesheetSaved')), undefined);
    assert.is(decisionIn(undefined), undefined);
  });

  test('is said with who, what and when', () => {
    assert.is(mineTitle(weekCard, approved), 'You approved Kylie Tran’s timesheet at 10:42 am');
    assert.is(otherTitle(approved), 'Ben approved this at 10:42 am');
    const yesterday = { ...approved, at: '2026-11-10T23:42:00.000Z' };
    assert.is(otherTitle(yesterday), 'Ben approved this on Wed 10:42 am');
    assert.is(
      otherDetail(leaveCard, approved),
      'Kylie Tran, annual leave, 21–24 December. Already approved by another manager.',
    );
    const rejected = { ...approved, kind: 'rejected' as const, reason: 'Stocktake' };
    assert.is(otherDetail(weekCard, rejected), 'Kylie Tran, timesheet, 2–8 November. “Stocktake”');
    assert.is(mineDetail(leaveCard, rejected, []), '21–24 December, 26 h 36 min. “Stocktake” Kylie can ask again.');
  });

  test('can be taken back until pay is finalised, and leave until a week of it is approved', () => {
    assert.ok(mayUndo(weekCard, approved, []));
    const paid = { ...weekCard, timesheet: { ...weekCard.timesheet, finalised: true } };
    assert.not(mayUndo(paid, approved, []));
    assert.is(mineDetail(paid, approved, []), '2–8 November, 41 h 30 min. Pay is finalised, so it stays.');
    assert.ok(mayUndo(leaveCard, approved, ['2026-12-14', '2026-12-28']));
    assert.not(mayUndo(leaveCard, approved, ['2026-12-21']));
    assert.not(mayUndo(leaveCard, { ...approved, kind: 'rejected' }, []));
  });
});
