import { assert, suite } from '../../../src/testing/suite.ts';
import { MONDAY, run, sheet, slip } from './example-rows.ts';
import { runCsv } from './run-csv.ts';
import { closedRows, openRows } from './run-rows.ts';

suite('the CSV of a pay run', (test) => {
  const kim = slip('Kim', { studyLoanCents: 6_000, netCents: 115_500, overtimeMinutes: 65, leaveMinutes: 456 });

  test('has a line for each payslip, with exact dollars and minutes', () => {
    const done = run(MONDAY, 'finalised', [kim]);
    const [head, line, end] = runCsv(closedRows(done, [kim]), done.payDate).split('\r\n');
    assert.is(
      head,
      '\uFEFFEmployee number,Employee,Week from,Pay day,Ordinary minutes,Overtime minutes,Leave minutes,' +
        'Gross,Tax,Study loan,Net,Super,Finalised',
    );
    assert.is(line, 'E-Kim,Kim,2026-11-02,2026-11-11,2280,65,456,1520.00,305.00,60.00,1155.00,182.40,yes');
    assert.is(end, '');
  });

  test('leaves out who has no pay yet, and makes no formula of a name', () => {
    const cheat = slip('e9', { employeeName: '=HYPERLINK("http://x")' });
    const nothing = { employees: [], cards: [], pays: [], runs: [], period: MONDAY };
    const rows = openRows({ ...nothing, sheets: [sheet('Ann'), sheet('e9')], unpaid: [cheat] });
    const lines = runCsv(rows, '2026-11-11').split('\r\n');
    assert.is(lines.length, 3);
    assert.is(lines[1]?.slice(0, 43), 'E-e9,"\'=HYPERLINK(""http://x"")",2026-11-02');
    assert.ok(lines[1]?.endsWith(',no'));
  });
});
