import type { LiveChange } from './live.ts';

/** Changes that come while something is being fetched are applied again to what is fetched, in order. */
export function newFeed() {
  let fetchedUpTo = 0;
  let missed: { readonly position: number; readonly changes: readonly LiveChange[] }[] = [];
  let fetching = false;
  return {
    begin() {
      fetching = true;
      missed = [];
    },
    fetchedAt(position: number) {
      fetchedUpTo = position;
    },
    replay<State>(state: State, put: (state: State, changes: readonly LiveChange[]) => State): State {
      fetching = false;
      const later = missed.filter(({ position }) => position > fetchedUpTo);
      missed = [];
      return later.reduce((now, { changes }) => put(now, changes), state);
    },
    isNew(position: number, changes: readonly LiveChange[]): boolean {
      if (fetching) missed.push({ position, changes });
      return position > fetchedUpTo;
    },
    position: () => fetchedUpTo,
  };
}

/** A list may be newer than the position that it is told with, so a change that comes after it may be older. */
export function isOlder(row: object, known: object | undefined): boolean {
  const sequenceOf = (one: object | undefined) => (one as { sequence?: number } | undefined)?.sequence ?? 0;
  return sequenceOf(row) < sequenceOf(known);
}
