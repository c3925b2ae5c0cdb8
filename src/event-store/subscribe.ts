import type { Db } from 'mongodb';
import { filter, firstValueFrom, fromEvent, map, NEVER, startWith, takeUntil } from 'rxjs';
import type { Commit } from './commit.ts';
import type { Lane } from './lane.ts';
import { readWindow } from './read.ts';

/**
 * The log as it grows: windows of commits after a position, in order and without a gap. The next window is taken when
 * it is asked for, so a slow reader gets more at once. What this process has just seen comes from memory; the rest is
 * read. At the end it waits until the lane says that the log has moved on; it ends with the lane, or with the signal.
 */
export async function* commitsAfter(
  log: Db,
  lane: Lane,
  after: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly Commit[], void, undefined> {
  for (let position = after; ; ) {
    const commits = lane.recent(position) ?? (await readWindow(log, position));
    const last = commits.at(-1);
    if (last !== undefined) {
      yield commits;
      position = last.position;
    } else if (!(await movesBeyond(lane, position, signal))) return;
  }
}

/** Waits until the log is seen to have moved on; false when that is not to come. */
async function movesBeyond(lane: Lane, position: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal?.aborted) return false;
  const moves$ = lane.moved$.pipe(
    startWith(lane.position),
    filter((moved) => moved > position),
    map(() => true),
    takeUntil(signal === undefined ? NEVER : fromEvent(signal, 'abort')),
  );
  return await firstValueFrom(moves$, { defaultValue: false });
}
