import { employees } from '../../projections/employees.ts';
import { may } from '../contracts/permissions.ts';
import { decidesFor } from '../domain/employee/rights.ts';
import { type Context, isRefusal, type Read } from '../domain/kernel.ts';
import { user } from '../domain/user/decider.ts';
import { people as everybodyAtWork } from '../testing/domain/staff.ts';
import { World } from '../testing/domain/world.ts';
import { commitsOfWorld, projectCommits } from '../testing/project.ts';
import { assert, suite } from '../testing/suite.ts';
import { Reaches } from './reach.ts';

const accounts = ['amy', 'ben', 'priya', 'otto', 'kylie', 'sione', 'dave'] as const;
const staff = accounts.map((name) => `e-${name}`);

/** The people of the domain's own examples, and what else happened to them. */
class Company {
  readonly world = new World();
  today = '2026-11-12';

  constructor() {
    this.world.record(everybodyAtWork.events, everybodyAtWork.moment);
  }

  handle(...[type, payload]: Parameters<World['handle']>): this {
    const outcome = this.world.handle(type, payload, { user: 'amy', today: this.today });
    if ('refused' in outcome) throw new Error(outcome.detail);
    return this;
  }

  reaches(): Reaches {
    const { row, ids } = projectCommits(employees, commitsOfWorld(this.world.log));
    const kept = ids.map((id) => ({ ...row(id), id }));
    return new Reaches({
      employees: { kept: async () => kept },
      people: {
        byId: async (id) => {
          const found = this.world.state(user, id);
          if (found.status !== 'active') return undefined;
          return { id, username: id, name: id, role: found.role, active: true };
        },
      },
      timeZone: 'Australia/Sydney',
      clock: () => new Date(`${this.today}T00:00:00.000Z`),
    });
  }

  role(account: string) {
    const found = this.world.state(user, account);
    if (found.status !== 'active') throw new Error(`There is no ${account}.`);
    return found.role;
  }

  /** Whom the domain lets somebody decide for. */
  decided(account: string): string[] {
    const context: Context = { at: new Date(0), today: this.today, timeZone: 'UTC', user: account };
    const read: Read = (aggregate, id) => this.world.state(aggregate, id);
    return staff.filter((id) => !isRefusal(decidesFor(read, id, context, 'Own.'))).sort();
  }

  async reach(account: string, self?: false): Promise<string[]> {
    const owned = { others: 'decide' as const, ...(self === false && { self }) };
    const reach = await this.reaches().of({ id: account, role: this.role(account) }, owned);
    return reach === 'everyone' ? [...staff].sort() : [...reach];
  }
}

suite('whose rows somebody reads', (test) => {
  const agrees = async (company: Company) => {
    for (const account of accounts) {
      assert.equal([account, await company.reach(account, false)], [account, company.decided(account)]);
      const own = new Set([...company.decided(account), `e-${account}`]);
      assert.equal([account, await company.reach(account)], [account, [...own].sort()]);
    }
  };

  test('is whom the domain lets them decide for, and themselves', async () => {
    const company = new Company();
    assert.equal(await company.reach('priya'), ['e-kylie', 'e-priya', 'e-sione']);
    assert.equal([await company.reach('otto'), await company.reach('dave')], [['e-otto'], ['e-dave']]);
    await agrees(company);
  });

  test('is the same with teams below teams, with people who left, and with managers of whom nobody is left', async () => {
    const company = new Company();
    company.handle('AssignManager', { employeeId: 'e-otto', managerId: 'e-kylie' });
    company.handle('AssignManager', { employeeId: 'e-dave', managerId: 'e-otto' });
    await agrees(company);
    assert.equal(await company.reach('priya', false), ['e-dave', 'e-kylie', 'e-otto', 'e-sione']);
    company.handle('DeactivateEmployee', { employeeId: 'e-kylie' });
    await agrees(company);
    company.handle('DeactivateEmployee', { employeeId: 'e-priya' });
    await agrees(company);
    assert.equal(await company.reach('priya'), ['e-priya']);
  });

  test('is the same for delegates, day by day', async () => {
    const company = new Company();
    const dates = { from: '2026-11-11', until: '2026-11-13' };
    company.handle('DelegateApprovals', { employeeId: 'e-priya', to: 'e-dave', ...dates });
    company.handle('DelegateApprovals', { employeeId: 'e-ben', to: 'e-sione', ...dates });
    company.handle('DelegateApprovals', { employeeId: 'e-sione', to: 'e-otto', ...dates });
    for (const today of ['2026-11-10', '2026-11-11', '2026-11-12', '2026-11-13', '2026-11-14']) {
      company.today = today;
      await agrees(company);
    }
    company.today = '2026-11-12';
    assert.equal(await company.reach('dave'), ['e-dave', 'e-kylie', 'e-sione']);
    assert.not.ok((await company.reach('sione')).includes('e-ben'), 'not of the person who handed over');
    company.handle('DeactivateEmployee', { employeeId: 'e-priya' });
    await agrees(company);
    assert.equal(await company.reach('dave'), ['e-dave']);
  });

  test('is everybody for an account with the right that is no employee, and nobody for one without', async () => {
    const company = new Company();
    const reaches = company.reaches();
    for (const self of [undefined, false] as const) {
      const owned = { others: 'decide' as const, ...(self === false && { self }) };
      assert.is(await reaches.of({ id: 'owner', role: 'admin' }, owned), 'everyone');
      assert.equal(await reaches.of({ id: 'visitor', role: 'production_manager' }, owned), []);
    }
  });

  test('is only one’s own where another right is asked for, also with a team', async () => {
    const company = new Company();
    for (const account of accounts) {
      const role = company.role(account);
      const reach = await company.reaches().of({ id: account, role }, { others: 'pay.read' });
      assert.equal([account, reach], [account, may(role, 'pay.read') ? 'everyone' : [`e-${account}`]]);
    }
  });
});
