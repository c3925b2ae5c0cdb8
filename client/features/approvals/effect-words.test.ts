import type { Evidence } from '../../../src/contracts/approval-checks.ts';
import { defaultSettings } from '../../../src/contracts/settings.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { leaveWithoutFigures, weekWithoutFigures } from './effect-words.ts';
import { leaveCard, weekCard } from './example-rows.ts';

const evidence: Evidence = { balance: undefined, away: [], settings: defaultSettings, people: 7 };

suite('what an approval does, without figures', (test) => {
  test('is not known as long as the balance is not here', () => {
    assert.is(leaveWithoutFigures(leaveCard, undefined), '26 h 36 min of annual leave. The balance is not known yet.');
    assert.is(leaveWithoutFigures(leaveCard, evidence), '26 h 36 min of annual leave. The balance is not known yet.');
  });
  test('is nothing for leave that has no balance', () => {
    const unpaid = { ...leaveCard, leave: { ...leaveCard.leave, type: 'unpaid' as const } };
    assert.is(leaveWithoutFigures(unpaid, undefined), '26 h 36 min of unpaid leave. The balance is not known yet.');
    assert.is(leaveWithoutFigures(unpaid, evidence), '26 h 36 min of unpaid leave. No balance changes.');
  });
  test('of a week says that it is paid only where it is', () => {
    const paid = { timesheet: { ...weekCard.timesheet, finalised: true } };
    assert.is(weekWithoutFigures(weekCard, false), 'How it would be paid is not known yet.');
    assert.is(weekWithoutFigures(weekCard, true), 'No pay rules cover this week.');
    assert.is(weekWithoutFigures(paid, false), 'The week is paid and locked.');
  });
});
