import * as fc from 'fast-check';
import { assert, suite } from '../../testing/suite.ts';
import { nameId } from './decider.ts';

suite('names', (test) => {
  test('differ by kind, and not by case, width or spaces', () => {
    assert.is(nameId('sku', ' K120  980 '), 'sku/k120~20980');
    assert.is(nameId('sku', 'Ｋ120 980'), 'sku/k120~20980');
    assert.is.not(nameId('sku', 'K120'), nameId('stock-code', 'K120'));
    assert.is(nameId('email', 'Zoë@Example.com'), 'email/zo~C3~AB~40example.com');
  });
  test('a tilde is no escape of another name, and a slash no step of a path', () => {
    assert.is.not(nameId('sku', 'a~20b'), nameId('sku', 'a b'));
    assert.is(nameId('sku', '../__proto__'), 'sku/..~2F__proto__');
  });
  test('two names share an id only when they fold to the same', () => {
    const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
    fc.assert(
      fc.property(word, word, (a, b) => {
        assert.match(nameId('sku', a), /^sku\/[a-zA-Z0-9~._!'()*-]+$/);
        const fold = (text: string) => text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
        assert.is(nameId('sku', a) === nameId('sku', b), fold(a) === fold(b));
        assert.is(nameId('sku', a), nameId('sku', ` ${a.toLowerCase()}`));
      }),
    );
  });
});
