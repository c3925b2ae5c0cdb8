import { by } from '../../testing/domain/given.ts';
import { delegated, people } from '../../testing/domain/staff.ts';
import { World } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { COMPANY } from '../company.ts';
import { type Context, isRefusal, type Read } from '../kernel.ts';
import { user } from '../user/decider.ts';
import { employee } from './employee.ts';
import { hierarchy } from './hierarchy.ts';
import { actsFor, decidesFor, rightsReads } from './rights.ts';

const everybody = ['amy', 'ben', 'priya', 'otto', 'kylie', 'sione', 'dave', 'system'];

/** Who may decide for an employee, out of everybody. Holds the functions to what they said that they read. */
function deciders(world: World, employeeId: string, today = '2026-11-12', ask = decidesFor): string[] {
  return everybody.filter((userId) => {
    const context: Context = { at: new Date(0), today, timeZone: 'UTC', user: userId };
    const named = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const ids = rightsReads(
        (aggregate, id) => (named.has(aggregate.at(id)) ? world.state(aggregate, id) : undefined),
        context,
      );
      for (const id of ids) named.add(id);
    }
    const read: Read = (aggregate, id) => {
      assert.ok(named.has(aggregate.at(id)), `${aggregate.at(id)} was not named`);
      return world.state(aggregate, id);
    };
    return !isRefusal(ask(read, employeeId, context, 'Own.'));
  });
}

function company(...more: readonly (typeof delegated)[]): World {
  const world = new World();
  for (const { events, moment } of [people, ...more]) world.record(events, moment);
  return world;
}

suite('who decides for whom', (test) => {
  test('the office for everybody, a production manager for the team below, nobody for themselves', () => {
    const world = company();
    assert.equal(deciders(world, 'e-kylie'), ['amy', 'ben', 'priya']);
    assert.equal(deciders(world, 'e-priya'), ['amy', 'ben']);
    assert.equal(deciders(world, 'e-ben'), ['amy']);
    assert.equal(deciders(world, 'e-amy'), ['ben']);
    assert.equal(deciders(world, 'e-dave'), ['amy', 'ben']);
    assert.equal(deciders(world, 'constructor'), []);
  });
  test('a team reaches down through teams', () => {
    const place = { employeeId: 'e-sione', name: 'Sione Tavita', userId: 'sione', managerId: 'e-kylie', active: true };
    const world = company(by('amy', hierarchy.event(COMPANY, 'EmployeePlaced', place)));
    assert.equal(deciders(world, 'e-sione'), ['amy', 'ben', 'priya']);
  });
  test('a delegate within the dates, both included, and not for themselves nor for the person who delegated', () => {
    const world = company(delegated);
    for (const [today, may] of [
      ['2026-11-08', false],
      ['2026-11-09', true],
      ['2026-11-15', true],
      ['2026-11-16', false],
    ] as const) {
      assert.is(deciders(world, 'e-kylie', today).includes('dave'), may, today);
    }
    assert.equal(deciders(world, 'e-priya'), ['amy', 'ben']);
    const toKylie = hierarchy.event(COMPANY, 'DelegationPlaced', {
      ...{ employeeId: 'e-priya', to: 'e-kylie', from: '2026-11-09', until: '2026-11-15' },
    });
    assert.equal(deciders(company(by('priya', toKylie)), 'e-kylie'), ['amy', 'ben', 'priya']);
    assert.equal(deciders(company(by('priya', toKylie)), 'e-sione'), ['amy', 'ben', 'priya', 'kylie']);
  });
  test('a delegate of the office decides for all but the one who delegated, and hands nothing on', () => {
    const chain = by(
      'ben',
      hierarchy.event(COMPANY, 'DelegationPlaced', {
        ...{ employeeId: 'e-ben', to: 'e-dave', from: '2026-11-09', until: '2026-11-15' },
      }),
      hierarchy.event(COMPANY, 'DelegationPlaced', {
        ...{ employeeId: 'e-dave', to: 'e-sione', from: '2026-11-09', until: '2026-11-15' },
      }),
    );
    const world = company(chain);
    assert.equal(deciders(world, 'e-otto'), ['amy', 'ben', 'dave']);
    assert.equal(deciders(world, 'e-ben'), ['amy']);
  });
  test('a delegation ends when the person who gave it or got it leaves', () => {
    for (const [id, person, name] of [
      ['e-priya', 'priya', 'Priya Raman'],
      ['e-dave', 'dave', 'Dave Mitchell'],
    ] as const) {
      const gone = hierarchy.event(COMPANY, 'EmployeePlaced', {
        ...{ employeeId: id, name, userId: person, managerId: null, active: false },
      });
      assert.not(deciders(company(delegated, by('amy', gone)), 'e-kylie').includes('dave'));
    }
  });
  test('for themselves everybody acts, and for others those who decide', () => {
    assert.equal(deciders(company(), 'e-kylie', '2026-11-12', actsFor), ['amy', 'ben', 'priya', 'kylie']);
  });
  test('somebody without an account is decided for like anybody else, and by nobody called null', () => {
    const kim = { number: 'EMP9', name: 'Kim Lee', startDate: '2026-11-09', terms: { employmentType: 'casual' } };
    const world = new World();
    world.record(people.events, people.moment);
    world.record([
      user.event('null', 'UserRegistered', { username: 'null', name: 'Null', role: 'employee' }),
      employee.event('kim', 'EmployeeRegistered', kim as never),
      hierarchy.event(COMPANY, 'EmployeePlaced', {
        ...{ employeeId: 'kim', name: 'Kim Lee', userId: null, managerId: 'e-priya', active: true },
      }),
    ]);
    assert.equal(deciders(world, 'kim'), ['amy', 'ben', 'priya']);
  });
});
