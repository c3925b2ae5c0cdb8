import { type Collection, type Db, MongoServerError } from 'mongodb';
import type { Commit } from './commit.ts';

/** Majority and journal: an acknowledged commit survives a crash and a change of primary. */
export const DURABLE = { w: 'majority', j: true } as const;

export const COMMITS = 'commits';

export function commitsOf(log: Db): Collection<Commit> {
  return log.collection<Commit>(COMMITS, { readConcern: { level: 'majority' } });
}

/** The indexes that hold the rules of the log. `unique` must be true, not 1: the embedded server ignores 1. */
const indexes = [
  { key: { position: 1 }, name: 'position', unique: true },
  { key: { 'events.stream': 1 }, name: 'aggregate_sequence', unique: true },
  { key: { 'events.stream.aggregate': 1, position: 1 }, name: 'aggregate_position' },
] as const;

const NAMESPACE_EXISTS = 48;

/**
 * Makes the collection, its indexes and the auditors' view `events`, where they are missing. A user who may only find
 * and insert cannot make them: then they must be there already, or this throws.
 */
export async function prepareLog(log: Db): Promise<void> {
  const missing = await missingIndexes(log);
  if (missing.length > 0) await log.collection(COMMITS).createIndexes(missing.map((index) => ({ ...index })));
  const views = await log.listCollections({ name: 'events' }, { nameOnly: true }).toArray();
  if (views.length > 0) return;
  await createEventsView(log).catch((error: unknown) => {
    // Another process that starts at the same time has made it meanwhile.
    if (!(error instanceof MongoServerError && error.code === NAMESPACE_EXISTS)) throw error;
  });
}

/** The indexes that are not there yet. Throws where one is there and does not hold its rule. */
export async function missingIndexes(log: Db) {
  const collections = await log.listCollections({ name: COMMITS }, { nameOnly: true }).toArray();
  if (collections.length === 0) return indexes;
  const present = await log.collection(COMMITS).indexes();
  for (const wanted of indexes) {
    const found = present.find(({ name }) => name === wanted.name);
    if (found !== undefined && 'unique' in wanted && found.unique !== true) {
      throw new Error(`The index ${wanted.name} of the log is not unique: the log is not safe to write to.`);
    }
  }
  return indexes.filter((wanted) => !present.some(({ name }) => name === wanted.name));
}

/** A row for each event, for auditors' own tools. */
async function createEventsView(log: Db): Promise<void> {
  await log.createCollection('events', {
    viewOn: COMMITS,
    pipeline: [
      { $unwind: { path: '$events', includeArrayIndex: 'index' } },
      {
        $project: {
          _id: 0,
          position: 1,
          index: 1,
          at: 1,
          user: '$actor.user',
          command: '$command.type',
          commandId: '$_id',
          aggregate: '$events.stream.aggregate',
          sequence: '$events.stream.sequence',
          type: '$events.type',
          v: '$events.v',
          data: '$events.data',
          reason: 1,
        },
      },
    ],
  });
}
