import { userRow } from '../src/contracts/user.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { people, peopleModel } from './people.ts';

suite('people', (test) => {
  const registered = [
    'user/ben',
    'UserRegistered',
    { username: 'Ben.Okafor', name: 'Ben Okafor', role: 'sales' },
  ] as const;

  test('show who somebody is, and tell no more than that', () => {
    const { view } = project(people, [registered]);
    assert.equal(view('ben'), {
      ...{ id: 'ben', username: 'Ben.Okafor', name: 'Ben Okafor', role: 'sales' },
      ...{ signInName: 'ben.okafor', active: true, version: 1, sequence: 1 },
    });
    assert.equal(userRow.parse(view('ben')), view('ben'));
  });

  test('are found by user name without regard to capitals', () => {
    const where = people.query?.list?.where({ username: 'BEN.okafor' });
    const row = project(people, [registered]).row('ben') as { signInName: string };
    assert.equal(where, { signInName: row.signInName });
  });

  test('give their names to the other read models', () => {
    assert.is(peopleModel.nameOf(project(people, [registered]).row('ben') ?? {}), 'Ben Okafor');
    assert.is(peopleModel.nameOf({}), undefined);
  });
});
