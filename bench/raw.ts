import { randomUUID } from 'node:crypto';
import type { Db } from 'mongodb';
import type { Commit } from '../src/event-store/commit.ts';
import { commitsOf, DURABLE, prepareLog } from '../src/event-store/log.ts';
import type { AnyCommandType } from '../src/testing/domain/world.ts';

/** Commits that these commands left in a log. */
export function recorded(log: Db, type: AnyCommandType, limit: number): Promise<Commit[]> {
  return commitsOf(log).find({ 'command.type': type }, { limit }).toArray();
}

/** More than any commit here has. */
const EVENTS_MAX = 100;

/**
 * Inserts recorded commits again, with ids, positions and sequences that are still free, as the driver offers it: what
 * everything else is held against.
 */
export async function rawInserts(db: Db, commits: readonly Commit[]): Promise<() => Promise<unknown>> {
  await prepareLog(db);
  const collection = commitsOf(db);
  let position = 0;
  return () => {
    const { events, ...commit } = commits[position % commits.length] as Commit;
    position += 1;
    // Made from the position, so that nothing has them yet, also where a commit has several events of one thing.
    const streams = events.map((event, index) => ({
      ...event,
      stream: { aggregate: event.stream.aggregate, sequence: position * EVENTS_MAX + index },
    }));
    return collection.insertOne({ ...commit, _id: randomUUID(), position, events: streams }, { writeConcern: DURABLE });
  };
}
