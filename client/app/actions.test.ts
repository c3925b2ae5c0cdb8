import { may, roles } from '../../src/contracts/permissions.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { type Action, actionsFor, keySequence } from './actions.ts';
import { otherPlacesFor, placesFor } from './nav.ts';

const words = (actions: readonly Action[]) => actions.map(({ word }) => word);

suite('all that one may do from anywhere', (test) => {
  test('has every screen of the role, and nothing that the role may not do', () => {
    for (const role of roles) {
      const told = words(actionsFor(role, true));
      for (const { word } of [...placesFor(role, true), ...otherPlacesFor(role, true)]) {
        assert.ok(told.includes(word), `${role}: ${word}`);
      }
      assert.is(told.includes('New order'), may(role, 'orders.write'), role);
      assert.is(told.includes('New person'), may(role, 'people.manage'), role);
      assert.is(new Set(told).size, told.length, role);
    }
  });

  test('has each key once, and no key that begins another', () => {
    for (const role of roles) {
      const keys = actionsFor(role, true).flatMap((action) => action.keys ?? []);
      assert.is(new Set(keys).size, keys.length, role);
      assert.ok(
        keys.every((one) => /^[a-z] [a-z]$/.test(one)),
        keys.join(),
      );
    }
  });

  test('is reached by two letters in a row, and by no others', () => {
    const actions = actionsFor('manager', true);
    const typed = (...keys: readonly (readonly [key: string, atMs: number])[]) => {
      const take = keySequence();
      return keys.map(([key, atMs]) => take(key, atMs, actions)?.word);
    };
    assert.equal(typed(['g', 0], ['s', 300]), [undefined, 'Stock']);
    assert.equal(typed(['g', 0], ['s', 4_000]), [undefined, undefined]);
    assert.equal(typed(['g', 0], ['g', 300], ['s', 600]), [undefined, undefined, 'Stock']);
    assert.equal(typed(['g', 0], ['s', 300], ['s', 500]), [undefined, 'Stock', undefined]);
  });
});
