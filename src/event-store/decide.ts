import { calendarDateAt } from '../contracts/dates.ts';
import { type CommandDecider, type Context, isRefusal, type Peek, type Read, type Refusal } from '../domain/kernel.ts';
import { type Commit, recordedEvents, sealed } from './commit.ts';
import { LogBroken } from './errors.ts';
import { evolved, type Kinds, type Standing, type Standings } from './warm.ts';

/** A command on its way to a decision. */
export interface Wish {
  readonly id: string;
  readonly type: string;
  readonly payload: object;
  readonly user: string;
  readonly device?: string | undefined;
  readonly expectedVersion?: number | undefined;
  /** SHA-256 over type, actor and payload: tells a second try from another command with the same id. */
  readonly digest: string;
  readonly decider: CommandDecider<object>;
  /** Whether the sender has gone. Then it is not decided any more. */
  readonly gone?: (() => boolean) | undefined;
}

/** A wish that was granted, though its commit is not in the log yet. */
export interface PlannedCommit<W extends Wish = Wish> {
  readonly wish: W;
  readonly kind: 'commit';
  readonly commit: Commit;
  /** The aggregates that it changes, as they stand after it. */
  readonly after: ReadonlyMap<string, Standing>;
}

/** What became of a wish in a plan. */
export type Planned<W extends Wish> =
  | PlannedCommit<W>
  | { readonly wish: W; readonly kind: 'refusal'; readonly refusal: Refusal }
  /** It had nothing to change. The aggregate that it is about, and its sequence at that moment. */
  | { readonly wish: W; readonly kind: 'nothing'; readonly aggregate: string; readonly sequence: number }
  | { readonly wish: W; readonly kind: 'broken'; readonly error: unknown };

export function isCommit<W extends Wish>(item: Planned<W>): item is PlannedCommit<W> {
  return item.kind === 'commit';
}

/** Where the log stands: what the next commit follows. */
export interface Head {
  readonly position: number;
  readonly hash: string;
  /** Hash of the commit before it. */
  readonly prev: string;
  readonly at: Date;
}

/** Ids of the aggregates that these wishes need and that are not loaded, as far as that can be known now. */
export function missingAggregates(wishes: readonly Wish[], standings: Standings, context: ContextOf): Set<string> {
  const missing = new Set<string>();
  for (const wish of wishes) {
    for (const id of readsOf(wish, standings, context)) if (standings.get(id) === undefined) missing.add(id);
  }
  return missing;
}

function readsOf(wish: Wish, standings: Standings, context: ContextOf): readonly string[] {
  const peek: Peek = (aggregate, id) => standings.get(aggregate.at(id))?.state as never;
  return wish.decider.reads(wish.payload, peek, context(wish));
}

export type ContextOf = (wish: Wish) => Context;

/** The context of each wish at this moment. */
export function contextAt(at: Date, timeZone: string): ContextOf {
  const today = calendarDateAt(at, timeZone);
  return ({ user, expectedVersion }) => ({ at, today, timeZone, user, expectedVersion });
}

export interface Moment {
  readonly head: Head;
  /** The aggregates as they stand at `head`. */
  readonly standings: Standings;
  readonly kinds: Kinds;
  readonly context: ContextOf;
}

/** Decides one wish. Throws what its decider throws, and NotLoaded. */
export function decide<W extends Wish>(wish: W, { head, standings, kinds, context }: Moment): Planned<W> {
  const standing = (id: string): Standing => {
    const found = standings.get(id);
    if (found === undefined) throw new NotLoaded(`${id} is not loaded: the command reads it without naming it.`);
    return found;
  };
  const read: Read = (aggregate, id) => standing(aggregate.at(id)).state as never;
  const moment = context(wish);
  const decision = wish.decider.decide(wish.payload, read, moment);
  if (isRefusal(decision)) return { wish, kind: 'refusal', refusal: decision };
  if (decision.length === 0) {
    const [aggregate = ''] = readsOf(wish, standings, context);
    return { wish, kind: 'nothing', aggregate, sequence: standing(aggregate).sequence };
  }
  const sequences = new Map<string, number>();
  const events = decision.map(({ aggregate, type, v, data, imported }) => {
    const sequence = (sequences.get(aggregate) ?? standing(aggregate).sequence) + 1;
    sequences.set(aggregate, sequence);
    const whole = imported === undefined ? data : { ...data, imported };
    return { stream: { aggregate, sequence }, type, v, data: withoutGaps(whole) as object };
  });
  const reason = 'reason' in wish.payload && typeof wish.payload.reason === 'string' ? wish.payload.reason : undefined;
  const commit = sealed({
    _id: wish.id,
    position: head.position + 1,
    at: moment.at,
    actor: wish.device === undefined ? { user: wish.user } : { user: wish.user, device: wish.device },
    ...(reason === undefined ? {} : { reason }),
    command: { type: wish.type, digest: wish.digest },
    events,
    prev: head.hash,
  });
  const after = new Map<string, Standing>();
  for (const event of recordedEvents(commit)) {
    const before = after.get(event.aggregate) ?? standing(event.aggregate);
    after.set(event.aggregate, evolved(kinds, before, event));
  }
  return { wish, kind: 'commit', commit, after };
}

/** A wish asked for an aggregate that its `reads` could not name before the wishes ahead of it were decided. */
export class NotLoaded extends LogBroken {}

/** The value as it comes back from the database: fields without a value are not there. */
function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutGaps);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const clean: Record<string, unknown> = {};
  for (const [field, part] of Object.entries(value)) if (part !== undefined) clean[field] = withoutGaps(part);
  return clean;
}
