import type { DomainEvent } from '../domain/kernel.ts';
import { type Commit, type RecordedEvent, readAs, recordedEvents } from '../event-store/commit.ts';
import type { Projection } from './definition.ts';

/**
 * A row as it stands after the commit at `position`. No row: there was none, or it is gone. Position 0: never there.
 */
export interface RowState {
  readonly position: number;
  readonly row?: object | undefined;
}

/** A row that a window of commits has changed. */
export interface ChangedRow extends RowState {
  readonly id: string;
  /** The last event that changed it. */
  readonly event: RecordedEvent;
  /** The row before these commits; null where there was none, undefined where it is not known. */
  readonly before?: object | null;
}

/** A row that an event could not be applied to. It stays as it was; what comes later for it is left out. */
export interface ParkedRow {
  readonly id: string;
  readonly event: RecordedEvent;
  readonly error: string;
}

/** One event and the rows that it touches. */
export interface Touch {
  readonly event: RecordedEvent;
  readonly ids: readonly string[];
  /** For each id, the row that a new one goes on from. */
  readonly followed: readonly (string | undefined)[];
  /** Why the rows could not be told, if so. */
  readonly error?: string;
}

export interface Folded {
  /** One for each changed row: its last state. */
  readonly changed: readonly ChangedRow[];
  /**
   * Rows that had seen these commits already: another process was quicker, or this is a replay. They need no writing,
   * but followers of the changes here have not heard of them yet.
   */
  readonly ahead: readonly ChangedRow[];
  readonly parked: readonly ParkedRow[];
}

/** What a projection will touch in these commits, so that the rows can be fetched together. */
export function touches(projection: Projection, commits: readonly Commit[]): Touch[] {
  const handled = new Set<string>(projection.handles);
  const found: Touch[] = [];
  for (const commit of commits) {
    if (!commit.events.some(({ type }) => handled.has(readAs(type)))) continue;
    for (const event of recordedEvents(commit)) if (handled.has(event.type)) found.push(touchOf(projection, event));
  }
  return found;
}

/** Every row id in them, those that are gone on from included. */
export function touchedIds(touched: readonly Touch[]): Set<string> {
  const ids = new Set<string>();
  for (const { ids: own, followed } of touched) {
    for (const id of own) ids.add(id);
    for (const id of followed) if (id !== undefined) ids.add(id);
  }
  return ids;
}

/**
 * Applies events to rows, in memory. A row that has seen a commit already is left as it is, so that a replay changes
 * nothing. `known` must hold every touched row; `isParked` says which rows are parked from before.
 */
export function fold(
  projection: Projection,
  touched: readonly Touch[],
  known: (id: string) => RowState,
  isParked: (id: string) => boolean,
): Folded {
  const changed = new Map<string, ChangedRow>();
  const ahead = new Map<string, ChangedRow>();
  const parked = new Map<string, ParkedRow>();
  const park = (id: string, event: RecordedEvent, error: string) => {
    parked.set(id, { id, event, error });
  };

  for (const { event, ids, followed, error } of touched) {
    if (error !== undefined) park(`commit ${event.position}, event ${event.index}`, event, error);
    ids.forEach((id, index) => {
      const before = known(id);
      if (parked.has(id) || isParked(id)) return;
      // The position as it was stored: two events of one commit may touch the same row.
      if (before.position >= event.position) {
        ahead.set(id, { id, position: event.position, row: before.row, event });
        return;
      }
      const own = changed.get(id) ?? before;
      const from = own.row === undefined ? followed[index] : undefined;
      if (from !== undefined && (parked.has(from) || isParked(from))) {
        park(id, event, `It goes on from ${from}, which is parked`);
        return;
      }
      const row = from === undefined ? own.row : (changed.get(from) ?? known(from)).row;
      try {
        const after = projection.evolve(row, event, id);
        if (after === own.row) return;
        changed.set(id, { id, position: event.position, row: after, event, before: before.row ?? null });
        ahead.delete(id);
      } catch (cause) {
        park(id, event, wordsOf(cause));
      }
    });
  }
  return { changed: [...changed.values()], ahead: [...ahead.values()], parked: [...parked.values()] };
}

function touchOf(projection: Projection, event: RecordedEvent<DomainEvent>): Touch {
  try {
    const id = projection.id(event);
    const ids = typeof id === 'string' ? [id] : id;
    return { event, ids, followed: ids.map((one) => projection.follows?.(event, one)) };
  } catch (cause) {
    return { event, ids: [], followed: [], error: wordsOf(cause) };
  }
}

function wordsOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
