import { defineAggregate, type Recorded, type Refusal, refuse, type Trace, traceOf } from '../kernel.ts';
import type { HierarchyEvent, Place } from './events.ts';

/** Who decides in somebody's place, from one date to another, both included. */
export interface Delegation {
  readonly to: string;
  readonly from: string;
  readonly until: string;
  /** The account that handed them over. */
  readonly by: string;
}

/** From this position on the card is this account's. */
interface Holder {
  readonly userId: string;
  readonly from: number;
}

/** Always true: nobody is above themselves, and an account belongs to one employee. */
export interface Hierarchy {
  readonly places: ReadonlyMap<string, Place>;
  /** What each employee handed over; one for each person it was handed to. */
  readonly delegations: ReadonlyMap<string, readonly Delegation[]>;
  /** Who placed somebody where they stand. */
  readonly placed: ReadonlyMap<string, Trace>;
  /** Whose each card was, the earliest first. A card without an account is still that of the account before. */
  readonly holders: ReadonlyMap<string, readonly Holder[]>;
}

/** There is one: `hierarchy/company`. Each change of who is above whom meets the others here. */
export const hierarchy = defineAggregate<Hierarchy, HierarchyEvent>({
  kind: 'hierarchy',
  initial: { places: new Map(), delegations: new Map(), placed: new Map(), holders: new Map() },
  evolve,
});

/** Where somebody stands, or a refusal when there is nobody of that id. */
export function placeOf(all: Hierarchy, employeeId: string): Place | Refusal {
  return all.places.get(employeeId) ?? unknownEmployee(employeeId);
}

export function unknownEmployee(employeeId: string): Refusal {
  return refuse('not-found', `There is no employee ${employeeId}. Choose one from the list.`);
}

/** The employee whose account this is. */
export function placeOfUser(all: Hierarchy, userId: string): Place | undefined {
  for (const place of all.places.values()) if (place.userId === userId) return place;
  return undefined;
}

/**
 * Whether the card is this account's, or was at that position or later. It stays so when the link is taken off, until
 * another account is linked: nobody stops being themselves by a change of the card.
 */
export function isHeldBy(
  all: Hierarchy,
  employeeId: string,
  userId: string,
  since = Number.POSITIVE_INFINITY,
): boolean {
  const holders = all.holders.get(employeeId) ?? [];
  return holders.some((one, index) => {
    const next = holders[index + 1];
    return one.userId === userId && (next === undefined || next.from > since);
  });
}

/** Whether approvals that are handed to somebody go on, step by step, to `origin` on one of these days. */
export function leadsBack(
  all: Hierarchy,
  to: string,
  origin: string,
  days: { readonly from: string; readonly until: string },
): boolean {
  const begins = [...all.delegations.values()].flat().map(({ from }) => from);
  // Where it is so on any day, it is so on the first of these days or on one on which a delegation begins.
  const looked = new Set([days.from, ...begins.filter((day) => days.from < day && day <= days.until)]);
  return [...looked].some((day) => reachedOn(all, to, day).has(origin));
}

/** The person, and everybody that their approvals are handed on to on that day. */
function reachedOn(all: Hierarchy, first: string, day: string): ReadonlySet<string> {
  const reached = new Set([first]);
  for (const one of reached) {
    for (const { to, from, until } of all.delegations.get(one) ?? []) if (from <= day && day <= until) reached.add(to);
  }
  return reached;
}

/** Whether somebody is in the team of another, or in a team below it. */
export function isBelow(all: Hierarchy, employeeId: string, managerId: string): boolean {
  const seen = new Set<string>();
  let above = all.places.get(employeeId)?.managerId ?? undefined;
  while (above !== undefined && !seen.has(above)) {
    if (above === managerId) return true;
    seen.add(above);
    above = all.places.get(above)?.managerId ?? undefined;
  }
  return false;
}

function evolve(state: Hierarchy, event: Recorded<HierarchyEvent>): Hierarchy {
  switch (event.type) {
    case 'EmployeePlaced': {
      const { data } = event;
      const places = new Map(state.places).set(data.employeeId, data);
      const placed = new Map(state.placed).set(data.employeeId, traceOf(event, { ...data }));
      return { ...state, places, placed, holders: held(state.holders, data, event.position) };
    }
    case 'DelegationPlaced': {
      const { employeeId, ...dates } = event.data;
      const delegation = { ...dates, by: event.user };
      const others = (state.delegations.get(employeeId) ?? []).filter(({ to }) => to !== delegation.to);
      return { ...state, delegations: new Map(state.delegations).set(employeeId, [...others, delegation]) };
    }
    default:
      event satisfies never;
      return state;
  }
}

function held(before: Hierarchy['holders'], { employeeId, userId }: Place, from: number): Hierarchy['holders'] {
  const holders = before.get(employeeId) ?? [];
  if (userId === null || holders.at(-1)?.userId === userId) return before;
  return new Map(before).set(employeeId, [...holders, { userId, from }]);
}
