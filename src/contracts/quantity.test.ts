import { assert, suite } from '../testing/suite.ts';
import { formatFigure, formatQuantity, units, unitWord } from './quantity.ts';

suite('quantities', (test) => {
  test('figures have thousands commas, and only the decimals they need', () => {
    assert.is(formatFigure(6_300, 0), '6,300');
    assert.is(formatFigure(0, 3), '0');
    assert.is(formatFigure(250_250, 3), '250.25');
    assert.is(formatFigure(5, 2), '0.05');
    assert.is(formatFigure(100_000, 2), '1,000');
    assert.is(formatFigure(999, 0), '999');
    assert.is(formatFigure(1_000_000_000, 0), '1,000,000,000');
    assert.is(formatFigure(-1_234_567, 2), '−12,345.67');
  });
  test('the unit fits the figure', () => {
    assert.is(formatQuantity(1, 0, 'roll'), '1 roll');
    assert.is(formatQuantity(24, 0, 'roll'), '24 rolls');
    assert.is(formatQuantity(0, 0, 'box'), '0 boxes');
    assert.is(formatQuantity(100, 2, 'pallet'), '1 pallet');
    assert.is(formatQuantity(1, 2, 'pallet'), '0.01 pallets');
    assert.is(formatQuantity(630_000, 2, 'm'), '6,300 m');
    for (const unit of units) assert.ok(unitWord(unit, 2, 0).length > 0);
  });
});
