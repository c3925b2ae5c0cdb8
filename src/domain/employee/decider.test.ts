import { employeeCommands, type PayTerms } from '../../contracts/employee.ts';
import { by, given } from '../../testing/domain/given.ts';
import { card, delegated, fullTime, people } from '../../testing/domain/staff.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { COMPANY } from '../company.ts';
import type { NewEvent } from '../kernel.ts';
import { name } from '../name/decider.ts';
import { user } from '../user/decider.ts';
import { employee } from './employee.ts';
import type { Place } from './events.ts';
import { hierarchy } from './hierarchy.ts';

const placed = (place: Partial<Place> = {}): NewEvent =>
  hierarchy.event(COMPANY, 'EmployeePlaced', {
    ...{ employeeId: 'e-kylie', name: 'Kylie Tran', userId: 'kylie', managerId: 'e-priya', active: true },
    ...place,
  });
const claimed = (spelling: string, owner: string): NewEvent =>
  name.event(`employee-number/${spelling.toLowerCase()}`, 'NameClaimed', { owner, spelling });
const left = by(
  'ben',
  employee.event('e-kylie', 'EmployeeDeactivated', { reason: 'Moved' }),
  placed({ active: false }),
);
const hasLeft = {
  refused: 'employee-inactive',
  detail: 'Kylie Tran no longer works here.',
  winner: { user: 'ben', type: 'EmployeeDeactivated' },
} as const;
const isUnknown = {
  refused: 'not-found',
  detail: 'There is no employee constructor. Choose one from the list.',
} as const;
const office = { user: 'amy' };

whoMay(employeeCommands, {
  RegisterEmployee: 'am',
  ReviseEmployee: 'am',
  SetPayRate: 'am',
  AssignManager: 'am',
  DelegateApprovals: 'ampste',
  DeactivateEmployee: 'am',
  ReactivateEmployee: 'am',
});

suite('RegisterEmployee', (test) => {
  test('writes the card, gives a place, and claims the number', () => {
    const lee = user.event('u9', 'UserRegistered', { username: 'lee', name: 'Kim Lee', role: 'employee' });
    const kim = { number: 'EMP9', name: 'לי 😀 Kim', userId: 'u9', startDate: '2026-11-09', terms: fullTime };
    given(lee)
      .when('RegisterEmployee', { employeeId: 'constructor', ...kim })
      .thenRecords(
        employee.event('constructor', 'EmployeeRegistered', kim),
        placed({ employeeId: 'constructor', name: kim.name, userId: 'u9', managerId: null }),
        claimed('EMP9', 'employee/constructor'),
      );
  });
  test('needs no account', () => {
    const kim = { number: 'EMP9', name: 'Kim Lee', startDate: '2026-11-09', terms: fullTime };
    given()
      .when('RegisterEmployee', { employeeId: 'kim', ...kim })
      .thenRecords(
        employee.event('kim', 'EmployeeRegistered', kim),
        placed({ employeeId: 'kim', name: 'Kim Lee', userId: null, managerId: null }),
        claimed('EMP9', 'employee/kim'),
      );
  });
  test('refuses somebody who is there, a number that is taken, and an account that is unknown or taken', () => {
    given(people)
      .when('RegisterEmployee', { employeeId: 'e-kylie', ...card('kylie') }, office)
      .thenRefuses({
        refused: 'already-exists',
        detail: 'Kylie Tran is on the list already. Open the card and change it there.',
        winner: { user: 'system', type: 'EmployeeRegistered' },
      });
    const kim = { employeeId: 'kim', number: 'EMP9', name: 'Kim Lee', startDate: '2026-11-09', terms: fullTime };
    given(by('ben', claimed('EMP9', 'employee/e-kylie')))
      .when('RegisterEmployee', { ...kim, number: 'emp9' })
      .thenRefuses({
        refused: 'name-taken',
        detail: 'The employee number emp9 is taken. Choose another.',
        winner: { user: 'ben', type: 'NameClaimed' },
      });
    given(people)
      .when('RegisterEmployee', { ...kim, userId: 'toString' }, office)
      .thenRefuses({ refused: 'not-found', detail: 'There is no user toString. Choose one from the list.' });
    given(people)
      .when('RegisterEmployee', { ...kim, userId: 'kylie' }, office)
      .thenRefuses({
        refused: 'account-taken',
        detail: "This account is Kylie Tran's. Choose another.",
        winner: { user: 'system', type: 'EmployeePlaced' },
        fresh: { employeeId: 'e-kylie' },
      });
  });
});

suite('ReviseEmployee', (test) => {
  const edit = { employeeId: 'e-kylie', ...card('kylie') };
  test('records the whole card, and a new place only where the name or the account changed', () => {
    const revised = { ...card('kylie'), position: 'Winder' };
    given(people)
      .when('ReviseEmployee', { ...edit, position: 'Winder' }, { ...office, expectedVersion: 1 })
      .thenRecords(employee.event('e-kylie', 'EmployeeRevised', revised), claimed('EMP-kylie', 'employee/e-kylie'));
    const own = claimed('EMP-kylie', 'employee/e-kylie');
    given(people, own)
      .when('ReviseEmployee', { ...edit, name: 'Kylie Tran-Lee' }, { ...office, expectedVersion: 1 })
      .thenRecords(
        employee.event('e-kylie', 'EmployeeRevised', { ...card('kylie'), name: 'Kylie Tran-Lee' }),
        placed({ name: 'Kylie Tran-Lee' }),
      );
    given(people, own)
      .when('ReviseEmployee', { ...edit, number: 'EMP-77' }, { ...office, expectedVersion: 1 })
      .thenRecords(
        employee.event('e-kylie', 'EmployeeRevised', { ...card('kylie'), number: 'EMP-77' }),
        claimed('EMP-77', 'employee/e-kylie'),
        name.event('employee-number/emp-kylie', 'NameReleased', { owner: 'employee/e-kylie' }),
      );
    given(people)
      .when('ReviseEmployee', edit, { ...office, expectedVersion: 1 })
      .thenRecordsNothing();
  });
  test('dates terms: they count from a day on, and the days before keep theirs', () => {
    const own = claimed('EMP-kylie', 'employee/e-kylie');
    const casual = { ...fullTime, employmentType: 'casual' as const };
    const { terms: _, ...reach } = edit;
    const wish = (terms: PayTerms, termsFrom?: string) => ({ ...reach, terms, ...(termsFrom && { termsFrom }) });
    const moment = (expectedVersion: number) => ({ ...office, expectedVersion });
    const set = (from: string, terms: PayTerms) => employee.event('e-kylie', 'TermsSet', { from, terms });
    given(people, own)
      .when('ReviseEmployee', wish(casual, '2026-12-07'), moment(1))
      .thenRecords(set('2026-12-07', casual));
    // Without a day it is today, never the past.
    given(people, own).when('ReviseEmployee', wish(casual), moment(1)).thenRecords(set('2026-11-12', casual));
    // From the first day on, they are those that the card begins with.
    given(people, own)
      .when('ReviseEmployee', wish(casual, '2024-07-01'), moment(1))
      .thenRecords(employee.event('e-kylie', 'EmployeeRevised', { ...card('kylie'), terms: casual }));
    const coming = by('ben', set('2026-12-07', casual));
    given(people, own, coming).when('ReviseEmployee', wish(casual, '2026-12-14'), moment(4)).thenRecordsNothing();
    given(people, own, coming).when('ReviseEmployee', reach, moment(4)).thenRecordsNothing();
    // An edit of the card leaves what is dated as it is.
    given(people, own, coming)
      .when('ReviseEmployee', { ...reach, position: 'Winder' }, moment(4))
      .thenRecords(employee.event('e-kylie', 'EmployeeRevised', { ...card('kylie'), position: 'Winder' }));
    given(people, own, coming)
      .when('ReviseEmployee', wish(fullTime, '2026-12-07'), moment(1))
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Employee was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'TermsSet', data: { from: '2026-12-07' } },
        fresh: { version: 4 },
      });
  });
  test('refuses an edit of an older version, an account that is taken, and somebody who left or is unknown', () => {
    const revised = employee.event('e-kylie', 'EmployeeRevised', { ...card('kylie'), phone: '02 5550 0100' });
    given(people, by('ben', revised))
      .when('ReviseEmployee', edit, { ...office, expectedVersion: 1 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Employee was modified by another user. Please refresh and try again.',
        winner: {
          user: 'ben',
          type: 'EmployeeRevised',
          data: { changes: [{ field: 'phone', from: null, to: '02 5550 0100' }] },
        },
        fresh: { version: 4 },
      });
    given(people)
      .when('ReviseEmployee', { ...edit, userId: 'ben' }, { ...office, expectedVersion: 1 })
      .thenRefuses({
        refused: 'account-taken',
        detail: "This account is Ben Okafor's. Choose another.",
        winner: { user: 'system', type: 'EmployeePlaced' },
      });
    given(people, left)
      .when('ReviseEmployee', edit, { ...office, expectedVersion: 4 })
      .thenRefuses(hasLeft);
    given(people)
      .when('ReviseEmployee', { ...edit, employeeId: 'constructor' }, { ...office, expectedVersion: 1 })
      .thenRefuses(isUnknown);
  });
  test('a rate, a manager or a delegation makes no edit of the card stale', () => {
    const rate = employee.event('e-kylie', 'PayRateSet', { from: '2026-12-01', rateCents: 4_100, was: 4_000 });
    given(people, by('ben', rate))
      .when('ReviseEmployee', edit, { ...office, expectedVersion: 1 })
      .thenRecordsNothing();
  });
});

suite('SetPayRate', (test) => {
  const set = (from: string, rateCents: number, was: number | null) =>
    employee.event('e-kylie', 'PayRateSet', { from, rateCents, was });
  const wish = (from: string, rateCents: number) => ({ employeeId: 'e-kylie', from, rateCents });
  test('sets the rate from a date on, and says which it was', () => {
    given(people)
      .when('SetPayRate', wish('2026-12-01', 4_150), office)
      .thenRecords(set('2026-12-01', 4_150, 4_000));
    given(people)
      .when('SetPayRate', wish('2024-01-01', 3_000), office)
      .thenRecords(set('2024-01-01', 3_000, null));
    const raised = set('2026-12-01', 4_150, 4_000);
    given(people, raised)
      .when('SetPayRate', wish('2026-12-01', 4_000), office)
      .thenRecords(set('2026-12-01', 4_000, 4_150));
    given(people, raised).when('SetPayRate', wish('2026-12-31', 4_150), office).thenRecordsNothing();
  });
  test('refuses an older version without saying what the other one earns', () => {
    const { decision } = given(people, by('ben', set('2026-12-01', 4_150, 4_000))).when(
      'SetPayRate',
      wish('2026-12-01', 4_200),
      { ...office, expectedVersion: 3 },
    );
    assert.ok('refused' in decision);
    assert.not(JSON.stringify(decision).includes('4150'));
    assert.is(
      'refused' in decision ? decision.detail : '',
      'Pay rate was modified by another user. Please refresh and try again.',
    );
  });
  test('refuses somebody who left or is unknown; its schema refuses a rate of zero, cents in parts and days that do not exist', () => {
    given(people, left).when('SetPayRate', wish('2026-12-01', 4_150), office).thenRefuses(hasLeft);
    given(people)
      .when('SetPayRate', { ...wish('2026-12-01', 1), employeeId: 'constructor' }, office)
      .thenRefuses(isUnknown);
    const { payload } = employeeCommands.SetPayRate;
    assert.ok(payload.safeParse(wish('2026-12-01', 1)).success);
    for (const [from, rate] of [
      ['2026-12-01', 0],
      ['2026-12-01', -1],
      ['2026-12-01', 34.75],
      ['2026-12-01', 100_001],
    ] as const) {
      assert.not(payload.safeParse(wish(from, rate)).success, String(rate));
    }
    assert.not(payload.safeParse(wish('2026-02-30', 4_150)).success);
  });
});

suite('AssignManager', (test) => {
  test('puts somebody into a team, or into none', () => {
    given(people)
      .when('AssignManager', { employeeId: 'e-kylie', managerId: 'e-ben' }, office)
      .thenRecords(
        employee.event('e-kylie', 'ManagerAssigned', { managerId: 'e-ben', was: 'e-priya' }),
        placed({ managerId: 'e-ben' }),
      );
    given(people)
      .when('AssignManager', { employeeId: 'e-kylie', managerId: null }, office)
      .thenRecords(
        employee.event('e-kylie', 'ManagerAssigned', { managerId: null, was: 'e-priya' }),
        placed({ managerId: null }),
      );
    given(people).when('AssignManager', { employeeId: 'e-kylie', managerId: 'e-priya' }, office).thenRecordsNothing();
  });
  test('refuses a circle, long or short', () => {
    given(people)
      .when('AssignManager', { employeeId: 'e-ben', managerId: 'e-kylie' }, office)
      .thenRefuses({
        refused: 'manager-loop',
        detail: 'Kylie Tran is in the team of Ben Okafor, so they cannot manage them. Choose somebody else.',
        winner: { user: 'system', type: 'EmployeePlaced' },
      });
    given(people).when('AssignManager', { employeeId: 'e-ben', managerId: 'e-ben' }, office).thenRefuses({
      refused: 'manager-loop',
      detail: 'Ben Okafor cannot be their own manager. Choose somebody else.',
    });
  });
  test('refuses a manager who left or is unknown', () => {
    given(people, left)
      .when('AssignManager', { employeeId: 'e-sione', managerId: 'e-kylie' }, office)
      .thenRefuses({
        refused: 'employee-inactive',
        detail: 'Kylie Tran no longer works here. Choose somebody else.',
        winner: { user: 'ben', type: 'EmployeePlaced' },
      });
    given(people)
      .when('AssignManager', { employeeId: 'e-sione', managerId: 'constructor' }, office)
      .thenRefuses(isUnknown);
  });
});

suite('DelegateApprovals', (test) => {
  const wish = { employeeId: 'e-priya', to: 'e-dave', from: '2026-11-09', until: '2026-11-15' };
  test('hands approvals over, by the person or by the office; newer dates take the place of older ones', () => {
    const handedOver = [
      employee.event('e-priya', 'ApprovalsDelegated', { to: 'e-dave', from: '2026-11-09', until: '2026-11-15' }),
      hierarchy.event(COMPANY, 'DelegationPlaced', wish),
    ];
    given(people)
      .when('DelegateApprovals', wish, { user: 'priya' })
      .thenRecords(...handedOver);
    given(people)
      .when('DelegateApprovals', wish, office)
      .thenRecords(...handedOver);
    given(people, delegated).when('DelegateApprovals', wish, { user: 'priya' }).thenRecordsNothing();
    const { decision } = given(people, delegated).when('DelegateApprovals', { ...wish, until: '2026-11-09' }, office);
    assert.is('refused' in decision ? 0 : decision.length, 2);
  });
  test("refuses to hand over somebody else's, and to somebody who left", () => {
    given(people).when('DelegateApprovals', wish, { user: 'dave' }).thenRefuses({
      refused: 'not-your-own',
      detail: 'Only Priya Raman or the office can hand over these approvals.',
    });
    given(people, left)
      .when('DelegateApprovals', { ...wish, to: 'e-kylie' }, { user: 'priya' })
      .thenRefuses({
        refused: 'employee-inactive',
        detail: 'Kylie Tran no longer works here. Choose somebody else.',
        winner: { user: 'ben', type: 'EmployeePlaced' },
      });
    const { payload } = employeeCommands.DelegateApprovals;
    assert.not(payload.safeParse({ ...wish, until: '2026-11-08' }).success);
    assert.not(payload.safeParse({ ...wish, to: 'e-priya' }).success);
  });
});

suite('DeactivateEmployee and ReactivateEmployee', (test) => {
  test('take somebody off the lists and back', () => {
    given(people)
      .when('DeactivateEmployee', { employeeId: 'e-kylie', reason: 'Moved' }, office)
      .thenRecords(...left.events);
    given(people, left)
      .when('ReactivateEmployee', { employeeId: 'e-kylie' }, office)
      .thenRecords(employee.event('e-kylie', 'EmployeeReactivated', {}), placed());
  });
  test('refuse what is so already, and the unknown', () => {
    given(people, left).when('DeactivateEmployee', { employeeId: 'e-kylie' }, office).thenRefuses(hasLeft);
    given(people)
      .when('ReactivateEmployee', { employeeId: 'e-kylie' }, office)
      .thenRefuses({
        refused: 'nothing-changed',
        detail: 'Kylie Tran works here already.',
        winner: { user: 'system', type: 'EmployeeRegistered' },
      });
    given(people).when('ReactivateEmployee', { employeeId: 'constructor' }, office).thenRefuses(isUnknown);
  });
});
