import type { Db } from 'mongodb';
import { commitsOf } from '../src/event-store/log.ts';
import { readLast } from '../src/event-store/read.ts';
import type { Place } from './times.ts';

/** The first position at or after a place. Time never goes back in the log, so a moment is found by halving. */
export async function firstAt(log: Db, place: Place): Promise<number> {
  if ('position' in place) return place.position;
  let low = 1;
  let high = ((await readLast(log))?.position ?? 0) + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const commit = await commitsOf(log).findOne({ position: middle }, { projection: { at: 1 } });
    if (commit !== null && commit.at < place.at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last position of a place as an end: a position is included, a moment is not. */
export async function lastBefore(log: Db, place: Place): Promise<number> {
  return 'at' in place ? (await firstAt(log, place)) - 1 : place.position;
}
