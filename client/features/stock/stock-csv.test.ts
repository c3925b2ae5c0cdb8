import { assert, suite } from '../../../src/testing/suite.ts';
import { item } from './example-rows.ts';
import { stockCsv } from './stock-csv.ts';

suite('stock as a file', (test) => {
  test('has a row each, with the places of its unit and without the commas that people read by', () => {
    const glue = item('glue', {
      ...{ unit: 'kg', scale: 2, onHand: 250_050, allocated: 5, free: 250_045, reorderPoint: 100_000 },
      ...{ bay: 'C-11', supplier: 'Visy, Smithfield', unitCost: 18_250_000, specification: 'Food grade' },
      expected: { quantity: 120_000, dueDate: '2026-12-01' },
    });
    const [head, rows] = stockCsv([glue, item('kraft')]);
    assert.equal(
      rows.map((row) => row.length),
      [head.length, head.length],
    );
    assert.equal(rows[0], [
      ...['GLUE', 'glue', 'Raw material', 'C-11', 'kg', '2500.45', '0.05', '2500.5', '1000'],
      ...['1200', '2026-12-01', 'Visy, Smithfield', '1825.00', 'Food grade'],
    ]);
  });
});
