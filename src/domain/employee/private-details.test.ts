import { privateDetailCommands, sealedCommands } from '../../contracts/private-details.ts';
import type { PrivateField } from '../../contracts/private-fields.ts';
import { by, given } from '../../testing/domain/given.ts';
import { card, fullTime, people } from '../../testing/domain/staff.ts';
import { World } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { whoMay } from '../../testing/who-may.ts';
import { employee, firstTerms } from './employee.ts';

const [first, second] = ['01936f0e-5c2a-7d10-9f4e-3b1c2d4e5f60', '01936f0e-5c2a-7d10-9f4e-3b1c2d4e5f61'];
const employeeId = 'e-kylie';
const changed = (field: PrivateField, ref = first) =>
  employee.event(employeeId, 'PrivateDetailChanged', { field, ref });
const erased = (field: PrivateField) => employee.event(employeeId, 'PrivateDetailErased', { field });
const left = employee.event(employeeId, 'EmployeeDeactivated', { reason: 'Moved' });
const office = { user: 'amy' };
/** Kylie is registered, in Priya's team, and has a rate. */
const EVENTS_BEFORE = 3;

whoMay(sealedCommands, {
  SetTaxFileNumber: 'am',
  SetBankAccount: 'am',
});

whoMay(privateDetailCommands, {
  ErasePrivateDetail: 'am',
  ShowPrivateDetail: 'am',
});

suite('ChangePrivateDetail', (test) => {
  const wish = { employeeId, field: 'bank-account', ref: second } as const;
  test('names what counts, from the version that was on screen', () => {
    given(people)
      .when('ChangePrivateDetail', wish, { ...office, expectedVersion: 0 })
      .thenRecords(changed('bank-account', second));
    given(people, changed('bank-account'), changed('tax-file-number'))
      .when('ChangePrivateDetail', wish, { ...office, expectedVersion: EVENTS_BEFORE + 1 })
      .thenRecords(changed('bank-account', second));
  });
  test('refuses to write over what somebody else has set or erased since', () => {
    given(people, by('ben', changed('bank-account')))
      .when('ChangePrivateDetail', wish, { ...office, expectedVersion: 0 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Bank account was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'PrivateDetailChanged', data: { name: 'Kylie Tran', field: 'bank-account' } },
        fresh: { version: EVENTS_BEFORE + 1 },
      });
    given(people, changed('bank-account'), by('ben', erased('bank-account')))
      .when('ChangePrivateDetail', wish, { ...office, expectedVersion: EVENTS_BEFORE + 1 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Bank account was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'PrivateDetailErased' },
      });
  });
  test('refuses somebody who left or is unknown', () => {
    given(people, by('ben', left))
      .when('ChangePrivateDetail', wish, office)
      .thenRefuses({
        refused: 'employee-inactive',
        detail: 'Kylie Tran no longer works here.',
        winner: { user: 'ben', type: 'EmployeeDeactivated' },
      });
    given(people)
      .when('ChangePrivateDetail', { ...wish, employeeId: 'constructor' }, office)
      .thenRefuses({ refused: 'not-found', detail: 'There is no employee constructor. Choose one from the list.' });
  });
});

suite('ErasePrivateDetail', (test) => {
  const wish = { employeeId, field: 'tax-file-number' } as const;
  test('says that it is gone, also of somebody who left', () => {
    for (const past of [[changed('tax-file-number')], [changed('tax-file-number'), left]]) {
      given(people, ...past)
        .when('ErasePrivateDetail', wish, { ...office, expectedVersion: EVENTS_BEFORE + 1 })
        .thenRecords(erased('tax-file-number'));
    }
  });
  test('has nothing to say where nothing is on file', () => {
    given(people)
      .when('ErasePrivateDetail', wish, { ...office, expectedVersion: 0 })
      .thenRecordsNothing();
    given(people, changed('tax-file-number'), erased('tax-file-number'))
      .when('ErasePrivateDetail', wish, { ...office, expectedVersion: EVENTS_BEFORE + 2 })
      .thenRecordsNothing();
  });
  test('refuses when somebody else has set another one since', () => {
    given(people, changed('tax-file-number'), by('ben', changed('tax-file-number', second)))
      .when('ErasePrivateDetail', wish, { ...office, expectedVersion: EVENTS_BEFORE + 1 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Tax file number was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'PrivateDetailChanged' },
      });
  });
});

suite('ShowPrivateDetail', (test) => {
  const wish = { employeeId, field: 'tax-file-number' } as const;
  test('says who was shown which one', () => {
    given(people, changed('tax-file-number'), changed('bank-account', second), left)
      .when('ShowPrivateDetail', wish, office)
      .thenRecords(employee.event(employeeId, 'PrivateDetailShown', { field: 'tax-file-number', ref: first }));
  });
  test('refuses what is not on file', () => {
    const refusal = { refused: 'not-found', detail: 'No tax file number of Kylie Tran is on file.' } as const;
    given(people, changed('bank-account')).when('ShowPrivateDetail', wish, office).thenRefuses(refusal);
    given(people, changed('tax-file-number'), erased('tax-file-number'))
      .when('ShowPrivateDetail', wish, office)
      .thenRefuses(refusal);
  });
});

suite('a card and the tax file number', (test) => {
  const untold = { ...fullTime, tfnProvided: false };
  const edit = { employeeId, ...card('kylie', untold) };
  const stateAfter = (...events: Parameters<World['record']>[0]) => {
    const world = new World();
    world.record(people.events, people.moment);
    world.record([employee.event(employeeId, 'EmployeeRevised', card('kylie', untold)), ...events]);
    const state = world.state(employee, employeeId);
    if (state.status === 'none') throw new Error('Kylie is registered.');
    return { told: firstTerms(state).tfnProvided, version: state.version };
  };

  test('it is told as long as it is on file, and pay is taxed by that', () => {
    assert.is(stateAfter().told, false);
    assert.is(stateAfter(changed('tax-file-number')).told, true);
    assert.is(stateAfter(changed('tax-file-number'), erased('tax-file-number')).told, false);
    assert.is(stateAfter(changed('bank-account')).told, false);
  });

  test('a person who had the card open reads who set or erased it meanwhile', () => {
    assert.is(stateAfter(changed('bank-account')).version, EVENTS_BEFORE + 1);
    assert.is(stateAfter(changed('tax-file-number')).version, EVENTS_BEFORE + 2);
    given(people, by('ben', changed('tax-file-number')))
      .when('ReviseEmployee', edit, { ...office, expectedVersion: 1 })
      .thenRefuses({
        refused: 'stale-version',
        detail: 'Employee was modified by another user. Please refresh and try again.',
        winner: { user: 'ben', type: 'PrivateDetailChanged', data: { name: 'Kylie Tran', field: 'tax-file-number' } },
        fresh: { version: EVENTS_BEFORE + 1 },
      });
  });

  test('nobody can say on the card that it was not told while it is on file', () => {
    const version = { ...office, expectedVersion: EVENTS_BEFORE + 1 };
    given(people, by('ben', changed('tax-file-number')))
      .when('ReviseEmployee', edit, version)
      .thenRefuses({
        refused: 'number-on-file',
        detail: 'The tax file number of Kylie Tran is on file, so it was told. Erase it there first.',
        winner: { user: 'ben', type: 'PrivateDetailChanged' },
      });
    given(people, changed('tax-file-number'))
      .when('ReviseEmployee', { ...edit, terms: { ...fullTime, studyLoan: true }, termsFrom: '2024-07-01' }, version)
      .thenRecords(
        employee.event(employeeId, 'EmployeeRevised', { ...card('kylie'), terms: { ...fullTime, studyLoan: true } }),
        // The number of the badge was never claimed in this story.
        { aggregate: 'name/employee-number/emp-kylie', type: 'NameClaimed', v: 1, data: claim },
      );
  });
});

const claim = { owner: 'employee/e-kylie', spelling: 'EMP-kylie' };
