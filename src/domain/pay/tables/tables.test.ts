import * as fc from 'fast-check';
import { assert, suite } from '../../../testing/suite.ts';
import { paygTables } from './payg.ts';
import { studyLoanTables } from './study-loans.ts';
import { superTables } from './super-guarantee.ts';
import { type Bracket, type DatedTable, formula, tableOn } from './table.ts';

// Worked out apart from this program, with decimal arithmetic on the printed figures: whole dollars of weekly earnings,
// and what is withheld. One dollar on either side of every border, and two round figures.
const payg: Record<string, { scale2: string; scale1: string }> = {
  'payg-2024-07': {
    scale2:
      '0 0, 360 0, 361 0, 499 22, 500 22, 624 55, 625 55, 720 72, 721 72, 864 99, 865 99, 1000 143, 1281 234, 1282 234, 2595 654, 2596 655, 3652 1066, 3653 1067, 5000 1700',
    scale1:
      '0 0, 149 24, 150 24, 370 71, 371 71, 514 98, 515 98, 931 233, 932 233, 1000 255, 2245 653, 2246 653, 3302 1065, 3303 1066, 5000 1863',
  },
  'payg-2026-07': {
    scale2:
      '0 0, 361 0, 362 0, 537 26, 538 27, 672 60, 673 60, 720 68, 721 68, 864 94, 865 94, 1000 138, 1281 229, 1282 229, 2595 649, 2596 649, 3652 1061, 3653 1062, 5000 1695',
    scale1:
      '0 0, 187 28, 188 28, 370 66, 371 66, 514 92, 515 92, 931 227, 932 227, 1000 249, 2245 647, 2246 647, 3302 1059, 3303 1060, 5000 1857',
  },
};
const loans = {
  thresholdClaimed: '0 0, 1000 0, 1336 0, 1337 0, 2493 174, 2494 174, 2495 174, 3576 358, 3577 358, 3578 358, 5000 500',
  thresholdNotClaimed:
    '0 0, 986 0, 987 0, 1000 2, 2143 174, 2144 174, 2145 174, 2726 273, 2727 273, 2728 273, 5000 500',
};

function holds(rows: readonly Bracket[], expected: string, what: string): void {
  for (const pair of expected.split(', ')) {
    const [dollars = 0, withheld] = pair.split(' ').map(Number);
    assert.is(formula(rows, dollars * 100), withheld, `${what}: $${dollars}`);
    // The cents of the earnings never matter.
    assert.is(formula(rows, dollars * 100 + 99), withheld, `${what}: $${dollars}.99`);
  }
}

suite('tables of pay', (test) => {
  test('PAYG withholding, at each border of both scales', () => {
    assert.is(paygTables.length, Object.keys(payg).length);
    for (const { id, scale1, scale2 } of paygTables) {
      holds(scale2, payg[id]?.scale2 ?? '', `${id} scale 2`);
      holds(scale1, payg[id]?.scale1 ?? '', `${id} scale 1`);
    }
  });
  test('study loans, at each border', () => {
    for (const table of studyLoanTables) {
      holds(table.thresholdClaimed, loans.thresholdClaimed, `${table.id} claimed`);
      holds(table.thresholdNotClaimed, loans.thresholdNotClaimed, `${table.id} not claimed`);
    }
  });
  test('more pay never means less withheld, and no line jumps where two of them join', () => {
    const all = [
      ...paygTables.flatMap(({ scale1, scale2 }) => [scale1, scale2]),
      ...studyLoanTables.flatMap(({ thresholdClaimed, thresholdNotClaimed }) => [
        thresholdClaimed,
        thresholdNotClaimed,
      ]),
    ];
    for (const rows of all) {
      for (const { belowCents } of rows.slice(0, -1)) {
        const [below, at] = [formula(rows, belowCents - 100), formula(rows, belowCents)];
        assert.ok(at >= below && at - below <= 1, `${belowCents}: ${below}, then ${at}`);
      }
      fc.assert(
        fc.property(fc.nat(1_000_000), fc.nat(100_000), (cents, more) => {
          assert.ok(formula(rows, cents + more) >= formula(rows, cents));
        }),
      );
    }
  });
  test('are picked by pay date, from the first to the last day that they cover', () => {
    const id = (tables: readonly DatedTable[], date: string) => tableOn(tables, date)?.id;
    assert.is(id(paygTables, '2024-06-30'), undefined);
    assert.is(id(paygTables, '2024-07-01'), 'payg-2024-07');
    assert.is(id(paygTables, '2026-06-30'), 'payg-2024-07');
    assert.is(id(paygTables, '2026-07-01'), 'payg-2026-07');
    assert.is(id(paygTables, '2027-06-30'), 'payg-2026-07');
    assert.is(id(paygTables, '2027-07-01'), undefined);
    assert.is(id(studyLoanTables, '2026-06-30'), undefined);
    assert.is(id(studyLoanTables, '2026-07-01'), 'study-loans-2026-07');
    assert.is(id(superTables, '2025-06-30'), undefined);
    assert.is(id(superTables, '2025-07-01'), 'super-2025-07');
    for (const { source } of [...paygTables, ...studyLoanTables, ...superTables]) assert.ok(source.length > 20);
  });
});
