import { type ReadModelAccess, readModelAccess } from '../contracts/read-model-access.ts';
import { type ReadModelName, type RowOf, readModelSchemas } from '../contracts/read-model-schemas.ts';
import { type ListRules, type ProjectedName, readModels, type ToldRows } from '../contracts/read-models.ts';
import type { EventsOf } from '../domain/events.ts';
import type { DomainEvent } from '../domain/kernel.ts';
import type { RecordedEvent } from '../event-store/commit.ts';
import type { Projection, Query } from './definition.ts';

/** What an event makes of a row; undefined takes it away. */
export type Rule<Row extends object, Event extends DomainEvent> = (
  row: Row | undefined,
  event: RecordedEvent<Event>,
  id: string,
) => Row | undefined;

/** A rule for each event. */
export type Rules<Row extends object, Event extends DomainEvent> = {
  readonly [Type in Event['type']]: Rule<Row, Extract<Event, { type: Type }>>;
};

/** All events of the aggregates that these events happen to. */
type Siblings<Event extends DomainEvent> = {
  [Kind in keyof EventsOf]: Extract<EventsOf[Kind], Event> extends never ? never : EventsOf[Kind];
}[keyof EventsOf];

/** Events of those aggregates that the read model says nothing of: each is named, so that none is forgotten. */
type PassedOver<Event extends DomainEvent> = {
  readonly [Type in Exclude<Siblings<Event>['type'], Event['type']>]: 'passed over';
};

type Access<Name extends ReadModelName> = (typeof readModelAccess)[Name];
type Described<Name extends ReadModelName> = Name extends keyof typeof readModels ? (typeof readModels)[Name] : object;

/** What the description orders rows by: the row that is kept has it as well as the one that is shown. */
type Ordered<Name extends ReadModelName> =
  Described<Name> extends { readonly list: { order(row: infer Row): unknown } } ? Row : object;

/** Fields that the description finds rows by. */
type Found<Name extends ReadModelName> =
  | (Described<Name> extends { readonly list: { where(filters: never): infer Where } } ? keyof Where : never)
  | (Access<Name> extends { readonly own: { readonly by: infer Field } } ? Field : never);

type Definition<Name extends ReadModelName, Row extends object, Event extends DomainEvent> = Omit<
  Projection<Row, RowOf<Name>, Event>,
  'name' | 'handles' | 'evolve' | 'query' | 'live'
> & {
  readonly name: Name;
  /** What each event of the aggregates does. Never changes the row it is given; what it throws parks the row. */
  readonly on: Rules<Row, Event> & PassedOver<Event>;
  /** What all shown rows have in common. The others are kept for their figures. */
  readonly shown?: Partial<Row>;
} & ([Exclude<Found<Name>, keyof Row>] extends [never]
    ? unknown
    : { readonly 'fields that the row that is kept has to have': Exclude<Found<Name>, keyof Row> });

/**
 * The projection that makes a read model of the contracts. An event that is added to an aggregate does not compile
 * until each projection of that aggregate has a rule for it, or says that it is passed over.
 */
export function defineProjection<
  Name extends ProjectedName,
  Row extends Ordered<Name> & object,
  Event extends DomainEvent,
>({ on, shown, ...definition }: Definition<Name, Row, Event>): Projection<Row, RowOf<Name>, Event> {
  const { name } = definition;
  const rules = new Map(
    Object.entries<Rule<Row, Event> | 'passed over'>(on).flatMap(([type, rule]) =>
      rule === 'passed over' ? [] : [[type, rule] as const],
    ),
  );
  return {
    ...(definition as Omit<Projection<Row, RowOf<Name>, Event>, 'handles' | 'evolve' | 'query' | 'live'>),
    handles: [...rules.keys()],
    evolve(row, event, id) {
      const rule = rules.get(event.type);
      if (rule === undefined) throw new Error(`${name} has no rule for ${event.type}`);
      return rule(row, event, id);
    },
    query: queryOf(name, shown ?? {}),
    live: true,
  };
}

/** The same rule for all of these events. */
export function alike<Row extends object, Event extends DomainEvent>(
  types: Readonly<Record<Event['type'], unknown>>,
  rule: Rule<Row, Event>,
): Rules<Row, Event> {
  return Object.fromEntries(Object.keys(types).map((type) => [type, rule])) as unknown as Rules<Row, Event>;
}

/** Names events that a read model says nothing of. */
export function passedOver<Type extends string>(...types: readonly Type[]): Readonly<Record<Type, 'passed over'>> {
  return Object.fromEntries(types.map((type) => [type, 'passed over'])) as Record<Type, 'passed over'>;
}

function queryOf<Row extends object>(name: ProjectedName, shown: Partial<Row>): Query<Row> {
  // `Ordered` and `Found` have seen to it that the row has what the description asks of it.
  const { permission, own, one }: ReadModelAccess = readModelAccess[name];
  const told: Partial<Record<ProjectedName, unknown>> = readModels;
  const { list, series } = (told[name] ?? {}) as ToldRows<Row, object>;
  return {
    permission,
    ...readModelSchemas[name],
    ...(own && { own }),
    ...(one && { one }),
    ...(list && { list: listQuery(name, list, shown) }),
    ...(series && { series }),
  };
}

function listQuery<Row extends object>(
  name: string,
  { where, order, rowsMax }: ListRules<Row, object>,
  shown: Partial<Row>,
): NonNullable<Query<Row>['list']> {
  if (order === undefined) throw new Error(`The list ${name} is made by a projection and has no order.`);
  const wanted = (filters: object) => Object.entries({ ...shown, ...where(filters) });
  return {
    where: (filters) => Object.fromEntries(wanted(filters).filter(([, value]) => value !== undefined)) as Partial<Row>,
    order,
    rowsMax,
  };
}
