import * as fc from 'fast-check';
import type { Role } from '../contracts/permissions.ts';
import { ownDecision } from '../testing/domain/own-affairs.ts';
import { fullTime } from '../testing/domain/staff.ts';
import { type AnyCommandType, type PayloadOf, World } from '../testing/domain/world.ts';
import { assert, suite } from '../testing/suite.ts';
import { COMPANY } from './company.ts';
import { employee } from './employee/employee.ts';
import { hierarchy } from './employee/hierarchy.ts';
import { isRefusal } from './kernel.ts';
import { sheetId, timesheet } from './timesheet/timesheet.ts';
import { user } from './user/decider.ts';

// Random histories of cards, links, delegations, roles and decisions: many hands in a small office, each with an eye to
// their own affairs. Fast-check prints the seed of a history that fails.

const accounts: { readonly [userId: string]: Role } = {
  ...{ amy: 'admin', zoe: 'admin', ben: 'manager', mia: 'manager', priya: 'production_manager', dave: 'sales' },
};
const userIds = Object.keys(accounts);
const cards = ['e-priya', 'e-amy', 'e-ben', 'e-dave'] as const;
const monday = '2026-11-02';
const days = [{ date: '2026-12-01', minutes: 456 }];
const ref = '01936f0e-5c2a-7d10-9f4e-3b1c2d4e5f60';

const userId = fc.constantFrom(...userIds, 'amy', 'ben');
const employeeId = fc.constantFrom<string>(...cards, 'e-amy', 'e-ben');
const requestId = fc.constantFrom('r1', 'r2', 'r3');
const reason = fc.constant('Because');
const field = fc.constantFrom('tax-file-number' as const, 'bank-account' as const);
const from = fc.constantFrom('2026-11-09', '2026-11-12', '2026-11-14');
const until = fc.constantFrom('2026-11-14', '2026-11-30');
const role = fc.constantFrom<Role>('admin', 'manager', 'production_manager', 'sales');
const link = fc.option(userId, { nil: undefined });
const card = fc
  .record({ employeeId, userId: link, phone: fc.constantFrom('1', '2'), studyLoan: fc.boolean() })
  .map(({ studyLoan, userId: linked, ...rest }) => ({
    ...{ ...rest, number: rest.employeeId, name: rest.employeeId, startDate: '2024-07-01' },
    ...(linked !== undefined && { userId: linked }),
    terms: { ...fullTime, studyLoan },
  }));
const ofRequest = fc.record({ employeeId, requestId, reason });
const ofWeek = fc.record({ employeeId, monday: fc.constant(monday), reason });

const wishes = {
  RegisterUser: userId.map((id) => ({ userId: id, username: id, name: id, role: accounts[id] ?? 'sales' })),
  ChangeUserRole: fc.record({ userId, role }),
  DeactivateUser: fc.record({ userId }),
  ReactivateUser: fc.record({ userId }),
  RegisterEmployee: card,
  ReviseEmployee: card,
  SetPayRate: fc.record({ employeeId, from, rateCents: fc.constantFrom(4_000, 9_900) }),
  AssignManager: fc.record({ employeeId, managerId: fc.option(employeeId) }),
  DeactivateEmployee: fc.record({ employeeId }),
  ReactivateEmployee: fc.record({ employeeId }),
  ChangePrivateDetail: fc.record({ employeeId, field, ref: fc.constant(ref) }),
  ErasePrivateDetail: fc.record({ employeeId, field }),
  DelegateApprovals: fc
    .record({ employeeId, to: employeeId, from, until })
    .filter((one) => one.employeeId !== one.to && one.from <= one.until),
  RequestLeave: fc.record({ employeeId, requestId, type: fc.constant('unpaid' as const), days: fc.constant(days) }),
  ApproveLeave: fc.record({ employeeId, requestId }),
  RejectLeave: ofRequest,
  CancelApprovedLeave: ofRequest,
  AdjustLeaveBalance: fc.record({ employeeId, type: fc.constant('annual' as const), minutes: fc.constant(60), reason }),
  SaveTimesheet: fc.record({
    ...{ employeeId, monday: fc.constant(monday) },
    entries: fc.constantFrom([{ date: monday, minutes: 456 }], [{ date: monday, minutes: 300 }]),
  }),
  SubmitTimesheet: fc.record({ employeeId, monday: fc.constant(monday) }),
  ApproveTimesheet: fc.record({ employeeId, monday: fc.constant(monday) }),
  RejectTimesheet: ofWeek,
  ReopenTimesheet: ofWeek,
  OpenPayRun: fc.constant({ period: monday }),
  FinalisePayRun: fc.constant({ period: monday, weeks: [{ employeeId: 'e-amy', monday, calculation: 1 }] }),
  VoidPayRun: fc.record({ period: fc.constant(monday), reason }),
} satisfies { [Type in AnyCommandType]?: fc.Arbitrary<PayloadOf<Type>> };
type Wished = keyof typeof wishes;

const often: { readonly [Type in Wished]?: number } = {
  ...{ ReviseEmployee: 8, RequestLeave: 6, ApproveLeave: 8, DelegateApprovals: 4, SetPayRate: 3 },
  ...{ SaveTimesheet: 4, SubmitTimesheet: 4, ApproveTimesheet: 6, OpenPayRun: 2, FinalisePayRun: 5 },
  ...{
    CancelApprovedLeave: 10,
    RejectLeave: 6,
    RegisterEmployee: 5,
    AssignManager: 3,
    DeactivateUser: 2,
    ReactivateUser: 8,
  },
  ...{
    ChangeUserRole: 2,
    ReopenTimesheet: 4,
    RejectTimesheet: 2,
    VoidPayRun: 2,
    ReactivateEmployee: 6,
    RegisterUser: 2,
  },
};

interface Step {
  readonly type: Wished;
  readonly payload: { readonly employeeId?: string; readonly monday?: string; readonly field?: string };
  readonly by: string;
}
const steps = fc.array(
  fc.oneof(
    ...(Object.keys(wishes) as Wished[]).map((type) => ({
      arbitrary: fc.record({ type: fc.constant(type), payload: wishes[type], by: userId }) as fc.Arbitrary<Step>,
      weight: often[type] ?? 1,
    })),
  ),
  { minLength: 60, maxLength: 160, size: 'max' },
);

suite('nobody decides for themselves', (test) => {
  test('in no history of cards, links, delegations, roles and decisions', () => {
    const met = new Set<string>();
    const property = fc.property(fc.boolean(), steps, (alone, history) => {
      const world = founded(alone);
      for (const step of history) {
        // Nobody acts who has no account.
        if (world.state(user, step.by).status === 'none') continue;
        const decision = world.handle(step.type, onScreen(world, step) as never, momentOf(world, step));
        met.add(isRefusal(decision) ? `${step.type} ${decision.refused}` : step.type);
        if (isRefusal(decision)) continue;
        if (decision.some(({ type }) => type === 'OwnCardSetUp')) met.add('own card set up');
        assert.is(ownDecision(world.log), undefined);
        assert.is(circle(world), undefined);
      }
    });
    fc.assert(property, { numRuns: 200 });
    for (const reached of [
      ...Object.keys(wishes),
      ...['ReviseEmployee own-card', 'RegisterEmployee own-card', 'SetPayRate own-card', 'AssignManager own-card'],
      ...['DeactivateEmployee own-card', 'ChangePrivateDetail own-card', 'ErasePrivateDetail own-card'],
      ...['ApproveLeave own-request', 'RejectLeave own-request', 'CancelApprovedLeave own-request'],
      ...['AdjustLeaveBalance own-request', 'ApproveTimesheet own-request', 'ReopenTimesheet own-request'],
      ...['DelegateApprovals delegation-loop', 'DelegateApprovals own-card', 'ChangeUserRole own-account'],
      'own card set up',
    ]) {
      assert.ok(met.has(reached), `no history had: ${reached}`);
    }
  });
});

/** A company on its first day, with one administrator; or one in which everybody has an account, and most have a card. */
function founded(alone: boolean): World {
  const world = new World();
  const must: World['handle'] = (type, payload, moment) => {
    const decision = world.handle(type, payload, moment);
    if (isRefusal(decision)) throw new Error(`${type}: ${decision.detail}`);
    return decision;
  };
  const operator = { user: 'operator' };
  for (const id of alone ? ['amy'] : userIds) {
    must('RegisterUser', { userId: id, username: id, name: id, role: accounts[id] ?? 'sales' }, operator);
  }
  for (const id of alone ? [] : cards.slice(0, 3)) {
    const fields = { number: id, name: id, userId: id.slice(2), startDate: '2024-07-01', terms: fullTime };
    must('RegisterEmployee', { employeeId: id, ...fields }, operator);
    must('SetPayRate', { employeeId: id, from: '2024-07-01', rateCents: 4_000 }, operator);
  }
  if (alone) return world;
  // Something is decided already, so that histories get as far as taking it back.
  const [priya, ben] = [{ user: 'priya' }, { user: 'ben', today: '2026-11-14' }];
  const request = { employeeId: 'e-priya', requestId: 'r1' };
  must('RequestLeave', { ...request, type: 'unpaid', days }, priya);
  must('ApproveLeave', request, ben);
  const week = { employeeId: 'e-priya', monday };
  must('SaveTimesheet', { ...week, entries: [{ date: monday, minutes: 456 }] }, { ...priya, expectedVersion: 0 });
  must('SubmitTimesheet', week, priya);
  must('ApproveTimesheet', week, { ...ben, expectedVersion: 1 });
  return world;
}

/** What is on the sender's screen: for a pay run, the weeks that are there to be paid. */
function onScreen(world: World, { type, payload }: Step): object {
  if (type !== 'FinalisePayRun') return payload;
  const weeks = cards.flatMap((id) => {
    const { pay, paid } = world.state(timesheet, sheetId(id, monday));
    return pay && !paid ? [{ employeeId: id, monday, calculation: pay.calculation }] : [];
  });
  return weeks.length === 0 ? payload : { ...payload, weeks };
}

function momentOf(world: World, { type, payload, by }: Step) {
  const { employeeId: id = '' } = payload;
  const moment = { user: by, today: '2026-11-14' };
  if (payload.monday !== undefined) {
    return { ...moment, expectedVersion: world.state(timesheet, sheetId(id, monday)).version };
  }
  const found = world.state(employee, id);
  if (found.status === 'none' || type !== 'ReviseEmployee') return moment;
  return { ...moment, expectedVersion: found.version };
}

/** Somebody whose approvals lead back to themselves on one day. */
function circle(world: World): string | undefined {
  const { delegations } = world.state(hierarchy, COMPANY);
  const handedTo = (id: string, day: string) =>
    (delegations.get(id) ?? []).filter((one) => one.from <= day && day <= one.until).map(({ to }) => to);
  for (const day of ['2026-11-09', '2026-11-12', '2026-11-14', '2026-11-20', '2026-11-30']) {
    for (const first of cards) {
      let reached = handedTo(first, day);
      for (const _ of cards) {
        if (reached.includes(first)) return `${first} on ${day}`;
        reached = reached.flatMap((id) => handedTo(id, day));
      }
    }
  }
  return undefined;
}
