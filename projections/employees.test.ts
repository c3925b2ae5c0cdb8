import * as fc from 'fast-check';
import { employeeCard, employeePay as employeePayRow, employeeRow } from '../src/contracts/employee.ts';
import { privateFields } from '../src/contracts/private-fields.ts';
import { employee as domainEmployee } from '../src/domain/employee/employee.ts';
import { card as cardOf, fullTime, people } from '../src/testing/domain/staff.ts';
import { World } from '../src/testing/domain/world.ts';
import { card, employee, registered, terms } from '../src/testing/given-events.ts';
import { commitsOfWorld, project, projectCommits } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { employeeCards } from './employee-cards.ts';
import { employeePay } from './employee-pay.ts';
import { employees } from './employees.ts';

const history = [
  registered,
  employee('PayRateSet', { from: '2024-07-01', rateCents: 3_475, was: null }),
  employee('ManagerAssigned', { managerId: 'e2', was: null }),
  employee('ApprovalsDelegated', { to: 'e3', from: '2026-12-21', until: '2027-01-08' }),
  employee('PayRateSet', { from: '2026-07-01', rateCents: 3_600, was: 3_475 }),
];

suite('employees', (test) => {
  test('show the name, the team and who stands in, and nothing else of the card', () => {
    const view = project(employees, history).view('e1');
    assert.equal(view && employeeRow.parse(view), view);
    assert.equal(view, {
      ...{ id: 'e1', number: 'EMP1', name: 'Kylie Tran', userId: 'kylie', managerId: 'e2', active: true },
      delegations: [{ to: 'e3', from: '2026-12-21', until: '2027-01-08' }],
      ...{ version: 1, sequence: 5 },
    });
    const kept = project(employees, history).row('e1');
    assert.not.match(JSON.stringify(kept), /tfn|study|threshold|3475|start|type|minutes/i);
    // The door asks who handed over.
    assert.match(JSON.stringify(kept), /"by":"kylie"/);
  });

  test('take over a whole new card, and keep the team and the delegates', () => {
    const weekdayMinutes = [456, 456, 456, 0, 0, 0, 0];
    const part = { ...terms, employmentType: 'part-time', weeklyMinutes: 1_368, weekdayMinutes };
    const { number, name, startDate } = card;
    const { view } = project(employees, [
      ...history,
      employee('EmployeeRevised', { number, name, startDate, email: 'k@misty.example', terms: part }),
    ]);
    const { userId, managerId, delegations, version } = view('e1') ?? {};
    assert.equal([userId, managerId, delegations?.length, version], [undefined, 'e2', 1, 6]);
  });

  test('hold the newer dates of a delegation, no manager where there is none, and who left', () => {
    const { view } = project(employees, [
      ...history,
      employee('ApprovalsDelegated', { to: 'e3', from: '2027-02-01', until: '2027-02-02' }),
      employee('ApprovalsDelegated', { to: 'e4', from: '2027-02-01', until: '2027-02-02' }),
      employee('ManagerAssigned', { managerId: null, was: 'e2' }),
      employee('EmployeeDeactivated', {}),
    ]);
    assert.equal(
      view('e1')?.delegations.map(({ to, from }) => [to, from]),
      [
        ['e3', '2027-02-01'],
        ['e4', '2027-02-01'],
      ],
    );
    assert.equal([view('e1')?.managerId, view('e1')?.active, view('e1')?.version], [undefined, false, 9]);
    const back = project(employees, [
      registered,
      employee('EmployeeDeactivated', {}),
      employee('EmployeeReactivated', {}),
    ]);
    assert.equal([back.view('e1')?.active, back.view('e1')?.version], [true, 3]);
  });
});

suite('cards of employees', (test) => {
  const cardOfKylie = {
    ...{ id: 'e1', name: 'Kylie Tran', startDate: '2024-07-01' },
    terms: [{ terms: { employmentType: 'full-time', weeklyMinutes: 2_280 } }],
  };

  test('show how somebody is reached and what they work, and nothing about pay', () => {
    const { row, view } = project(employeeCards, history);
    assert.equal(view('e1') && employeeCard.parse(view('e1')), view('e1'));
    assert.equal(view('e1'), { ...cardOfKylie, version: 1 });
    assert.not.match(JSON.stringify(row('e1')), /tfn|study|threshold|3475/i);
  });

  test('take over a whole new card, and have the version that the list of people has', () => {
    const weekdayMinutes = [456, 456, 456, 0, 0, 0, 0];
    const part = { ...terms, employmentType: 'part-time', weeklyMinutes: 1_368, weekdayMinutes };
    const reached = { email: 'k@misty.example', phone: '02 5550 0100' };
    const steps = [
      ...history,
      employee('EmployeeRevised', { ...card, ...reached, terms: part }),
      employee('PrivateDetailChanged', { field: 'bank-account', ref: 'r1' }),
      employee('PrivateDetailChanged', { field: 'tax-file-number', ref: 'r2' }),
      employee('EmployeeRevised', card),
      employee('EmployeeDeactivated', {}),
      employee('EmployeeReactivated', {}),
    ];
    for (let count = 1; count <= steps.length; count += 1) {
      const some = steps.slice(0, count);
      assert.is(project(employeeCards, some).view('e1')?.version, project(employees, some).view('e1')?.version);
    }
    const { version: _, ...revised } = project(employeeCards, steps.slice(0, 6)).view('e1') ?? { version: 0 };
    const worked = { employmentType: 'part-time', weeklyMinutes: 1_368, weekdayMinutes };
    assert.equal(revised, { ...cardOfKylie, ...reached, terms: [{ terms: worked }] });
    const { version: __, ...last } = project(employeeCards, steps).view('e1') ?? { version: 0 };
    assert.equal(last, cardOfKylie);
  });

  test('have dated terms in order, which an edit of the card leaves', () => {
    const set = (from: string, weeklyMinutes: number) =>
      employee('TermsSet', { from, terms: { ...terms, weeklyMinutes } });
    const steps = [
      ...history,
      ...[set('2027-02-01', 900), set('2026-12-07', 1_000), set('2027-02-01', 1_200)],
      employee('EmployeeRevised', card),
    ];
    const { terms: dated, version } = project(employeeCards, steps).view('e1') ?? {};
    assert.equal(
      dated?.map(({ from, terms: of }) => [from, of.weeklyMinutes]),
      [
        [undefined, 2_280],
        ['2026-12-07', 1_000],
        ['2027-02-01', 1_200],
      ],
    );
    assert.is(version, steps.length);
    assert.is(project(employees, steps).view('e1')?.version, version);
    assert.equal(
      project(employeePay, steps)
        .view('e1')
        ?.terms.map(({ from }) => from),
      [undefined, '2026-12-07', '2027-02-01'],
    );
  });
});

suite('pay of employees', (test) => {
  test('shows the terms and every rate, the newest date first', () => {
    const view = project(employeePay, history).view('e1');
    assert.equal(view && employeePayRow.parse(view), view);
    assert.equal(view, {
      ...{ id: 'e1', number: 'EMP1', name: 'Kylie Tran', userId: 'kylie', terms: [{ terms }], active: true },
      rates: [
        { from: '2026-07-01', rateCents: 3_600 },
        { from: '2024-07-01', rateCents: 3_475 },
      ],
      ...{ version: 1, rateVersion: 5, onFile: [], detailsVersion: 0 },
    });
  });

  test('has one rate for each date, and keeps rates when the card changes', () => {
    const { view } = project(employeePay, [
      ...history,
      employee('PayRateSet', { from: '2024-07-01', rateCents: 3_500, was: 3_475 }),
      employee('EmployeeRevised', { ...card, name: 'Kylie Nguyen' }),
      employee('EmployeeDeactivated', {}),
    ]);
    const { name, rates, rateVersion, version, active } = view('e1') ?? {};
    assert.equal([name, rateVersion, version, active], ['Kylie Nguyen', 6, 8, false]);
    assert.equal(
      rates?.map(({ rateCents }) => rateCents),
      [3_600, 3_500],
    );
  });
});

suite('private details of employees', (test) => {
  const set = employee('PrivateDetailChanged', { field: 'tax-file-number', ref: 'r1' });
  const account = employee('PrivateDetailChanged', { field: 'bank-account', ref: 'r2' });

  test('are told to be on file, by the field, and with the tax file number that it was told', () => {
    const untold = employee('EmployeeRevised', { ...card, terms: { ...terms, tfnProvided: false } });
    const { view } = project(employeePay, [registered, untold, account, set]);
    const { onFile, detailsVersion, version, terms: after } = view('e1') ?? {};
    assert.equal([onFile, detailsVersion, version], [['tax-file-number', 'bank-account'], 4, 4]);
    assert.is(after?.[0]?.terms.tfnProvided, true);
    const erased = employee('PrivateDetailErased', { field: 'tax-file-number' });
    const later = project(employeePay, [registered, set, account, erased, employee('EmployeeRevised', card)]).view(
      'e1',
    );
    assert.equal([later?.onFile, later?.detailsVersion], [['bank-account'], 4]);
  });

  test('are nobody else’s business: those who see everybody’s card see no trace of them', () => {
    const { row, view } = project(employees, [registered, set, account]);
    assert.equal([view('e1')?.version, view('e1')?.sequence], [2, 3]);
    assert.not.match(JSON.stringify(row('e1')), /tax|bank|ref|r1|r2/);
  });

  test('agree with the domain in random histories, and so do versions and terms', () => {
    const field = fc.constantFrom(...privateFields);
    const wish = fc.oneof(
      fc.record({ type: fc.constant('ChangePrivateDetail' as const), field }),
      fc.record({ type: fc.constant('ErasePrivateDetail' as const), field }),
      fc.record({ type: fc.constant('ShowPrivateDetail' as const), field }),
      fc.record({ type: fc.constant('ReviseEmployee' as const), tfnProvided: fc.boolean(), studyLoan: fc.boolean() }),
      fc.record({ type: fc.constant('SetPayRate' as const), rateCents: fc.integer({ min: 1, max: 3 }) }),
      fc.record({ type: fc.constantFrom('DeactivateEmployee' as const, 'ReactivateEmployee' as const) }),
    );
    const met = new Set<string>();
    const property = fc.property(fc.array(wish, { minLength: 20, maxLength: 60, size: 'max' }), (history) => {
      const world = new World();
      world.record(people.events, people.moment);
      for (const one of history) {
        const decision = handled(world, one);
        met.add(`${one.type} ${'refused' in decision ? decision.refused : ''}`);
      }
      const commits = commitsOfWorld(world.log);
      const state = world.state(domainEmployee, 'e-kylie');
      if (state.status === 'none') throw new Error('Kylie is registered.');
      const [row, pay] = [projectCommits(employees, commits).view('e-kylie'), projectCommits(employeePay, commits)];
      const paid = pay.view('e-kylie');
      const sequences = privateFields.map((one) => state.details[one]?.last.sequence ?? 0);
      assert.equal([row?.version, paid?.version, paid?.rateVersion], [state.version, state.version, state.rateVersion]);
      assert.equal([paid?.terms, paid?.active], [state.terms, state.status === 'active']);
      assert.equal(
        [paid?.onFile, paid?.detailsVersion],
        [privateFields.filter((one) => state.details[one]?.ref !== undefined), Math.max(...sequences)],
      );
    });
    fc.assert(property, { numRuns: 60, endOnFailure: true });
    const seen = ['ReviseEmployee ', 'ReviseEmployee number-on-file', 'ShowPrivateDetail ', 'ErasePrivateDetail '];
    for (const one of seen) assert.ok(met.has(one), `no history had: ${one}`);
  });
});

type Wish =
  | { readonly type: 'ChangePrivateDetail' | 'ErasePrivateDetail' | 'ShowPrivateDetail'; readonly field: Field }
  | { readonly type: 'ReviseEmployee'; readonly tfnProvided: boolean; readonly studyLoan: boolean }
  | { readonly type: 'SetPayRate'; readonly rateCents: number }
  | { readonly type: 'DeactivateEmployee' | 'ReactivateEmployee' };
type Field = (typeof privateFields)[number];

/** The office does it, from what is on screen. */
function handled(world: World, wish: Wish) {
  const id = { employeeId: 'e-kylie' };
  const office = { user: 'amy' };
  const ref = `01936f0e-5c2a-7d10-9f4e-${String(world.log.length).padStart(12, '0')}`;
  switch (wish.type) {
    case 'ChangePrivateDetail':
      return world.handle(wish.type, { ...id, field: wish.field, ref }, office);
    case 'ErasePrivateDetail':
    case 'ShowPrivateDetail':
      return world.handle(wish.type, { ...id, field: wish.field }, office);
    case 'ReviseEmployee': {
      const { tfnProvided, studyLoan } = wish;
      return world.handle(wish.type, { ...id, ...cardOf('kylie', { ...fullTime, tfnProvided, studyLoan }) }, office);
    }
    case 'SetPayRate':
      return world.handle(wish.type, { ...id, from: '2026-12-01', rateCents: wish.rateCents }, office);
    case 'DeactivateEmployee':
    case 'ReactivateEmployee':
      return world.handle(wish.type, id, office);
  }
}
