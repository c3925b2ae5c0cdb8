import type { Db } from 'mongodb';
import { commitsOf } from '../event-store/log.ts';
import { newestGeneration } from './building.ts';
import type { Projection } from './definition.ts';
import { type Generation, type Pointer, pointersOf, readPointers } from './pointers.ts';

/**
 * Read models that were made from another log: a longer one, or one that went another way. So it is where an older
 * database was put back.
 */
export async function foreignModels(
  log: Db,
  views: Db,
  projections: readonly Pick<Projection, 'name'>[],
): Promise<readonly Pointer[]> {
  const pointers = await readPointers(views);
  const hashes = new Map<number, Promise<string | undefined>>();
  const hashAt = (position: number): Promise<string | undefined> => {
    const known = hashes.get(position) ?? readHash(log, position);
    hashes.set(position, known);
    return known;
  };
  const isForeign = async ({ position, mark }: Generation): Promise<boolean> => {
    if (position > 0 && (await hashAt(position)) === undefined) return true;
    return mark ? (await hashAt(mark.position)) !== mark.hash : false;
  };
  const found: Pointer[] = [];
  for (const { name } of projections) {
    const pointer = pointers.get(name);
    if (pointer === undefined) continue;
    const { previous, building } = pointer;
    for (const one of [pointer, previous, building]) {
      if (one === undefined || !(await isForeign(one))) continue;
      found.push(pointer);
      break;
    }
  }
  return found;
}

/**
 * Gives up what was made from another log, so that it is built anew. Otherwise it would pass for up to date, and miss
 * what is recorded next. Returns the names.
 */
export async function discardForeign(log: Db, views: Db, projections: readonly Projection[]): Promise<string[]> {
  const foreign = await foreignModels(log, views, projections);
  for (const pointer of foreign) {
    const nothing = { _id: pointer._id, version: 0, generation: 0, position: 0, retired: newestGeneration(pointer) };
    // Another process may have done so, and be building already.
    const builder = { $eq: [{ $ifNull: ['$building.by', ''] }, pointer.building?.by ?? ''] };
    const unchanged = { $and: [{ $eq: ['$generation', pointer.generation] }, builder] };
    await pointersOf(views).updateOne({ _id: pointer._id }, [
      { $replaceWith: { $cond: [unchanged, { $literal: nothing }, '$$ROOT'] } },
    ]);
  }
  return foreign.map(({ _id }) => _id);
}

async function readHash(log: Db, position: number): Promise<string | undefined> {
  return (await commitsOf(log).findOne({ position }, { projection: { hash: 1 } }))?.hash;
}
