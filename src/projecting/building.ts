import { setTimeout as wait } from 'node:timers/promises';
import type { Db } from 'mongodb';
import type { Projection } from './definition.ts';
import { parkedOf } from './parked.ts';
import { type Building, ensurePointer, type Pointer, pointersOf, type ReadTo } from './pointers.ts';

/** A claimed build: nobody else writes to this generation. */
export interface Held extends ReadTo {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  /** Where to go on from; 0 for a new build. */
  readonly position: number;
  readonly by: string;
}

/** Somebody else is building the same projection. */
export class RebuildUnderWay extends Error {
  override readonly name = 'RebuildUnderWay';
  constructor(projection: string, position: number) {
    super(`${projection} is being rebuilt by another process, now at position ${position}.`);
  }
}

/** The builder of a build that was stopped in good order. */
const NOBODY = '';
const LOOK_EVERY_MS = 250;
/** A builder gives a sign of life each second. One that has been silent for so long is gone. */
const SILENCE_MAX_MS = 5_000;

/**
 * Claims the build. One that was broken off is taken up again where its rules are the same; one that gives signs of
 * life is left alone. Our own watch is enough: what counts is whether the sign changes, not what time it says. With
 * `outdatedOnly`, undefined as soon as the generation that is served was made by these rules.
 */
export async function claimBuilding(
  views: Db,
  { name, version }: Projection,
  { by, resume, outdatedOnly }: { by: string; resume: boolean; outdatedOnly: boolean },
): Promise<Held | undefined> {
  await ensurePointer(views, name);
  let watched: { seen: number; since: number } | undefined;
  for (;;) {
    const pointer = await pointerOf(views, name);
    if (outdatedOnly && pointer.version === version) return undefined;
    const other = pointer.building;
    if (other !== undefined && other.by !== NOBODY) {
      const seen = other.seen.getTime();
      if (watched === undefined) watched = { seen, since: performance.now() };
      if (watched.seen !== seen) throw new RebuildUnderWay(name, other.position);
      if (performance.now() - watched.since < SILENCE_MAX_MS) {
        await wait(LOOK_EVERY_MS);
        continue;
      }
    }
    const goOn = resume && other?.version === version;
    const building: Building = goOn
      ? { ...other, by, seen: new Date() }
      : { version, generation: nextGeneration(pointer), position: 0, by, seen: new Date() };
    await setBuilding(views, name, other, building);
    if ((await pointerOf(views, name)).building?.by === by) return { name, ...building };
    watched = undefined;
  }
}

/** Notes how far the build has come. Throws RebuildUnderWay when somebody else has taken it over. */
export async function beat(views: Db, held: Held, { position, mark }: ReadTo): Promise<void> {
  const { by, version, generation, name } = held;
  const building: Building = { version, generation, position, ...(mark && { mark }), by, seen: new Date() };
  const after = await pointersOf(views).findOneAndUpdate(
    { _id: name },
    [{ $set: { building: { $cond: [{ $eq: ['$building.by', by] }, { $literal: building }, '$building'] } } }],
    { returnDocument: 'after' },
  );
  if (after?.building?.by !== by) throw new RebuildUnderWay(name, after?.building?.position ?? after?.position ?? 0);
}

/** Leaves the build as it is, so that it can be taken up again. */
export async function letGo(views: Db, held: Held): Promise<void> {
  const released = { $mergeObjects: ['$building', { by: NOBODY }] };
  await pointersOf(views).updateOne({ _id: held.name }, [
    { $set: { building: { $cond: [{ $eq: ['$building.by', held.by] }, released, '$building'] } } },
  ]);
}

/** From now on the new generation is served, and the old one is the way back. One write. */
export async function flip(views: Db, held: Held, position: number): Promise<void> {
  const { name, by, version, generation } = held;
  const before = await pointerOf(views, name);
  const previous = { version: '$version', generation: '$generation', position: '$position', mark: '$mark' };
  const mark = '$building.mark';
  const next = { _id: '$_id', version, generation, position, mark, ...(before.generation > 0 && { previous }) };
  const after = await pointersOf(views).findOneAndUpdate(
    { _id: name },
    [{ $replaceWith: { $cond: [{ $eq: ['$building.by', by] }, next, '$$ROOT'] } }],
    { returnDocument: 'after' },
  );
  if (after?.generation !== generation) throw new RebuildUnderWay(name, after?.building?.position ?? position);
}

/** Serves the generation before the present one again, which becomes the way forth. */
export async function goBack(views: Db, projection: Projection): Promise<Pointer> {
  const pointer = await pointerOf(views, projection.name);
  if (pointer.previous === undefined) throw new Error(`${projection.name} has no generation to go back to.`);
  if (pointer.previous.version !== projection.version) {
    throw new Error(
      `The generation before was made by version ${pointer.previous.version} of ${projection.name}; this program has version ${projection.version}. Start the program that made it.`,
    );
  }
  await pointersOf(views).updateOne({ _id: projection.name }, [
    {
      $replaceWith: {
        $cond: [
          { $eq: ['$generation', pointer.generation] },
          {
            $mergeObjects: [
              '$$ROOT',
              '$previous',
              { previous: { version: '$version', generation: '$generation', position: '$position', mark: '$mark' } },
            ],
          },
          '$$ROOT',
        ],
      },
    },
  ]);
  return pointerOf(views, projection.name);
}

/** Drops collections and parked rows of generations that are neither served, nor the way back, nor being built. */
export async function dropUnused(views: Db, name: string): Promise<void> {
  const { generation, previous, building } = await pointerOf(views, name);
  const kept = new Set([generation, previous?.generation, building?.generation]);
  const collections = await views.listCollections({}, { nameOnly: true }).toArray();
  for (const collection of collections) {
    const number = generationIn(collection.name, name);
    if (number === undefined || kept.has(number)) continue;
    await views.dropCollection(collection.name);
    const parked = await parkedOf(views).find({ projection: name }).toArray();
    for (const { _id, generation: of } of parked) if (of === number) await parkedOf(views).deleteOne({ _id });
  }
}

async function pointerOf(views: Db, name: string): Promise<Pointer> {
  const pointer = await pointersOf(views).findOne({ _id: name });
  if (pointer === null) throw new Error(`There is no read model ${name}.`);
  return pointer;
}

function nextGeneration(pointer: Pointer): number {
  return 1 + newestGeneration(pointer);
}

/** The highest number that a generation of this read model ever had. */
export function newestGeneration({ generation, previous, building, retired }: Pointer): number {
  return Math.max(generation, previous?.generation ?? 0, building?.generation ?? 0, retired ?? 0);
}

async function setBuilding(views: Db, name: string, other: Building | undefined, building: Building): Promise<void> {
  const unchanged =
    other === undefined
      ? { $eq: [{ $type: '$building' }, 'missing'] }
      : { $and: [{ $eq: ['$building.by', other.by] }, { $eq: ['$building.seen', other.seen] }] };
  await pointersOf(views).updateOne({ _id: name }, [
    { $set: { building: { $cond: [unchanged, { $literal: building }, '$building'] } } },
  ]);
}

function generationIn(collection: string, name: string): number | undefined {
  const prefix = `${name}.g`;
  const rest = collection.startsWith(prefix) ? collection.slice(prefix.length) : '';
  return /^\d+$/.test(rest) ? Number(rest) : undefined;
}
