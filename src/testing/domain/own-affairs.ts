import { may, type Role } from '../../contracts/permissions.ts';
import { sameContent } from '../../contracts/plain.ts';
import type { DomainEvent, Plain, Recorded } from '../../domain/kernel.ts';

// For tests: whose affair each decision in a log is, worked out from the events alone and apart from the deciders.

/** What is wrong with a log whose last commit is somebody's decision for themselves; undefined where it is not. */
export function ownDecision(log: readonly Recorded[]): string | undefined {
  const last = log.at(-1)?.position;
  for (const event of log.filter(({ position }) => position === last)) {
    const subjects = subjectsOf(event, log);
    if (!subjects.has(event.user)) continue;
    const marked = log.some(({ type, position }) => type === 'OwnCardSetUp' && position === event.position);
    if (marked && setUps.has(event.type) && isAlone(event.user, log, event.position)) continue;
    return `${event.user} decided for themselves: ${event.type} of ${event.aggregate} at ${event.position}`;
  }
  return undefined;
}

const setUps = new Set(['EmployeeRegistered', 'EmployeeRevised', 'TermsSet', 'PayRateSet', 'ManagerAssigned']);
for (const type of ['EmployeeDeactivated', 'EmployeeReactivated', 'PrivateDetailChanged', 'PrivateDetailErased']) {
  setUps.add(type);
}

/** The accounts that may not have caused this event. */
function subjectsOf(event: Recorded, log: readonly Recorded[]): ReadonlySet<string> {
  const [kind, id = '', ...rest] = event.aggregate.split('/');
  const { position } = event;
  switch (event.type) {
    case 'LeaveApproved':
    case 'LeaveRejected':
    case 'LeaveCancelled': {
      const { requestId } = event.data as { requestId: string };
      const asked = log.find(
        ({ type, aggregate, data }) =>
          type === 'LeaveRequested' && aggregate === event.aggregate && Reflect.get(data, 'requestId') === requestId,
      );
      return owners(log, id, asked?.position ?? position, position);
    }
    case 'TimesheetApproved':
    case 'TimesheetRejected':
    case 'TimesheetReopened': {
      const first = log.find(({ aggregate }) => aggregate === `${kind}/${[id, ...rest].join('/')}`);
      return owners(log, id, first?.position ?? position, position);
    }
    case 'TimesheetPaid': {
      // Who pays a week is somebody else than who approved it, where it is their own.
      const approval = log.findLast(
        ({ type, aggregate, position: at }) =>
          type === 'TimesheetApproved' && aggregate === event.aggregate && at < position,
      );
      return approval?.user === event.user ? owners(log, id, position, position) : new Set();
    }
    case 'LeaveBalanceAdjusted':
    case 'TermsSet':
    case 'PayRateSet':
    case 'ManagerAssigned':
    case 'EmployeeDeactivated':
    case 'EmployeeReactivated':
    case 'PrivateDetailChanged':
    case 'PrivateDetailErased':
      return owners(log, id, position, position);
    case 'EmployeeRegistered':
    case 'EmployeeRevised': {
      const before = log.findLast(
        ({ type, aggregate, position: at }) => cardTypes.has(type) && aggregate === event.aggregate && at < position,
      );
      const isReach = before !== undefined && sameContent(withoutReach(before), withoutReach(event));
      return isReach ? new Set() : owners(log, id, position - 1, position);
    }
    case 'UserRoleChanged':
    case 'UserDeactivated':
      return new Set([id]);
    default:
      return new Set();
  }
}

const cardTypes = new Set(['EmployeeRegistered', 'EmployeeRevised']);

function withoutReach({ data }: DomainEvent): { readonly [key: string]: Plain | undefined } {
  return { ...data, email: undefined, phone: undefined };
}

/** Every account that a card was linked to between two positions, or was linked to last before them. */
function owners(log: readonly Recorded[], employeeId: string, from: number, until: number): ReadonlySet<string> {
  const links = log
    .filter(({ type, aggregate }) => cardTypes.has(type) && aggregate === `employee/${employeeId}`)
    .flatMap(({ position, data }) => {
      const userId: unknown = Reflect.get(data, 'userId');
      return typeof userId === 'string' ? [{ position, userId }] : [];
    });
  const within = links.filter(({ position }) => from < position && position <= until);
  const first = links.findLast(({ position }) => position <= from);
  return new Set([...(first ? [first] : []), ...within].map(({ userId }) => userId));
}

/** Whether nobody else was in the office up to then. */
function isAlone(userId: string, log: readonly Recorded[], until: number): boolean {
  return log.every(({ type, aggregate, position, data }) => {
    if (position > until || (type !== 'UserRegistered' && type !== 'UserRoleChanged')) return true;
    const { role } = data as { role: Role };
    return aggregate === `user/${userId}` || !may(role, 'people.manage');
  });
}
