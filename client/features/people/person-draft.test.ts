import {
  type EmployeeCard,
  type EmployeeRow,
  employeeCommands,
  type PayTerms,
} from '../../../src/contracts/employee.ts';
import { assert, suite } from '../../../src/testing/suite.ts';
import { changesBetween } from '../../shared/changes.ts';
import { rebase } from '../../shared/rebase.ts';
import { personLines } from './person-changes.ts';
import {
  cardOf,
  emptyPerson,
  numberAfter,
  type PersonDraft,
  personDraft,
  personErrors,
  revisionOf,
} from './person-draft.ts';

const companyWeek = [456, 456, 456, 456, 456, 0, 0];
const row: EmployeeRow = {
  ...{ id: 'kylie', number: 'EMP-04', name: 'Kylie Tran', userId: 'kylie' },
  ...{ position: 'Winding operator', department: 'Production' },
  ...{ delegations: [], active: true, version: 3, sequence: 5 },
};
const reach: EmployeeCard = {
  ...{ id: 'kylie', name: 'Kylie Tran', email: 'kylie@misty.example', startDate: '2023-02-06' },
  ...{ terms: [{ terms: { employmentType: 'full-time', weeklyMinutes: 2_280 } }], version: 3 },
};
const terms: PayTerms = {
  ...{ employmentType: 'full-time', weeklyMinutes: 2_280, entitlements: { annual: 11_400 } },
  ...{ taxFreeThreshold: true, tfnProvided: true, studyLoan: false },
};
const today = '2026-11-12';
const draftOf = (one: PayTerms, from?: string) =>
  personDraft(
    row,
    reach,
    { terms: [{ terms }, ...(from === undefined ? [] : [{ from, terms: one }])] },
    companyWeek,
    today,
  );
const base = draftOf(terms);
const lines = (draft: PersonDraft) =>
  personLines(draft, { day: (date) => `day ${date}`, account: (id) => `account ${id}` });

suite('card of a person', (test) => {
  test('goes out as it came in, with what is changed elsewhere', () => {
    const { number, name, userId, position, department } = row;
    const { email, startDate } = reach;
    assert.equal(cardOf(base), { number, name, userId, email, position, department, startDate, terms });
    const own = { ...terms, weekdayMinutes: [480, 480, 480, 480, 360, 0, 0] };
    assert.equal(cardOf(draftOf(own, '2026-11-09')).terms, own);
  });
  test('is sent with terms only where they change, from the day that they are to count from', () => {
    const { terms: _, ...card } = cardOf(base);
    assert.equal(revisionOf({ ...base, phone: '1', termsFrom: '2026-12-07' }, base), { ...card, phone: '1' });
    const casual: PersonDraft = { ...base, employmentType: 'casual' };
    const set = { ...terms, employmentType: 'casual' as const };
    assert.equal(revisionOf(casual, base), { ...card, terms: set, termsFrom: today });
    // Terms that are to come are what an edit goes on from, and it begins with them.
    const coming = draftOf(set, '2026-12-07');
    assert.equal([coming.employmentType, coming.termsFrom], ['casual', '2026-12-07']);
    assert.equal(revisionOf(coming, coming), card);
  });
  test('is what the commands take', () => {
    const takes = (draft: PersonDraft) =>
      employeeCommands.RegisterEmployee.payload.safeParse({ employeeId: 'kim', ...cardOf(draft) }).success;
    assert.ok(takes(base));
    assert.ok(takes({ ...emptyPerson('EMP-10', '2026-11-26', companyWeek), name: ' לי 😀 Kim ' }));
    const partTime: PersonDraft = { ...base, employmentType: 'part-time', weekly: '22.8', days: 'own' };
    assert.ok(takes(partTime));
    assert.is(cardOf(partTime).terms.weeklyMinutes, 1_368);
    assert.equal(cardOf(partTime).terms.weekdayMinutes, companyWeek);
  });
  test('says what is missing or cannot be read', () => {
    assert.is(personErrors(base), undefined);
    const empty = emptyPerson('', '', companyWeek);
    assert.equal(personErrors({ ...empty, weekly: 'lots' }), {
      ...{ name: 'A name is needed.', number: 'A number is needed.', startDate: 'A first day is needed.' },
      termsFrom: 'Say from which day the terms count.',
      weekly: 'Hours such as 7:36 or 7.6.',
    });
    const week = { ...base.week, Tue: '25', Sat: 'x' };
    assert.equal(Object.keys(personErrors({ ...base, days: 'own', week }) ?? {}), ['Tue', 'Sat']);
    // Days that are not sent are not looked at.
    assert.is(personErrors({ ...base, week }), undefined);
  });
  test('tells changes as people say them, and what was before', () => {
    const mine: PersonDraft = {
      ...{ ...base, phone: '02 5550 0100', email: '', startDate: '2023-02-13', userId: 'kim', weekly: '30:00' },
      ...{ studyLoan: 'has-one', days: 'own', week: { ...base.week, Fri: '0:00' } },
    };
    assert.equal(changesBetween(lines(base), lines(mine)), [
      ...['First day day 2023-02-13', 'Phone 02 5550 0100', 'E-mail taken off', 'Account account kim'],
      ...['Hours a week 30:00', 'Days Mon–Thu 7:36', 'Study loan Has one'],
    ]);
    assert.equal(changesBetween(lines(base), lines({ ...base, phone: '1', email: '' }), true), [
      ...['Phone 1, was empty', 'E-mail taken off, was kylie@misty.example'],
    ]);
    assert.equal(changesBetween(lines(base), lines(base)), []);
    const told = { ...base, kept: { ...base.kept, tfnProvided: false } };
    assert.equal(changesBetween(lines(base), lines(told), true), ['Tax file number not told, was told']);
  });
  test('of two who edit it, each keeps what they changed, a weekday at a time', () => {
    const mine: PersonDraft = { ...base, phone: '1', days: 'own', week: { ...base.week, Mon: '8:00' } };
    const theirs: PersonDraft = {
      ...{ ...base, phone: '2', name: 'Kylie Tran-Lee', days: 'own', week: { ...base.week, Fri: '6:00' } },
      kept: { tfnProvided: false },
    };
    assert.equal(rebase(base, mine, theirs), {
      ...theirs,
      phone: '1',
      week: { ...base.week, Mon: '8:00', Fri: '6:00' },
    });
  });
  test('gets the number after the highest', () => {
    assert.is(numberAfter(['EMP-07', 'EMP-9', 'EMP-08', 'CASUAL']), 'EMP-10');
    assert.is(numberAfter(['099', 'B12']), '100');
    assert.is(numberAfter(['CASUAL']), '');
    assert.is(numberAfter([]), '');
  });
});
