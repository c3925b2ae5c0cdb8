import type { EmployeeRow } from '#contracts/employee.ts';
import { assert, suite } from '../../src/testing/suite.ts';
import { deciderOf, teamOf } from './team.ts';

const today = '2026-11-12';
function person(id: string, managerId?: string, more: Partial<EmployeeRow> = {}): EmployeeRow {
  return {
    ...{ id, number: id, name: id },
    ...{ delegations: [], active: true, version: 1, sequence: 1, ...(managerId && { managerId }), ...more },
  };
}
const away = { to: 'ana', from: '2026-11-10', until: '2026-11-14' };
const ben = person('ben');
const priya = person('priya', 'ben', { delegations: [away] });
const ana = person('ana', 'ben');
const all = [
  ana,
  ben,
  person('dave', 'kylie'),
  person('kylie', 'priya'),
  person('left', 'priya', { active: false }),
  priya,
];
const ids = (rows: readonly EmployeeRow[]) => rows.map(({ id }) => id).join(' ');

suite('who decides for whom', (test) => {
  test('the office for everybody else, a production manager for the teams below, the others for nobody', () => {
    assert.is(ids(teamOf(ben, 'manager', all, [])), 'ana dave kylie priya');
    assert.is(ids(teamOf(null, 'admin', all, [])), 'ana ben dave kylie priya');
    assert.is(ids(teamOf(priya, 'production_manager', all, [])), 'dave kylie');
    assert.is(ids(teamOf(all[3], 'production_team', all, [])), '');
    assert.is(ids(teamOf(undefined, 'production_manager', all, [])), '');
  });

  test('a delegate decides for the team, within the dates, and never for the one away', () => {
    assert.is(ids(teamOf(ana, 'sales', all, [priya])), 'dave kylie');
    const kylie = person('kylie', 'priya');
    assert.is(deciderOf(kylie, all, today)?.id, 'ana');
    assert.is(deciderOf(kylie, all, '2026-11-09')?.id, 'priya');
    assert.is(deciderOf(ben, all, today), undefined, 'the office');
  });

  test('managers in a circle are walked once', () => {
    const round = [person('a', 'b'), person('b', 'a'), priya];
    assert.is(ids(teamOf(priya, 'production_manager', round, [])), '');
  });
});
