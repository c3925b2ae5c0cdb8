import { assert, suite } from '../testing/suite.ts';
import { commands } from './commands.ts';
import * as p from './primitives.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;
/** Values that belong nowhere: operators, prototype keys, wrong types. */
const foreign = [null, undefined, true, {}, [], { $gt: 0 }, Number.NaN, Number.POSITIVE_INFINITY, -0.5, 1.5];

suite('primitives', (test) => {
  test('an id is letters, digits and hyphens', () => {
    for (const id of ['kraft-120', 'constructor', '01936f0e-7b1c-7c3e-a2f0-000000000001', 'A', 'x'.repeat(64)]) {
      assert.ok(accepts(p.id, id), id);
    }
    for (const id of ['', '-a', '__proto__', 'a/b', 'a.b', 'a b', 'ä', '$gt', 'x'.repeat(65), 'a\n', 7, ...foreign]) {
      assert.not(accepts(p.id, id), String(id));
    }
  });
  test('a command id is a UUID', () => {
    assert.ok(accepts(p.commandId, '01936f0e-7b1c-7c3e-a2f0-000000000001'));
    for (const id of ['kraft', '', '01936f0e7b1c7c3ea2f0000000000001', ...foreign])
      assert.not(accepts(p.commandId, id));
  });
  test('a quantity is whole and within bounds', () => {
    for (const quantity of [1, 60, p.QUANTITY_MAX]) assert.ok(accepts(p.quantity, quantity));
    for (const quantity of [0, -1, p.QUANTITY_MAX + 1, 2 ** 60, '5', ...foreign]) {
      assert.not(accepts(p.quantity, quantity), String(quantity));
    }
    assert.ok(accepts(p.quantityOrZero, 0));
    assert.not(accepts(p.quantityOrZero, -1));
    assert.ok(accepts(p.quantityChange, -p.QUANTITY_MAX));
    for (const change of [0, -0, -p.QUANTITY_MAX - 1, '1', ...foreign]) assert.not(accepts(p.quantityChange, change));
    const refused = p.quantity.safeParse(0);
    assert.is(refused.error?.issues[0]?.message, 'must be a whole number from 1 to 1,000,000,000');
  });
  test('prices and shares are within bounds', () => {
    assert.ok(accepts(p.unitPrice, 0) && accepts(p.unitPrice, p.UNIT_PRICE_MAX));
    assert.not(accepts(p.unitPrice, p.UNIT_PRICE_MAX + 1));
    assert.ok(accepts(p.basisPoints, 10_000));
    for (const share of [-1, 10_001, ...foreign]) assert.not(accepts(p.basisPoints, share));
  });
  test('text is well-formed, not empty, and within bounds', () => {
    const text = p.text(10);
    for (const good of [
      'Kraft',
      ' a ',
      'Zoë 纸',
      '😀'.repeat(5),
      '👩\u200d👩\u200d👧',
      'שלום',
      'a\tb\nc',
      'x'.repeat(10),
      '<script>',
      '__proto__',
    ]) {
      assert.ok(accepts(text, good), good);
    }
    for (const bad of [
      '',
      '   ',
      '\n',
      'x'.repeat(11),
      'a\u0000b',
      'a\u001b[2J',
      '\u0085',
      '\ud800',
      'a\udc00',
      '\u200b\u00a0',
      '\u3164',
      'paid \u202eton',
      '\u2066a',
      5,
      ...foreign,
    ]) {
      assert.not(accepts(text, bad), JSON.stringify(bad));
    }
  });
  test('a name is one line in any script, as long as it may be, and reads in one direction', () => {
    for (const letter of ['x', '漢', 'Ж', 'م', 'ש', 'é', '😀']) {
      const most = letter.repeat(120);
      assert.ok(accepts(p.name, most), letter);
      assert.not(accepts(p.name, `${most}${letter}`), letter);
    }
    const saying = (value: string) => p.name.safeParse(value).error?.issues.map(({ message }) => message);
    assert.equal(saying('م'.repeat(200)), ['must be at most 120 characters']);
    for (const table of ['K120\t980', 'Kraft\nLiner', 'a\r\nb', 'a\u2028b'])
      assert.equal(saying(table), ['must be one line, without tabs'], JSON.stringify(table));
    for (const turning of ['\u202eeulG', 'a\u2067b', '\u202aKraft'])
      assert.equal(saying(turning), ['has characters that turn the direction of writing']);
    // Each within its own direction is a name as people write it.
    for (const mixed of ['شركة الورق 120 gsm', 'Kraft 120 נייר']) assert.ok(accepts(p.name, mixed));
    assert.ok(accepts(p.note, 'first\nsecond\tthird'));
  });
  test('codes, dates and e-mail addresses are what they say', () => {
    for (const code of ['K120-980', 'SLT 052', 'a/b_c.d']) assert.ok(accepts(p.code, code), code);
    for (const code of ['', ' K', '-K', 'K'.repeat(41), 'K\n', 'K$', ...foreign]) assert.not(accepts(p.code, code));
    const saying = (value: string) => p.code.safeParse(value).error?.issues.map(({ message }) => message);
    for (const unseen of ['K120\u200B-980', 'K120\u00AD', 'K\uFE0F'])
      assert.equal(saying(unseen), ['has a character that nobody sees; type it anew'], JSON.stringify(unseen));
    for (const other of ['К120-980', 'Κ120', 'K１２０', 'K١٢', 'Kľ'])
      assert.equal(saying(other), ['has letters of another alphabet, which may look like ours; type it anew'], other);
    for (const date of ['2026-11-23', '2028-02-29']) assert.ok(accepts(p.calendarDate, date));
    for (const date of ['1900-01-01', '2199-12-31']) assert.ok(accepts(p.calendarDate, date));
    for (const date of [
      '2026-02-29',
      '2026-13-01',
      '0000-01-01',
      '1899-12-31',
      '2200-01-01',
      '9999-12-31',
      '23/11/2026',
      '2026-11-23T00:00:00Z',
      '',
      ...foreign,
    ]) {
      assert.not(accepts(p.calendarDate, date), String(date));
    }
    assert.ok(accepts(p.email, 'mia@ironbark.example'));
    for (const email of ['mia', 'mia@', '@x', `${'m'.repeat(250)}@x.example`, ...foreign]) {
      assert.not(accepts(p.email, email), String(email));
    }
  });
});

suite('payloads', (test) => {
  test('no command takes a field that it does not know', () => {
    for (const [type, { payload }] of Object.entries(commands)) {
      for (const extra of ['isAdmin', '$where', 'constructor', '__proto__']) {
        const refused = payload.safeParse(JSON.parse(`{"${extra}": 1}`));
        assert.not(refused.success, type);
        const strays = refused.error?.issues.filter(({ code }) => code === 'unrecognized_keys') ?? [];
        assert.is(strays.length, 1, `${type} takes ${extra}`);
      }
    }
  });
  test('an order has each line once, and each line asks for one thing', () => {
    const place = (lines: object[]) =>
      commands.PlaceOrder.payload.safeParse({
        ...{ orderId: 'o1', clientId: 'c1', dueDate: '2026-11-20', priority: 'normal', lines },
      });
    const line = { lineId: 'l1', itemId: 'kraft', quantity: 1 };
    assert.ok(place([line]).success);
    assert.not(place([]).success);
    assert.not(place([line, line]).success);
    assert.not(place([{ ...line, productId: 'core' }]).success);
    assert.not(place([{ lineId: 'l1', quantity: 1 }]).success);
    assert.ok(place(Array.from({ length: p.LINES_MAX }, (_, i) => ({ ...line, lineId: `l${i}` }))).success);
    assert.not(place(Array.from({ length: p.LINES_MAX + 1 }, (_, i) => ({ ...line, lineId: `l${i}` }))).success);
  });
  test('stock is issued to an order and a line, or to neither', () => {
    const issue = (more: object) =>
      commands.IssueStock.payload.safeParse({ itemId: 'kraft', quantity: 1, ...more }).success;
    assert.ok(issue({}) && issue({ orderId: 'o1', lineId: 'l1' }));
    assert.not(issue({ orderId: 'o1' }));
    assert.not(issue({ lineId: 'l1' }));
  });
});
