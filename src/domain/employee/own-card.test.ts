import { by, given, type Past } from '../../testing/domain/given.ts';
import { card, fullTime, names, people } from '../../testing/domain/staff.ts';
import { World } from '../../testing/domain/world.ts';
import { assert, suite } from '../../testing/suite.ts';
import { COMPANY } from '../company.ts';
import { leave } from '../leave/leave.ts';
import { admins } from '../user/admins.ts';
import { user } from '../user/decider.ts';
import { employee } from './employee.ts';
import type { Place } from './events.ts';
import { hierarchy } from './hierarchy.ts';

const own = { employeeId: 'e-ben' };
const ben = { user: 'ben' };
const ask = 'Ask somebody else in the office.';
const refused = (detail: string) => ({ refused: 'own-card', detail }) as const;

/** Ben's card is linked to this account, or to none. */
function linked(userId: string | null, more: Partial<Place> = {}): Past {
  const { userId: _, ...rest } = card('ben');
  const place = { employeeId: 'e-ben', name: names.ben, managerId: null, active: true, userId, ...more };
  return by(
    'amy',
    employee.event('e-ben', 'EmployeeRevised', userId === null ? rest : { ...rest, userId }),
    hierarchy.event(COMPANY, 'EmployeePlaced', place),
  );
}

suite('one’s own card', (test) => {
  test('is for somebody else to change: account, terms, rate, manager, whether one works here', () => {
    const { userId: _, ...without } = card('ben');
    const reach = 'On your own card you change phone and e-mail, and nothing else.';
    for (const change of [
      without,
      { ...card('ben'), terms: { ...fullTime, entitlements: { annual: 12_000 } } },
      { ...card('ben'), terms: { ...fullTime, studyLoan: true } },
      { ...card('ben'), startDate: '2020-07-01' },
      { ...card('ben'), name: 'Amy Stone' },
    ]) {
      given(people)
        .when('ReviseEmployee', { ...own, ...change }, { ...ben, expectedVersion: 1 })
        .thenRefuses(refused(`${reach} ${ask}`));
    }
    given(people)
      .when('SetPayRate', { ...own, from: '2026-12-01', rateCents: 9_900 }, ben)
      .thenRefuses(refused(`You cannot set your own pay rate. ${ask}`));
    given(people)
      .when('AssignManager', { ...own, managerId: 'e-dave' }, ben)
      .thenRefuses(refused(`You cannot choose your own manager. ${ask}`));
    given(people)
      .when('DeactivateEmployee', own, ben)
      .thenRefuses(refused(`You cannot take yourself off the list. ${ask}`));
    given(people, linked('ben', { active: false }), by('amy', employee.event('e-ben', 'EmployeeDeactivated', {})))
      .when('ReactivateEmployee', own, ben)
      .thenRefuses(refused(`You cannot take yourself back on the list. ${ask}`));
  });

  test('keeps its private details out of its person’s hands', () => {
    const ref = '01936f0e-5c2a-7d10-9f4e-3b1c2d4e5f60';
    const words = { 'tax-file-number': 'tax file number', 'bank-account': 'bank account' } as const;
    for (const [field, called] of Object.entries(words) as ['bank-account', string][]) {
      const sentence = refused(`You cannot change your own ${called}. ${ask}`);
      given(people)
        .when('ChangePrivateDetail', { ...own, field, ref }, { ...ben, expectedVersion: 0 })
        .thenRefuses(sentence);
      given(people, by('amy', employee.event('e-ben', 'PrivateDetailChanged', { field, ref })))
        .when('ErasePrivateDetail', { ...own, field }, ben)
        .thenRefuses(sentence);
    }
  });

  test('takes phone and e-mail from its person', () => {
    const reach = { ...card('ben'), phone: '02 5550 0199', email: 'ben@misty.example' };
    given(people, by('amy', hierarchy.event(COMPANY, 'EmployeePlaced', place('ben'))))
      .when('ReviseEmployee', { ...own, ...reach, number: 'EMP-ben' }, { ...ben, expectedVersion: 1 })
      .thenRecords(employee.event('e-ben', 'EmployeeRevised', reach), {
        ...{ aggregate: 'name/employee-number/emp-ben', type: 'NameClaimed', v: 1 },
        data: { owner: 'employee/e-ben', spelling: 'EMP-ben' },
      });
  });

  test('stays one’s own when the link is taken off, until another account is linked', () => {
    const rate = { ...own, from: '2026-12-01', rateCents: 9_900 };
    given(people, linked(null))
      .when('SetPayRate', rate, ben)
      .thenRefuses(refused(`You cannot set your own pay rate. ${ask}`));
    given(people, linked(null))
      .when('AdjustLeaveBalance', { ...own, type: 'annual', minutes: 60, reason: 'Gift' }, ben)
      .thenRefuses({ refused: 'own-request', detail: 'You cannot adjust your own balance.' });
    given(people, linked(null))
      .when('ReviseEmployee', { ...own, ...card('ben') }, { ...ben, expectedVersion: 3 })
      .thenRefuses(refused(`On your own card you change phone and e-mail, and nothing else. ${ask}`));
  });

  test('is nobody’s own account to link', () => {
    const sentence = refused(`You cannot link your own account to a card. ${ask}`);
    given(people)
      .when('RegisterEmployee', { employeeId: 'e-x', ...card('ben'), number: 'X' }, ben)
      .thenRefuses(sentence);
    given(people)
      .when(
        'ReviseEmployee',
        { employeeId: 'e-kylie', ...card('kylie'), userId: 'ben' },
        { ...ben, expectedVersion: 1 },
      )
      .thenRefuses(sentence);
  });
});

suite('whose request it was', (test) => {
  const request = {
    requestId: 'r1',
    employeeName: names.ben,
    type: 'unpaid',
    minutes: 456,
    firstDay: '2026-12-01',
    lastDay: '2026-12-01',
  } as const;
  const days = [{ date: '2026-12-01', minutes: 456 }];
  const asked = by('ben', leave.event('e-ben', 'LeaveRequested', { ...request, days }));
  const wish = { ...own, requestId: 'r1' };
  test('counts as it was when it was asked for', () => {
    given(people, asked, linked('kylie'))
      .when('ApproveLeave', wish, ben)
      .thenRefuses({ refused: 'own-request', detail: 'You cannot approve your own request.' });
  });
  test('counts as it is when it is decided', () => {
    given(people, linked('kylie'), asked, linked('ben'))
      .when('RejectLeave', { ...wish, reason: 'Too busy' }, ben)
      .thenRefuses({
        refused: 'own-request',
        detail: 'You cannot reject your own request. Withdraw it instead.',
      });
  });
  test('leaves a later one to the person whose card it was before', () => {
    given(people, linked('kylie'), asked)
      .when('RejectLeave', { ...wish, reason: 'Too busy' }, ben)
      .thenRecords(leave.event('e-ben', 'LeaveRejected', { ...request, reason: 'Too busy' }));
  });
});

suite('the first administrator', (test) => {
  const nerida = by(
    'operator',
    user.event('nerida', 'UserRegistered', { username: 'nerida', name: 'Nerida Gale', role: 'admin' }),
    admins.event(COMPANY, 'AdminAppointed', { userId: 'nerida', name: 'Nerida Gale' }),
  );
  const manager = by('nerida', admins.event(COMPANY, 'ManagerAppointed', { userId: 'ben', name: 'Ben Okafor' }));
  const first = { number: 'M-1', name: 'Nerida Gale', userId: 'nerida', startDate: '2026-07-01', terms: fullTime };
  const me = { user: 'nerida' };
  const set = by(
    'nerida',
    employee.event('e-n', 'EmployeeRegistered', first),
    hierarchy.event(COMPANY, 'EmployeePlaced', {
      ...{ employeeId: 'e-n', name: first.name, userId: 'nerida', managerId: null, active: true },
    }),
  );
  const rate = { employeeId: 'e-n', from: '2026-07-01', rateCents: 5_000 };
  const mark = (what: 'card' | 'rate') => user.event('nerida', 'OwnCardSetUp', { employeeId: 'e-n', what });

  test('sets up their own card as long as there is nobody else, and the log says so', () => {
    given(nerida)
      .when('RegisterEmployee', { employeeId: 'e-n', ...first }, me)
      .thenRecords(...set.events, claimed('M-1'), mark('card'));
    given(nerida, set)
      .when('SetPayRate', rate, me)
      .thenRecords(employee.event('e-n', 'PayRateSet', { ...own5, was: null }), mark('rate'));
  });
  test('does not decide for themselves even then', () => {
    given(nerida, set)
      .when('AdjustLeaveBalance', { employeeId: 'e-n', type: 'annual', minutes: 60, reason: 'Opening' }, me)
      .thenRefuses({ refused: 'own-request', detail: 'You cannot adjust your own balance.' });
  });
  test('leaves it to the others as soon as there were any, also when they are gone again', () => {
    const closed = by('nerida', user.event('ben', 'UserDeactivated', {}));
    for (const others of [[manager], [manager, closed]]) {
      given(nerida, set, ...others)
        .when('SetPayRate', rate, me)
        .thenRefuses(refused(`You cannot set your own pay rate. ${ask}`));
    }
    // A log from before it said that there was a manager.
    given(nerida, set, by('ben', hierarchy.event(COMPANY, 'EmployeePlaced', place('kylie'))))
      .when('SetPayRate', rate, me)
      .thenRefuses(refused(`You cannot set your own pay rate. ${ask}`));
  });
  const own5 = { from: rate.from, rateCents: rate.rateCents };
});

suite('approvals that are handed over', (test) => {
  const days = { from: '2026-11-09', until: '2026-11-15' };
  test('are not taken by the office for itself', () => {
    given(people)
      .when('DelegateApprovals', { employeeId: 'e-priya', to: 'e-ben', ...days }, ben)
      .thenRefuses({
        refused: 'own-card',
        detail:
          'You cannot hand the approvals of Priya Raman over to yourself. Ask them, or somebody else in the office.',
      });
  });
  test('lead back to nobody, over any number of steps, on any day', () => {
    const step = (employeeId: string, to: string, from = days.from, until = days.until) =>
      by('amy', hierarchy.event(COMPANY, 'DelegationPlaced', { employeeId, to, from, until }));
    const chain = [step('e-dave', 'e-kylie'), step('e-kylie', 'e-priya')];
    given(people, ...chain)
      .when('DelegateApprovals', { employeeId: 'e-priya', to: 'e-dave', ...days }, { user: 'priya' })
      .thenRefuses({
        refused: 'delegation-loop',
        detail:
          'The approvals of Dave Mitchell lead back to Priya Raman on these days. Choose somebody else, or other days.',
      });
    const later = { from: '2026-11-16', until: '2026-11-20' };
    given(people, ...chain)
      .when('DelegateApprovals', { employeeId: 'e-priya', to: 'e-dave', ...later }, { user: 'priya' })
      .thenRecords(
        employee.event('e-priya', 'ApprovalsDelegated', { to: 'e-dave', ...later }),
        hierarchy.event(COMPANY, 'DelegationPlaced', { employeeId: 'e-priya', to: 'e-dave', ...later }),
      );
    // Each step alone holds on some of the days, and all of them on none.
    given(people, step('e-dave', 'e-kylie', '2026-11-09', '2026-11-11'), step('e-kylie', 'e-priya', '2026-11-12'))
      .when('DelegateApprovals', { employeeId: 'e-priya', to: 'e-dave', ...days }, { user: 'priya' })
      .thenRecords(
        employee.event('e-priya', 'ApprovalsDelegated', { to: 'e-dave', ...days }),
        hierarchy.event(COMPANY, 'DelegationPlaced', { employeeId: 'e-priya', to: 'e-dave', ...days }),
      );
  });
  test('do not reach the person who chose the delegate', () => {
    // Ben has Amy's approvals handed to Dave, who would then decide for Ben.
    const chosen = by(
      'ben',
      hierarchy.event(COMPANY, 'DelegationPlaced', { employeeId: 'e-amy', to: 'e-dave', ...days }),
    );
    const wish = { employeeId: 'e-ben', requestId: 'r1', reason: 'No' };
    const notYours = 'Ben Okafor is not in your team. Leave it to the person who decides there.';
    given(people, chosen)
      .when('RejectLeave', wish, { user: 'dave' })
      .thenRefuses({ refused: 'not-your-team', detail: notYours });
  });
});

function place(person: 'ben' | 'kylie'): Place {
  return { employeeId: `e-${person}`, name: names[person], userId: person, managerId: null, active: true };
}

function claimed(number: string) {
  const data = { owner: 'employee/e-n', spelling: number };
  return { aggregate: `name/employee-number/${number.toLowerCase()}`, type: 'NameClaimed', v: 1, data };
}

suite('one’s own week in a pay run', (test) => {
  const monday = '2026-11-02';
  const week = { employeeId: 'e-kylie', monday };
  const moment = (by: string, expectedVersion?: number) => ({
    ...{ user: by, today: '2026-11-12' },
    ...(expectedVersion !== undefined && { expectedVersion }),
  });
  /** Ben approves a week of Kylie's. Then Amy links her card to Ben's account. */
  function company(approver: string): World {
    const world = new World();
    world.record(people.events, people.moment);
    world.handle('SaveTimesheet', { ...week, entries: [{ date: monday, minutes: 456 }] }, moment('kylie', 0));
    world.handle('SubmitTimesheet', week, moment('kylie'));
    world.handle('ApproveTimesheet', week, moment(approver, 1));
    const ofBen = { employeeId: 'e-kylie', name: names.kylie, userId: 'ben', managerId: null, active: true };
    world.record([hierarchy.event(COMPANY, 'EmployeePlaced', ofBen)], { user: 'amy' });
    world.handle('OpenPayRun', { period: monday }, moment('ben'));
    return world;
  }
  const weeks = [{ ...week, calculation: 4 }];
  test('is not paid by the person who approved it', () => {
    const refusal = company('ben').decide('FinalisePayRun', { period: monday, weeks }, moment('ben'));
    assert.equal('refused' in refusal && [refusal.refused, refusal.detail], [
      'own-request',
      'You approved the week of 2–8 Nov of Kylie Tran, and it is your own. Leave it out. Ask somebody else to reopen and approve it.',
    ]);
    assert.not.ok('refused' in company('ben').decide('FinalisePayRun', { period: monday, weeks }, moment('amy')));
  });
  test('is paid by its person where somebody else approved it: there is one run for everybody', () => {
    assert.not.ok('refused' in company('priya').decide('FinalisePayRun', { period: monday, weeks }, moment('ben')));
  });
});
