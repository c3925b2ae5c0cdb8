import * as fc from 'fast-check';
import { assert, suite } from '../testing/suite.ts';
import { formatCents, formatUnitPrice, lineCents, orderTotals, plainCents } from './money.ts';
import { QUANTITY_MAX, UNIT_PRICE_MAX } from './primitives.ts';

const line = (required: number, unitPrice: number, scale = 0) => ({ required, unitPrice, scale });

suite('money', (test) => {
  test('a line is quantity times price, half up to the cent', () => {
    assert.is(lineCents(line(1_000, 385)), 3_850); // 1,000 labels at $0.0385
    assert.is(lineCents(line(1, 385)), 4); // 3.85 cents
    assert.is(lineCents(line(1, 50)), 1); // half a cent goes up
    assert.is(lineCents(line(1, 49)), 0);
    assert.is(lineCents(line(3, 50)), 2); // 1.5 cents
    assert.is(lineCents(line(1_250, 10_000, 2)), 1_250); // 12.5 m at $1.00
    assert.is(lineCents(line(1, 500, 1)), 1); // 0.1 at $0.05 is half a cent
    assert.is(lineCents(line(5, 0)), 0);
  });
  test('the discount comes before the tax', () => {
    assert.equal(orderTotals([line(2_400, 12_500), line(60, 230_000)], 500), {
      ...{ subtotalCents: 438_000, discountCents: 21_900, gstCents: 41_610, totalCents: 457_710 },
    });
    assert.equal(orderTotals([line(438, 100_000)], 0), {
      ...{ subtotalCents: 438_000, discountCents: 0, gstCents: 43_800, totalCents: 481_800 },
    });
    assert.equal(orderTotals([line(1, 100_000)], 10_000), {
      ...{ subtotalCents: 1_000, discountCents: 1_000, gstCents: 0, totalCents: 0 },
    });
    assert.equal(orderTotals([], 500), { subtotalCents: 0, discountCents: 0, gstCents: 0, totalCents: 0 });
  });
  test('discount and tax round half up', () => {
    assert.is(orderTotals([line(1, 100)], 5_000).discountCents, 1); // half of 1 cent
    assert.is(orderTotals([line(5, 100)], 0).gstCents, 1); // 0.5 cent
    assert.is(orderTotals([line(4, 100)], 0).gstCents, 0);
  });
  test('amounts are exact up to the largest line, and totals add up', () => {
    assert.is(lineCents(line(QUANTITY_MAX, 10_001)), 100_010_000_000);
    const amount = fc.record({
      required: fc.integer({ min: 1, max: 1_000_000 }),
      unitPrice: fc.nat(UNIT_PRICE_MAX),
      scale: fc.nat(3),
    });
    fc.assert(
      fc.property(fc.array(amount, { maxLength: 20 }), fc.nat(10_000), (lines, discount) => {
        const totals = orderTotals(lines, discount);
        assert.is(totals.subtotalCents - totals.discountCents + totals.gstCents, totals.totalCents);
        assert.ok(Object.values(totals).every((cents) => Number.isSafeInteger(cents) && cents >= 0));
        const net = totals.subtotalCents - totals.discountCents;
        assert.ok(Math.abs(totals.gstCents * 10 - net) <= 5);
      }),
    );
  });
  test('is shown in dollars and cents', () => {
    assert.is(formatCents(481_800), '$4,818.00');
    assert.is(formatCents(0), '$0.00');
    assert.is(formatCents(5), '$0.05');
    assert.is(formatCents(-123_456_789), '−$1,234,567.89');
    assert.equal([168_420, 0, 5, -123_456_789].map(plainCents), ['1684.20', '0.00', '0.05', '-1234567.89']);
  });
  test('prices are written with cents, and with as many places as they have', () => {
    assert.equal([12_500, 385, 10_000, 9_950, 0].map(formatUnitPrice), ['1.25', '0.0385', '1.00', '0.995', '0.00']);
  });
});
