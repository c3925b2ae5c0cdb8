import type { Db } from 'mongodb';
import { firstSince } from '../src/event-store/read.ts';
import type { Place } from './times.ts';

/** The first position at or after a place. */
export async function firstAt(log: Db, place: Place): Promise<number> {
  return 'position' in place ? place.position : await firstSince(log, place.at);
}

/** The last position of a place as an end: a position is included, a moment is not. */
export async function lastBefore(log: Db, place: Place): Promise<number> {
  return 'at' in place ? (await firstAt(log, place)) - 1 : place.position;
}
