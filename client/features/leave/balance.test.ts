import { defaultSettings } from '#contracts/settings.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { balanceStep } from './balance.ts';

const rules = defaultSettings.leaveTypes;
const balances = [{ type: 'annual' as const, balanceMinutes: 5_070, pendingMinutes: 600 }];

suite('a balance before and after', (test) => {
  test('counts what waits already', () => {
    assert.equal(balanceStep('annual', 1_596, { balances }, rules), {
      ...{ now: 4_470, pending: 600, after: 2_874, available: 4_470, full: 9_120 },
    });
  });
  test('goes down to the floor of its type', () => {
    const low = rules.map((rule) => (rule.type === 'annual' ? { ...rule, floorMinutes: -4_560 } : rule));
    assert.is(balanceStep('annual', 0, { balances }, low)?.available, 9_030);
  });
  test('is nothing where nothing has happened yet, and is not there for a type without one', () => {
    assert.equal(balanceStep('sick', 456, { balances }, rules), {
      ...{ now: 0, pending: 0, after: -456, available: 0, full: 4_560 },
    });
    assert.is(balanceStep('unpaid', 456, { balances }, rules), undefined);
  });
});
