import { assert, suite } from '../../src/testing/suite.ts';
import { csvText } from './csv.ts';

suite('CSV', (test) => {
  const row = (...cells: string[]) => csvText(['a'], [cells]).split('\r\n')[1];

  test('begins with a byte order mark, and every line ends with CR and LF', () => {
    assert.is(
      csvText(['Employee', 'Net'], [['Ana Petrović', '12.50']]),
      '\uFEFFEmployee,Net\r\nAna Petrović,12.50\r\n',
    );
    assert.is(csvText(['Employee'], []), '\uFEFFEmployee\r\n');
  });
  test('quotes what has a comma, a quotation mark or a line break in it', () => {
    assert.is(row('Tran, Kylie', 'Kim "Kit" Day', 'plain'), '"Tran, Kylie","Kim ""Kit"" Day",plain');
    assert.is(csvText(['a'], [['two\r\nlines']]), '\uFEFFa\r\n"two\r\nlines"\r\n');
  });
  test('makes nothing a formula: neither from a name nor behind a quotation mark', () => {
    assert.is(row('=1+1', '+61 2', '-x', '@SUM(A1)', '\tx'), "'=1+1,'+61 2,'-x,'@SUM(A1),'\tx");
    assert.is(row('=HYPERLINK("http://x","y")'), '"\'=HYPERLINK(""http://x"",""y"")"');
    assert.is(csvText(['a'], [['\r=1']]), '\uFEFFa\r\n"\'\r=1"\r\n');
  });
  test('leaves numbers as they are, below 0 too', () => {
    assert.is(row('0.00', '-12.50', '-3', '-3-1'), "0.00,-12.50,-3,'-3-1");
  });
});
