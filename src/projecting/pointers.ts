import type { Collection, Db } from 'mongodb';

/** Which generation of a read model is served, and how far it has come. One document for each projection. */
export interface Pointer extends Generation {
  /** The projection's name. */
  readonly _id: string;
  /** The generation that was served before: the way back. */
  readonly previous?: Generation;
  readonly building?: Building;
  /** Generations up to this number were given up, and none of them comes back. */
  readonly retired?: number;
}

/** A commit that was read: proves which log it was. */
export interface Mark {
  readonly position: number;
  readonly hash: string;
}

export interface Generation extends ReadTo {
  /** Number of the projection's rules that made it. */
  readonly version: number;
  /** Its rows are in the collection `<name>.g<generation>`. 0: there is none yet. */
  readonly generation: number;
}

/** How far a log was read, and which one. */
export interface ReadTo {
  /** Every commit up to here is in the rows, at least. */
  readonly position: number;
  /** Of the log that it was made from. */
  readonly mark?: Mark | undefined;
}

/** A generation on its way. */
export interface Building extends Generation {
  /** Which builder is at it; another one takes over when `seen` is old. */
  readonly by: string;
  readonly seen: Date;
}

export type Pointers = Collection<Pointer>;

export function pointersOf(views: Db): Pointers {
  return views.collection<Pointer>('projections', { ignoreUndefined: true });
}

export async function readPointers(views: Db): Promise<Map<string, Pointer>> {
  const all = await pointersOf(views).find({}).toArray();
  return new Map(all.map((pointer) => [pointer._id, pointer]));
}

/** Makes the pointer of a projection that nobody has seen before. Somebody else may be quicker, which is as good. */
export async function ensurePointer(views: Db, name: string): Promise<void> {
  await pointersOf(views).updateOne(
    { _id: name },
    { $setOnInsert: { version: 0, generation: 0, position: 0 } },
    { upsert: true },
  );
}

/** Saves how far the served generation has come. Never goes back, and leaves any other generation alone. */
export async function saveCheckpoints(
  views: Db,
  checkpoints: readonly (Omit<Generation, 'version'> & { readonly name: string })[],
): Promise<void> {
  if (checkpoints.length === 0) return;
  await pointersOf(views).bulkWrite(
    checkpoints.map(({ name, generation, position, mark }) => ({
      // By _id alone: with more in the filter the embedded server looks at every row. The rest of the condition is in
      // the update.
      updateOne: {
        filter: { _id: name },
        update: [
          {
            $set: {
              position: {
                $cond: [
                  { $and: [{ $eq: ['$generation', generation] }, { $lt: ['$position', position] }] },
                  position,
                  '$position',
                ],
              },
              ...(mark && { mark: { $cond: [{ $eq: ['$generation', generation] }, { $literal: mark }, '$mark'] } }),
            },
          },
        ],
      },
    })),
    { ordered: false },
  );
}
