import { assert, suite } from '../../../src/testing/suite.ts';
import { lineWords, payCells } from './pay-words.ts';

suite('lines of a payslip', (test) => {
  test('say what they are for, and that overtime of a Saturday is overtime', () => {
    assert.is(lineWords({ kind: 'leave', leaveType: 'sick' }), 'Sick leave');
    assert.equal(
      [undefined, true as const].map((overtime) => lineWords({ kind: 'saturday', overtime })),
      ['Saturday', 'Saturday, overtime'],
    );
  });
});

suite('pay in four columns', (test) => {
  test('a row adds up: what is withheld is the tax and the study loan', () => {
    const pay = { grossCents: 152_000, taxCents: 30_500, studyLoanCents: 1_500, netCents: 120_000, superCents: 18_240 };
    assert.equal(payCells({ ...pay, ordinaryTimeCents: 152_000 }), ['$1,520.00', '$320.00', '$1,200.00', '$182.40']);
  });
});
