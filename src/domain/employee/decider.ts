import type { CommandPayload } from '../../contracts/commands.ts';
import type { employeeCommands } from '../../contracts/employee.ts';
import { may } from '../../contracts/permissions.ts';
import { sameContent } from '../../contracts/plain.ts';
import { datedOn } from '../../contracts/terms.ts';
import { COMPANY } from '../company.ts';
import {
  byAnother,
  type Context,
  type DeciderOf,
  isRefusal,
  type NewEvent,
  type Peek,
  type Read,
  type Refusal,
  refuse,
  refuseStale,
} from '../kernel.ts';
import { claimName, namesAt, releaseName } from '../name/decider.ts';
import { user } from '../user/decider.ts';
import {
  activeEmployee,
  employee,
  firstTerms,
  knownEmployee,
  rateOn,
  sameCard,
  sameTerms,
  termsOn,
} from './employee.ts';
import type { Place } from './events.ts';
import { hierarchy, isBelow, isHeldBy, leadsBack, placeOf, placeOfUser } from './hierarchy.ts';
import { markOwn, ownCardReads, refuseOwnAccount, refuseOwnCard } from './own-card.ts';
import { rightsReads, roleOf } from './rights.ts';

export const employeeDeciders = {
  RegisterEmployee: {
    reads: ({ employeeId, ...card }, _peek, context) => [...cardReads(employeeId, card), ...ownCardReads(context)],
    decide({ employeeId, ...card }, read, context) {
      const found = read(employee, employeeId);
      if (found.status !== 'none') {
        return refuse(
          'already-exists',
          `${found.card.name} is on the list already. Open the card and change it there.`,
          {
            winner: byAnother(found.registered, context),
          },
        );
      }
      const linked =
        refuseOwnAccount(read, card.userId, context) ?? refuseAccount(read, employeeId, card.userId, context);
      if (linked) return linked;
      const claimed = claimName(read, context, 'employee-number', card.number, employee.at(employeeId));
      if (isRefusal(claimed)) return claimed;
      const place = { employeeId, name: card.name, userId: card.userId ?? null, managerId: null, active: true };
      const own = markOwn(read, employeeId, 'card', context, card.userId);
      return [employee.event(employeeId, 'EmployeeRegistered', card), placing(place), ...claimed, ...own];
    },
  },

  ReviseEmployee: {
    reads: ({ employeeId, ...card }, peek, context) => [
      ...cardReads(employeeId, card),
      ...ownCardReads(context),
      ...oldNumber(employeeId, peek).flatMap((number) => namesAt('employee-number', number)),
    ],
    decide({ employeeId, terms, termsFrom: wished, ...card }, read, context) {
      const found = activeEmployee(read, employeeId, context);
      if (isRefusal(found)) return found;
      const stale = refuseStale('Employee', context, found.version, found.lastEdit);
      if (stale) return stale;
      const termsFrom = wished ?? context.today;
      // Terms from the first day on are those that the card begins with.
      const isFirst = termsFrom <= card.startDate && datedOn(found.terms, termsFrom).from === undefined;
      const changed = terms !== undefined && !sameTerms(termsOn(found, termsFrom), terms) ? terms : undefined;
      if (changed === undefined && sameCard(found.card, card)) return [];
      const { email, phone } = found.card;
      const reachOnly = changed === undefined && sameCard(found.card, { ...card, email, phone });
      const own =
        (reachOnly ? undefined : refuseOwnCard(read, employeeId, context, OWN_REST)) ??
        (card.userId === found.card.userId ? undefined : refuseOwnAccount(read, card.userId, context));
      if (own) return own;
      if (found.details['tax-file-number']?.ref !== undefined && terms?.tfnProvided === false) {
        const detail = `The tax file number of ${found.card.name} is on file, so it was told. Erase it there first.`;
        return refuse('number-on-file', detail, { winner: byAnother(found.details['tax-file-number'].last, context) });
      }
      const linked = refuseAccount(read, employeeId, card.userId, context);
      if (linked) return linked;
      const numbered = renumbering(read, context, employeeId, found.card.number, card.number);
      if (isRefusal(numbered)) return numbered;
      const first = isFirst ? changed : undefined;
      const whole = { ...card, terms: first ?? firstTerms(found) };
      const stands = sameCard(found.card, card) && first === undefined;
      const revised = stands ? [] : [employee.event(employeeId, 'EmployeeRevised', whole)];
      const set =
        changed === undefined || isFirst
          ? []
          : [employee.event(employeeId, 'TermsSet', { from: termsFrom, terms: changed })];
      const place = replacing(read, employeeId, { name: card.name, userId: card.userId ?? null });
      const marked = reachOnly ? [] : markOwn(read, employeeId, 'card', context, card.userId);
      return [...revised, ...set, ...place, ...numbered, ...marked];
    },
  },

  SetPayRate: {
    reads: ({ employeeId }, _peek, context) => [employee.at(employeeId), ...ownCardReads(context)],
    decide({ employeeId, from, rateCents, reason }, read, context) {
      const found = activeEmployee(read, employeeId, context);
      if (isRefusal(found)) return found;
      const own = refuseOwnCard(read, employeeId, context, 'You cannot set your own pay rate.');
      if (own) return own;
      const stale = refuseStale('Pay rate', context, found.rateVersion, found.lastRate);
      if (stale) return stale;
      const was = rateOn(found, from) ?? null;
      // The rate of that date already, and no later date begins from it: nothing would change.
      if (was === rateCents) return [];
      const set = employee.event(employeeId, 'PayRateSet', { from, rateCents, was, reason });
      return [set, ...markOwn(read, employeeId, 'rate', context)];
    },
  },

  AssignManager: {
    reads: ({ employeeId }, _peek, context) => [employee.at(employeeId), ...ownCardReads(context)],
    decide({ employeeId, managerId }, read, context) {
      const found = activeEmployee(read, employeeId, context);
      if (isRefusal(found)) return found;
      const own = refuseOwnCard(read, employeeId, context, 'You cannot choose your own manager.');
      if (own) return own;
      if (found.managerId === managerId) return [];
      const all = read(hierarchy, COMPANY);
      const manager = managerId === null ? undefined : placeOf(all, managerId);
      if (manager && isRefusal(manager)) return manager;
      if (manager && !manager.active) {
        return refuse('employee-inactive', `${manager.name} no longer works here. Choose somebody else.`, {
          winner: byAnother(all.placed.get(manager.employeeId), context),
        });
      }
      if (manager?.employeeId === employeeId) {
        return refuse('manager-loop', `${manager.name} cannot be their own manager. Choose somebody else.`);
      }
      if (manager && isBelow(all, manager.employeeId, employeeId)) {
        const detail = `${manager.name} is in the team of ${found.card.name}, so they cannot manage them.`;
        return refuse('manager-loop', `${detail} Choose somebody else.`, {
          winner: byAnother(all.placed.get(manager.employeeId), context),
        });
      }
      const assigned = employee.event(employeeId, 'ManagerAssigned', { managerId, was: found.managerId });
      const marked = markOwn(read, employeeId, 'manager', context);
      return [assigned, ...replacing(read, employeeId, { managerId }), ...marked];
    },
  },

  DelegateApprovals: {
    reads: ({ employeeId }, peek, context) => [employee.at(employeeId), ...rightsReads(peek, context)],
    decide({ employeeId, to, from, until }, read, context) {
      const found = activeEmployee(read, employeeId, context);
      if (isRefusal(found)) return found;
      const all = read(hierarchy, COMPANY);
      const delegate = placeOf(all, to);
      if (isRefusal(delegate)) return delegate;
      const own = found.card.userId === context.user;
      const role = roleOf(read, context.user);
      const office = role !== undefined && may(role, 'decide.all');
      if (!office && !own) {
        return refuse('not-your-own', `Only ${found.card.name} or the office can hand over these approvals.`);
      }
      if (!delegate.active) {
        return refuse('employee-inactive', `${delegate.name} no longer works here. Choose somebody else.`, {
          winner: byAnother(all.placed.get(to), context),
        });
      }
      if (!own && isHeldBy(all, to, context.user)) {
        const detail = `You cannot hand the approvals of ${found.card.name} over to yourself.`;
        return refuse('own-card', `${detail} Ask them, or somebody else in the office.`);
      }
      if (leadsBack(all, to, employeeId, { from, until })) {
        const detail = `The approvals of ${delegate.name} lead back to ${found.card.name} on these days.`;
        return refuse('delegation-loop', `${detail} Choose somebody else, or other days.`);
      }
      const before = all.delegations.get(employeeId)?.find((one) => one.to === to);
      if (before && before.from === from && before.until === until) return [];
      return [
        employee.event(employeeId, 'ApprovalsDelegated', { to, from, until }),
        hierarchy.event(COMPANY, 'DelegationPlaced', { employeeId, to, from, until }),
      ];
    },
  },

  DeactivateEmployee: {
    reads: ({ employeeId }, _peek, context) => [employee.at(employeeId), ...ownCardReads(context)],
    decide({ employeeId, reason }, read, context) {
      const found = activeEmployee(read, employeeId, context);
      if (isRefusal(found)) return found;
      const own = refuseOwnCard(read, employeeId, context, 'You cannot take yourself off the list.');
      if (own) return own;
      const left = employee.event(employeeId, 'EmployeeDeactivated', { reason });
      const marked = markOwn(read, employeeId, 'card', context);
      return [left, ...replacing(read, employeeId, { active: false }), ...marked];
    },
  },

  ReactivateEmployee: {
    reads: ({ employeeId }, _peek, context) => [employee.at(employeeId), ...ownCardReads(context)],
    decide({ employeeId }, read, context) {
      const found = knownEmployee(read, employeeId);
      if (isRefusal(found)) return found;
      const own = refuseOwnCard(read, employeeId, context, 'You cannot take yourself back on the list.');
      if (own) return own;
      if (found.status === 'active') {
        const winner = byAnother(found.lastEdit, context);
        return refuse('nothing-changed', `${found.card.name} works here already.`, { winner });
      }
      const back = employee.event(employeeId, 'EmployeeReactivated', {});
      const marked = markOwn(read, employeeId, 'card', context);
      return [back, ...replacing(read, employeeId, { active: true }), ...marked];
    },
  },
} satisfies { [Type in keyof typeof employeeCommands]: DeciderOf<Type> };

const OWN_REST = 'On your own card you change phone and e-mail, and nothing else.';

type Card = Omit<CommandPayload<'RegisterEmployee'>, 'employeeId' | 'terms'>;

function cardReads(employeeId: string, { number, userId }: Card): string[] {
  return [
    employee.at(employeeId),
    hierarchy.at(COMPANY),
    ...namesAt('employee-number', number),
    ...(userId === undefined ? [] : [user.at(userId)]),
  ];
}

/** The number that the employee has now, as far as it is known. */
function oldNumber(employeeId: string, peek: Peek): string[] {
  const known = peek(employee, employeeId);
  return known === undefined || known.status === 'none' ? [] : [known.card.number];
}

/** Refuses an account that nobody registered, and one that is another employee's. */
function refuseAccount(
  read: Read,
  employeeId: string,
  userId: string | undefined,
  context: Context,
): Refusal | undefined {
  if (userId === undefined) return undefined;
  if (read(user, userId).status === 'none') {
    return refuse('not-found', `There is no user ${userId}. Choose one from the list.`);
  }
  const all = read(hierarchy, COMPANY);
  const owner = placeOfUser(all, userId);
  if (owner === undefined || owner.employeeId === employeeId) return undefined;
  return refuse('account-taken', `This account is ${owner.name}'s. Choose another.`, {
    winner: byAnother(all.placed.get(owner.employeeId), context),
    fresh: { employeeId: owner.employeeId },
  });
}

/** Claims the new number and gives the old one free, unless they differ in spelling only. */
function renumbering(
  read: Read,
  context: Context,
  employeeId: string,
  before: string,
  after: string,
): readonly NewEvent[] | Refusal {
  const owner = employee.at(employeeId);
  const claimed = claimName(read, context, 'employee-number', after, owner);
  if (isRefusal(claimed)) return claimed;
  return [...claimed, ...releaseName(read, 'employee-number', before, after, owner)];
}

/** The place with what changed about it; nothing where it stays as it is. */
function replacing(read: Read, employeeId: string, change: Partial<Place>): readonly NewEvent[] {
  const before = placeOf(read(hierarchy, COMPANY), employeeId);
  if (isRefusal(before)) return [];
  const after = { ...before, ...change };
  return sameContent({ ...before }, { ...after }) ? [] : [placing(after)];
}

function placing(place: Place): NewEvent {
  return hierarchy.event(COMPANY, 'EmployeePlaced', place);
}
