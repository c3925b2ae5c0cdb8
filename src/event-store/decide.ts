import { BSON } from 'mongodb';
import { calendarDateAt } from '../contracts/dates.ts';
import { type CommandDecider, type Context, isRefusal, type Peek, type Read, type Refusal } from '../domain/kernel.ts';
import { type Commit, recordedEvents, sealed } from './commit.ts';
import { LogBroken } from './errors.ts';
import { evolved, type Kinds, type Standing, type WarmAggregates } from './warm.ts';

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
}

/** What one insert may carry: a server takes 16 MiB in a message, and one commit may be as large as the half of it. */
const BATCH_BYTES_MAX = 8 * 1024 * 1024;

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
  | { readonly wish: W; readonly kind: 'nothing' }
  | { readonly wish: W; readonly kind: 'broken'; readonly error: unknown };

export function isCommit<W extends Wish>(item: Planned<W>): item is PlannedCommit<W> {
  return item.kind === 'commit';
}

export interface Plan<W extends Wish> {
  readonly items: readonly Planned<W>[];
  /** Wishes that need an aggregate which is not loaded, or more room: they come again in the next batch. */
  readonly later: readonly W[];
}

/** Where the log stands: what the next commit follows. */
export interface Head {
  readonly position: number;
  readonly hash: string;
  /** Hash of the commit before it. */
  readonly prev: string;
  readonly at: Date;
}

/** Ids of the aggregates that these wishes need and that are not warm, as far as that can be known now. */
export function missingAggregates(wishes: readonly Wish[], warm: WarmAggregates, context: ContextOf): Set<string> {
  const peek: Peek = (aggregate, id) => warm.get(aggregate.at(id))?.state as never;
  const missing = new Set<string>();
  for (const wish of wishes) {
    for (const id of wish.decider.reads(wish.payload, peek, context(wish))) if (!warm.has(id)) missing.add(id);
  }
  return missing;
}

export type ContextOf = (wish: Wish) => Context;

/** What comes in with each wish at this moment. */
export function contextAt(at: Date, timeZone: string): ContextOf {
  const today = calendarDateAt(at, timeZone);
  return ({ user, expectedVersion }) => ({ at, today, timeZone, user, expectedVersion });
}

/**
 * Decides wishes one after another, each on the state that the ones before it leave. Nothing is written: the plan holds
 * the commits as they would follow `head`.
 */
export function plan<W extends Wish>(
  wishes: readonly W[],
  head: Head,
  warm: WarmAggregates,
  kinds: Kinds,
  context: ContextOf,
): Plan<W> {
  const staged = new Map<string, Standing>();
  const standing = (id: string): Standing => {
    const found = staged.get(id) ?? warm.get(id);
    if (found === undefined) throw new NotLoaded(`${id} is not loaded: the command reads it without naming it.`);
    return found;
  };
  const read: Read = (aggregate, id) => standing(aggregate.at(id)).state as never;
  const items: Planned<W>[] = [];
  let { position, hash } = head;
  let bytes = 0;
  for (const [index, wish] of wishes.entries()) {
    try {
      const { at } = context(wish);
      const decision = wish.decider.decide(wish.payload, read, context(wish));
      if (isRefusal(decision)) {
        items.push({ wish, kind: 'refusal', refusal: decision });
      } else if (decision.length === 0) {
        items.push({ wish, kind: 'nothing' });
      } else {
        const after = new Map<string, Standing>();
        const events = decision.map(({ aggregate, type, v, data }) => {
          const sequence = (after.get(aggregate) ?? standing(aggregate)).sequence + 1;
          after.set(aggregate, { state: undefined, sequence });
          return { stream: { aggregate, sequence }, type, v, data: withoutGaps(data) as object };
        });
        const reason =
          'reason' in wish.payload && typeof wish.payload.reason === 'string' ? wish.payload.reason : undefined;
        const commit = sealed({
          _id: wish.id,
          position: position + 1,
          at,
          actor: wish.device === undefined ? { user: wish.user } : { user: wish.user, device: wish.device },
          ...(reason === undefined ? {} : { reason }),
          command: { type: wish.type, digest: wish.digest },
          events,
          prev: hash,
        });
        bytes += BSON.calculateObjectSize(commit);
        if (bytes > BATCH_BYTES_MAX && staged.size > 0) return { items, later: wishes.slice(index) };
        after.clear();
        for (const event of recordedEvents(commit)) {
          const before = after.get(event.aggregate) ?? standing(event.aggregate);
          after.set(event.aggregate, evolved(kinds, before, event));
        }
        for (const [id, next] of after) staged.set(id, next);
        items.push({ wish, kind: 'commit', commit, after });
        ({ position, hash } = commit);
      }
    } catch (error) {
      // With nothing decided ahead of it, it would ask for the same again for ever.
      if (error instanceof NotLoaded && staged.size > 0) return { items, later: wishes.slice(index) };
      items.push({ wish, kind: 'broken', error });
    }
  }
  return { items, later: [] };
}

/** A wish asked for an aggregate that its `reads` could not name before the wishes ahead of it were decided. */
class NotLoaded extends LogBroken {}

/** The value as it comes back from the database: fields without a value are not there. */
function withoutGaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutGaps);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const clean: Record<string, unknown> = {};
  for (const [field, part] of Object.entries(value)) if (part !== undefined) clean[field] = withoutGaps(part);
  return clean;
}
