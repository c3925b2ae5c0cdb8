import type { CommandPayload, OpenCommandType } from '../contracts/commands.ts';
import type { Imported } from '../contracts/imported.ts';
import type { Plain } from '../contracts/plain.ts';
import type { RefusalCode } from '../contracts/problems.ts';

export type { Plain } from '../contracts/plain.ts';

/** An event as a decider returns it: a fact about one aggregate. `v` is the version of the shape of `data`. */
export interface DomainEvent {
  readonly type: string;
  readonly v: number;
  readonly data: object;
}

/** Shape of one event type: `Fact<'StockReceived', { quantity: number }>`. */
export interface Fact<Type extends string, Data extends object, Version extends number = 1> {
  readonly type: Type;
  readonly v: Version;
  readonly data: Data;
}

/** Where and by whom an event was recorded. */
export interface Recording {
  readonly aggregate: string;
  readonly sequence: number;
  readonly position: number;
  readonly at: Date;
  readonly user: string;
  /** The shared tablet that it came from. */
  readonly device?: string | undefined;
  readonly reason?: string | undefined;
  /** Where it comes from, if it tells of the time before Misty. `at` and `user` are then of that time too. */
  readonly imported?: Imported | undefined;
}

/** An event as it is read back: what happened and where it stands in the log. */
export type Recorded<Event extends DomainEvent = DomainEvent> = Event & Recording;

/** An event on its way into the log, with the aggregate that it belongs to. */
export interface NewEvent extends DomainEvent {
  readonly aggregate: string;
  /** Where it comes from, if it tells of the time before Misty. */
  readonly imported?: Imported | undefined;
}

/** One kind of thing that must stay consistent. Its events build up its state, and `evolve` holds no rules. */
export interface Aggregate<State, Event extends DomainEvent> {
  readonly kind: string;
  readonly initial: State;
  evolve(state: State, event: Recorded<Event>): State;
  /** Id in the log: "stock-item/kraft-120". */
  at(id: string): string;
  /** An event of this aggregate, in the newest version of its shape. */
  event<Type extends Event['type']>(id: string, type: Type, data: Extract<Event, { type: Type }>['data']): NewEvent;
}

export function defineAggregate<State, Event extends DomainEvent>(definition: {
  readonly kind: string;
  readonly initial: State;
  readonly evolve: (state: State, event: Recorded<Event>) => State;
}): Aggregate<State, Event> {
  const at = (id: string) => `${definition.kind}/${id}`;
  return { ...definition, at, event: (id, type, data) => ({ aggregate: at(id), type, v: 1, data }) };
}

/** What `at` has put together: "stock-item" and "kraft-120" of "stock-item/kraft-120". */
export function kindAndId(aggregate: string): readonly [kind: string, id: string] {
  const slash = aggregate.indexOf('/');
  return [aggregate.slice(0, slash), aggregate.slice(slash + 1)];
}

/** Any aggregate, as the event store holds them. */
export type AnyAggregate = Aggregate<unknown, DomainEvent>;

/** Somebody else's event that explains a refusal. `data` says what they did, in the words of that event. */
export interface Trace {
  readonly user: string;
  readonly at: Date;
  readonly type: string;
  readonly aggregate: string;
  readonly sequence: number;
  readonly position: number;
  readonly data: { readonly [key: string]: Plain | undefined };
}

/** What an event tells a person who is refused because of it. */
export function traceOf(recorded: Recorded, data: Trace['data']): Trace {
  const { user, at, type, aggregate, sequence, position } = recorded;
  return { user, at, type, aggregate, sequence, position, data };
}

/** An expected "no". It is returned, never thrown. `detail` is what the person reads. */
export interface Refusal {
  readonly refused: RefusalCode;
  readonly detail: string;
  /** The other person's event that caused it. */
  readonly winner?: Trace | undefined;
  /** The thing as it is now. */
  readonly fresh?: { readonly [key: string]: Plain | undefined } | undefined;
}

export type Decision = readonly NewEvent[] | Refusal;

export function isRefusal(value: object): value is Refusal {
  return 'refused' in value;
}

export function refuse(code: RefusalCode, detail: string, more: Pick<Refusal, 'winner' | 'fresh'> = {}): Refusal {
  return { refused: code, detail, ...more };
}

/** What comes with a command besides its payload. Deciders know no clock and no session. */
export interface Context {
  /** When the command is decided; never before the last commit. */
  readonly at: Date;
  /** The company's calendar date at that moment, YYYY-MM-DD. */
  readonly today: string;
  /** The company's time zone: fixed where the server is set up, so a decision may rely on it. */
  readonly timeZone: string;
  readonly user: string;
  /** The version that was on the sender's screen (If-Match). */
  readonly expectedVersion?: number | undefined;
}

/** The current state of one aggregate. An aggregate without events has its initial state. */
export type Read = <State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>, id: string) => State;

/** Like Read, but undefined until the aggregate is loaded. */
export type Peek = <State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  id: string,
) => State | undefined;

/**
 * One command: which aggregates it needs, and what it decides on their state. A decision may rely only on aggregates
 * that it writes to, or on facts that never change back (a thing exists, its unit).
 */
export interface CommandDecider<Payload> {
  /**
   * Ids of every aggregate that `decide` reads, first the one that the command is about. Where one depends on the state
   * of another (an order names its stock), return what is known so far: it is asked again once the rest is loaded.
   */
  readonly reads: (payload: Payload, peek: Peek, context: Context) => readonly string[];
  readonly decide: (payload: Payload, read: Read, context: Context) => Decision;
  /**
   * What the sender is told beyond the position. It is worked out from the recorded events, so a retry reads the same.
   */
  readonly result?: (events: readonly DomainEvent[]) => { readonly [key: string]: Plain };
}

/** The decider of one command. */
export type DeciderOf<Type extends OpenCommandType> = CommandDecider<CommandPayload<Type>>;

/** Refuses an edit that was made on an older version. `noun` as a person says it: "Order". */
export function refuseStale(
  noun: string,
  context: Context,
  current: number,
  last: Trace | undefined,
): Refusal | undefined {
  if (context.expectedVersion === undefined || context.expectedVersion === current) return undefined;
  return refuse('stale-version', `${noun} was modified by another user. Please refresh and try again.`, {
    winner: last,
    fresh: { version: current },
  });
}

/** The trace, if it is another person's. Nobody is told that they were faster than themselves. */
export function byAnother(trace: Trace | undefined, context: Context): Trace | undefined {
  return trace?.user === context.user ? undefined : trace;
}
