import type { Db } from 'mongodb';
import { defer, expand, filter, map, type Observable, startWith, switchMap, take } from 'rxjs';
import type { Commit } from './commit.ts';
import type { Lane } from './lane.ts';
import { readWindow } from './read.ts';

/**
 * The log as a stream: windows of commits after a position, in order and without a gap. What this process has just
 * seen comes from memory; the rest is read. At the end it waits until the lane says that the log has moved on; it ends
 * with the lane.
 */
export function commitsAfter(log: Db, lane: Lane, after: number): Observable<readonly Commit[]> {
  const next = (position: number) => defer(async () => lane.recent(position) ?? (await readWindow(log, position)));
  const step = (position: number) =>
    next(position).pipe(map((commits) => ({ commits, position: commits.at(-1)?.position ?? position })));
  const beyond = (position: number) =>
    lane.moved$.pipe(
      startWith(lane.position),
      filter((moved) => moved > position),
      take(1),
    );
  return step(after).pipe(
    expand(({ commits, position }) =>
      commits.length > 0 ? step(position) : beyond(position).pipe(switchMap(() => step(position))),
    ),
    map(({ commits }) => commits),
    filter((commits) => commits.length > 0),
  );
}
