import { defineAggregate, type Recorded, type Refusal, refuse, type Trace, traceOf } from '../kernel.ts';
import type { HierarchyEvent, Place } from './events.ts';

/** Whoever decides in somebody's place, from one date to another, both included. */
export interface Delegation {
  readonly to: string;
  readonly from: string;
  readonly until: string;
}

/** Always true: nobody is above themselves, and an account belongs to one employee. */
export interface Hierarchy {
  readonly places: ReadonlyMap<string, Place>;
  /** What each employee handed over; one for each person it was handed to. */
  readonly delegations: ReadonlyMap<string, readonly Delegation[]>;
  /** Who placed somebody where they stand. */
  readonly placed: ReadonlyMap<string, Trace>;
}

/** There is one: `hierarchy/company`. Each change of who is above whom meets the others here. */
export const hierarchy = defineAggregate<Hierarchy, HierarchyEvent>({
  kind: 'hierarchy',
  initial: { places: new Map(), delegations: new Map(), placed: new Map() },
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
      return { ...state, places, placed };
    }
    case 'DelegationPlaced': {
      const { employeeId, ...delegation } = event.data;
      const others = (state.delegations.get(employeeId) ?? []).filter(({ to }) => to !== delegation.to);
      return { ...state, delegations: new Map(state.delegations).set(employeeId, [...others, delegation]) };
    }
    default:
      event satisfies never;
      return state;
  }
}
