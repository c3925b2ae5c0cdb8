import { type CommandPayload, commands, type OpenCommandType } from '../../contracts/commands.ts';
import {
  type InternalCommandPayload,
  type InternalCommandType,
  internalCommands,
} from '../../contracts/internal-commands.ts';
import { aggregates, deciders } from '../../domain/catalogue.ts';
import type {
  Aggregate,
  CommandDecider,
  Context,
  Decision,
  DomainEvent,
  NewEvent,
  Peek,
  Read,
  Recorded,
} from '../../domain/kernel.ts';

export type AnyCommandType = OpenCommandType | InternalCommandType;
export type PayloadOf<Type extends AnyCommandType> = Type extends OpenCommandType
  ? CommandPayload<Type>
  : Type extends InternalCommandType
    ? InternalCommandPayload<Type>
    : never;

/** Who does something, and when; left out, somebody on an ordinary morning. */
export type Moment = Partial<Context>;

const MORNING = new Date('2026-11-12T00:00:00.000Z');

/**
 * A log in memory for tests: it holds what the event store holds deciders to. A decider may read only the aggregates
 * that it named, and write only to known kinds.
 */
export class World {
  readonly log: Recorded[] = [];
  readonly #standings = new Map<string, { readonly state: unknown; readonly sequence: number }>();
  #position = 0;

  /** Decides a command on the present state, writing nothing. The payload must pass its schema. */
  decide<Type extends AnyCommandType>(type: Type, payload: PayloadOf<Type>, moment: Moment = {}): Decision {
    const known = { ...commands, ...internalCommands }[type];
    const decider: CommandDecider<object> = deciders[type] as CommandDecider<object>;
    const valid = known.payload.parse(payload);
    const context = { at: MORNING, today: '2026-11-12', timeZone: 'Australia/Sydney', user: 'kylie', ...moment };
    const loaded = this.#load(decider, valid, context);
    const read: Read = (aggregate, id) => {
      if (!loaded.has(aggregate.at(id))) throw new Error(`${type} reads ${aggregate.at(id)} without having named it.`);
      return this.state(aggregate, id);
    };
    const decision = decider.decide(valid, read, context);
    if ('refused' in decision) return decision;
    // Named first is what the sender is told of: also where there was nothing to change.
    const [told] = loaded;
    const [first] = decision;
    if (first && first.aggregate !== told)
      throw new Error(`${type} is about ${first.aggregate}, and names ${told} first.`);
    for (const { aggregate } of decision) {
      if (!loaded.has(aggregate)) throw new Error(`${type} writes to ${aggregate} without having named it.`);
    }
    return decision;
  }

  /** Records events as one commit. `after` is called behind each of them. */
  record(events: readonly NewEvent[], moment: Moment = {}, after?: (event: Recorded) => void): readonly Recorded[] {
    this.#position += 1;
    const at = moment.at ?? new Date(MORNING.getTime() + this.#position * 1000);
    return events.map(({ aggregate, type, v, data }) => {
      const kind = aggregates.find((one) => aggregate.startsWith(`${one.kind}/`));
      if (kind === undefined) throw new Error(`No aggregate of the kind of ${aggregate} is known.`);
      const before = this.#standings.get(aggregate) ?? { state: kind.initial, sequence: 0 };
      const sequence = before.sequence + 1;
      const place = { aggregate, sequence, position: this.#position, at, user: moment.user ?? 'kylie' };
      // Through JSON and back, so that what the database would not keep is gone here too.
      const event = { type, v, data: JSON.parse(JSON.stringify(data)) as object, ...place };
      this.#standings.set(aggregate, { state: kind.evolve(before.state, event), sequence });
      this.log.push(event);
      after?.(event);
      return event;
    });
  }

  /** Decides and, where the answer is yes, records. */
  handle<Type extends AnyCommandType>(
    type: Type,
    payload: PayloadOf<Type>,
    moment: Moment = {},
    after?: (event: Recorded) => void,
  ): Decision {
    const decision = this.decide(type, payload, moment);
    if (!('refused' in decision) && decision.length > 0) this.record(decision, moment, after);
    return decision;
  }

  state<State, Event extends DomainEvent>(aggregate: Aggregate<State, Event>, id: string): State {
    const standing = this.#standings.get(aggregate.at(id));
    return standing === undefined ? aggregate.initial : (standing.state as State);
  }

  /** Asks again and again what is needed, as long as what is loaded leads to more. */
  #load(decider: CommandDecider<object>, payload: object, context: Context): ReadonlySet<string> {
    const loaded = new Set<string>();
    const peek: Peek = (aggregate, id) => (loaded.has(aggregate.at(id)) ? this.state(aggregate, id) : undefined);
    for (;;) {
      const missing = decider.reads(payload, peek, context).filter((id) => !loaded.has(id));
      if (missing.length === 0) return loaded;
      for (const id of missing) loaded.add(id);
    }
  }
}
