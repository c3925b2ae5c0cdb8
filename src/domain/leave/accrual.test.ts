import * as fc from 'fast-check';
import { assert, suite } from '../../testing/suite.ts';
import { accrue, accrueBack, type Carried } from './accrual.ts';

const YEAR = 52 * 2_280;

suite('accrual of leave', (test) => {
  test('52 full weeks bring each entitlement to the minute', () => {
    for (const yearlyMinutes of [9_120, 4_560, 2_280, 9_600, 1, 0, 7_777]) {
      let carried: Carried | undefined;
      let balance = 0;
      for (let week = 0; week < 52; week++) {
        const step = accrue(carried, { ordinaryMinutes: 2_280, yearlyMinutes, yearMinutes: YEAR });
        carried = { remainder: step.remainder, yearMinutes: YEAR };
        balance += step.minutes;
      }
      assert.is(balance, yearlyMinutes);
      assert.is(carried?.remainder, 0);
    }
  });
  test('a first full week brings 175 of 175.38 minutes, and the rest is carried', () => {
    const first = accrue(undefined, { ordinaryMinutes: 2_280, yearlyMinutes: 9_120, yearMinutes: YEAR });
    assert.equal(first, { minutes: 175, remainder: 2_280 * 9_120 - 175 * YEAR });
  });
  test('whatever weeks come and go, what stands is what the weeks that stand bring', () => {
    const week = fc.record({ ordinaryMinutes: fc.nat(2_280), yearlyMinutes: fc.constantFrom(9_120, 4_560, 9_600) });
    const step = fc.record({ week, back: fc.boolean(), which: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let carried: Carried | undefined;
        let balance = 0;
        const standing: { ordinaryMinutes: number; yearlyMinutes: number }[] = [];
        for (const { week, back, which } of steps) {
          const [gone] = back ? standing.splice(which % Math.max(1, standing.length), 1) : [];
          if (back && gone === undefined) continue;
          const { minutes, remainder } = gone
            ? accrueBack(carried, { ...gone, yearMinutes: YEAR })
            : accrue(carried, { ...week, yearMinutes: YEAR });
          if (!gone) standing.push(week);
          balance += gone ? -minutes : minutes;
          carried = { remainder, yearMinutes: YEAR };
          assert.ok(minutes >= 0 && remainder >= 0 && remainder < YEAR);
          const exact = standing.reduce((sum, one) => sum + one.ordinaryMinutes * one.yearlyMinutes, 0);
          assert.is(balance, Math.floor(exact / YEAR));
        }
      }),
    );
  });
  test('a remainder is kept when the company changes its week', () => {
    const half = { remainder: YEAR / 2, yearMinutes: YEAR };
    const rate = { ordinaryMinutes: 0, yearlyMinutes: 9_120, yearMinutes: 52 * 2_400 };
    assert.equal(accrue(half, rate), { minutes: 0, remainder: 26 * 2_400 });
    assert.equal(accrueBack(undefined, { ...rate, yearMinutes: YEAR }), { minutes: 0, remainder: 0 });
  });
});
