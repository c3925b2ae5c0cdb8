import { employeePay as employeePayRow, employeeRow } from '../src/contracts/employee.ts';
import { project } from '../src/testing/project.ts';
import { assert, suite } from '../src/testing/suite.ts';
import { employeePay } from './employee-pay.ts';
import { employees } from './employees.ts';
import { card, employee, registered, terms } from './examples.ts';

const history = [
  registered,
  employee('PayRateSet', { from: '2024-07-01', rateCents: 3_475, was: null }),
  employee('ManagerAssigned', { managerId: 'e2', was: null }),
  employee('ApprovalsDelegated', { to: 'e3', from: '2026-12-21', until: '2027-01-08' }),
  employee('PayRateSet', { from: '2026-07-01', rateCents: 3_600, was: 3_475 }),
];

suite('employees', (test) => {
  test('show the card, the team and who stands in, and nothing about pay', () => {
    const view = project(employees, history).view('e1');
    assert.equal(view && employeeRow.parse(view), view);
    assert.equal(view, {
      ...{ id: 'e1', number: 'EMP1', name: 'Kylie Tran', userId: 'kylie', startDate: '2024-07-01' },
      ...{ employmentType: 'full-time', weeklyMinutes: 2_280, managerId: 'e2', active: true },
      delegations: [{ to: 'e3', from: '2026-12-21', until: '2027-01-08' }],
      ...{ version: 1, sequence: 5 },
    });
    assert.not.match(JSON.stringify(project(employees, history).row('e1')), /tfn|study|threshold|3475/i);
  });

  test('take over a whole new card, and keep the team and whoever stands in', () => {
    const weekdayMinutes = [456, 456, 456, 0, 0, 0, 0];
    const part = { ...terms, employmentType: 'part-time', weeklyMinutes: 1_368, weekdayMinutes };
    const { number, name, startDate } = card;
    const { view } = project(employees, [
      ...history,
      employee('EmployeeRevised', { number, name, startDate, email: 'k@misty.example', terms: part }),
    ]);
    const { userId, email, employmentType, managerId, delegations, version } = view('e1') ?? {};
    assert.equal([userId, email, employmentType, managerId], [undefined, 'k@misty.example', 'part-time', 'e2']);
    assert.equal([delegations?.length, version, view('e1')?.weekdayMinutes], [1, 6, weekdayMinutes]);
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

suite('pay of employees', (test) => {
  test('shows the terms and every rate, the newest date first', () => {
    const view = project(employeePay, history).view('e1');
    assert.equal(view && employeePayRow.parse(view), view);
    assert.equal(view, {
      ...{ id: 'e1', number: 'EMP1', name: 'Kylie Tran', userId: 'kylie', terms, active: true },
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
