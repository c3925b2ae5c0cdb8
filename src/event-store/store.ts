import type { Db } from 'mongodb';
import type { AnyAggregate, CommandDecider } from '../domain/kernel.ts';
import { digest } from './canonical.ts';
import type { Commit } from './commit.ts';
import { CommandIdReused, type LogReplaced, UnknownCommand } from './errors.ts';
import { Lane } from './lane.ts';
import { prepareLog } from './log.ts';
import type { Outcome } from './outcome.ts';
import { commitsAfter } from './subscribe.ts';
import { Kinds } from './warm.ts';
import { watchLog } from './watch.ts';

export interface EventStoreOptions {
  /** The database of the log, which holds nothing else. */
  readonly log: Db;
  readonly aggregates: readonly AnyAggregate[];
  readonly deciders: { readonly [type: string]: CommandDecider<never> };
  /** The company's time zone: decides which calendar date a moment belongs to. */
  readonly timeZone: string;
  readonly clock?: () => Date;
  /** Why nothing may be recorded just now, if so. Every command throws it. */
  readonly hindrance?: () => Error | undefined;
}

/** A command as it comes through the door: its payload is validated, its sender is known. */
export interface Command {
  /** UUID made by the sender; the same id is the same command. */
  readonly id: string;
  readonly type: string;
  readonly payload: object;
  readonly user: string;
  /** The shared tablet that it came from. */
  readonly device?: string | undefined;
  readonly expectedVersion?: number | undefined;
  /** Whether the sender has hung up. Then nothing is decided any more. Without it, the sender waits to the end. */
  readonly gone?: (() => boolean) | undefined;
}

/** A command that waits for its outcome, with all who wait for it. */
interface UnderWay {
  readonly digest: string;
  readonly outcome: Promise<Outcome>;
  readonly senders: Command['gone'][];
}

/** The log of one company: accepts commands and hands out what was recorded, in order. */
export class EventStore {
  readonly #options: EventStoreOptions;
  readonly #lane: Lane;
  readonly #underWay = new Map<string, UnderWay>();
  readonly #stop: () => void;

  private constructor(options: EventStoreOptions, lane: Lane) {
    this.#options = options;
    this.#lane = lane;
    this.#stop = watchLog(options.log, lane);
  }

  /** Prepares the log where it is new, and finds its end. */
  static async open(options: EventStoreOptions): Promise<EventStore> {
    await prepareLog(options.log);
    const kinds = new Kinds(options.aggregates);
    const { log, timeZone, clock = () => new Date() } = options;
    return new EventStore(options, await Lane.open({ log, kinds, timeZone, clock }));
  }

  /**
   * Decides a command and records what it decides. Refusals are values; throws CommandIdReused, LogBusy,
   * LogUnavailable and UnknownCommand.
   */
  async handle(command: Command): Promise<Outcome> {
    const decider = Object.hasOwn(this.#options.deciders, command.type)
      ? this.#options.deciders[command.type]
      : undefined;
    if (decider === undefined) throw new UnknownCommand(`There is no command ${command.type}.`);
    const { id, type, payload, user } = command;
    // The tablet is not part of it: sent again after the device was enrolled, the command is still the same.
    const wishDigest = digest({ type, actor: { user }, payload });
    const twin = this.#underWay.get(id);
    if (twin !== undefined) {
      if (twin.digest !== wishDigest) throw new CommandIdReused();
      twin.senders.push(command.gone);
      return twin.outcome;
    }
    const hindrance = this.#options.hindrance?.();
    if (hindrance !== undefined) throw hindrance;
    const senders = [command.gone];
    const gone = () => senders.every((isGone) => isGone?.() === true);
    const outcome = this.#lane
      .submit({ ...command, digest: wishDigest, decider: decider as CommandDecider<object>, gone })
      .finally(() => this.#underWay.delete(id));
    this.#underWay.set(id, { digest: wishDigest, outcome, senders });
    return outcome;
  }

  /** Set while another log lies in the database. Nothing is recorded then. */
  get replaced(): LogReplaced | undefined {
    return this.#lane.replaced;
  }

  /** The last position known here. */
  get head(): number {
    return this.#lane.position;
  }

  /** Inserts that came second since the start, and were decided again. */
  get conflicts(): number {
    return this.#lane.conflicts;
  }

  /** Windows of commits after a position, in order and without a gap, until the signal or the end of the store. Each is taken when it is asked for. */
  commitsAfter(position: number, signal?: AbortSignal): AsyncIterable<readonly Commit[]> {
    return commitsAfter(this.#options.log, this.#lane, position, signal);
  }

  /** Stops watching, finishes what is under way and takes no more. */
  async close(): Promise<void> {
    this.#stop();
    await this.#lane.close();
  }
}
