import { may, type Role } from '../../contracts/permissions.ts';
import { COMPANY } from '../company.ts';
import { type Context, isRefusal, type Peek, type Read, type Refusal, refuse } from '../kernel.ts';
import { user } from '../user/decider.ts';
import type { Place } from './events.ts';
import { type Hierarchy, hierarchy, isBelow, isHeldBy, placeOf, placeOfUser } from './hierarchy.ts';

// Who may decide for whom. Decisions rely on these rights without writing to them, as they do on the role at the door.
// A person who had the right at that moment had it, and a right that ends just then does no harm.

/** Ids of what the functions below read. */
export function rightsReads(peek: Peek, context: Context): readonly string[] {
  const all = peek(hierarchy, COMPANY);
  const principals = all === undefined ? [] : whoDelegatedTo(all, context);
  const userIds = [context.user, ...principals.map(({ place }) => place.userId)];
  return [hierarchy.at(COMPANY), ...userIds.flatMap((id) => (id === null ? [] : [user.at(id)]))];
}

/** Refuses anybody who is neither the employee nor may decide for them. Gives the place of the employee otherwise. */
export function actsFor(read: Read, employeeId: string, context: Context): Place | Refusal {
  const all = read(hierarchy, COMPANY);
  const place = placeOf(all, employeeId);
  if (isRefusal(place) || place.userId === context.user || maySay(read, all, place, context)) return place;
  return refuse('not-your-own', 'You can do this for yourself and for your team only. Ask the office.');
}

/**
 * Refuses anybody who may not decide for the employee; nobody decides their own. Gives the place of the employee
 * otherwise. `own` is the sentence for one's own; `asked` is the position of what is decided: it is also the affair of
 * the account that was linked then.
 */
export function decidesFor(
  read: Read,
  employeeId: string,
  context: Context,
  own: string,
  asked?: number,
): Place | Refusal {
  const all = read(hierarchy, COMPANY);
  const place = placeOf(all, employeeId);
  if (isRefusal(place)) return place;
  if (isHeldBy(all, employeeId, context.user, asked)) return refuse('own-request', own);
  if (maySay(read, all, place, context, asked)) return place;
  return refuse('not-your-team', `${place.name} is not in your team. Leave it to the person who decides there.`);
}

/** The role of an account; undefined for one that nobody registered, such as that of the operator's tools. */
export function roleOf(read: Read, userId: string): Role | undefined {
  const found = read(user, userId);
  return found.status === 'active' ? found.role : undefined;
}

function maySay(read: Read, all: Hierarchy, about: Place, context: Context, asked?: number): boolean {
  if (rules(read, all, context.user, about)) return true;
  // A delegate has the rights of the person in whose place they decide. These do not reach that person's own leave and
  // weeks, nor those of the person who chose the delegate.
  return whoDelegatedTo(all, context).some(({ place: { employeeId, userId }, by }) => {
    if (userId === null || employeeId === about.employeeId) return false;
    const choosing = [userId, ...by].some((one) => isHeldBy(all, about.employeeId, one, asked));
    return !choosing && rules(read, all, userId, about);
  });
}

/** Whether this account decides for that employee in its own right. */
function rules(read: Read, all: Hierarchy, userId: string, about: Place): boolean {
  const role = roleOf(read, userId);
  if (role === undefined) return false;
  if (may(role, 'decide.all')) return true;
  const self = placeOfUser(all, userId);
  return may(role, 'decide.team') && self?.active === true && isBelow(all, about.employeeId, self.employeeId);
}

interface Principal {
  readonly place: Place;
  /** The accounts that handed these approvals over: their own, or the office's. */
  readonly by: readonly string[];
}

/** Those whose approvals were handed over to the sender for today. */
function whoDelegatedTo(all: Hierarchy, { user: userId, today }: Context): Principal[] {
  const self = placeOfUser(all, userId);
  if (self?.active !== true) return [];
  return [...all.delegations].flatMap(([employeeId, delegations]) => {
    const place = all.places.get(employeeId);
    const held = delegations.filter(({ to, from, until }) => to === self.employeeId && from <= today && today <= until);
    return held.length > 0 && place?.active === true ? [{ place, by: held.map(({ by }) => by) }] : [];
  });
}
