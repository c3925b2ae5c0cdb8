import { assert, suite } from '../../../src/testing/suite.ts';
import { csvText } from '../../shared/csv.ts';
import { card } from '../stock/example-rows.ts';
import { orderCsv } from './order-csv.ts';

suite('orders as a file', (test) => {
  test('have a row each, and nothing in it is worked out as a formula', () => {
    const order = card('adm-2026-0001', [], {
      ...{ reference: '=HYPERLINK("x")', lines: ['2,400 × Core 76', 'Kraft, 60 rolls'], dockets: ['PS-1', 'PS-2'] },
      ...{ linesToDeliver: 1, linesDelivered: 1, status: 'cleared', stage: 'cleared' },
    });
    const [head, rows] = orderCsv([order]);
    assert.is(head.length, rows[0]?.length);
    assert.is(
      csvText(head, rows).split('\r\n')[1],
      'ADM-2026-0001,Bluewattle Packaging,"\'=HYPERLINK(""x"")",Cleared,Cleared,Normal/Low,2026-11-20,2026-11-10,"2,400 × Core 76\nKraft, 60 rolls",1,1,"PS-1\nPS-2"',
    );
  });
});
