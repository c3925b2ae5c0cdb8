import * as fc from 'fast-check';
import { assert, suite } from '../testing/suite.ts';
import { type Reading, readDollars, readHours, readPercent, readQuantity } from './figures.ts';
import { hoursText } from './hours-text.ts';
import { formatFigure } from './quantity.ts';

const said = ({ figure, wrong }: Reading) => figure ?? wrong;

suite('figures as people type them', (test) => {
  test('a comma stands before groups of three, and never for a point', () => {
    const meant: readonly [typed: string, scale: number, said: number | string][] = [
      ['97,5', 1, 'Use a point: 97.5'],
      ['97,5', 3, 'Use a point: 97.5'],
      ['0,68', 2, 'Use a point: 0.68'],
      ['0,685', 3, 'Use a point: 0.685'],
      [',5', 1, 'Use a point: 0.5'],
      ['1.825,50', 2, 'Use a point: 1825.50'],
      ['1 825,50', 2, 'Use a point: 1825.50'],
      ['97,5', 0, 'Whole numbers only: 97?'],
      ['1,8250', 2, 'Use a point: 1.8250'],
      ['1,82,500', 0, 'A comma stands before groups of three: 182500?'],
      ['1,825.0,0', 2, 'This is not a figure. Digits only, such as 12.'],
      ['1,825', 0, 1_825],
      ['1,825', 3, 1_825_000],
      ['12,345,678', 0, 12_345_678],
      ['12,345.5', 1, 123_455],
      ['1 825', 0, 1_825],
      ['1\u202F825', 0, 1_825],
    ];
    for (const [typed, scale, expected] of meant) assert.is(said(readQuantity(typed, scale)), expected, typed);
  });

  test('a point may come first or last, and its zeros count for nothing', () => {
    assert.is(said(readQuantity('.5', 1)), 5);
    assert.is(said(readQuantity('5.', 0)), 5);
    assert.is(said(readQuantity('5.000', 0)), 5);
    assert.is(said(readQuantity('0.250', 3)), 250);
    assert.is(said(readQuantity('2.5', 0)), 'Whole numbers only.');
    assert.is(said(readQuantity('2.555', 2)), 'At most 2 decimals.');
    assert.is(said(readQuantity('1.825.000', 2)), 'Only one point can stand in a figure.');
  });

  test('a minus is a minus, however it is typed', () => {
    for (const dash of ['-', '−', '–', '—', '‐', '‑', '－', '﹣']) {
      assert.is(said(readHours(`${dash}76`, { min: -9_000 })), -4_560, dash);
      assert.is(said(readQuantity(`${dash} 5`, 0)), 'It cannot be below 0.', dash);
    }
    assert.ok(Object.is(readHours('−0', { min: -9_000 }).figure, 0));
    assert.is(said(readQuantity('5-', 0)), 'This is not a figure. Digits only, such as 12.');
  });

  test('what is no figure is refused in words', () => {
    assert.is(said(readQuantity('1234567890'.repeat(4), 0)), '40 digits are too many for a figure.');
    assert.is(said(readQuantity(`0.${'3'.repeat(39)}`, 3)), '40 digits are too many for a figure.');
    assert.is(said(readQuantity('999999999999', 0)), 'At most 1,000,000,000.');
    assert.is(said(readQuantity('24 30', 0)), 'There are several figures. Enter one.');
    for (const none of [
      '',
      ' ',
      '.',
      ',',
      '-',
      '1e5',
      '0x10',
      '5²',
      '½',
      '24 rolls',
      '24\t30\tK120',
      'NaN',
      '٣',
      '1/2',
    ]) {
      assert.is.not(readQuantity(none, 0).wrong, undefined, none);
    }
  });

  test('full-width digits and unseen characters come with a paste', () => {
    assert.is(said(readQuantity('２４', 0)), 24);
    assert.is(said(readQuantity('\u200B24\uFEFF', 0)), 24);
    assert.is(said(readQuantity('\u202D24\u202C', 0)), 24);
  });

  test('a price that others read as a fraction is shown back', () => {
    assert.equal(readDollars('1,825', 4), { figure: 18_250_000, showBack: true });
    assert.equal(readDollars('1,825.00', 4), { figure: 18_250_000, showBack: false });
    assert.equal(readDollars('1825', 4), { figure: 18_250_000, showBack: false });
    assert.equal(readQuantity('1,825', 0), { figure: 1_825, showBack: false });
  });

  test('money and percent may carry their mark', () => {
    assert.is(said(readDollars('$0.68', 4)), 6_800);
    assert.is(said(readDollars('$ 38.50', 2)), 3_850);
    assert.is(said(readDollars('0,68', 4)), 'Use a point: 0.68');
    assert.is(said(readDollars('10000.01', 4)), 'At most $10,000.');
    assert.is(said(readPercent('17.5 %')), 1_750);
    assert.is(said(readPercent('17,5%')), 'Use a point: 17.5');
    assert.is(said(readPercent('101')), 'At most 100 %.');
    assert.is(said(readDollars('1$', 2)), 'This is not a figure. Digits only, such as 12.');
  });

  test('hours read as hours, minutes as minutes', () => {
    for (const typed of ['7:36', '7.6', '7h36', '7 h 36 min', '7 h 36', '456 min', '456m', '07:36', '7.60 h']) {
      assert.is(said(readHours(typed)), 456, typed);
    }
    assert.is(said(readHours('38')), 2_280);
    assert.is(said(readHours('38 h')), 2_280);
    assert.is(said(readHours('.5')), 30);
    assert.is(said(readHours('45 min')), 45);
    assert.is(said(readHours('7h5')), 425);
    assert.is(said(readHours('7,6')), 'Use a point: 7.6');
    assert.is(said(readHours('7:5')), 'Two figures for the minutes: 7:05?');
    assert.is(said(readHours('7:60')), 'Minutes go from 00 to 59.');
    assert.is(said(readHours('7.36')), '7.36 h is no whole minute. For hours and minutes: 7:36.');
    assert.is(said(readHours('seven')), 'Hours such as 7:36 or 7.6.');
    assert.is(said(readHours('25', { max: 1_440 })), 'At most 24:00.');
    assert.equal(readHours('7.30'), { figure: 438, showBack: true });
  });

  test('three or four figures on a time sheet are hours and minutes', () => {
    assert.is(said(readHours('736', { asClock: true })), 456);
    assert.is(said(readHours('0930', { asClock: true })), 570);
    assert.is(said(readHours('8', { asClock: true })), 480);
    assert.is(said(readHours('736')), 44_160);
  });

  test('what the product writes, it reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.integer({ min: 0, max: 4 }), (figure, scale) => {
        assert.is(readQuantity(formatFigure(figure, scale), scale).figure, figure);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: -600_000, max: 600_000 }), (minutes) => {
        assert.is(readHours(hoursText(minutes), { min: -600_000 }).figure, minutes);
      }),
    );
  });

  test('no text is read as a figure with other digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'0123456789.,- $') }), fc.nat({ max: 4 }), (typed, scale) => {
        const { figure } = readQuantity(typed, scale);
        if (figure === undefined) return;
        const point = typed.includes('.') ? typed : `${typed.trimEnd()}.`;
        const [whole = '', rest = ''] = point.split('.');
        const digits = (text: string) => text.replace(/\D/g, '');
        assert.is(figure, Number(digits(whole) + digits(rest).slice(0, scale).padEnd(scale, '0')), typed);
      }),
    );
  });
});
