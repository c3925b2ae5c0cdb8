import { roles } from '../../src/contracts/permissions.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { isAt, placesFor } from './nav.ts';

suite('rail', (test) => {
  test('leaves out what a role may not see', () => {
    const words = (role: (typeof roles)[number]) => placesFor(role).map(({ word }) => word);
    assert.equal(words('production_team'), ['Today', 'Stock', 'Orders']);
    assert.equal(words('employee'), ['Today']);
  });
  test('has at most five places for anybody', () => {
    for (const role of roles) assert.ok(placesFor(role).length <= 5, role);
  });
  test('marks the place that an open item belongs to, and Today only for itself', () => {
    const at = (path: string) =>
      placesFor('admin')
        .filter((place) => isAt(place, path))
        .map(({ word }) => word);
    assert.equal(at('/stock/kraft-120'), ['Stock']);
    assert.equal(at('/orders'), ['Orders']);
    assert.equal(at('/'), ['Today']);
    assert.equal(at('/more'), []);
  });
});
