import { may, type Role, roles } from '../../src/contracts/permissions.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { approvalsPlace, isAt, otherPlacesFor, placesFor } from './nav.ts';

suite('rail', (test) => {
  test('leaves out what a role may not see', () => {
    const words = (role: Role) => placesFor(role, true).map(({ word }) => word);
    assert.equal(words('production_team'), ['Today', 'Stock', 'Orders', 'Leave', 'Timesheets']);
    assert.equal(words('production_manager'), ['Today', 'Stock', 'Orders', 'Approvals', 'Timesheets']);
    assert.equal(words('manager'), ['Today', 'Stock', 'Orders', 'Approvals', 'Pay']);
    assert.equal(words('employee'), ['Today', 'Leave', 'Timesheets', 'Pay', 'People']);
    assert.equal(words('sales'), ['Today', 'Stock', 'Orders', 'Timesheets', 'Clients']);
    assert.equal(words('auditor'), ['Questions', 'History', 'Stock', 'Orders', 'Reports']);
  });
  test('leaves nothing out that a role may see: what is not in the rail stands under More', () => {
    for (const role of roles) {
      const there = [...placesFor(role, true), ...otherPlacesFor(role, true)].map(({ word }) => word);
      assert.is(new Set(there).size, there.length, role);
      assert.is(there.includes('Approvals'), may(role, 'approvals.decide'), role);
      assert.is(there.includes('People'), may(role, 'people.read'), role);
    }
  });
  test('leaves Approvals out for those who decide for nobody', () => {
    for (const role of roles) {
      const there = [...placesFor(role, false), ...otherPlacesFor(role, false)].map(({ word }) => word);
      assert.not.ok(there.includes('Approvals'), role);
    }
  });
  test('shows what waits where one comes to it: for a delegate that is More', () => {
    assert.is(approvalsPlace('production_manager').word, 'Approvals');
    assert.is(approvalsPlace('production_team').word, 'More');
  });
  test('has at most five places for anybody', () => {
    for (const role of roles) assert.ok(placesFor(role, true).length <= 5, role);
  });
  test('marks the place that an open item belongs to, and Today only for itself', () => {
    const at = (path: string, role: Role = 'admin') =>
      placesFor(role, true)
        .filter((place) => isAt(place, path, role))
        .map(({ word }) => word);
    assert.equal(at('/stock/kraft-120'), ['Stock']);
    assert.equal(at('/orders'), ['Orders']);
    assert.equal(at('/'), ['Today']);
    assert.equal(at('/more'), []);
    assert.equal([at('/', 'auditor'), at('/auditor/sign-ins', 'auditor')], [['Questions'], ['Questions']]);
  });
});
