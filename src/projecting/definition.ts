import type * as z from 'zod/mini';
import type { OrderKey } from '../contracts/in-order.ts';
import type { Permission } from '../contracts/permissions.ts';
import type { OwnRows } from '../contracts/read-model-access.ts';
import type { SeriesRules } from '../contracts/read-models.ts';
import { type DomainEvent, kindAndId } from '../domain/kernel.ts';
import type { RecordedEvent } from '../event-store/commit.ts';

/**
 * A read model as it is run; `defineProjection` makes one. It says how rows grow out of events, and how they are shown
 * and asked for. Plain data and pure functions, so that the same events always give the same rows, in any process and on
 * any day. Rows are plain JSON: dates are ISO text, numbers are whole, fields without a value are left out.
 */
export interface Projection<Row extends object = object, View = unknown, Event extends DomainEvent = DomainEvent> {
  /** 'stock-levels': the URL /api/stock-levels, and the name that the collections of its generations begin with. */
  readonly name: string;
  /** Raise it when the rows would come out differently: the runner then builds a new generation beside the old one. */
  readonly version: number;
  readonly handles: readonly Event['type'][];
  /** Ids of the rows that this event touches. */
  id(event: RecordedEvent<Event>): string | readonly string[];
  /**
   * Id of the row that a new row goes on from: `evolve` receives that one as long as there is none of its own. A
   * history needs it for its running balance. Such rows must never change once they are written, or a replay after a
   * crash would go on from a later state than the first time.
   */
  follows?(event: RecordedEvent<Event>, id: string): string | undefined;
  /** The row after the event; undefined takes it away. Never changes the row it is given. What it throws parks the row. */
  evolve(row: Row | undefined, event: RecordedEvent<Event>, id: string): Row | undefined;
  readonly indexes: readonly IndexSpec[];
  /** What people get to see. Undefined for a row that is kept for its figures only. */
  present(row: Row, nameOf: NameOf, id: string): View | undefined;
  /**
   * The row where nothing was ever written, such as settings that nobody has changed. `about` is what `absentAbout`
   * names; where that is not there, neither is the row.
   */
  absent?(id: string, about: object | undefined): Row | undefined;
  /** Row of another read model that an absent row is about: a week that nobody has touched is somebody's. */
  absentAbout?(id: string): { readonly model: string; readonly id: string } | undefined;
  readonly query?: Query<Row>;
  /** Whether changed rows go out on the live feed. */
  readonly live: boolean;
}

/** Names are looked up at the door, so that rows hold ids only. */
export interface NameOf {
  /** What a person is called now; the id where nobody knows. */
  (userId: string): string;
  /** What a shared tablet is called; the id where nobody knows. */
  device(deviceId: string): string;
  /** What a client is called now, or was `at` a moment (ISO 8601); undefined where nobody knows. */
  client(clientId: string, at?: string): string | undefined;
}

/** Fields of the row, in order. */
export interface IndexSpec {
  readonly fields: readonly string[];
}

/** How a read model is asked for: its description in the contracts, as the rows that are kept fit it. */
export interface Query<Row extends object> {
  readonly permission: Permission;
  readonly own?: OwnRows;
  /** Schema of what `present` gives. */
  readonly row: z.ZodMiniType;
  /** A strict object of the filters that the list or the series takes. */
  readonly filters: z.ZodMiniObject;
  readonly one?: true;
  readonly list?: ListQuery<Row>;
  /** The row whose id is the owner's own holds the last number, as `head`. */
  readonly series?: SeriesRules;
}

/** Whose rows somebody may read: everybody's, or those of these employees. */
export type Whose = 'everyone' | readonly string[];

/** A bounded list, kept in memory in order while it is asked for. */
export interface ListQuery<Row extends object> {
  /** The rows that belong to the list: fields of the row and what they equal. */
  where(filters: object): { readonly [Field in keyof Row]?: unknown };
  order(row: Row): readonly OrderKey[];
  readonly rowsMax: number;
}

/** Ends a switch over all types of an event. */
export function unhandled(event: never): never {
  throw new Error(`No projection rule for ${(event as DomainEvent).type}`);
}

/** The row, where an event makes sense only for a thing that is there. */
export function existing<Row extends object>(row: Row | undefined, event: RecordedEvent): Row {
  if (row === undefined) throw new Error(`${event.type} of ${event.aggregate}, which is not there`);
  return row;
}

/** 'kraft-120' of 'stock-item/kraft-120'. */
export function idOf(event: RecordedEvent): string {
  return kindAndId(event.aggregate)[1];
}
