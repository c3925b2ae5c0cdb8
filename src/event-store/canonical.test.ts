import fc from 'fast-check';
import { assert, suite } from '../testing/suite.ts';
import { canonical, digest } from './canonical.ts';

suite('canonical form', (test) => {
  test('does not depend on the order of fields, nor on fields without a value', () => {
    assert.is(canonical({ b: 1, a: [true, null, 'é'] }), '{"a":[true,null,"é"],"b":1}');
    assert.is(canonical({ a: [true, null, 'é'], c: undefined, b: 1 }), canonical({ b: 1, a: [true, null, 'é'] }));
    assert.is(canonical(-0), '0');
    const letters = [...'qwertyuiopasdfghjklzxcvbnm'];
    for (const some of [letters, letters.slice(0, 9)]) {
      const thing = Object.fromEntries(some.map((letter) => [letter, 1]));
      assert.equal(Object.keys(JSON.parse(canonical(thing))), [...some].sort());
    }
  });

  test('tells apart what differs', () => {
    assert.is.not(digest({ a: '1' }), digest({ a: 1 }));
    assert.is.not(digest(['ab', 'c']), digest(['a', 'bc']));
    assert.is.not(digest({ a: { b: 1 } }), digest({ 'a.b': 1 }));
  });

  test('reads back as the same value, for any plain value', () => {
    const plain = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.maxSafeInteger(),
        fc.string({ unit: 'grapheme' }),
        fc.boolean(),
        fc.constant(null),
        tie('list'),
        tie('thing'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      thing: fc.dictionary(fc.string(), tie('value'), { maxKeys: 16, noNullPrototype: true }),
    })).value;
    fc.assert(
      fc.property(plain, (value) => {
        const text = canonical(value);
        assert.is(canonical(JSON.parse(text)), text);
        assert.equal(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('refuses what would not come back as it went in', () => {
    for (const value of [0.1, Number.NaN, Infinity, 2 ** 53, () => 1, Symbol('a'), 1n]) {
      assert.throws(() => canonical({ value }), /recorded/);
    }
  });
});
